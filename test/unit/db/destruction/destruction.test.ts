// What the head decided and signed for is carried out: nobody is to be found in the rows any more, counts and numbers stay, files of scans
// go unless a kept case has the same content; nothing goes without a decision, minutes and the number of cases.
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { blobFile, blobFolder, putBlob } from '../../../../db/blobs/store.ts'
import { correctCase, readReceivedInTx } from '../../../../db/cases/correct.ts'
import { countCases } from '../../../../db/cases/counts.ts'
import { getCase } from '../../../../db/cases/queries.ts'
import { searchCases } from '../../../../db/cases/search.ts'
import { destroyCases } from '../../../../db/destruction/commands.ts'
import { countFilesLeft, findDestruction, removeFiles } from '../../../../db/destruction/queries.ts'
import { nobodyId } from '../../../../db/destruction/rules.ts'
import { giveBackOriginals, keepOriginal } from '../../../../db/originals/commands.ts'
import { attachScan } from '../../../../db/papers/commands.ts'
import { permissions } from '../../../../db/people/rules.ts'
import { searchPeople } from '../../../../db/personal/history.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { decideRetention } from '../../../../db/retention/commands.ts'
import { listDecided } from '../../../../db/retention/queries.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { type LifeOffice, openLifeOffice } from '../../../fixtures/life-office.ts'
import { samplePerson } from '../../../fixtures/office.ts'
import { scanBytes } from '../../../fixtures/scans.ts'

let office: LifeOffice
let folder: string
let all: LifeOffice['head']
beforeEach(async () => {
  office = await openLifeOffice()
  folder = mkdtempSync(join(tmpdir(), 'motcua-blobs-'))
  all = { ...office.head, permissions }
})
afterEach(() => office.close())

const receive = (fullName: string, idNumber: string) =>
  office.receive({ applicant: samplePerson({ fullName, idNumber, phone: '0905111222' }), note: `Ghi chú về ${fullName}` })
const withdraw = (caseId: string) =>
  office.do(all, caseId, {
    ...{ act: 'withdraw', requestedOn: '2026-11-23', reason: 'Bà Hoa xin rút', papersReturned: 'Giấy của bà Hoa' },
    ...{ lateCause: null, lateNote: '' },
  })
const decide = (caseIds: readonly string[]) =>
  decideRetention(office.db, all, { caseIds, decision: 'destroy', keepUntil: '', recordNumber: 'ĐN 01', reason: 'Hết thời hạn' })
const destroy = (caseIds: readonly string[], extra: object = {}) =>
  destroyCases(office.db, all, { caseIds, recordNumber: '01/BB', recordDate: '2026-11-23', typedCount: caseIds.length, ...extra })
const attach = async (caseId: string, bytes: Uint8Array) => {
  const blob = putBlob(folder, bytes, 'giay.png')
  await attachScan(office.db, all, {
    ...{ caseId, component: 0, blob, fileName: 'le-thi-hoa.png', source: 'file', title: 'Giấy của bà Hoa' },
    ...{ issuedOn: null, validUntil: null },
  } as never)
  return blob.sha256
}
const fileOf = (sha256: string) => existsSync(blobFile(blobFolder(folder), sha256))

