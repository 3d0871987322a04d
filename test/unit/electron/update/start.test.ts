// Which version starts, and that a bad one can never lock the office out.
import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findStartToken, startedByArgument, startVersion, writeReport } from '../../../../electron/update/hand-over.ts'
import { Shelf } from '../../../../electron/update/shelf.ts'
import {
  chooseVersion,
  findFailed,
  mayUndoMigration,
  outdatedVersions,
  type ShelvedVersion,
} from '../../../../electron/update/start-decision.ts'
import { StartReporter } from '../../../../electron/update/start-reporter.ts'
import { makeFolder } from '../../../fixtures/office.ts'

const at = '2026-11-23T02:00:00.000Z'
const shelved = (version: string, more: Partial<ShelvedVersion> = {}): ShelvedVersion => ({
  version,
  executable: 'motcua',
  keyId: 'k',
  acceptedAt: at,
  provenAt: null,
  failures: 0,
  ...more,
})
const proven = (version: string, failures = 0) => shelved(version, { provenAt: at, failures })

describe('the decision at start', () => {
  const cases: ReadonlyArray<readonly [what: string, running: string, on: ShelvedVersion[], chosen: string | undefined]> = [
    ['nothing on the shelf', '1.0.0', [], undefined],
    ['the newest that is newer', '1.0.0', [shelved('1.1.0'), shelved('1.10.0'), shelved('1.9.0')], '1.10.0'],
    ['an installer brought a newer one', '2.0.0', [proven('1.1.0'), proven('2.0.0')], undefined],
    ['the newest never came up', '1.0.0', [proven('1.1.0'), shelved('1.2.0', { failures: 1 })], '1.1.0'],
    ['the only one never came up', '1.0.0', [shelved('1.1.0', { failures: 1 })], undefined],
    ['a proven one failed once', '1.0.0', [proven('1.1.0', 1)], '1.1.0'],
    ['a proven one failed three times', '1.0.0', [proven('1.1.0', 3)], undefined],
  ]
  it.each(cases)('%s', (_, running, on, chosen) => expect(chooseVersion(running, on)?.version).toBe(chosen))

  it('tells of the newest that failed, and of none that is older than what runs', () => {
    expect(findFailed('1.0.0', [shelved('1.1.0', { failures: 1 }), shelved('1.2.0', { failures: 1 })])?.version).toBe('1.2.0')
    expect(findFailed('1.2.0', [shelved('1.1.0', { failures: 1 })])).toBe(undefined)
  })

  it('takes a migration back only when no newer version has ever come up', () => {
    expect(mayUndoMigration('1.0.0', [shelved('1.1.0', { failures: 1 })])).toBe(true)
    expect(mayUndoMigration('1.0.0', [shelved('1.1.0')])).toBe(false)
    expect(mayUndoMigration('1.0.0', [proven('1.1.0'), shelved('1.2.0', { failures: 1 })])).toBe(false)
    expect(mayUndoMigration('1.1.0', [proven('1.1.0'), shelved('1.2.0', { failures: 1 })])).toBe(true)
  })

  it('keeps two older good versions beside the running one, and none beside a newer installed program', () => {
    const on = [
      proven('1.1.0'),
      proven('1.2.0'),
      shelved('1.3.0', { failures: 1 }),
      proven('1.4.0'),
      proven('1.5.0'),
      shelved('1.6.0'),
    ]
    expect(outdatedVersions('1.5.0', false, on).toSorted()).toEqual(['1.1.0', '1.3.0'])
    expect(outdatedVersions('1.5.0', true, on).toSorted()).toEqual(['1.1.0', '1.2.0', '1.3.0', '1.4.0', '1.5.0'])
  })
})

let folder: string
let remove: () => void
let shelf: Shelf
beforeEach(() => {
  ;({ folder, remove } = makeFolder())
  shelf = new Shelf(join(folder, 'versions'))
})
afterEach(() => remove())

function put(version: string, program = '#!/bin/sh\nexit 0\n'): void {
  const incoming = shelf.incomingFolder()
  mkdirSync(incoming, { recursive: true })
  writeFileSync(join(incoming, 'motcua'), program)
  chmodSync(join(incoming, 'motcua'), 0o755)
  shelf.place(incoming, version)
  shelf.accept({ version, executable: 'motcua', keyId: 'k', acceptedAt: at })
}

