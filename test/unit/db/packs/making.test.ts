// From the province's own database to a ward's: what is chosen goes in, signed; what the ward then has is what the province has.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enterVersion, withdrawDocument } from '../../../../db/documents/commands.ts'
import type { Actor } from '../../../../db/event.ts'
import type { AppError } from '../../../../db/model/errors.ts'
import { makeKey, trustKey } from '../../../../db/pack-keys/commands.ts'
import { listKeys, listTrusted } from '../../../../db/pack-keys/queries.ts'
import * as packs from '../../../../db/packs/commands.ts'
import { listUnits, type MakeInput } from '../../../../db/packs/make.ts'
import { getPack, listPacks, previewPack } from '../../../../db/packs/queries.ts'
import { setUpOffice } from '../../../../db/people/commands.ts'
import { listStaff } from '../../../../db/people/queries.ts'
import { permissions } from '../../../../db/people/rules.ts'
import { emptyProcessContent } from '../../../../db/processes/content.ts'
import { getActor, type Office, openOffice } from '../../../../electron/worker/office.ts'
import {
  firstRun,
  makeFolder,
  openTestOffice,
  resources,
  starterData,
  TestClock,
  type TestOffice,
} from '../../../fixtures/office.ts'

const passphrase = 'sông hương núi ngự'
const clock = new TestClock()
const { folder, remove } = makeFolder()
let province: Office
let release: () => void
let issuing: Actor
let ward: TestOffice
let taking: Actor

beforeAll(async () => {
  const opened = await openOffice(folder, resources, clock, {})
  province = opened.office
  release = () => opened.lock.release()
  const { code } = starterData().units.province
  await setUpOffice(province.store.db, clock, starterData(), { ...firstRun, office: { source: 'list', code } })
  const [administrator] = await listStaff(province.store.db)
  issuing = { ...(await getActor(province.store.db, clock, administrator?.id ?? '')), permissions }
  ward = await openTestOffice({ clock })
  taking = { ...ward.actor, permissions }
})
afterAll(async () => {
  await province.store.close()
  release()
  remove()
  await ward.close()
})

const nothing = {
  ...{ documentIds: [], procedureIds: [], lawIds: [], years: [], unitCodes: [] },
  ...{ withdrawnDocumentIds: [], withdrawnProcedureIds: [], withdrawnUnitCodes: [] },
}
const make = (chosen: Partial<MakeInput>) =>
  packs.makePack(province.store.db, issuing, {
    ...{ title: 'Gói', decision: '12/QĐ-UBND', validFrom: '2026-11-23', offices: null, passphrase },
    ...nothing,
    ...chosen,
  })
const refusal = (done: Promise<unknown>) =>
  done.then(
    () => 'accepted',
    (error: AppError) => error.code,
  )
const enter = (code: string) =>
  enterVersion(province.store.db, issuing, {
    document: { kind: 'process', group: 'procedure', code },
    body: { kind: 'process', content: { ...emptyProcessContent, name: `Quy trình ${code}` } },
    ...{ issue: 2, revision: 1, reason: '', approvedOn: '2026-01-05', effectiveFrom: '2026-01-05', reviewDueOn: null },
    approverName: 'Phan Thị Lan',
  })

