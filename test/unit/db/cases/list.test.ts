import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { countCases } from '../../../../db/cases/counts.ts'
import { type CaseFilter, type FilterBuilder, filtered } from '../../../../db/cases/filter.ts'
import { prepareWords } from '../../../../db/cases/narrow.ts'
import { type CaseSort, listCases } from '../../../../db/cases/queries.ts'
import { toInstant } from '../../../../db/model/clock.ts'
import { instantToLocal } from '../../../../db/model/local-time.ts'
import { fold } from '../../../../db/model/text.ts'
import type { Tables } from '../../../../db/schema.ts'
import { queryBuilder } from '../../../../db/store/dialect.ts'
import { cases } from '../../../../electron/api/cases.ts'
import { firstRun, openTestOffice, sampleIntake, samplePerson, TestClock, type TestOffice } from '../../../fixtures/office.ts'

const caseCount = 500
const given = ['An', 'Ánh', 'Ân', 'Anh', 'Bình', 'Bích', 'Dũng', 'Đức', 'Duyên', 'Hà', 'Hạ', 'Hải', 'Yến', 'Ý', 'Ư']
const family = ['Nguyễn', 'Trần', 'Lê', 'Đặng', 'Đỗ', 'Dương', 'Bùi', 'Hồ', 'Võ']
const middle = ['Văn', 'Thị', 'Thị Thanh', 'Đình', 'Ái']
const everything: CaseFilter = { status: null, due: null, procedureId: null, receivedFrom: null, receivedTo: null }

type Row = Awaited<ReturnType<typeof listCases>>['rows'][number]

let office: TestOffice
let inOrderOfArrival: string[]
const procedureOf: Record<string, string> = {}

/** A small generator with a fixed seed: the same 500 cases in every run. */
function* dice(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state / 2 ** 32
  }
}

beforeAll(async () => {
  office = await openTestOffice({ clock: new TestClock('2026-10-01T08:00') })
  for (const code of ['KS', 'HKD', 'CMC']) procedureOf[code] = await office.procedureId(code)
  const random = dice(19777)
  const pick = <T>(values: readonly T[]) => values[Math.floor((random.next().value ?? 0) * values.length)] as T
  inOrderOfArrival = []
  for (let number = 0; number < caseCount; number += 1) {
    // Several in the same minute, so that every order has ties.
    if (pick([true, false, false])) office.clock.advance({ minutes: pick([3, 17, 60, 400]) })
    const fullName = `${pick(family)} ${pick(middle)} ${pick(given)}`
    const intake = sampleIntake({
      procedureId: procedureOf[pick(['KS', 'HKD', 'CMC'])] ?? '',
      applicant: samplePerson({ fullName, idNumber: `0461900${String(number).padStart(5, '0')}` }),
    })
    await receiveCase(office.db, office.actor, intake, office.formKeyOn)
    inOrderOfArrival.push(intake.caseId)
  }
}, 60_000)
afterAll(() => office.close())

async function allPages(sort: CaseSort, filter: CaseFilter = everything, limit = 37): Promise<Row[]> {
  const rows: Row[] = []
  for (let cursor: string | null = null; ; ) {
    const page = await listCases(office.db, office.clock, filter, sort, cursor, limit)
    expect(page.total === null).toBe(cursor !== null)
    rows.push(...page.rows)
    if (page.nextCursor === null) return rows
    expect(page.rows).toHaveLength(limit)
    cursor = page.nextCursor
  }
}

/** How SQLite goes about each statement of a query; asked through a builder of its own, for the office's has kept the statements. */
async function plansOf(ask: (db: TestOffice['db']) => Promise<unknown>): Promise<string[]> {
  const { connection } = office.office.store
  const prepare = connection.prepare
  const seen: string[] = []
  connection.prepare = ((source: string) => {
    seen.push(source)
    return prepare.call(connection, source)
  }) as typeof prepare
  await ask(queryBuilder<Tables>(connection)).finally(() => {
    connection.prepare = prepare
  })
  return seen.map((source) => {
    const parameters = Array.from(source.matchAll(/\?/g), () => null)
    const plan = connection.prepare(`EXPLAIN QUERY PLAN ${source}`).all(parameters) as { detail: string }[]
    return plan.map(({ detail }) => detail).join('; ')
  })
}

