// The steps about the computer: disk, clock, printer, fonts, memory, security, versions.
import { cpSync, mkdirSync, readdirSync, readFileSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Clock, instantMs } from '../../../../db/model/clock.ts'
import { localToInstant } from '../../../../db/model/local-time.ts'
import { withDatabase } from '../../../../electron/diagnostics/database.ts'
import { isWholeFont } from '../../../../electron/diagnostics/fonts.ts'
import { findFuses } from '../../../../electron/diagnostics/fuses.ts'
import { isTooOld } from '../../../../electron/diagnostics/machine.ts'
import type { WindowFacts } from '../../../../electron/diagnostics/parts.ts'
import { takeStep } from '../../../../electron/diagnostics/step.ts'
import { lookAtTime } from '../../../../electron/diagnostics/time.ts'
import { formFonts } from '../../../../electron/print/fonts.ts'
import { diagnoseFolder, partsOf } from '../../../fixtures/diagnosis.ts'
import { canMount, type Mount, mountMemoryDisk } from '../../../fixtures/mount.ts'
import { makeFolder, openTestOffice, TestClock } from '../../../fixtures/office.ts'

const packages = join(import.meta.dirname, '../../../../node_modules')

let folder: string
let remove: () => void
beforeEach(() => {
  ;({ folder, remove } = makeFolder())
})
afterEach(() => remove())

const window: WindowFacts = {
  programFile: process.execPath,
  printerCount: 2,
  hasDefaultPrinter: true,
  isPackaged: true,
  isSandboxed: true,
  memoryBytes: 300_000_000,
}

describe('the step of the disk', () => {
  it('measures room and writing, and leaves nothing behind', async () => {
    const { step } = await diagnoseFolder(folder)
    expect(step('disk')).toMatchObject({ number: 2, facts: { canWrite: true, isUsualFolder: true, databaseBytes: 0 } })
    expect(step('disk').facts.freeBytes).toBeGreaterThan(0)
    expect(step('disk').facts.writeMs).toBeGreaterThanOrEqual(0)
    expect(readdirSync(folder)).toEqual([])
  })

  it('refuses a network path and a cloud-synced folder', async () => {
    expect((await diagnoseFolder('//server/share/motcua')).findings('disk')).toEqual({ networkFolder: 'fault' })
    const cloud = join(folder, 'OneDrive', 'motcua')
    mkdirSync(cloud, { recursive: true })
    expect((await diagnoseFolder(cloud)).findings('disk')).toEqual({ cloudFolder: 'fault' })
  })

  it('knows another folder than the usual one', async () => {
    expect((await diagnoseFolder(folder, { usualFolder: '/elsewhere' })).step('disk').facts.isUsualFolder).toBe(false)
  })
})

describe.skipIf(!canMount)('the step of the disk (needs root on Linux to mount one)', () => {
  let disk: Mount
  beforeEach(() => {
    disk = mountMemoryDisk(16)
  })
  afterEach(() => disk.remove())

  it('tells a disk in memory, and one that is nearly full', async () => {
    const { step, findings, text } = await diagnoseFolder(disk.folder)
    expect(findings('disk')).toEqual({ memoryDisk: 'attention', lowSpace: 'attention' })
    expect(step('disk').facts).toMatchObject({ fileSystem: 'tmpfs', neededBytes: 200 * 1_048_576 })
    expect(text).toContain('Ổ đĩa sắp đầy: còn 16 MB, nên có ít nhất 200 MB.')
  })

  it('tells a full one', async () => {
    try {
      writeFileSync(join(disk.folder, 'fill'), Buffer.alloc(20 * 1_048_576))
    } catch {
      // as far as there was room
    }
    expect((await diagnoseFolder(disk.folder)).findings('disk')).toMatchObject({ diskFull: 'fault' })
    expect(readdirSync(disk.folder)).toEqual(['fill'])
  })

  it('tells a write-protected one, with an office on it', async () => {
    await (await openTestOffice({ folder: disk.folder })).close()
    disk.makeReadOnly()
    const { report, step, findings } = await diagnoseFolder(disk.folder)
    expect(findings('disk')).toMatchObject({ notWritable: 'fault' })
    expect(step('disk').facts.canWrite).toBe(false)
    expect(report.steps).toHaveLength(12)
  })
})

