// The steps about the database, on real files: sound, damaged, foreign, newer, lost, in use. The folder stays as it was.
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBackup } from '../../../../db/backup/copy.ts'
import { backupFolder } from '../../../../db/backup/shelf.ts'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { AppError } from '../../../../db/model/errors.ts'
import { databaseName } from '../../../../db/store/open.ts'
import { openConnection, readPragmas } from '../../../../db/store/sqlite.ts'
import { diagnose } from '../../../../electron/diagnostics/run.ts'
import { openOffice } from '../../../../electron/worker/office.ts'
import { firstLine, kill, startChild } from '../../../fixtures/child.ts'
import { diagnoseFolder, partsOf } from '../../../fixtures/diagnosis.ts'
import { makeFolder, openTestOffice, resources, sampleIntake, TestClock } from '../../../fixtures/office.ts'

let folder: string
let file: string
let remove: () => void
beforeEach(async () => {
  ;({ folder, remove } = makeFolder())
  file = join(folder, databaseName)
  const { db, actor, procedureId, formKeyOn, close } = await openTestOffice({ folder })
  await receiveCase(db, actor, sampleIntake({ procedureId: await procedureId('KS') }), formKeyOn)
  await close()
})
afterEach(() => remove())

/** Every file of the folder and its content. */
const contentOf = (root: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(root, name)))
          .digest('hex'),
      ]),
  )

/** Writes SQL past every rule, as another program could. */
function tamper(sql: string): void {
  const connection = openConnection(file, 'writer')
  connection.unsafeMode(true)
  connection.pragma('foreign_keys = OFF')
  connection.exec(sql)
  connection.close()
}