describe('a province', () => {
  it('signs with a key of its own and nobody else’s passphrase', async () => {
    expect(await refusal(make({ years: ['2026'] }))).toBe('pack.noKey')
    expect(await refusal(makeKey(province.store.db, issuing, 'ngắn'))).toBe('input.invalid')
    await makeKey(province.store.db, issuing, passphrase)
    expect(await refusal(make({ years: ['2026'], passphrase: 'một mật khẩu khác' }))).toBe('pack.wrongPassphrase')
    expect(await refusal(make({}))).toBe('pack.empty')
    for (const wrong of [{ title: '' }, { passphrase: '' }, { validFrom: '2026-02-30' }, { offices: ['19777', 'phường'] }]) {
      expect(await refusal(make({ years: ['2026'], ...wrong }))).toBe('input.invalid')
    }
    // Its own key is not one whose packs it takes.
    expect(await listTrusted(province.store.db, [])).toEqual([])
  })

  it('hands down what it has, and a ward that has the same is told that nothing changes', async () => {
    const { db } = province.store
    const { documentId } = await enter('QT-01')
    const old = await enter('QT-02')
    await withdrawDocument(db, issuing, { documentId: old.documentId, from: '2026-06-01', reason: 'Gộp' })
    const idsOf = async (table: 'procedure' | 'law') => (await db.selectFrom(table).select('id').execute()).map(({ id }) => id)
    const units = await listUnits(db)
    const made = await make({
      documentIds: [documentId],
      withdrawnDocumentIds: [old.documentId],
      procedureIds: await idsOf('procedure'),
      lawIds: await idsOf('law'),
      years: ['2026', '2027'],
      unitCodes: units.map(({ code }) => code),
    })
    await packs.recordMade(db, issuing, { ...made, fileName: 'goi.mcpack' })
    expect((await listPacks(db)).map(({ status, number, fileName }) => [status, number, fileName])).toEqual([
      ['made', 1, 'goi.mcpack'],
    ])
    const { entries: contents } = await getPack(db, made.manifest.packId)
    expect(contents).toHaveLength(
      2 + starterData().catalogue.procedures.length + starterData().laws.laws.length + 2 + units.length,
    )
    expect(contents).toContainEqual(
      expect.objectContaining({ part: 'documents', code: 'QT-01', name: 'Quy trình QT-01', kind: 'new' }),
    )
    expect(contents).toContainEqual(expect.objectContaining({ part: 'documents', code: 'QT-02', kind: 'withdrawn' }))

    // Bug: the office's own file was refused as signed by a key that nobody knows.
    const slip = packs.proposePack(db, issuing, { bytes: made.bytes, fileName: 'goi.mcpack', policyKeys: [] })
    expect(await refusal(slip)).toBe('pack.own')
    expect(await listPacks(db)).toHaveLength(1)

    const [key] = await listKeys(db)
    await trustKey(ward.db, taking, { text: key?.text ?? '', isCompared: true })
    const packId = await packs.proposePack(ward.db, taking, { bytes: made.bytes, fileName: 'goi.mcpack', policyKeys: [] })
    const { entries } = await previewPack(ward.db, taking, await packs.openProposal(ward.db, packId, []))
    expect(entries.filter(({ kind }) => kind !== 'same').map(({ id, kind, number }) => [id, kind, number])).toEqual([
      ['documents:QT01', 'new', { issue: 2, revision: 1 }],
      ['documents:QT02', 'absent', null],
    ])
    expect(entries).toHaveLength(
      2 + starterData().catalogue.procedures.length + starterData().laws.laws.length + 1 + units.length,
    )
    await packs.approvePack(ward.db, taking, { packId, choices: {}, reason: 'x', policyKeys: [] })
    expect(await refusal(packs.rollBackPack(ward.db, taking, { packId, reason: 'x' }))).toBe('accepted')
  })

  it('does not hand down what its own reader would refuse', async () => {
    const { db } = province.store
    const { documentId, versionId } = await enter('QT-03')
    await db.updateTable('document_version').set({ approved_on: '2026-13-01' }).where('id', '=', versionId).execute()
    expect(await refusal(make({ documentIds: [documentId] }))).toBe('pack.contentInvalid')
  })

  it('numbers its packs one after another', async () => {
    const made = await make({ years: ['2026'] })
    expect(made.manifest.number).toBe(2)
    expect((await make({ years: ['2026'] })).manifest.number).toBe(2) // not saved, not used up
  })

  it('that makes another key signs with it from then on', async () => {
    const second = await makeKey(province.store.db, issuing, passphrase)
    const made = await make({ years: ['2026'] })
    expect(made.keyId).toBe(second)
    const refused = packs.proposePack(ward.db, taking, { bytes: made.bytes, fileName: 'x', policyKeys: [] })
    expect(await refusal(refused)).toBe('pack.unknownSigner')
  })
})
