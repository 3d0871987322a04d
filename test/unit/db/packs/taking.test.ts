// A pack on its way through an office's real database: judged, compared with the office's own, approved, applied whole, taken back.
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { getCalendar, getCurrentCalendarId } from '../../../../db/calendar/queries.ts'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { findProcessInForce } from '../../../../db/cases/process-version.ts'
import { draftVersion, enterVersion } from '../../../../db/documents/commands.ts'
import { getDocument, listDocuments } from '../../../../db/documents/queries.ts'
import type { Actor } from '../../../../db/event.ts'
import { changeLaw } from '../../../../db/laws/commands.ts'
import type { AppError } from '../../../../db/model/errors.ts'
import { revokeKey, trustKey } from '../../../../db/pack-keys/commands.ts'
import { keyText } from '../../../../db/pack-keys/key-text.ts'
import * as packs from '../../../../db/packs/commands.ts'
import type { PackContent, PackManifest } from '../../../../db/packs/content.ts'
import { findObstacles, getPack, listPacks, previewPack } from '../../../../db/packs/queries.ts'
import { permissions } from '../../../../db/people/rules.ts'
import { getProcedure, listProcedures } from '../../../../db/procedures/queries.ts'
import { emptyProcessContent } from '../../../../db/processes/content.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { checkStore } from '../../../../db/store/check.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { openTestOffice, sampleIntake, starterData, type TestOffice } from '../../../fixtures/office.ts'
import { type Issuer, makeIssuer, packDocument, province, signedPack } from '../../../fixtures/packs.ts'

const today = '2026-11-23'
let office: TestOffice
let actor: Actor
let issuer: Issuer
beforeAll(() => {
  issuer = makeIssuer()
})
beforeEach(async () => {
  office = await openTestOffice()
  actor = { ...office.actor, permissions }
  await trustKey(office.db, actor, { text: keyText(issuer), isCompared: true })
})
afterEach(() => office.close())

const refusal = (done: Promise<unknown>) =>
  done.then(
    () => 'accepted',
    (error: AppError) => ({ code: error.code, ...error.params }),
  )
const propose = async (content: PackContent, manifest: Partial<PackManifest> = {}, by = issuer) =>
  packs.proposePack(office.db, actor, {
    bytes: await signedPack(by, content, manifest),
    fileName: 'goi.mcpack',
    policyKeys: [],
  })
const approve = (packId: string, choices: packs.PackApproval['choices'] = {}) =>
  packs.approvePack(office.db, actor, { packId, choices, reason: 'Theo công văn 5', policyKeys: [] })
const rollBack = (packId: string) => packs.rollBackPack(office.db, actor, { packId, reason: 'Gửi nhầm' })
const preview = async (packId: string) => previewPack(office.db, actor, await packs.openProposal(office.db, packId, []))
const brief = async (packId: string) =>
  (await preview(packId)).entries.map(({ id, kind, conflict }) => [id, kind, ...(conflict ? [conflict] : [])].join(' '))

const processes = (...entries: ReturnType<typeof packDocument>[]): PackContent => ({ documents: { entries, withdrawn: [] } })
const enter = (code: string, name: string, effectiveFrom = '2026-01-05') =>
  enterVersion(office.db, actor, {
    document: { kind: 'process', group: 'procedure', code },
    body: { kind: 'process', content: { ...emptyProcessContent, name } },
    ...{ issue: 1, revision: 0, reason: '', approvedOn: effectiveFrom, effectiveFrom, reviewDueOn: null, approverName: '' },
  })
const procedureOf = async (shortCode: string) => getProcedure(office.db, await office.procedureId(shortCode))
const receive = async (shortCode: string) =>
  receiveCase(office.db, actor, sampleIntake({ procedureId: await office.procedureId(shortCode) }), office.formKeyOn)
const register = async () => {
  const anything = { kind: null, group: null, field: null, authority: null, ownerUnit: null, state: null }
  const rows = await listDocuments(office.db, { ...anything, procedureKey: null, law: null, query: '' }, today)
  return rows.map(({ code, issue, revision, state, name }) => `${code} ${issue}/${revision} ${state} ${name}`)
}
const aLaw = {
  ...{ number: '99/2026/NĐ-CP', title: 'Nghị định mới', issuer: 'Chính phủ', issuedOn: '2026-10-01' },
  ...{ effectiveFrom: '2026-12-01', effectiveTo: null, replacedBy: '', amends: [], note: '', source: '' },
}
/** Everything but what packs themselves keep. */
const state = () =>
  dumpTables(office.db, ['document', 'document_version', 'procedure', 'procedure_version', 'law', 'calendar', 'case_file'])