const vietnamese = new Intl.Collator('vi').compare
const namesOf = (fullName: string): [string, string, string] => {
  const words = fullName.split(' ')
  return [words.at(-1) ?? '', words[0] ?? '', words.slice(1, -1).join(' ')]
}
const compareNames = (a: string, b: string): number => {
  const [others, theirs] = [namesOf(a), namesOf(b)]
  for (const index of [0, 1, 2] as const) {
    const difference = vietnamese(others[index], theirs[index])
    if (difference !== 0) return difference
  }
  return 0
}
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const arrival = (row: Row): number => inOrderOfArrival.indexOf(row.id)

/** Each order written a second time, the slow way, over whole rows. */
const expectedOrder: Readonly<Record<CaseSort, (a: Row, b: Row) => number>> = {
  receivedDesc: (a, b) => compareText(b.receivedAt, a.receivedAt) || arrival(b) - arrival(a),
  receivedAsc: (a, b) => compareText(a.receivedAt, b.receivedAt) || arrival(a) - arrival(b),
  dueAsc: (a, b) => compareText(a.dueAt ?? '9', b.dueAt ?? '9') || arrival(a) - arrival(b),
  applicantAsc: (a, b) => compareNames(a.applicantName, b.applicantName) || arrival(a) - arrival(b),
}
const sorts = Object.keys(expectedOrder) as CaseSort[]

describe('the list of cases', () => {
  it.each(sorts)('by %s is complete over all pages, without repeats and in order', async (sort) => {
    const rows = await allPages(sort)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(caseCount)
    expect(rows.map(({ id }) => id)).toEqual(rows.toSorted(expectedOrder[sort]).map(({ id }) => id))
  })

  it.each(sorts)('by %s walks along an index, instead of sorting every case anew for every page', async (sort) => {
    const plans = await plansOf((db) => listCases(db, office.clock, everything, sort, '250', 50))
    expect(plans).toHaveLength(1)
    const steps = plans.join()
    expect(steps).toMatch(/SEARCH case_file USING INDEX case_by_/)
    expect(steps).not.toContain('TEMP B-TREE')
  })

  it('can be read one by one and in pages larger than itself', async () => {
    const inOne = await listCases(office.db, office.clock, everything, 'applicantAsc', null, 1_000)
    expect(inOne).toMatchObject({ total: caseCount, nextCursor: null })
    const { rows: firstTen } = await listCases(office.db, office.clock, everything, 'applicantAsc', null, 10)
    expect(firstTen).toEqual(inOne.rows.slice(0, 10))
  })

  it('neither repeats nor loses a row when a case arrives while somebody leafs through it', async () => {
    const { folder: _, ...other } = await openTestOffice({ clock: new TestClock('2026-11-02T08:00') })
    const procedureId = await other.procedureId('KS')
    const receive = () => receiveCase(other.db, other.actor, sampleIntake({ procedureId }), other.formKeyOn)
    for (let number = 0; number < 30; number += 1) await receive()
    const first = await listCases(other.db, other.clock, everything, 'receivedDesc', null, 10)
    await receive()
    const second = await listCases(other.db, other.clock, everything, 'receivedDesc', first.nextCursor, 10)
    const third = await listCases(other.db, other.clock, everything, 'receivedDesc', second.nextCursor, 20)
    const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id))
    expect(new Set(ids).size).toBe(30)
    expect(third.nextCursor).toBeNull()
    await other.close()
  })

  it('can be leafed through when names are as long as the form allows', async () => {
    const other = await openTestOffice()
    const procedureId = await other.procedureId('KS')
    const fullName = `Hợp tác xã ${'"Đồng Thuận" '.repeat(14)}`.trim()
    expect(fullName.length).toBeGreaterThan(190)
    for (let number = 0; number < 3; number += 1) {
      const applicant = samplePerson({ kind: 'organisation', fullName, idKind: 'none', idNumber: '' })
      await receiveCase(other.db, other.actor, sampleIntake({ procedureId, applicant }), other.formKeyOn)
    }
    const { nextCursor } = await listCases(other.db, other.clock, everything, 'applicantAsc', null, 2)
    const input = { filter: everything, sort: 'applicantAsc', cursor: nextCursor, limit: 2, withFacts: false }
    expect(cases.list.input.parse(input)).toMatchObject({ cursor: nextCursor })
    expect((await listCases(other.db, other.clock, everything, 'applicantAsc', nextCursor, 2)).rows).toHaveLength(1)
    await other.close()
  })

  it('is empty behind a cursor that is none', async () => {
    for (const cursor of ['', '[]', 'null', '999999', '["2026",1]', "1' OR 1=1"]) {
      const { rows, nextCursor } = await listCases(office.db, office.clock, everything, 'receivedAsc', cursor, 10)
      expect({ rows, nextCursor }, cursor).toEqual({ rows: [], nextCursor: null })
    }
  })
})

