// The papers that the life of a case makes, as they come onto their forms.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { presentCase } from '../../../../db/cases/commands.ts'
import type { ActInput } from '../../../../db/cases/life/rules.ts'
import { configureRegister } from '../../../../db/register/commands.ts'
import { listRegisterLines } from '../../../../db/register/queries.ts'
import { formPaperOf, listCaseForms } from '../../../../electron/worker/form-data.ts'
import {
  askAfter,
  forward,
  type LifeOffice,
  openLifeOffice,
  receiveResult,
  resubmit,
  returnResult,
  take,
} from '../../../fixtures/life-office.ts'
import { sampleIntake } from '../../../fixtures/office.ts'

let office: LifeOffice
beforeEach(async () => {
  office = await openLifeOffice()
})
afterEach(() => office.close())

const kindsOf = async (caseId: string) =>
  (await listCaseForms(office.office, caseId)).map(({ kind, number }) => `${number} ${kind}`)
const paperOf = async (caseId: string, kind: 'supplementRequest' | 'controlSlip' | 'stop' | 'extension' | 'refusal') => {
  const forms = await listCaseForms(office.office, caseId)
  const { documentId = '' } = forms.findLast((form) => form.kind === kind) ?? {}
  return formPaperOf(office.office, { caseId, kind, documentId })
}

describe('the papers of a case', () => {
  it('begin with the receipt and the control slip, which fills with each hand-over', async () => {
    const caseId = await office.receive()
    expect(await kindsOf(caseId)).toEqual(['01 receipt', '06 controlSlip'])
    await office.do(office.desk, caseId, forward(office.handler.staffId))
    await office.do(office.handler, caseId, take)
    const { fields } = await paperOf(caseId, 'controlSlip')
    expect(fields.handOvers.at(-1)).toMatchObject({ toUnit: 'Phòng Kinh tế', giver: 'Trần Thị Bình', taker: 'Lê Văn Cường' })
    expect(fields.handOvers.at(-1)?.takenAt).toContain('ngày 23 tháng 11 năm 2026')
  })

  it('hold each request for supplements apart, with its number, its items and whom to ask', async () => {
    const caseId = await office.receive()
    await office.do(office.desk, caseId, forward(office.handler.staffId))
    await office.do(office.handler, caseId, take)
    await office.do(office.handler, caseId, { ...askAfter, contact: 'Bà Bình, 0234 3812 345' } as ActInput)
    const { fields, documentId } = await paperOf(caseId, 'supplementRequest')
    expect(fields.lists.items).toEqual(['Giấy xác nhận (01 bản chính)'])
    expect(fields.texts).toMatchObject({
      number: '01',
      contactName: 'Bà Bình',
      contactPhone: '0234 3812 345',
      officerName: 'Lê Văn Cường',
    })
    await office.do(office.desk, caseId, resubmit)
    office.clock.advance({ days: 1 })
    await office.do(office.desk, caseId, forward(office.handler.staffId))
    await office.do(office.handler, caseId, take)
    await office.do(office.handler, caseId, { ...askAfter, reason: 'Thiếu chữ ký' } as ActInput)
    const second = await paperOf(caseId, 'supplementRequest')
    expect(second.documentId).not.toBe(documentId)
    expect(second.fields.texts).toMatchObject({ number: '02', reason: 'Thiếu chữ ký', issuedOn: 'ngày 24 tháng 11 năm 2026' })
  })

  it('of a file that was refused are the refusal alone', async () => {
    const intake = sampleIntake({ procedureId: await office.procedureId('HKD') })
    const { caseId } = await presentCase(office.db, office.desk, intake, office.formKeyOn, {
      act: 'refuse',
      reason: 'Không thuộc thẩm quyền\nNơi nộp: Sở Tư pháp',
    } as never)
    expect(await kindsOf(caseId)).toEqual(['03 refusal'])
    const { fields } = await paperOf(caseId, 'refusal')
    expect(fields.lists.reasons).toEqual(['Không thuộc thẩm quyền', 'Nơi nộp: Sở Tư pháp'])
  })
})

