import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextSerial, receiveCase, recordPrint, saveDraft } from '../../../../db/cases/commands.ts'
import type { Intake } from '../../../../db/cases/intake.ts'
import { getCase } from '../../../../db/cases/queries.ts'
import { findDraft } from '../../../../db/draft.ts'
import { newId } from '../../../../db/model/ids.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { openTestOffice, sampleIntake, samplePerson, type TestOffice } from '../../../fixtures/office.ts'

let office: TestOffice
let procedureId: string
beforeEach(async () => {
  office = await openTestOffice()
  procedureId = await office.procedureId('KS')
})
afterEach(() => office.close())

const receive = (overrides: Partial<Intake> = {}) =>
  receiveCase(office.db, office.actor, sampleIntake({ procedureId, ...overrides }), office.formKeyOn)
const refusal = (path: string, code: string, params?: object) => ({
  code: 'input.invalid',
  issues: [{ path, code, ...(params && { params }) }],
})
const everything = ['event', 'case_file', 'case_party', 'case_component', 'person', 'draft'] as const

describe('a received case', () => {
  it('keeps everything that was handed in, as it was given', async () => {
    const intake = sampleIntake({
      procedureId,
      submitter: {
        person: samplePerson({ fullName: 'Lê Hùng', idNumber: '046088000111' }),
        authorisation: 'Giấy ủy quyền ngày 20/11/2026',
      },
      collector: { person: samplePerson({ fullName: 'Lê Hoa', idNumber: '' }), authorisation: '' },
      components: [
        { name: 'Tờ khai', originals: 1, certified: 0, copies: 2, note: 'thiếu chữ ký trang 2' },
        { name: 'Giấy chứng sinh', originals: 0, certified: 1, copies: 0, note: '' },
      ],
      note: 'Hẹn buổi chiều\ngọi trước',
      channel: 'post',
      returnMethod: 'post',
      returnPlace: 'Bưu điện Huế',
      setCount: 2,
      book: '01',
      serial: 7,
    })
    const { provisionalCode, dueAt } = await receiveCase(office.db, office.actor, intake, office.formKeyOn)
    expect(provisionalCode).toBe('TAM-19777-A-261123-0001')
    const found = await getCase(office.db, intake.caseId)
    const file = { ...found, components: found.components.map(({ position: _, ...component }) => component) }
    expect(file).toMatchObject({
      row: { provisionalCode, officialCode: null, status: 'received', receivedAt: '2026-11-23T02:00:00.000Z', dueAt },
      formKey: '03/2025/TT-VPCP#01@2025-09-15',
      registerYear: 2026,
      receivedByName: 'Trần Thị Bình',
      procedureVersionNumber: 1,
      history: [{ type: 'case.received', actorName: 'Trần Thị Bình', clockDoubtful: false }],
    })
    for (const name of [
      'applicant',
      'submitter',
      'collector',
      'components',
      'summary',
      'note',
      'channel',
      'returnMethod',
      'returnPlace',
      'setCount',
      'book',
      'serial',
    ] as const) {
      expect(file[name], name).toEqual(intake[name])
    }
  })

  it('is numbered in the order of the day, each device and day from 1', async () => {
    const code = async (overrides?: Partial<Intake>) => (await receive(overrides)).provisionalCode.slice(-13)
    expect([await code(), await code()]).toEqual(['A-261123-0001', 'A-261123-0002'])
    office.clock.setLocal('2026-11-24T08:00')
    expect([await code(), await code()]).toEqual(['A-261124-0001', 'A-261124-0002'])
    // Written on paper during an outage, typed in the day after.
    expect(await code({ receivedAt: '2026-11-23T16:45' })).toBe('A-261123-0003')
    const otherDevice = { ...office.actor, deviceCode: 'B' }
    const there = await receiveCase(office.db, otherDevice, sampleIntake({ procedureId }), office.formKeyOn)
    expect(there.provisionalCode).toBe('TAM-19777-B-261124-0001')
  })

  it('belongs to the day in Vietnam, also before seven in the morning', async () => {
    office.clock.setLocal('2026-11-24T00:30')
    expect((await receive()).provisionalCode).toContain('-261124-')
  })

  it('is one case when the same intake comes twice, and the same answer', async () => {
    const intake = sampleIntake({ procedureId })
    const send = () => receiveCase(office.db, office.actor, intake, office.formKeyOn)
    const first = await send()
    office.clock.advance({ days: 1 })
    expect(await send()).toEqual(first)
    expect(await office.db.selectFrom('case_file').select('id').execute()).toHaveLength(1)
  })

  it('is one case when the same intake comes twice at the same moment', async () => {
    const intake = sampleIntake({ procedureId })
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => receiveCase(office.db, office.actor, intake, office.formKeyOn)),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await office.db.selectFrom('event').select('id').where('type', '=', 'case.received').execute()).toHaveLength(1)
  })

  it('never shares its number with another that comes at the same moment', async () => {
    const codes = (await Promise.all(Array.from({ length: 20 }, () => receive()))).map(({ provisionalCode }) => provisionalCode)
    expect(codes.toSorted()).toEqual(Array.from({ length: 20 }, (_, n) => `TAM-19777-A-261123-${String(n + 1).padStart(4, '0')}`))
  })

  it('counts its prints', async () => {
    const { caseId } = await receive()
    expect(await recordPrint(office.db, office.actor, caseId, 'printer')).toBe(1)
    expect(await recordPrint(office.db, office.actor, caseId, 'pdf')).toBe(2)
    expect((await getCase(office.db, caseId)).prints).toMatchObject([
      { copyNumber: 1, method: 'printer', printedByName: 'Trần Thị Bình' },
      { copyNumber: 2, method: 'pdf' },
    ])
    await expect(recordPrint(office.db, office.actor, newId(0), 'pdf')).rejects.toMatchObject({ code: 'entity.notFound' })
  })
})