describe('the shelf', () => {
  it('remembers what became of each version', () => {
    put('1.1.0')
    shelf.noteFailed('1.1.0')
    expect(new Shelf(shelf.folder).find('1.1.0')).toMatchObject({ failures: 1, provenAt: null })
    shelf.forgive('1.1.0')
    shelf.noteStarted('1.1.0', at)
    shelf.noteFailed('1.1.0')
    shelf.noteStarted('1.1.0', '2027-01-01T00:00:00.000Z')
    expect(shelf.list()).toEqual([proven('1.1.0')])
  })

  it('starts nothing that was unpacked but not accepted', () => {
    const incoming = shelf.incomingFolder()
    mkdirSync(incoming, { recursive: true })
    shelf.place(incoming, '1.1.0')
    expect(existsSync(join(shelf.folder, '1.1.0'))).toBe(true)
    expect(shelf.list()).toEqual([])
  })

  it('takes the same version again, over one that failed', () => {
    put('1.1.0', 'old')
    shelf.noteFailed('1.1.0')
    put('1.1.0', 'new')
    expect(shelf.list()).toEqual([shelved('1.1.0')])
    expect(readFileSync(shelf.programOf(shelved('1.1.0')), 'utf8')).toBe('new')
  })

  it('is empty when its state cannot be read or a program is gone', () => {
    expect(shelf.list()).toEqual([])
    put('1.1.0')
    rmSync(join(shelf.folder, '1.1.0'), { recursive: true })
    expect(shelf.list()).toEqual([])
    put('1.1.0')
    for (const text of [
      '',
      '{',
      '{"versions":[{"version":"../../x"}]}',
      '{"versions":[{"version":"1.1.0","executable":"../../x"}]}',
    ]) {
      writeFileSync(join(shelf.folder, 'state.json'), text)
      expect(shelf.list(), text).toEqual([])
    }
  })

  it('tidies what is of no use: outdated versions, interrupted unpacking, folders nobody knows', () => {
    for (const version of ['1.1.0', '1.2.0', '1.3.0', '1.4.0']) put(version)
    for (const version of ['1.1.0', '1.2.0', '1.3.0', '1.4.0']) shelf.noteStarted(version, at)
    mkdirSync(join(shelf.folder, '.incoming-x'))
    mkdirSync(join(shelf.folder, '1.0.5'))
    writeFileSync(join(shelf.folder, 'something.txt'), 'not ours')
    shelf.tidy('1.4.0', false, Date.now())
    expect(readdirSync(shelf.folder).toSorted()).toEqual(['1.2.0', '1.3.0', '1.4.0', 'something.txt', 'state.json'])
    shelf.tidy('2.0.0', true, Date.now())
    expect(readdirSync(shelf.folder).toSorted()).toEqual(['something.txt', 'state.json'])
  })

  it('clears the report of a start that lost its power, but not one that somebody may wait for (none was ever cleared)', () => {
    put('1.1.0')
    const [dead, living] = [randomUUID(), randomUUID()].map((token) => shelf.reportFile(token)) as [string, string]
    for (const file of [dead, living]) writeReport(file, 'alive')
    const old = new Date(Date.now() - 2 * 60 * 60_000)
    utimesSync(dead, old, old)
    shelf.tidy('1.0.0', true, Date.now())
    expect([existsSync(dead), existsSync(living)]).toEqual([false, true])
  })

  it('knows its own programs from installed ones, and takes no token that is a path', () => {
    expect(shelf.holds(join(shelf.folder, '1.1.0', 'motcua'))).toBe(true)
    expect(shelf.holds('/opt/motcua/motcua')).toBe(false)
    expect(() => shelf.reportFile('../../etc/passwd')).toThrow(RangeError)
  })
})