describe('the step of the clock', () => {
  const office = 7 * 60
  const look = (clock: Clock, offsetMinutes = office) => {
    const parts = partsOf(folder)
    return withDatabase(parts, async (database) =>
      takeStep('clock', (notes) => lookAtTime(notes, parts, database, clock, offsetMinutes)),
    )
  }
  const findingsAt = async (local: string, offsetMinutes = office) =>
    (await look(new TestClock(local), offsetMinutes)).findings.map(({ code, verdict }) => `${code} ${verdict}`)

  beforeEach(async () => {
    await (await openTestOffice({ folder, clock: new TestClock('2026-11-23T09:00') })).close()
  })

  it('passes a clock that agrees with what was recorded', async () => {
    expect(await findingsAt('2026-11-23T09:00')).toEqual([])
    expect(await findingsAt('2026-11-23T08:59')).toEqual([]) // set back by the time service
    expect((await look(new TestClock('2026-11-24T08:00'))).facts).toMatchObject({
      newestEventAt: localToInstant('2026-11-23T09:00'),
      offsetHours: 7,
    })
  })

  it('tells one that is behind the newest event', async () => {
    expect(await findingsAt('2026-11-23T08:50')).toEqual(['behindEvents fault'])
  })

  it('tells an empty battery by a date before the program', async () => {
    expect(await findingsAt('2015-01-01T00:00')).toEqual(['beforeProgram fault'])
    expect(await findingsAt('1970-01-01T07:00')).toEqual(['beforeProgram fault'])
  })

  it('tells one that is behind the newest backup alone', async () => {
    const backups = join(folder, 'backups')
    mkdirSync(backups)
    for (const suffix of ['', '.sha256']) writeFileSync(join(backups, `motcua-20270101T020000Z-manual.db${suffix}`), '')
    expect(await findingsAt('2026-12-01T08:00')).toEqual(['behindBackups attention'])
  })

  it('tells one that ran away', async () => {
    expect(await findingsAt('2027-11-20T08:00')).toEqual([])
    expect(await findingsAt('2028-01-01T08:00')).toEqual(['farAhead attention'])
  })

  it('tells another time zone than Viet Nam’s, as an offset that a person can read', async () => {
    expect(await findingsAt('2026-11-23T09:00', 8 * 60)).toEqual(['otherTimeZone attention'])
    expect(await findingsAt('2026-11-23T09:00', -5 * 60)).toEqual(['otherTimeZone attention'])
    expect((await look(new TestClock(), 5.5 * 60)).facts.offsetHours).toBe(5.5)
  })

  it('takes no clock for wrong before there is anything to compare with', async () => {
    const { folder: empty, remove: removeEmpty } = makeFolder()
    const parts = partsOf(empty)
    const step = await withDatabase(parts, async (database) =>
      takeStep('clock', (notes) =>
        lookAtTime(notes, parts, database, { nowMs: () => instantMs('2031-01-01T00:00:00Z') }, office),
      ),
    )
    expect(step.findings).toEqual([])
    removeEmpty()
  })
})

describe('the step of the printer', () => {
  it('counts and names none', async () => {
    const { step, text } = await diagnoseFolder(folder, { window })
    expect(step('printer')).toMatchObject({ verdict: 'ok', facts: { printerCount: 2, hasDefaultPrinter: true } })
    expect(text).toContain('Có 2 máy in.')
  })

  it('tells none, and none by default; where the system does not say, it does not guess', async () => {
    const findings = async (facts: Partial<WindowFacts>) =>
      (await diagnoseFolder(folder, { window: { ...window, ...facts } })).findings('printer')
    expect(await findings({ printerCount: 0, hasDefaultPrinter: null })).toEqual({ noPrinter: 'attention' })
    expect(await findings({ hasDefaultPrinter: false })).toEqual({ noDefaultPrinter: 'attention' })
    expect(await findings({ hasDefaultPrinter: null })).toEqual({})
  })

  it('is left out on the command line, with the reason', async () => {
    expect((await diagnoseFolder(folder)).findings('printer')).toEqual({ needsWindow: 'skipped' })
  })
})