describe('a case that is found not eligible', () => {
  it('is refused on form 03, in one row of numbers with the files that were not accepted', async () => {
    const intake = sampleIntake({ procedureId: await office.procedureId('HKD') })
    const answer = { act: 'refuse', reason: 'Không thuộc thẩm quyền' }
    await presentCase(office.db, office.desk, intake, office.formKeyOn, answer as never)
    const caseId = await office.receive()
    await office.do(office.desk, caseId, forward(office.handler.staffId))
    await office.do(office.handler, caseId, take)
    await office.do(office.handler, caseId, {
      ...{ act: 'findIneligible', reason: 'Không đủ điều kiện về địa điểm', lateCause: null, lateNote: '', onBehalf: false },
    } as ActInput)
    expect(await kindsOf(caseId)).toEqual(['01 receipt', '03 refusal', '06 controlSlip'])
    const { fields } = await paperOf(caseId, 'refusal')
    expect(fields.texts).toMatchObject({ number: '02', officerName: 'Lê Văn Cường' })
    expect(fields.lists.reasons).toEqual(['Không đủ điều kiện về địa điểm'])
  })
})

describe('the result column of the control slip', () => {
  it('tells how the step before stood to its own time, once the next has taken the file over', async () => {
    const caseId = await office.receive()
    const results = async () => (await paperOf(caseId, 'controlSlip')).fields.handOvers.map(({ result }) => result)
    await office.do(office.desk, caseId, forward(office.handler.staffId))
    await office.do(office.handler, caseId, take)
    office.clock.advance({ days: 7 })
    await office.do(office.handler, caseId, forward(office.other.staffId))
    expect((await results()).at(-1)).toBe('')
    await office.do(office.other, caseId, take)
    expect((await results()).at(-1)).toBe('Quá hạn')
    await office.do(office.other, caseId, forward(office.head.staffId))
    await office.do(office.head, caseId, take)
    expect((await results()).at(-1)).toMatch(/hạn$/)
    expect((await results()).at(-1)).not.toBe('Quá hạn')
  })
})

describe('the register of cases that run', () => {
  it('tells when the case was handed over, when its result came and when it was returned', async () => {
    const caseId = await office.receive({ book: '01', serial: 1 })
    await office.do(office.desk, caseId, forward(office.handler.staffId))
    for (const actor of [office.handler, office.other, office.head]) {
      await office.do(actor, caseId, take)
      await office.do(
        actor,
        caseId,
        forward(actor === office.handler ? office.other.staffId : actor === office.other ? office.head.staffId : null),
      )
    }
    await office.do(office.desk, caseId, receiveResult)
    office.clock.advance({ minutes: 30 })
    await office.do(office.desk, caseId, returnResult)
    const [line] = await listRegisterLines(office.db, { year: 2026, book: '01', from: null, before: null }, null, 1)
    expect(line?.sentAt).not.toBeNull()
    expect(line?.resultAt).not.toBeNull()
    expect((line?.returnedAt ?? '') > (line?.resultAt ?? '')).toBe(true)
  })

  it('gives a file its number when it is accepted, not when it is looked at', async () => {
    await configureRegister(office.db, office.actor, { isAutomatic: true, groups: [] })
    const intake = sampleIntake({ procedureId: await office.procedureId('HKD'), book: '01' })
    const ask = { act: 'askBefore', items: [{ text: 'Tờ khai', originals: 1, copies: 0 }], reason: 'Thiếu tờ khai', contact: '' }
    const { caseId } = await presentCase(office.db, office.desk, intake, office.formKeyOn, ask as never)
    const serial = async () =>
      (await office.db
        .selectFrom('case_file')
        .select(['serial', 'book'])
        .where('id', '=', caseId)
        .executeTakeFirstOrThrow()) as object
    expect(await serial()).toMatchObject({ serial: null })
    await office.receive()
    await office.do(office.desk, caseId, { act: 'bringBack', note: '' } as never)
    await office.do(office.desk, caseId, { act: 'accept', manualDueAt: null } as never)
    expect(await serial()).toEqual({ serial: 2, book: '01' })
  })
})
