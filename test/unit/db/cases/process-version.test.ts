// A case runs under the version of the process in effect at the instant of receipt, and keeps it (TCVN ISO 9001:2015, 7.5.3, 8.5.1).
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { receiveCase, switchProcess } from '../../../../db/cases/commands.ts'
import { findNewerProcess, listAskedComponents, listCasesLeftBehind } from '../../../../db/cases/process-version.ts'
import { getCase } from '../../../../db/cases/queries.ts'
import { enterVersion, withdrawDocument } from '../../../../db/documents/commands.ts'
import { permissions } from '../../../../db/people/rules.ts'
import { emptyProcessContent, type ProcessContent, type ProcessVariant } from '../../../../db/processes/content.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { openTestOffice, sampleIntake, type TestOffice } from '../../../fixtures/office.ts'

let office: TestOffice
let head: TestOffice['actor']
let procedureId: string
let key: string
beforeEach(async () => {
  office = await openTestOffice()
  head = { ...office.actor, permissions }
  procedureId = await office.procedureId('HKD')
  const row = await office.db.selectFrom('procedure').select('local_key').where('id', '=', procedureId).executeTakeFirstOrThrow()
  key = row.local_key
})
afterEach(() => office.close())

const variant = (limit: number, name = ''): ProcessVariant => ({
  key: name,
  name,
  timeLimit: { limit, unit: 'working-days' },
  groups: [],
  steps: [],
})
const enter = (
  issue: number,
  effectiveFrom: string,
  variants: ProcessVariant[],
  documentId?: string,
  components: ProcessContent['components'] = [],
) =>
  enterVersion(office.db, head, {
    document: documentId ? { id: documentId } : { kind: 'process', group: 'procedure', code: 'QT.HKD.01' },
    body: {
      kind: 'process',
      content: { ...emptyProcessContent, name: 'Đăng ký hộ kinh doanh', procedures: [key], variants, components },
    },
    issue,
    revision: 0,
    reason: '',
    approvedOn: '2026-11-02',
    effectiveFrom,
    reviewDueOn: null,
    approverName: '',
  })
const receive = async (extra: object = {}) => {
  const { caseId } = await receiveCase(office.db, head, { ...sampleIntake({ procedureId }), ...extra }, office.formKeyOn)
  return getCase(office.db, caseId)
}

describe('the process of a case', () => {
  it('is none where none serves the procedure, and the procedure keeps its own limit', async () => {
    const file = await receive()
    expect(file.process).toBeNull()
    expect(file.timeLimit).toEqual({ limit: 3, unit: 'working-days' })
  })

  it('is the version in effect on the day of receipt: the day before, and the day itself', async () => {
    const { documentId } = await enter(1, '2026-11-09', [variant(2)])
    await enter(2, '2026-11-23', [variant(1)], documentId)
    const before = await receive({ receivedAt: '2026-11-20T16:59' })
    expect(before).toMatchObject({ process: { issue: 1, effectiveTo: '2026-11-23' }, timeLimit: { limit: 2 } })
    office.clock.setLocal('2026-11-23T00:00')
    expect(await receive()).toMatchObject({ process: { issue: 2, effectiveTo: null }, timeLimit: { limit: 1 } })
    expect((await receive({ receivedAt: '2026-11-06T09:00' })).process).toBeNull()
  })

  it('asks for the papers that it lists, and for those of the catalogue where it lists none', async () => {
    const catalogue = await listAskedComponents(office.db, { procedureId, date: '2026-11-23' })
    expect(catalogue.components.length).toBeGreaterThan(1)
    const { documentId } = await enter(1, '2026-11-09', [variant(2)])
    expect(await listAskedComponents(office.db, { procedureId, date: '2026-11-23' })).toEqual(catalogue)
    const paper = { name: 'Giấy đề nghị', originals: 1, copies: 2, isRequired: true, condition: '', variant: null }
    await enter(2, '2026-11-16', [variant(2)], documentId, [paper])
    expect((await listAskedComponents(office.db, { procedureId, date: '2026-11-23' })).components).toEqual([paper])
    expect(await listAskedComponents(office.db, { procedureId, date: '2026-11-15' })).toEqual(catalogue)
  })

  it('promises by the limit of the process', async () => {
    await enter(1, '2026-11-09', [variant(1)])
    expect((await receive({ receivedAt: '2026-11-23T08:00' })).row.dueAt?.slice(0, 10)).toBe('2026-11-25') // the 24th is a public holiday
  })

  it('needs a choice where there are sub-cases, and keeps it', async () => {
    await enter(1, '2026-11-09', [variant(5, 'a'), variant(10, 'b')])
    await expect(receive()).rejects.toMatchObject({ issues: [{ path: 'variant', code: 'required' }] })
    await expect(receive({ variant: 'c' })).rejects.toMatchObject({ issues: [{ path: 'variant', code: 'notFound' }] })
    expect(await receive({ variant: 'b' })).toMatchObject({ process: { variant: 'b' }, timeLimit: { limit: 10 } })
  })

  it('stays when a new version takes effect; the case is listed as left on the old one until the head moves it', async () => {
    const { documentId } = await enter(1, '2026-11-09', [variant(2)])
    const file = await receive()
    const caseId = file.row.id
    const { versionId } = await enter(2, '2026-12-01', [variant(1)], documentId)
    expect(await listCasesLeftBehind(office.db, documentId, '2026-11-30')).toEqual([])
    expect(await findNewerProcess(office.db, file, '2026-11-30')).toBeNull()
    office.clock.setLocal('2026-12-01T08:00')
    expect(await listCasesLeftBehind(office.db, documentId, '2026-12-01')).toMatchObject([{ caseId, issue: 1 }])
    expect(await findNewerProcess(office.db, await getCase(office.db, caseId), '2026-12-01')).toMatchObject({ versionId })

    await expect(switchProcess(office.db, head, { caseId, legalGround: '', variant: null })).rejects.toMatchObject({
      issues: [{ path: 'legalGround', code: 'required' }],
    })
    await switchProcess(office.db, head, { caseId, legalGround: 'Điều 40 NĐ 118/2025/NĐ-CP', variant: null })
    const moved = await getCase(office.db, caseId)
    expect(moved.process).toMatchObject({ issue: 2 })
    expect(moved.row.dueAt).toBe(file.row.dueAt)
    expect(moved.history.at(-1)).toMatchObject({
      type: 'case.processSwitched',
      params: { legalGround: 'Điều 40 NĐ 118/2025/NĐ-CP' },
    })
    expect(await listCasesLeftBehind(office.db, documentId, '2026-12-01')).toEqual([])
    await expect(switchProcess(office.db, head, { caseId, legalGround: 'x', variant: null })).rejects.toMatchObject({
      code: 'case.processUnchanged',
    })
    const before = await dumpTables(office.db, projectedTables)
    await rebuildProjections(office.db)
    expect(await dumpTables(office.db, projectedTables)).toEqual(before)
  })

  it('is none after the process was withdrawn', async () => {
    const { documentId } = await enter(1, '2026-11-09', [variant(2)])
    await withdrawDocument(office.db, head, { documentId, from: '2026-11-23', reason: 'Bãi bỏ' })
    expect((await receive()).process).toBeNull()
  })
})