// Real programs in real processes: scripts of the system's shell that behave as a version may.
describe.skipIf(process.platform === 'win32')('handing over', () => {
  const start = (script: string, silenceMs = 60_000) => {
    const program = join(folder, 'motcua')
    writeFileSync(program, `#!/bin/sh\nreport="$1"\n${script}\n`)
    chmodSync(program, 0o755)
    const reportFile = join(folder, 'report')
    return startVersion({ program, args: [reportFile], reportFile, silenceMs })
  }

  it('ends when the version has come up, which then lives on', async () => {
    expect(await start(`printf started > "$report"; sleep 2; touch "${join(folder, 'lived')}"`)).toBe('started')
    expect(existsSync(join(folder, 'report'))).toBe(false)
    for (let waited = 0; waited < 100 && !existsSync(join(folder, 'lived')); waited += 1)
      await new Promise((done) => setTimeout(done, 100))
    expect(existsSync(join(folder, 'lived'))).toBe(true)
  })

  it('knows that the window is open elsewhere', async () => {
    expect(await start('printf elsewhere > "$report"')).toBe('elsewhere')
  })

  it.each([
    ['dies', 'exit 1'],
    ['ends without a word', 'exit 0'],
    ['crashes after a sign of life', 'printf alive > "$report"; kill -SEGV $$'],
    ['says itself that it cannot', 'printf failed > "$report"; sleep 60'],
  ])('fails when the version %s', async (_, script) => expect(await start(script)).toBe('failed'))

  it('fails when there is nothing to start', async () => {
    const reportFile = join(folder, 'report')
    expect(await startVersion({ program: join(folder, 'none'), args: [], reportFile })).toBe('failed')
    writeFileSync(join(folder, 'text'), 'not a program')
    expect(await startVersion({ program: join(folder, 'text'), args: [], reportFile })).toBe('failed')
  })

  it('ends a version that falls silent, but not one that is still at work', async () => {
    const pidFile = join(folder, 'pid')
    expect(await start(`echo $$ > "${pidFile}"; exec sleep 60`, 500)).toBe('failed')
    expect(() => process.kill(Number(readFileSync(pidFile, 'utf8')), 0)).toThrow()
    const alive = 'for i in 1 2 3 4 5 6; do printf alive > "$report"; sleep 0.4; done; printf started > "$report"; sleep 1'
    expect(await start(alive, 1_500)).toBe('started')
  })
})

describe('what a version tells the one that started it', () => {
  const read = () => (existsSync(join(folder, 'report')) ? readFileSync(join(folder, 'report'), 'utf8') : undefined)
  const reporter = (onStarted = () => {}) => new StartReporter(join(folder, 'report'), onStarted)

  it('is that it has started once the page has asked and the data are there, in either order', () => {
    let count = 0
    const one = reporter(() => {
      count += 1
    })
    one.notePage()
    expect(read()).toBe(undefined)
    one.noteData(null)
    expect([read(), count]).toEqual(['started', 1])
    one.notePage()
    one.noteClosed()
    expect([read(), count]).toEqual(['started', 1])
    rmSync(join(folder, 'report'))
    const other = reporter()
    other.noteData('store.inUse') // no fault of the version's: the window explains
    other.notePage()
    expect(read()).toBe('started')
  })

  it('is that it has failed when the fault may be its own', () => {
    for (const code of ['store.migrationFailed', 'app.unexpected']) {
      rmSync(join(folder, 'report'), { force: true })
      const one = reporter()
      one.notePage()
      expect(one.noteData(code)).toBe(false)
      expect(read()).toBe('failed')
      one.noteClosed()
      expect(read()).toBe('failed')
    }
  })

  it('is that it has failed when a page that stayed empty is closed, not when the database is still opening', () => {
    const empty = reporter()
    empty.noteData(null)
    empty.noteClosed()
    expect(read()).toBe('failed')
    rmSync(join(folder, 'report'))
    reporter().noteClosed()
    expect(read()).toBe('started')
  })

  it('is that it lives, as long as the database takes its time', () => {
    const one = reporter()
    one.stayAlive()
    expect(read()).toBe('alive')
    one.noteClosed()
    expect(read()).toBe('started')
  })

  it('is nothing when a person started it, who sees the window', () => {
    let isStarted = false
    const one = new StartReporter(undefined, () => {
      isStarted = true
    })
    one.stayAlive()
    expect(one.noteData('store.migrationFailed')).toBe(true)
    one.notePage()
    expect([isStarted, readdirSync(folder)]).toEqual([true, []])
  })

  it('goes to the place that the token names', () => {
    expect(findStartToken(['motcua', '--x', `${startedByArgument}abc`])).toBe('abc')
    expect(findStartToken(['motcua'])).toBe(undefined)
    writeReport(join(folder, 'no', 'such', 'folder'), 'started') // silence, not a crash
  })
})