describe('a file is refused, and the refusal kept', () => {
  it('from a key that nobody let in, or that was revoked', async () => {
    expect(await refusal(propose(processes(packDocument('QT-01')), {}, makeIssuer()))).toMatchObject({
      code: 'pack.unknownSigner',
    })
    await revokeKey(office.db, actor, { keyId: issuer.keyId, reason: 'Lộ khóa' })
    expect(await refusal(propose(processes(packDocument('QT-01'))))).toMatchObject({ code: 'pack.unknownSigner' })
    const rows = await listPacks(office.db)
    expect(rows.map(({ status, refusal: why, fileName }) => [status, why?.code, fileName])).toEqual([
      ['refused', 'pack.unknownSigner', 'goi.mcpack'],
      ['refused', 'pack.unknownSigner', 'goi.mcpack'],
    ])
  })

  it('unless the machine’s policy names the key', async () => {
    const other = makeIssuer()
    const bytes = await signedPack(other, processes(packDocument('QT-01')))
    const file = { bytes, fileName: 'goi.mcpack', policyKeys: [`46:${other.publicKey}`] }
    expect(await packs.proposePack(office.db, actor, file)).toEqual(expect.any(String))
  })

  it('for another office, and from an office that is not above this one', async () => {
    const content = processes(packDocument('QT-01'))
    expect(await refusal(propose(content, { offices: ['19750'] }))).toMatchObject({ code: 'pack.otherOffice' })
    expect(await refusal(propose(content, { offices: ['19750', '19777'] }))).toBe('accepted')
    const aside = makeIssuer('48', 'Đà Nẵng')
    await trustKey(office.db, actor, { text: keyText(aside), isCompared: true })
    const issuedAside = { issuer: { code: '48', name: 'Đà Nẵng' } }
    expect(await refusal(propose(content, issuedAside, aside))).toMatchObject({ code: 'pack.otherOffice', issuer: 'Đà Nẵng' })
  })

  it('when it is not newer than one that was applied', async () => {
    await approve(await propose(processes(packDocument('QT-01')), { number: 5 }))
    for (const number of [4, 5]) {
      expect(await refusal(propose(processes(packDocument('QT-02')), { number }))).toEqual({
        code: 'pack.notNewer',
        number,
        applied: 5,
      })
    }
    expect(await refusal(propose(processes(packDocument('QT-02')), { number: 6 }))).toBe('accepted')
  })

  it('when an older one waited and a newer one was applied meanwhile', async () => {
    const older = await propose(processes(packDocument('QT-01')), { number: 1 })
    await approve(await propose(processes(packDocument('QT-02')), { number: 2 }))
    expect(await refusal(approve(older))).toMatchObject({ code: 'pack.notNewer' })
  })

  it('when its laws do not fit the register: a circle', async () => {
    const [first, second] = ['01/2026/TT-X', '02/2026/TT-X']
    const laws = {
      entries: [
        { ...aLaw, number: first, replacedBy: second, effectiveTo: '2027-01-01' },
        { ...aLaw, number: second, replacedBy: first, effectiveTo: '2027-02-01' },
      ],
    }
    const before = await state()
    expect(await refusal(propose({ laws }))).toEqual({ code: 'pack.lawImpossible', number: first })
    expect(await state()).toEqual(before)
  })
})

