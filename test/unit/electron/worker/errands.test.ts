// The worker of an errand as the main process runs it: for one question, without an office, on folders whose database cannot be opened.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBackup } from '../../../../db/backup/copy.ts'
import { backupFolder } from '../../../../db/backup/shelf.ts'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { databaseName, lockFolder } from '../../../../db/store/open.ts'
import { partsOf } from '../../../fixtures/diagnosis.ts'
import { makeFolder, openTestOffice, sampleIntake, TestClock } from '../../../fixtures/office.ts'
import { startWorker } from '../../../fixtures/worker.ts'

const passphrase = 'tham-nui-lan-chon-be-sua-47'
let folder: string
let remove: () => void
let stick: { folder: string; remove: () => void }
let backup: string
beforeEach(async () => {
  ;({ folder, remove } = makeFolder())
  stick = makeFolder()
  const clock = new TestClock()
  const office = await openTestOffice({ folder, clock })
  await receiveCase(office.db, office.actor, sampleIntake({ procedureId: await office.procedureId('KS') }), office.formKeyOn)
  backup = (await createBackup(office.office.store.connection, backupFolder(folder), 'manual', clock)).name
  await office.close()
  writeFileSync(join(folder, databaseName), readFileSync(join(folder, databaseName)).fill(0x5a, 0, 8_192))
})
afterEach(() => {
  remove()
  stick.remove()
})

async function ask(name: string, input: unknown, where = folder) {
  const worker = await startWorker('errand', where)
  expect(worker.failure).toBeNull()
  const reply = await worker.ask(name, input)
  await worker.close()
  return reply
}
const value = async (name: string, input: unknown, where?: string) => {
  const reply = await ask(name, input, where)
  expect(reply).toMatchObject({ ok: true })
  return (reply as unknown as { value: Record<string, never> }).value
}
const deviceCodes = async (where: string) => {
  const office = await openTestOffice({ folder: where })
  const code = office.actor.deviceCode
  await office.close()
  return code
}