describe('the step of the fonts', () => {
  const interFiles = ['vietnamese', 'latin-ext', 'latin'].map((script) => `inter-${script}-wght-normal.woff2`)
  const makeBuilt = () => {
    const built = { page: join(folder, 'page'), fonts: join(folder, 'fonts') }
    for (const name of formFonts) cpSync(join(packages, '@fontsource/tinos/files', name), join(built.fonts, name))
    for (const name of interFiles) {
      cpSync(
        join(packages, '@fontsource-variable/inter/files', name),
        join(built.page, 'assets', name.replace('.woff2', '-AbC123.woff2')),
      )
    }
    return built
  }

  it('unpacks every font of the forms and of the page', async () => {
    const { step } = await diagnoseFolder(folder, { built: makeBuilt() })
    expect(step('fonts')).toMatchObject({ verdict: 'ok', facts: { formFontCount: 9, pageFontCount: 3, formCount: 13 } })
  })

  it('tells one that is missing, cut short, or changed in the middle', async () => {
    const built = makeBuilt()
    const [missing = '', short = '', changed = ''] = formFonts
    unlinkSync(join(built.fonts, missing))
    truncateSync(join(built.fonts, short), 9_000)
    const bytes = readFileSync(join(built.fonts, changed))
    bytes.fill(0xff, 2_000, 2_200)
    writeFileSync(join(built.fonts, changed), bytes)
    unlinkSync(join(built.page, 'assets', 'inter-vietnamese-wght-normal-AbC123.woff2'))
    const { step, findings } = await diagnoseFolder(folder, { built })
    expect(findings('fonts')).toEqual({ fontsBroken: 'fault' })
    expect(step('fonts').facts).toMatchObject({
      brokenFonts: [missing, short, changed, 'inter-vietnamese'].join(', '),
      formFontCount: 6,
      pageFontCount: 2,
    })
  })

  it('knows what is no font at all', () => {
    for (const bytes of [Buffer.alloc(0), Buffer.from('wOF2'), Buffer.alloc(500, 'wOF2'), Buffer.from('<html>')]) {
      expect(isWholeFont(bytes)).toBe(false)
    }
  })
})

describe('the step of security', () => {
  it('passes an ordinary account in the sandbox; root is told', async () => {
    const { step, findings } = await diagnoseFolder(folder, { window })
    const isRoot = process.getuid?.() === 0
    expect(step('security').facts).toMatchObject({ isAdministrator: isRoot, isSandboxed: true, isPackaged: true })
    expect(findings('security')).toEqual(isRoot ? { administrator: 'attention' } : {})
  })

  it('tells a window outside of the sandbox', async () => {
    const { findings } = await diagnoseFolder(folder, { window: { ...window, isSandboxed: false } })
    // Of root one thing is said (it was told twice): root cannot have the sandbox.
    expect(findings('security')).toEqual(
      process.getuid?.() === 0 ? { administrator: 'attention' } : { notSandboxed: 'attention' },
    )
  })

  it.skipIf(process.platform === 'win32')('tells it of whoever is not root', async () => {
    const getuid = process.getuid
    process.getuid = () => 1_000
    try {
      const { findings } = await diagnoseFolder(folder, { window: { ...window, isSandboxed: false } })
      expect(findings('security')).toEqual({ notSandboxed: 'attention' })
    } finally {
      process.getuid = getuid
    }
  })
})

describe('findFuses', () => {
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
  it('reads them wherever they stand in the program, also across the pieces in which it is read', () => {
    const file = join(folder, 'program')
    for (const before of [0, 1_000, 4 * 1_048_576 - 10, 4 * 1_048_576 + 3, 9 * 1_048_576]) {
      writeFileSync(
        file,
        Buffer.concat([Buffer.alloc(before, 'x'), Buffer.from(`${sentinel}\u0001\u000801r10010`), Buffer.alloc(99)]),
      )
      expect(findFuses(file), `${before}`).toBe('01r10010')
    }
  })

  it('finds none in another program, nor in one that is not there', () => {
    const file = join(folder, 'program')
    writeFileSync(file, Buffer.alloc(5_000_000, 'x'))
    expect(findFuses(file)).toBeUndefined()
    expect(findFuses(join(folder, 'missing'))).toBeUndefined()
    expect(findFuses(dirname(file))).toBeUndefined()
  })
})

describe('isTooOld', () => {
  it('follows what Electron supports: Windows 10, macOS 13; no number of Linux says anything', () => {
    expect(isTooOld('win32', '6.1.7601')).toBe(true)
    expect(isTooOld('win32', '10.0.19045')).toBe(false)
    expect(isTooOld('darwin', '21.6.0')).toBe(true)
    expect(isTooOld('darwin', '22.1.0')).toBe(false)
    expect(isTooOld('linux', '3.10.0')).toBe(false)
  })
})