describe('destroying', () => {
  it('leaves nobody in the rows: not in lists, searches, history, papers; the code and the counts stay', async () => {
    const caseId = await receive('Lê Thị Hoa', '046190001234')
    await attach(caseId, scanBytes('page.png'))
    await withdraw(caseId)
    const counted = await countCases(office.db, office.clock)
    const { row } = await getCase(office.db, caseId)
    await decide([caseId])
    await destroy([caseId])
    const tables = await dumpTables(office.db, [...projectedTables])
    expect(JSON.stringify(tables)).not.toMatch(/Hoa|046190001234|0905111222/)
    const file = await getCase(office.db, caseId)
    expect(file.row).toMatchObject({ applicantName: 'Đã tiêu hủy', provisionalCode: row.provisionalCode, dueAt: row.dueAt })
    expect(JSON.stringify(file.history)).not.toContain('Hoa')
    expect(file.history.map(({ type }) => type)).toContain('case.destroyed')
    expect(file.destruction).toMatchObject({ recordNumber: '01/BB', recordDate: '2026-11-23', scans: 1 })
    expect(await searchCases(office.db, 'hoa', 10)).toEqual([])
    expect(await searchPeople(office.db, 'hoa', 10)).toEqual([])
    expect(await searchPeople(office.db, '1234', 10)).toEqual([])
    expect(await countCases(office.db, office.clock)).toEqual(counted)
    expect((await listDecided(office.db, 'destroy', 10)).rows).toMatchObject([{ destroyed: { number: '01/BB' } }])
    await rebuildProjections(office.db)
    expect(await dumpTables(office.db, [...projectedTables])).toEqual(tables)
  })

  it('removes the files that no kept case has, and says what is left', async () => {
    const [gone, kept] = [await receive('Lê Thị Hoa', '046190001234'), await receive('Lê Thị Hoa', '046190001234')]
    const own = await attach(gone, scanBytes('page.png'))
    const shared = await attach(gone, scanBytes('jpeg.tif'))
    await attach(kept, scanBytes('jpeg.tif'))
    await withdraw(gone)
    await decide([gone])
    await destroy([gone])
    expect(await countFilesLeft(office.db, folder)).toBe(1)
    expect(await removeFiles(office.db, folder)).toEqual({ removed: 1, left: 0 })
    expect([fileOf(own), fileOf(shared)]).toEqual([false, true])
    expect(await removeFiles(office.db, folder)).toEqual({ removed: 0, left: 0 })
    // The person has another case: her record stays, and the destroyed case does not lead to it.
    expect(await searchPeople(office.db, '1234', 10)).toMatchObject([{ fullName: 'Lê Thị Hoa', caseCount: 1 }])
    const { applicant_id } = await office.db
      .selectFrom('case_file')
      .select('applicant_id')
      .where('id', '=', gone)
      .executeTakeFirstOrThrow()
    expect(applicant_id).toBe(nobodyId)
  })

  it('needs a decision, signed minutes, the right number typed, and no original in the house; all or none', async () => {
    const [one, other] = [await receive('Lê Thị Hoa', '046190001234'), await receive('Trần Văn Ba', '')]
    await expect(destroy([one])).rejects.toMatchObject({ code: 'retention.notDecided' })
    await withdraw(one)
    await decide([one])
    await expect(destroy([one, other])).rejects.toMatchObject({ code: 'retention.notDecided' })
    expect(await findDestruction(office.db, one)).toBeNull()
    for (const [wrong, path] of [
      [{ recordNumber: '' }, 'recordNumber'],
      [{ recordDate: '2026-11-24' }, 'recordDate'],
      [{ recordDate: '2026-11-20' }, 'recordDate'],
      [{ typedCount: 2 }, 'typedCount'],
      [{ typedCount: null }, 'typedCount'],
    ] as const)
      await expect(destroy([one], wrong)).rejects.toMatchObject({ issues: [{ path }] })
    const originalId = await keepOriginal(office.db, all, {
      ...{ caseId: one, component: 0, title: 'Sổ đỏ', count: 1, keptOn: '2026-11-23' },
    })
    await expect(destroy([one])).rejects.toMatchObject({ code: 'retention.originalsHeld' })
    await giveBackOriginals(office.db, all, { originalIds: [originalId], on: '2026-11-23', to: 'Lê Thị Hoa', note: '' })
    await destroy([one])
    await expect(destroy([one])).rejects.toMatchObject({ code: 'retention.notDecided' })
  })

  it('ends the case: nothing is corrected, done or attached any more', async () => {
    const caseId = await receive('Lê Thị Hoa', '046190001234')
    await withdraw(caseId)
    await decide([caseId])
    await destroy([caseId])
    const { received } = await office.db.transaction().execute((tx) => readReceivedInTx(tx, caseId))
    const gone = { code: 'case.isDestroyed' }
    await expect(correctCase(office.db, all, { caseId, reason: 'x', to: { ...received, note: 'x' } })).rejects.toMatchObject(gone)
    await expect(office.do(all, caseId, { act: 'archive', place: 'Kho' })).rejects.toMatchObject(gone)
    await expect(attach(caseId, scanBytes('page.png'))).rejects.toMatchObject(gone)
  })
})