describe('filters', () => {
  const now = () => toInstant(office.clock.nowMs())
  const day = (instant: string) => instantToLocal(instant).slice(0, 10)
  const filters: ReadonlyArray<[string, () => Partial<CaseFilter>, (row: Row) => boolean]> = [
    ['by procedure', () => ({ procedureId: procedureOf.HKD ?? null }), (row) => row.procedureShortCode === 'HKD'],
    ['from a day on', () => ({ receivedFrom: '2026-10-10' }), (row) => day(row.receivedAt) >= '2026-10-10'],
    ['up to a day and with it', () => ({ receivedTo: '2026-10-10' }), (row) => day(row.receivedAt) <= '2026-10-10'],
    [
      'of one day',
      () => ({ receivedFrom: '2026-10-05', receivedTo: '2026-10-05' }),
      (row) => day(row.receivedAt) === '2026-10-05',
    ],
    ['overdue', () => ({ due: 'overdue' }), (row) => row.dueAt !== null && row.dueAt < now()],
    ['due today', () => ({ due: 'dueToday' }), (row) => row.dueAt !== null && day(row.dueAt) === day(now())],
    ['undated', () => ({ due: 'undated' }), (row) => row.dueAt === null],
    ['by status', () => ({ status: 'returned' }), () => false],
    [
      'by all at once',
      () => ({ status: 'received', due: 'overdue', procedureId: procedureOf.KS ?? null, receivedFrom: '2026-10-06' }),
      (row) => row.procedureShortCode === 'KS' && row.dueAt !== null && row.dueAt < now() && day(row.receivedAt) >= '2026-10-06',
    ],
    ['by the beginnings of names', () => ({ applicant: 'thanh NGUYEN' }), (row) => /^Nguyễn Thị Thanh/.test(row.applicantName)],
    ['by a mark that nobody types', () => ({ applicant: 'đức' }), (row) => fold(row.applicantName).endsWith(' duc')],
    ['by signs that are no word', () => ({ applicant: '%' }), () => false],
    ['by a part of the code', () => ({ code: '261005-000' }), (row) => row.provisionalCode.includes('261005-000')],
    [
      'by the promised day',
      () => ({ dueFrom: '2026-10-07', dueTo: '2026-10-09' }),
      (row) => row.dueAt !== null && day(row.dueAt) >= '2026-10-07' && day(row.dueAt) <= '2026-10-09',
    ],
    [
      'by words and days',
      () => ({ applicant: 'le', dueTo: '2026-10-20', procedureId: procedureOf.KS ?? null }),
      (row) =>
        row.procedureShortCode === 'KS' &&
        fold(row.applicantName)
          .split(' ')
          .some((word) => word.startsWith('le')) &&
        row.dueAt !== null &&
        day(row.dueAt) <= '2026-10-20',
    ],
  ]
  beforeAll(() => prepareWords(office.db, { ...everything, applicant: 'x', code: 'x' }))

  it.each(filters)('%s give exactly the rows that fit, and count them', async (name, filter, fits) => {
    const all = await allPages('receivedAsc')
    const wanted = all.filter(fits)
    if (!['by status', 'by signs that are no word'].includes(name)) expect(wanted.length).toBeGreaterThan(0)
    const whole = { ...everything, ...filter() }
    expect((await allPages('receivedAsc', whole)).map(({ id }) => id)).toEqual(wanted.map(({ id }) => id))
    expect((await listCases(office.db, office.clock, whole, 'receivedAsc', null, 1)).total).toBe(wanted.length)
  })

  it.each(filters)('%s let through the same cases on a walk as one by one', async (_, filter, fits) => {
    const whole = { ...everything, ...filter() }
    const walked = await office.db
      .selectFrom('case_file')
      .select('id')
      .where((eb) => filtered(eb as FilterBuilder, whole, office.clock))
      .execute()
    const wanted = (await allPages('receivedAsc')).filter(fits).map(({ id }) => id)
    expect(walked.map(({ id }) => id).toSorted()).toEqual(wanted.toSorted())
  })

  const parts: ReadonlyArray<Partial<CaseFilter>> = [
    { status: 'received' },
    { due: 'overdue' },
    { procedureId: '00000000-0000-4000-8000-000000000000' },
    { receivedFrom: '2026-10-05', receivedTo: '2026-10-06' },
    { dueFrom: '2026-10-07' },
    { applicant: 'le' },
    { code: '261005' },
    { holderId: '00000000-0000-4000-8000-000000000000' },
  ]
  it.each(sorts.flatMap((sort) => parts.map((part) => [sort, part] as const)))(
    'by %s with %j reads no table whole',
    async (sort, part) => {
      const plans = await plansOf((db) => listCases(db, office.clock, { ...everything, ...part }, sort, '250', 50, true))
      for (const plan of plans)
        expect(plan).not.toMatch(/SCAN (?:case_file|f|person|step_run|case_party|run|procedure)\b(?! USING (?:COVERING )?INDEX)/)
    },
  )

  it('finds the cases of the one who has them', async () => {
    const [first] = await allPages('receivedAsc')
    if (!first) throw new Error('no case')
    const staffId = office.actor.staffId
    const insert = (number: number, finishedAt: string | null) =>
      office.db
        .insertInto('step_run')
        .values({
          id: `0000000${number}-0000-4000-8000-000000000000`,
          case_id: first.id,
          number,
          kind: 'step',
          position: number,
          label: 'B2',
          work: 'Thẩm định hồ sơ',
          unit: 'Phòng Tư pháp',
          role: '',
          act: null,
          content: '',
          status: 'appraising',
          planned_minutes: null,
          group_key: '',
          due_at: '2026-10-09T03:00:00.000Z',
          staff_id: staffId,
          handed_by: null,
          handed_at: '2026-10-02T03:00:00.000Z',
          taken_by: null,
          taken_at: null,
          finished_by: null,
          finished_at: finishedAt,
          on_behalf_of: null,
          outcome: null,
          result: '',
        })
        .execute()
    await insert(1, '2026-10-02T02:00:00.000Z')
    expect((await allPages('dueAsc', { ...everything, holderId: staffId })).length).toBe(0)
    await insert(2, null)
    const page = await listCases(office.db, office.clock, { ...everything, holderId: staffId }, 'dueAsc', null, 10, true)
    expect(page).toMatchObject({
      total: 1,
      rows: [
        {
          id: first.id,
          facts: {
            holder: firstRun.administrator.fullName,
            unit: 'Phòng Tư pháp',
            stepLabel: 'B2',
            step: 'Thẩm định hồ sơ',
            since: '2026-10-02T03:00:00.000Z',
            stepDueAt: '2026-10-09T03:00:00.000Z',
            originalDueAt: first.dueAt,
          },
        },
      ],
    })
    await office.db.deleteFrom('step_run').execute()
  })

  it('shows of a number of identity only its end', async () => {
    const { rows } = await listCases(office.db, office.clock, everything, 'receivedAsc', null, 1, true)
    expect(rows[0]?.facts?.idNumber).toBe('••••••••0000')
    expect(JSON.stringify(rows)).not.toContain('046190')
  })

  it('due soon means within three days and not overdue', async () => {
    const clock = new TestClock('2026-10-06T16:00')
    const { rows } = await listCases(office.db, clock, { ...everything, due: 'dueSoon' }, 'dueAsc', null, 1_000)
    const fits = (row: Row) => row.dueAt !== null && row.dueAt >= toInstant(clock.nowMs()) && day(row.dueAt) <= '2026-10-09'
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.map(({ id }) => id)).toEqual((await allPages('dueAsc')).filter(fits).map(({ id }) => id))
  })

  it('refuse a date that is none', async () => {
    const filter = { ...everything, receivedFrom: '2026-02-30', receivedTo: '2026-13-01' }
    await expect(listCases(office.db, office.clock, filter, 'receivedAsc', null, 1)).rejects.toMatchObject({
      code: 'input.invalid',
      issues: [
        { path: 'filter.receivedFrom', code: 'notADate' },
        { path: 'filter.receivedTo', code: 'notADate' },
      ],
    })
  })
})

describe('the numbers of the morning', () => {
  it('are those of the filtered lists', async () => {
    const total = async (filter: Partial<CaseFilter>) =>
      (await listCases(office.db, office.clock, { ...everything, ...filter }, 'receivedAsc', null, 1)).total
    const today = instantToLocal(toInstant(office.clock.nowMs())).slice(0, 10)
    expect(await countCases(office.db, office.clock)).toEqual({
      total: caseCount,
      open: caseCount,
      receivedToday: await total({ receivedFrom: today, receivedTo: today }),
      dueToday: await total({ due: 'dueToday' }),
      overdue: await total({ due: 'overdue' }),
    })
  })
})