describe('an errand', () => {
  it('lists, checks and takes back backups while the database cannot be opened', async () => {
    expect(await value('recovery.list', null)).toMatchObject([{ name: backup, cases: 1 }])
    expect(await value('recovery.verify', { name: backup })).toMatchObject({ cases: 1 })
    await value('recovery.restore', { name: backup })
    expect(await deviceCodes(folder)).toBe('AR01')
    expect(readdirSync(folder).some((name) => name.startsWith('motcua-aside'))).toBe(true)
  })

  it('changes nothing in a folder that another program uses, but may look', async () => {
    const lock = lockFolder(folder)
    const before = readFileSync(join(folder, databaseName))
    for (const [name, input] of [
      ['recovery.restore', { name: backup }],
      ['recovery.salvage', null],
    ] as const) {
      expect(await ask(name, input)).toMatchObject({ ok: false, error: { code: 'store.inUse' } })
    }
    expect(await value('recovery.verify', { name: backup })).toMatchObject({ cases: 1 })
    expect(readFileSync(join(folder, databaseName)).equals(before)).toBe(true)
    lock.release()
  })

  it('salvages, and what comes of it is in the list', async () => {
    const report = await value('recovery.salvage', null)
    expect(report).toMatchObject({ cases: 1, base: backup, gaps: [] })
    expect(await value('recovery.list', null)).toHaveLength(2)
  })

  it('opens a sealed copy on another computer, shows it, takes it, and leaves no open copy', async () => {
    const sealed = join(stick.folder, 'x.db.gz.age')
    expect(await value('recovery.seal', { name: backup, target: sealed, passphrase })).toMatchObject({ cases: 1 })
    expect(await value('recovery.pick', { file: sealed })).toMatchObject({ isSealed: true })
    const codes: string[] = []
    for (let computer = 0; computer < 2; computer += 1) {
      const other = makeFolder()
      const refused = await ask('recovery.preview', { file: sealed, passphrase: 'sai-mat-khau-roi' }, other.folder)
      expect(refused).toMatchObject({ ok: false, error: { code: 'backup.wrongPassphrase' } })
      const preview = await value('recovery.preview', { file: sealed, passphrase }, other.folder)
      expect(preview).toMatchObject({ officeName: 'Phường Vỹ Dạ', deviceCode: 'A', cases: 1 })
      await value('recovery.restorePicked', { opened: preview.opened, origin: stick.folder }, other.folder)
      expect(readdirSync(other.folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
      codes.push(await deviceCodes(other.folder))
      other.remove()
    }
    // The stick remembers what it gave out: two computers never share a device code.
    expect(codes).toEqual(['AR01', 'AR02'])
  })

  it('takes a plain backup with its checksum, and says what is missing without', async () => {
    const plain = join(stick.folder, backup)
    copyFileSync(join(backupFolder(folder), backup), plain)
    expect(await ask('recovery.preview', { file: plain, passphrase: null })).toMatchObject({
      ok: false,
      error: { code: 'backup.noChecksum', params: { file: backup } },
    })
    copyFileSync(join(backupFolder(folder), `${backup}.sha256`), `${plain}.sha256`)
    expect(await value('recovery.preview', { file: plain, passphrase: null })).toMatchObject({ opened: plain, cases: 1 })
    await value('recovery.restorePicked', { opened: plain, origin: stick.folder })
    expect(existsSync(plain)).toBe(true)
  })
})

describe('the mark of an open database', () => {
  it('tells an orderly end from another', async () => {
    const other = makeFolder()
    const mark = join(other.folder, 'motcua.open')
    const writer = await startWorker('writer', other.folder)
    expect(existsSync(mark)).toBe(true)
    await writer.close()
    expect(existsSync(mark)).toBe(false)
    mkdirSync(join(other.folder, 'x'))
    writeFileSync(mark, '')
    const again = await startWorker('writer', other.folder)
    expect(again.wasUnclean).toBe(true)
    await again.close()
    const last = await startWorker('writer', other.folder)
    expect(last.wasUnclean).toBe(false)
    await last.close()
    other.remove()
  })
})

describe('looking at the whole structure', () => {
  it('passes a sound database and finds a broken page that nobody has read', async () => {
    const other = makeFolder()
    const office = await openTestOffice({ folder: other.folder })
    const page = Number(
      office.office.store.connection.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'case_print'").pluck().get(),
    )
    await office.close()
    const check = async () => {
      const writer = await startWorker('writer', other.folder)
      const reader = await startWorker('reader', other.folder)
      const reply = await reader.ask('internal.checkSoundness', null)
      await reader.close()
      await writer.close()
      return reply
    }
    expect(await check()).toMatchObject({ ok: true })
    const file = join(other.folder, databaseName)
    writeFileSync(file, readFileSync(file).fill(0xa5, (page - 1) * 4_096, page * 4_096))
    expect(await check()).toMatchObject({ ok: false, error: { code: 'store.damaged' } })
    other.remove()
  })
})

it('diagnoses a folder whose database does not open, and holds no lock of it', async () => {
  const { folder, remove } = makeFolder()
  writeFileSync(join(folder, databaseName), 'x'.repeat(9_000))
  const logFile = join(folder, 'main.log')
  const worker = await startWorker('errand', folder, { logFile })
  expect(worker.failure).toBeNull()
  const reply = await worker.ask('diagnostics.run', partsOf(folder, { logFile }))
  expect(reply).toMatchObject({ ok: true, value: { text: expect.stringContaining('Bước 6. Cơ sở dữ liệu: CÓ LỖI') } })
  lockFolder(folder).release()
  expect(await worker.ask('people.listSignIns', {})).toMatchObject({ ok: false, error: { code: 'store.restarting' } })
  await worker.close()
  expect(readdirSync(folder).filter((name) => name.startsWith(databaseName))).toEqual([databaseName])
  remove()
})
