// The log of prints: which paper, which number, in the place of which, and with whose words.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { receiveCase, recordPrint } from '../../../../db/cases/commands.ts'
import { issueFormVersion, recordFormPrint } from '../../../../db/forms/commands.ts'
import { formEvents } from '../../../../db/forms/events.ts'
import { chooseForm } from '../../../../db/forms/form.ts'
import { listPrints, type PrintFilter } from '../../../../db/forms/queries.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { recordRegisterPrint } from '../../../../db/register/commands.ts'
import { formsOf } from '../../../../electron/worker/brought-files.ts'
import { formPaperOf, listCaseForms } from '../../../../electron/worker/form-data.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { openTestOffice, sampleIntake, samplePerson, type TestOffice } from '../../../fixtures/office.ts'

let office: TestOffice
let caseId: string
beforeEach(async () => {
  office = await openTestOffice()
  caseId = await receive()
})
afterEach(() => office.close())

async function receive(extra: object = {}): Promise<string> {
  const intake = sampleIntake({ procedureId: await office.procedureId('KS'), ...extra })
  return (await receiveCase(office.db, office.actor, intake, office.formKeyOn)).caseId
}
const slip = { kind: 'controlSlip' as const, documentId: '' }
const everything: PrintFilter = { from: null, to: null, kind: null, method: null, staffId: null, onlyReprints: false, query: '' }
const list = async (filter: Partial<PrintFilter> = {}, cursor: string | null = null, limit = 100) =>
  listPrints(office.db, { ...everything, ...filter }, cursor, limit)

async function print(kind: 'receipt' | 'controlSlip', extra: { printer?: string; reason?: string } = {}) {
  const paper = await formPaperOf(office.office, { caseId, kind, documentId: '' })
  const { formKey, versionId } = paper
  const about = { method: 'printer' as const, printer: 'Máy in quầy 1', reason: '', ...extra }
  await recordFormPrint(office.db, office.actor, { caseId, kind, documentId: '', formKey, versionId, ...about })
  return paper
}

describe('a paper that is printed', () => {
  it('is numbered by its own prints, and a reprint names the print that it takes the place of', async () => {
    expect((await print('receipt')).copyNumber).toBe(1)
    office.clock.advance({ seconds: 1 })
    await print('controlSlip')
    office.clock.advance({ days: 1 })
    const again = await print('receipt', { reason: 'Người dân làm mất' })
    expect([again.copyNumber, again.fields.texts.reprint]).toEqual([2, 'Bản in lần 2, thay bản in ngày 23 tháng 11 năm 2026'])
    const { rows } = await list()
    expect(
      rows.map(({ kind, copyNumber, replaces, reason, printer }) => [kind, copyNumber, replaces?.copyNumber, reason, printer]),
    ).toEqual([
      ['receipt', 2, 1, 'Người dân làm mất', 'Máy in quầy 1'],
      ['controlSlip', 1, undefined, '', 'Máy in quầy 1'],
      ['receipt', 1, undefined, '', 'Máy in quầy 1'],
    ])
  })

  it('bears the form of the circular in force on the day of its act', async () => {
    const old = await receive({ receivedAt: '2025-09-12T08:00' })
    const forms = await listCaseForms(office.office, old)
    expect(forms.map(({ kind, instrument, number }) => [kind, instrument, number])).toEqual([
      ['receipt', '01/2018/TT-VPCP', '01'],
      ['controlSlip', '01/2018/TT-VPCP', '05'],
    ])
    const today = await listCaseForms(office.office, caseId)
    expect(today.map(({ number }) => number)).toEqual(['01', '06'])
  })
})

describe('the log', () => {
  it('is read page by page and filtered by form, day, way, reprints and case', async () => {
    await print('receipt')
    await recordPrint(office.db, office.actor, caseId, 'pdf')
    office.clock.advance({ days: 2 })
    await print('controlSlip')
    const other = await receive({ applicant: samplePerson({ fullName: 'Đặng Ánh' }) })
    await recordPrint(office.db, office.actor, other, 'pdf')
    const count = async (filter: Partial<PrintFilter>) => (await list(filter)).total
    expect(await count({})).toBe(4)
    expect(await count({ kind: 'controlSlip' })).toBe(1)
    expect(await count({ method: 'pdf' })).toBe(2)
    expect(await count({ onlyReprints: true })).toBe(1)
    expect(await count({ from: '2026-11-24' })).toBe(2)
    expect(await count({ to: '2026-11-23' })).toBe(2)
    expect(await count({ query: 'dang anh' })).toBe(1)
    expect(await count({ query: 'không ai cả' })).toBe(0)
    const first = await list({}, null, 3)
    const second = await list({}, first.nextCursor, 3)
    expect([first.rows.length, second.rows.length, second.nextCursor, second.total]).toEqual([3, 1, null, null])
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(4)
  })

  it('holds pages of the register, which belong to no case', async () => {
    const pages = { year: 2026, book: '01', formKey: 'x', method: 'pdf' as const, printer: '', about: 'Sổ 2026, quyển 01' }
    await recordRegisterPrint(office.db, office.actor, pages)
    office.clock.advance({ seconds: 1 })
    await recordRegisterPrint(office.db, office.actor, pages)
    const { rows } = await list()
    expect(rows.map(({ caseId, about, copyNumber }) => [caseId, about, copyNumber])).toEqual([
      [null, 'Sổ 2026, quyển 01', 2],
      [null, 'Sổ 2026, quyển 01', 1],
    ])
  })

  it('is the same when it is made again from the events', async () => {
    await print('receipt')
    await print('receipt')
    await recordRegisterPrint(office.db, office.actor, {
      year: 2026,
      book: '01',
      formKey: 'x',
      method: 'pdf',
      printer: '',
      about: '',
    })
    const before = await dumpTables(office.db, projectedTables)
    await rebuildProjections(office.db)
    expect(await dumpTables(office.db, projectedTables)).toEqual(before)
  })
})