describe('a proposal', () => {
  it('changes nothing, and says what it would do', async () => {
    await enter('QT-02', 'Của phường')
    await enter('QT-03', 'Quy trình QT-03')
    const before = await state()
    const packId = await propose({
      documents: {
        entries: [packDocument('QT-01'), packDocument('QT-02'), packDocument('QT-03')],
        withdrawn: [{ code: 'QT-08', name: 'Không có' }],
      },
      procedures: { entries: [], withdrawn: [] },
      laws: { entries: [aLaw] },
    })
    expect(await state()).toEqual(before)
    expect(await brief(packId)).toEqual([
      'laws:99/2026/ND-CP new',
      'documents:QT01 new',
      'documents:QT02 changed ownVersion',
      'documents:QT03 same',
      'documents:QT08 absent',
    ])
    const changed = (await preview(packId)).entries.find(({ code }) => code === 'QT-02')
    expect(changed).toMatchObject({ number: { issue: 2, revision: 0 }, from: today })
    expect(changed?.changes).toEqual([
      expect.objectContaining({ section: 'name', before: 'Của phường', after: 'Quy trình QT-02' }),
    ])
  })

  it('brought again is found again; rejected, it stays in the list', async () => {
    const manifest = { packId: '01980000-0000-7000-8000-000000000001' }
    const packId = await propose(processes(packDocument('QT-01')), manifest)
    expect(await propose(processes(packDocument('QT-01')), manifest)).toBe(packId)
    await packs.rejectPack(office.db, actor, { packId, reason: 'Chờ tập huấn' })
    expect(await refusal(approve(packId))).toEqual({ code: 'pack.wrongState', status: 'rejected' })
    expect(await propose(processes(packDocument('QT-01')), manifest)).not.toBe(packId)
  })

  it('is not approved once its file in the database was altered', async () => {
    const packId = await propose(processes(packDocument('QT-01')))
    const other = await signedPack(issuer, processes(packDocument('QT-99')))
    await office.db.updateTable('pack_file').set({ bytes: other }).where('pack_id', '=', packId).execute()
    expect(await refusal(approve(packId))).toMatchObject({ code: 'pack.damaged' })
  })

  it('shows the open cases that it touches', async () => {
    const { provisionalCode } = await receive('KS')
    const { localKey, content } = await procedureOf('KS')
    const packId = await propose({
      procedures: { entries: [{ localKey, content: { ...content, feeText: 'Miễn phí' } }], withdrawn: [] },
    })
    const { entries, cases } = await preview(packId)
    expect(entries).toMatchObject([{ kind: 'changed', openCases: 1, fields: [{ field: 'feeText', after: 'Miễn phí' }] }])
    expect(cases.map(({ code }) => code)).toEqual([provisionalCode])
  })
})