describe('an intake is refused, and nothing of it is written,', () => {
  let before: Record<string, string[]>
  beforeEach(async () => {
    await receive({ book: '01', serial: 12 })
    await saveDraft(office.db, office.actor, '{"summary":"đang gõ"}')
    before = await dumpTables(office.db, everything)
  })
  afterEach(async () => expect(await dumpTables(office.db, everything)).toEqual(before))

  it.each<[string, Partial<Intake>, object]>([
    ['when the applicant has no name', { applicant: samplePerson({ fullName: '' }) }, refusal('applicant.fullName', 'required')],
    [
      'when a personal number has not 12 digits',
      { applicant: samplePerson({ idNumber: '12345' }) },
      refusal('applicant.idNumber', 'idNumberDigits'),
    ],
    [
      'when the person who hands in has no name',
      { submitter: { person: samplePerson({ fullName: '' }), authorisation: '' } },
      refusal('submitter.person.fullName', 'required'),
    ],
    ['when it was received in the future', { receivedAt: '2026-11-23T09:06' }, refusal('receivedAt', 'inFuture')],
    ['when its day does not exist', { receivedAt: '2026-02-30T09:00' }, refusal('receivedAt', 'notATime')],
    ['when its hour does not exist', { receivedAt: '2026-11-20T25:00' }, refusal('receivedAt', 'notATime')],
    ['when its year is mistyped', { receivedAt: '1026-11-20T08:00' }, refusal('receivedAt', 'notATime')],
    ['when its serial number is taken', { book: '01', serial: 12 }, refusal('serial', 'serialTaken', { next: 13 })],
    ['when it has a serial number but no book', { serial: 13 }, refusal('book', 'required')],
  ])('%s', async (_, overrides, expected) => {
    await expect(receive(overrides)).rejects.toMatchObject(expected)
  })

  it('with every field at fault at once', async () => {
    const overrides = { applicant: samplePerson({ fullName: '', idNumber: '1' }), receivedAt: '2027-01-01T08:00', serial: 5 }
    await expect(receive(overrides)).rejects.toMatchObject({
      issues: [{ path: 'applicant.fullName' }, { path: 'applicant.idNumber' }, { path: 'receivedAt' }, { path: 'book' }],
    })
  })

  it('when the procedure does not exist', async () => {
    await expect(receive({ procedureId: newId(0) })).rejects.toMatchObject({ code: 'entity.notFound' })
  })

  it('when something breaks in the middle', async () => {
    const breaking = () => {
      throw new Error('on purpose')
    }
    await expect(receiveCase(office.db, office.actor, sampleIntake({ procedureId }), breaking)).rejects.toThrow('on purpose')
  })
})