describe('a sound database', () => {
  it('passes, is counted, and its folder stays as it was', async () => {
    const before = contentOf(folder)
    const { report, step } = await diagnoseFolder(folder)
    expect(report.steps.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(step('database')).toMatchObject({
      number: 6,
      verdict: 'ok',
      facts: { caseCount: 1, brokenReferenceCount: 0, lock: 'free', pageBytes: 4096 },
    })
    expect(step('chain')).toMatchObject({ number: 7, verdict: 'ok', facts: { deviceCount: 1 } })
    expect(step('chain').facts.eventCount).toBe(step('database').facts.eventCount)
    expect(contentOf(folder)).toEqual(before)
  })

  it('is read while another process has it open, and that process loses nothing', async () => {
    const holder = startChild(join(import.meta.dirname, '../../../fixtures/hold-office.ts'), folder)
    try {
      expect(await firstLine(holder)).toBe('open')
      const { step } = await diagnoseFolder(folder)
      expect(step('database')).toMatchObject({ verdict: 'ok', facts: { caseCount: 1, lock: 'elsewhere' } })
      expect(step('chain').verdict).toBe('ok')
    } finally {
      await kill(holder)
    }
  })

  it('is judged by how the window itself writes to it', async () => {
    const { office, close } = await openTestOffice({ folder })
    const writerPragmas = readPragmas(office.store.connection, 'writer')
    const right = await diagnoseFolder(folder, { isOpenHere: true, writerPragmas })
    expect(right.step('database')).toMatchObject({ verdict: 'ok', facts: { lock: 'here' } })
    office.store.connection.pragma('synchronous = OFF')
    const risky = readPragmas(office.store.connection, 'writer')
    const wrong = await diagnoseFolder(folder, { isOpenHere: true, writerPragmas: risky })
    expect(wrong.findings('database')).toEqual({ wrongPragmas: 'fault' })
    await close()
  })

  it('ends with app.cancelled when it is called off, and can be asked again', async () => {
    const cancelAt = (share: number) => (done: number, total: number) => {
      if (done / total >= share) throw new AppError('app.cancelled')
    }
    for (const share of [0, 6 / 12, 11 / 12]) {
      await expect(diagnose(partsOf(folder), new TestClock(), cancelAt(share))).rejects.toMatchObject({ code: 'app.cancelled' })
    }
    expect(existsSync(`${file}-wal`)).toBe(false)
    expect((await diagnoseFolder(folder)).step('database').verdict).toBe('ok')
  })

  it('reports progress from the first step to the last, never backwards', async () => {
    const shares: number[] = []
    await diagnose(partsOf(folder), new TestClock(), (done, total) => shares.push(done / total))
    expect(shares[0]).toBe(0)
    expect(shares.at(-1)).toBeCloseTo(11 / 12)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  })
})

describe('a database with a fault', () => {
  it('whose event was changed is told by the number of the event', async () => {
    tamper("DROP TRIGGER event_never_updated; UPDATE event SET actor = 'x' WHERE seq = 10")
    const { step, findings, text } = await diagnoseFolder(folder)
    expect(findings('chain')).toEqual({ chainBroken: 'fault' })
    expect(step('chain').facts.brokenAtSeq).toBe(10)
    expect(text).toContain('Bước 7. Nhật ký thay đổi: CÓ LỖI')
    expect(text).toContain('đứt ở số 10')
  })

  it('that refers to what is gone is told by the number of places', async () => {
    tamper("UPDATE case_file SET office_id = 'gone'")
    const { step, findings } = await diagnoseFolder(folder)
    expect(findings('database')).toEqual({ referencesBroken: 'fault' })
    expect(step('database').facts.brokenReferenceCount).toBe(1)
  })

  it('with damaged pages is told, and the other steps come all the same', async () => {
    const bytes = readFileSync(file)
    for (let page = 3; page * 4096 < bytes.length; page += 4) bytes.fill(0xa5, page * 4096, page * 4096 + 2048)
    writeFileSync(file, bytes)
    const { report, step, text } = await diagnoseFolder(folder)
    expect(report.steps).toHaveLength(12)
    expect(step('database').verdict).toBe('fault')
    expect(step('database').findings.map(({ code }) => code)).toSatisfy((codes: string[]) =>
      codes.some((code) => code === 'structureDamaged' || code === 'databaseRefused'),
    )
    expect(step('disk').verdict).toBe('ok')
    expect(text).toContain('Bước 6. Cơ sở dữ liệu: CÓ LỖI')
  })

  it('cut short is told', async () => {
    truncateSync(file, 4096 * 20)
    const { step } = await diagnoseFolder(folder)
    expect(step('database').verdict).toBe('fault')
  })

  it('that is no database, or of another program, is refused in the words of its refusal', async () => {
    writeFileSync(file, 'Đây không phải cơ sở dữ liệu. '.repeat(400))
    const before = contentOf(folder)
    const nothing = await diagnoseFolder(folder)
    expect(nothing.step('database')).toMatchObject({ verdict: 'fault', facts: { errorCode: 'store.notADatabase' } })
    expect(nothing.text).toContain('Tệp dữ liệu không phải của Một Cửa hoặc đã bị ghi đè')
    expect(nothing.findings('chain')).toEqual({ databaseUnread: 'skipped' })
    expect(contentOf(folder)).toEqual(before)
    rmSync(file)
    tamper('CREATE TABLE foreign_table (x)')
    expect((await diagnoseFolder(folder)).step('database').facts.errorCode).toBe('store.notADatabase')
  })

  it('of a newer program is refused with both versions, and stays untouched', async () => {
    tamper('PRAGMA user_version = 9999')
    const before = contentOf(folder)
    const { step, text } = await diagnoseFolder(folder)
    expect(step('database').facts).toMatchObject({ errorCode: 'store.fromFuture', schemaVersion: 9999 })
    expect(text).toContain('phiên bản dữ liệu 9999')
    expect(contentOf(folder)).toEqual(before)
  })

  it('of an earlier program is announced to be upgraded', async () => {
    tamper('PRAGMA user_version = 1')
    expect((await diagnoseFolder(folder)).findings('database')).toEqual({ olderSchema: 'attention' })
  })

  it('that the window could not open carries the window’s reason', async () => {
    const { step, text } = await diagnoseFolder(folder, { openFailure: 'store.inUse' })
    expect(step('database')).toMatchObject({ verdict: 'fault', facts: { errorCode: 'store.inUse' } })
    expect(text).toContain('đang được một cửa sổ hoặc chương trình khác sử dụng')
  })
})

describe('a database without a case', () => {
  it('is not praised, and nothing is missed, before the office is set up (old backups and drills were)', async () => {
    const { folder: fresh, remove: removeFresh } = makeFolder()
    const { office, lock } = await openOffice(fresh, resources, new TestClock(), {})
    await office.store.close()
    lock.release()
    const { findings, text } = await diagnoseFolder(fresh)
    for (const id of ['database', 'chain', 'backups'] as const) expect(findings(id), id).toEqual({ notSetUp: 'skipped' })
    expect(text).toContain('Bước 6. Cơ sở dữ liệu: BỎ QUA')
    expect(text).not.toMatch(/0 hồ sơ|35 ngày|7 ngày chưa chép/)
    removeFresh()
  })

  it('passes in a new office and says that there is none', async () => {
    const { folder: fresh, remove: removeFresh } = makeFolder()
    await (await openTestOffice({ folder: fresh })).close()
    const { step, text } = await diagnoseFolder(fresh)
    expect(step('database')).toMatchObject({ verdict: 'ok', facts: { caseCount: 0 } })
    expect(text).toContain('chưa có hồ sơ nào')
    removeFresh()
  })

  it('is told where a backup beside it holds cases (it passed as sound)', async () => {
    const { office, close } = await openTestOffice({ folder })
    const { name } = await createBackup(office.store.connection, backupFolder(folder), 'manual', new TestClock())
    await close()
    const { folder: fresh, remove: removeFresh } = makeFolder()
    await (await openTestOffice({ folder: fresh })).close()
    mkdirSync(backupFolder(fresh))
    for (const suffix of ['', '.sha256', '.json'])
      copyFileSync(join(backupFolder(folder), name + suffix), join(backupFolder(fresh), name + suffix))
    const { step, findings, text } = await diagnoseFolder(fresh)
    expect(findings('database')).toEqual({ casesMissing: 'attention' })
    expect(step('database').facts).toMatchObject({ caseCount: 0, backedUpCaseCount: 1 })
    expect(text).toContain('bản sao lưu giữ 1 hồ sơ')
    removeFresh()
  })
})

describe('no database', () => {
  it('is nothing bad on a new computer, and none is made', async () => {
    const nowhere = join(folder, 'nowhere')
    const { report, findings } = await diagnoseFolder(nowhere)
    for (const id of ['database', 'chain', 'backups'] as const) expect(findings(id)).toEqual({ noDatabase: 'skipped' })
    expect(findings('disk')).toEqual({ folderMissing: 'attention' })
    expect(report.settings).toEqual({})
    expect(existsSync(nowhere)).toBe(false)
  })

  it('is a fault where there are backups of one', async () => {
    const { office, close } = await openTestOffice({ folder })
    await createBackup(office.store.connection, backupFolder(folder), 'manual', new TestClock())
    await close()
    for (const lose of [() => rmSync(file), () => writeFileSync(file, '')]) {
      copyFileSync(file, `${file}.kept`)
      lose()
      expect((await diagnoseFolder(folder)).findings('database')).toEqual({ databaseMissing: 'fault' })
      copyFileSync(`${file}.kept`, file)
    }
  })
})