describe('approving', () => {
  it('applies processes as versions of the pack, in effect at once', async () => {
    const { localKey } = await procedureOf('KS')
    const packId = await propose(processes(packDocument('QT-01', { procedures: [localKey] })))
    await approve(packId)
    expect(await register()).toEqual(['QT-01 1/0 effective Quy trình QT-01'])
    const inForce = await findProcessInForce(office.db, await office.procedureId('KS'), today)
    expect(inForce).toMatchObject({ code: 'QT-01', issue: 1, revision: 0 })
    const document = await getDocument(office.db, inForce?.documentId ?? '', today)
    expect(document.versions).toMatchObject([
      { isFromPack: true, isFromPaper: false, approvedBy: actor.staffId, approverName: 'Phan Thị Lan' },
    ])
    expect((await getPack(office.db, packId)).pack).toMatchObject({ status: 'applied', reason: 'Theo công văn 5' })
  })

  it('of a process from a later day leaves today as it is', async () => {
    await approve(await propose(processes(packDocument('QT-01')), { validFrom: '2027-01-01' }))
    expect(await register()).toEqual(['QT-01 1/0 approved Quy trình QT-01'])
  })

  it('of procedures waits for their day', async () => {
    const { localKey, content } = await procedureOf('KS')
    const entries = [{ localKey, content: { ...content, feeText: 'Miễn phí' } }]
    const packId = await propose({ procedures: { entries, withdrawn: [] } }, { validFrom: '2026-12-01' })
    expect(await refusal(approve(packId))).toEqual({ code: 'pack.notYetValid', date: '2026-12-01' })
    office.clock.setLocal('2026-12-01T08:00')
    await approve(packId)
    expect((await procedureOf('KS')).content.feeText).toBe('Miễn phí')
  })

  it('asks what stays where the office has its own, and takes neither for granted', async () => {
    await enter('QT-01', 'Của phường')
    await enter('QT-02', 'Của phường')
    const packId = await propose(processes(packDocument('QT-01'), packDocument('QT-02')))
    const before = await state()
    expect(await refusal(approve(packId))).toEqual({ code: 'pack.choicesOpen', count: 2 })
    expect(await refusal(approve(packId, { 'documents:QT01': 'ours' }))).toEqual({ code: 'pack.choicesOpen', count: 1 })
    expect(await state()).toEqual(before)
    await approve(packId, { 'documents:QT01': 'ours', 'documents:QT02': 'theirs' })
    expect(await register()).toEqual(['QT-01 1/0 effective Của phường', 'QT-02 2/0 effective Quy trình QT-02'])
  })

  it('discards a draft under way when the pack’s is taken', async () => {
    const { documentId } = await enter('QT-01', 'Của phường')
    await draftVersion(office.db, actor, { documentId, change: 'revision', reason: 'Đang sửa' })
    const packId = await propose(processes(packDocument('QT-01')))
    expect(await brief(packId)).toEqual(['documents:QT01 changed underWay'])
    await approve(packId, { 'documents:QT01': 'theirs' })
    const statuses = (await getDocument(office.db, documentId, today)).versions.map(({ state: one }) => one)
    expect(statuses.toSorted()).toEqual(['discarded', 'effective', 'superseded'])
    await rollBack(packId)
    const after = (await getDocument(office.db, documentId, today)).versions.map(({ state: one }) => one)
    expect(after.toSorted()).toEqual(['discarded', 'draft', 'effective'])
  })

  it('of a code that is another kind of document here keeps the office’s own', async () => {
    await enterVersion(office.db, actor, {
      document: { kind: 'form', group: '', code: 'BM-01' },
      body: { kind: 'form', content: { name: 'Biểu mẫu', field: '', ownerUnit: '', sections: [] } },
      ...{ issue: 1, revision: 0, reason: '', approvedOn: '2026-01-05', effectiveFrom: '2026-01-05', reviewDueOn: null },
      approverName: '',
    })
    const packId = await propose(processes(packDocument('BM-01')))
    expect((await preview(packId)).entries).toMatchObject([{ conflict: 'otherKind', canTake: false }])
    await approve(packId, { 'documents:BM01': 'theirs' })
    expect(await register()).toEqual(['BM-01 1/0 effective Biểu mẫu'])
  })

  it('withdraws what the pack withdraws: no case is received under it', async () => {
    await enter('QT-01', 'Của phường')
    const { localKey, content } = await procedureOf('KS')
    const packId = await propose({
      documents: { entries: [], withdrawn: [{ code: 'qt 01', name: 'Của phường' }] },
      procedures: { entries: [], withdrawn: [{ code: localKey, name: content.name }] },
    })
    const procedureId = await office.procedureId('KS')
    await approve(packId, { 'documents:QT01': 'theirs' })
    expect(await register()).toEqual(['QT-01 1/0 withdrawn Của phường'])
    expect((await listProcedures(office.db, 'KS', null, 5)).rows.map(({ id }) => id)).not.toContain(procedureId)
    const refused = await receiveCase(office.db, actor, sampleIntake({ procedureId }), office.formKeyOn).catch((error) => error)
    expect(refused.issues).toEqual([{ path: 'procedureId', code: 'procedureWithdrawn' }])
    await rollBack(packId)
    expect(await register()).toEqual(['QT-01 1/0 effective Của phường'])
    await receiveCase(office.db, actor, sampleIntake({ procedureId }), office.formKeyOn)
  })

  it('is all or nothing: a failure in the last part leaves the first as it was', async () => {
    const packId = await propose({ ...processes(packDocument('QT-01')), laws: { entries: [aLaw] } })
    // The register changed between the preview and the approval so that the pack's law can no longer be.
    office.clock.setLocal('2026-09-01T08:00')
    const before = await state()
    expect(await refusal(approve(packId))).toMatchObject({ code: 'pack.lawImpossible' })
    expect(await state()).toEqual(before)
    expect((await getPack(office.db, packId)).pack.status).toBe('proposed')
  })

  it('keeps the laws that a person changed unless told otherwise', async () => {
    await approve(await propose({ laws: { entries: [aLaw] } }))
    const { id } = await office.db.selectFrom('law').select('id').where('number', '=', aLaw.number).executeTakeFirstOrThrow()
    const next = { laws: { entries: [{ ...aLaw, title: 'Nghị định, đính chính' }] } }
    expect(await brief(await propose(next, { number: 2 }))).toEqual(['laws:99/2026/ND-CP changed'])
    office.clock.advance({ minutes: 5 })
    await changeLaw(office.db, actor, { ...aLaw, title: 'Sửa tay', lawId: id })
    expect(await brief(await propose(next, { number: 3 }))).toEqual(['laws:99/2026/ND-CP changed laterEdit'])
  })

  it('puts the years of the calendar into the office’s own', async () => {
    const { calendar } = starterData()
    const year = {
      decided: true,
      source: 'Thông báo 1',
      days: [{ date: '2028-01-03', kind: 'holiday' as const, name: 'Tết dương lịch' }],
    }
    const packId = await propose({ calendar: { ...calendar, years: { '2028': year } } })
    expect((await preview(packId)).entries).toMatchObject([{ kind: 'new', code: '2028' }])
    await approve(packId)
    const current = await getCalendar(office.db, await getCurrentCalendarId(office.db))
    expect(current.years).toEqual({ ...calendar.years, '2028': year })
    await rollBack(packId)
    expect(await getCalendar(office.db, await getCurrentCalendarId(office.db))).toEqual(calendar)
  })
})