describe('serial numbers', () => {
  it('run from 1 in each book and year', async () => {
    const serials: unknown[] = []
    const take = async (book: string, year = 2026) => {
      const serial = await nextSerial(office.db, year, book)
      await receive({ book, serial })
      serials.push(serial)
    }
    await take('01')
    await take('01')
    await take('02')
    office.clock.setLocal('2027-01-04T08:00')
    await take('01', 2027)
    expect(serials).toEqual([1, 2, 1, 1])
  })

  it('go on after the highest one, wherever the clerk began', async () => {
    await receive({ book: '01', serial: 120 })
    await receive({ book: '01', serial: 5 })
    await receive({ book: '01', serial: null })
    expect(await nextSerial(office.db, 2026, '01')).toBe(121)
  })
})

describe('a receipt up to five minutes ahead of the clock', () => {
  it('is accepted: two clocks on a desk are rarely alike', async () => {
    expect((await receive({ receivedAt: '2026-11-23T09:05' })).provisionalCode).toMatch(/-0001$/)
  })
})

describe('a clock that has gone back (a dead battery)', () => {
  it('does not refuse the real hour, and asks for it where no code can be made of the clock', async () => {
    office.clock.setLocal('1970-01-01T07:05')
    await expect(receive({ receivedAt: null })).rejects.toMatchObject(refusal('receivedAt', 'clockBehind'))
    const { caseId } = await receive({ receivedAt: '2026-11-23T09:00' })
    const row = await office.db.selectFrom('case_file').select('received_at').where('id', '=', caseId).executeTakeFirstOrThrow()
    expect(row.received_at).toBe('2026-11-23T02:00:00.000Z')
  })
})

describe('numbers', () => {
  it('are stored as digits, whatever was typed between them', async () => {
    const { caseId } = await receive({ applicant: samplePerson({ idNumber: '046 190 001 234', phone: '+84 905.123.456' }) })
    const party = await office.db
      .selectFrom('case_party')
      .select('details')
      .where('case_id', '=', caseId)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(party.details).person).toMatchObject({ idNumber: '046190001234', phone: '0905123456' })
  })
})

describe('a draft', () => {
  it('is kept for each person, replaced by the next one and gone with the case', async () => {
    const other = { ...office.actor, staffId: newId(0) }
    await saveDraft(office.db, office.actor, '{"a":1}')
    await saveDraft(office.db, other, '{"b":1}')
    office.clock.advance({ minutes: 1 })
    await saveDraft(office.db, office.actor, '{"a":2}')
    expect(await findDraft(office.db, office.actor.staffId, 'intake')).toEqual({
      payload: '{"a":2}',
      updatedAt: '2026-11-23T02:01:00.000Z',
    })
    await receive()
    expect(await findDraft(office.db, office.actor.staffId, 'intake')).toBeNull()
    expect(await findDraft(office.db, other.staffId, 'intake')).toMatchObject({ payload: '{"b":1}' })
  })

  it('too large is refused', async () => {
    await expect(saveDraft(office.db, office.actor, 'x'.repeat(200_001))).rejects.toMatchObject(refusal('payload', 'tooLong'))
  })
})