describe('an event of the first version', () => {
  it('is a print of the receipt on a printer that nobody noted', () => {
    const payload = formEvents['case.formPrinted'].payload.parse({ formKey: 'x', copyNumber: 2, method: 'printer' })
    expect(payload).toEqual({
      ...{ formKey: 'x', copyNumber: 2, method: 'printer', kind: 'receipt', documentId: '', printer: '' },
      ...{ replaces: null, reason: '', versionId: null },
    })
  })
})

describe("an office's own words for a form", () => {
  const form = (kind: 'controlSlip' | 'receipt') => chooseForm(formsOf(office.office), { kind, on: '2026-11-23' })
  const version = { field: '', instrument: '', fromDate: '2026-11-23', texts: {}, docx: null, docxName: '', note: '' }
  const issue = (kind: 'controlSlip' | 'receipt', changes: object) =>
    issueFormVersion(office.db, office.actor, form(kind), { ...version, ...changes })
  const texts = async (id = caseId) => (await formPaperOf(office.office, { caseId: id, ...slip })).texts

  it('are printed from their day on; a paper printed before keeps the words that it was printed with', async () => {
    await issue('controlSlip', { texts: { unit: 'Đơn vị giải quyết: {{unit}}' } })
    expect(await texts()).toEqual({ unit: 'Đơn vị giải quyết: {{unit}}' })
    await print('controlSlip')
    await issue('controlSlip', { texts: { unit: 'Nơi giải quyết: {{unit}}' } })
    expect(await texts()).toEqual({ unit: 'Đơn vị giải quyết: {{unit}}' })
    expect(await texts(await receive())).toEqual({ unit: 'Nơi giải quyết: {{unit}}' })
  })

  it('leave alone what was printed as issued, and acts of before', async () => {
    await print('controlSlip')
    await issue('controlSlip', { fromDate: '2026-11-24', texts: { unit: 'Nơi giải quyết: {{unit}}' } })
    expect(await texts()).toEqual({})
    expect(await texts(await receive())).toEqual({})
    office.clock.advance({ days: 1 })
    expect(await texts(await receive())).toEqual({ unit: 'Nơi giải quyết: {{unit}}' })
  })

  it('may be for one field of procedures, under another instrument', async () => {
    await issue('controlSlip', { field: 'Hộ tịch', instrument: '216/2026/NĐ-CP', texts: { title: 'Phiếu theo dõi' } })
    expect(await texts()).toEqual({ title: 'Phiếu theo dõi' })
    const other = await receive({ procedureId: await office.procedureId('HKD') })
    expect(await texts(other)).toEqual({})
  })

  it('go back to the issued form by a version without words', async () => {
    await issue('controlSlip', { texts: { unit: 'Nơi giải quyết: {{unit}}' } })
    await issue('controlSlip', {})
    expect(await texts()).toEqual({})
  })

  it.each([
    ['a day that has passed', { fromDate: '2026-11-22' }, 'fromDate', 'beforeToday'],
    ['no day', { fromDate: 'mai' }, 'fromDate', 'notADate'],
    ['another instrument without a field', { instrument: '216/2026/NĐ-CP' }, 'field', 'required'],
    ['an unknown field in braces', { texts: { unit: '{{ai}}' } }, 'texts.unit', 'placeholderUnknown'],
    ['a field lost', { texts: { unit: 'Đơn vị:' } }, 'texts.unit', 'placeholderMissing'],
  ])('are refused with %s', async (_, changes, path, code) => {
    await expect(issue('controlSlip', changes)).rejects.toMatchObject({ code: 'input.invalid', issues: [{ path, code }] })
  })
})