describe('administrative units of a pack', () => {
  const unit = (code: string, name: string) => ({
    code,
    name,
    kind: 'ward' as const,
    validFrom: '2027-01-01',
    source: 'Nghị quyết 1',
  })
  const named = async (code: string) =>
    office.db.selectFrom('office').select(['name', 'valid_to']).where('code', '=', code).executeTakeFirst()

  it('are added, renamed and ended, and put back', async () => {
    const before = await dumpTables(office.db, ['office'])
    const known = starterData().units.units.map(({ code }) => code)
    const [renamed = '', ended = '', same = ''] = known.filter((code) => code !== '19777')
    const sameName = (await named(same))?.name ?? ''
    const packId = await propose({
      units: {
        entries: [unit('99901', 'Phường Mới'), unit(renamed, 'Phường Tên Khác')],
        withdrawn: [
          { code: ended, name: 'x' },
          { code: '99909', name: 'Không có' },
        ],
      },
    })
    expect(await brief(packId)).toEqual([
      'units:99901 new',
      `units:${renamed} changed`,
      `units:${ended} withdrawn`,
      'units:99909 absent',
    ])
    await approve(packId)
    expect(await named('99901')).toEqual({ name: 'Phường Mới', valid_to: null })
    expect(await named(renamed)).toEqual({ name: 'Phường Tên Khác', valid_to: null })
    expect(await named(ended)).toMatchObject({ valid_to: today })
    expect((await named(same))?.name).toBe(sameName)
    await rollBack(packId)
    expect(await dumpTables(office.db, ['office'])).toEqual(before)
  })
})

const everything = async (): Promise<PackContent> => {
  const { localKey, content } = await procedureOf('KS')
  return {
    ...processes(packDocument('QT-01', { procedures: [localKey] }), packDocument('QT-02')),
    procedures: {
      entries: [
        { localKey, content: { ...content, feeText: 'Miễn phí' } },
        { localKey: 'tinh-moi', content: { ...content, shortCode: 'TMX', name: 'Thủ tục mới của tỉnh', nationalCode: null } },
      ],
      withdrawn: [],
    },
    laws: { entries: [aLaw] },
    units: {
      entries: [{ code: '99901', name: 'Phường Mới', kind: 'ward', validFrom: '2027-01-01', source: 'Nghị quyết 1' }],
      withdrawn: [],
    },
  }
}

describe('rolling back', () => {
  it('returns to what was before, by further events', async () => {
    await enter('QT-02', 'Của phường')
    const shown = async () => ({
      register: (await register()).filter((line) => !line.includes('discarded')),
      fee: (await procedureOf('KS')).content.feeText,
      procedures: (await listProcedures(office.db, '', null, 1_000)).total,
      laws: await dumpTables(office.db, ['law', 'law_amendment']),
      versions: (
        await getDocument(
          office.db,
          (
            await office.db.selectFrom('document').select('id').where('code', '=', 'QT-02').executeTakeFirstOrThrow()
          ).id,
          today,
        )
      ).versions
        .filter(({ state: one }) => one !== 'discarded')
        .map(({ effectiveTo, state: one }) => [effectiveTo, one]),
    })
    const before = await shown()
    const events = async () => (await office.db.selectFrom('event').select('id').execute()).length
    const packId = await propose(await everything())
    await approve(packId, { 'documents:QT02': 'theirs' })
    const applied = await events()
    expect(await shown()).not.toEqual(before)
    await rollBack(packId)
    expect(await shown()).toEqual(before)
    expect(await events()).toBeGreaterThan(applied)
    expect((await getPack(office.db, packId)).pack).toMatchObject({ status: 'rolledBack', reason: 'Gửi nhầm' })
    // The same pack may come again, and applies again.
    const again = await propose(await everything())
    await approve(again, { 'documents:QT02': 'theirs' })
    expect(await register()).toContain('QT-01 1/0 effective Quy trình QT-01')
  })

  it('is refused once a case was received under it, and says which', async () => {
    const packId = await propose(await everything())
    await approve(packId)
    const { provisionalCode } = await receive('KS')
    expect(await refusal(rollBack(packId))).toEqual({ code: 'pack.inTheWay', count: 2 })
    expect(await findObstacles(office.db, packId)).toEqual([
      expect.objectContaining({ kind: 'casesReceived', part: 'procedures', examples: [provisionalCode], count: 1 }),
      expect.objectContaining({ kind: 'casesReceived', part: 'documents', code: 'QT-01', examples: [provisionalCode] }),
    ])
  })

  it('is refused once something later changed an entry', async () => {
    const packId = await propose(await everything())
    await approve(packId)
    const { id } = await office.db.selectFrom('document').select('id').where('code', '=', 'QT-02').executeTakeFirstOrThrow()
    await draftVersion(office.db, actor, { documentId: id, change: 'revision', reason: 'Sửa' })
    expect(await findObstacles(office.db, packId)).toMatchObject([{ kind: 'changedLater', code: 'QT-02' }])
    expect(await refusal(rollBack(packId))).toMatchObject({ code: 'pack.inTheWay' })
  })

  it('is refused for a pack over which a later one was applied', async () => {
    const first = await propose(processes(packDocument('QT-01')))
    await approve(first)
    const second = await propose(processes(packDocument('QT-01', { fee: '8.000 đồng' }, { revision: 1 })), { number: 2 })
    expect(await brief(second)).toEqual(['documents:QT01 changed'])
    await approve(second)
    expect(await refusal(rollBack(first))).toMatchObject({ code: 'pack.inTheWay' })
    await rollBack(second)
    // What the second one did and undid stays in the history of QT-01, so the first is no longer the last word.
    expect(await register()).toEqual(['QT-01 1/0 effective Quy trình QT-01'])
  })
})

it('every row of packs is made again from the events', async () => {
  await enter('QT-02', 'Của phường')
  const first = await propose(await everything())
  await approve(first, { 'documents:QT02': 'theirs' })
  await rollBack(first)
  await approve(await propose(await everything(), { number: 2 }), { 'documents:QT02': 'ours' })
  await refusal(propose(processes(packDocument('QT-01')), {}, makeIssuer()))
  await packs.rejectPack(office.db, actor, {
    packId: await propose(processes(packDocument('QT-07')), { number: 3 }),
    reason: 'x',
  })
  const before = await dumpTables(office.db, projectedTables)
  await rebuildProjections(office.db)
  expect(await dumpTables(office.db, projectedTables)).toEqual(before)
  await checkStore(office.office.store)
})

it('a key is let in only when it was compared, and never this office’s own', async () => {
  const other = makeIssuer()
  expect(await refusal(trustKey(office.db, actor, { text: keyText(other), isCompared: false }))).toMatchObject({
    code: 'input.invalid',
  })
  expect(await refusal(trustKey(office.db, actor, { text: 'motcua-key 1 46 x Huế', isCompared: true }))).toEqual({
    code: 'pack.keyInvalid',
  })
  const own = keyText(makeIssuer('19777', 'Phường Thuận Hóa'))
  expect(await refusal(trustKey(office.db, actor, { text: own, isCompared: true }))).toMatchObject({ code: 'input.invalid' })
  expect(province.code).toBe(starterData().units.province.code)
})
