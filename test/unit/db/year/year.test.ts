// A whole year of an office beside an engine that counts for itself: every case, every promise, every number of the register, the board on
// sampled mornings and the year's totals are what the model says, before and after the rows are made again from the events.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countBoard } from '../../../../db/board/queries.ts'
import { countWork, listWork } from '../../../../db/cases/life/work.ts'
import { readWhereabouts } from '../../../../db/cases/whereabouts.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { listRegisterLines } from '../../../../db/register/queries.ts'
import { checkStore } from '../../../../db/store/check.ts'
import { formPaperOf, listCaseForms } from '../../../../electron/worker/form-data.ts'
import { registerPaperOf } from '../../../../electron/worker/register-data.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import type { Case, State } from './model.ts'
import { dateOf, instantOf, localOf, type Minute, minuteOf } from './model-time.ts'
import { openYear, type Played } from './script.ts'

const cases = Number(process.env.MOTCUA_YEAR_CASES ?? 3_000)
const seed = Number(process.env.MOTCUA_SEED ?? 2_026)

const statusOf: Readonly<Record<State, string>> = {
  S0: 'checking',
  S1: 'supplementBefore',
  S2: 'refused',
  S3: 'received',
  S4: 'handedOver',
  S5: 'assigning',
  S6: 'appraising',
  S7: 'supplementAfter',
  S8: 'awaitingPayment',
  S9: 'submitted',
  S10: 'approved',
  S11: 'notEligible',
  S12: 'resultReady',
  S13: 'returned',
  S14: 'extending',
  S15: 'withdrawn',
  S16: 'stopped',
  S17: 'archived',
  X: 'correcting',
}
/** Instants to the minute: the model knows no seconds. */
const at = (instant: string | null | undefined) => instant?.slice(0, 16) ?? null
const told = (minute: Minute | null) => (minute === null ? null : instantOf(minute))

let played: Played
beforeAll(async () => {
  played = await openYear(cases, seed)
})
afterAll(() => played.office.close())

/** Everything that the model knows of a case, in the words of the rows. */
const expectedOf = (file: Case) => ({
  status: statusOf[file.state],
  heldStatus: file.held && statusOf[file.held],
  closedAs: file.closedAs && statusOf[file.closedAs],
  clock: file.clock,
  received: told(file.received),
  due: told(file.due),
  originalDue: told(file.original),
  missed: told(file.missed),
  finished: told(file.finished),
  result: file.result,
  cause: file.cause,
  extensions: file.extensions,
  year: file.year,
  book: file.book,
  serial: file.serial,
  pauses: file.pauses.map(({ kind, policy, from, to }) => ({ kind, policy, from: told(from), to: told(to) })),
  dues: file.dues.map(({ at: recorded, due }) => ({ at: told(recorded), due: told(due) })),
  papers: file.papers.map(({ kind, year, number, at: issued }) => ({ kind, year, number, at: told(issued) })),
  runs: file.runs.map((run) => ({
    kind: run.kind,
    position: run.position,
    unit: run.unit,
    due: told(run.due),
    staff: run.staff,
    handedBy: run.handedBy,
    handed: told(run.handed),
    takenBy: run.takenBy,
    taken: told(run.taken),
    takenFor: run.takenFor,
    finishedBy: run.finishedBy,
    finished: told(run.finished),
    onBehalf: run.onBehalf,
    outcome: run.outcome,
  })),
})

/** Cases that were compared when they were over; they are compared again at the end. */
const over = new Set<string>()

async function expectCases(isAll = false): Promise<void> {
  const { db } = played.office
  const group = <T extends { case_id: string }>(rows: readonly T[]) => {
    const by = new Map<string, T[]>()
    for (const row of rows) by.set(row.case_id, [...(by.get(row.case_id) ?? []), row])
    return by
  }
  const files = await db.selectFrom('case_file').selectAll().execute()
  const runs = group(await db.selectFrom('step_run').selectAll().orderBy('number').execute())
  const pauses = group(await db.selectFrom('case_exclusion').selectAll().orderBy('started_at').execute())
  const dues = group(await db.selectFrom('case_due').selectAll().orderBy('recorded_at').execute())
  const papers = group(await db.selectFrom('case_paper').selectAll().orderBy('issued_at').execute())
  expect(files).toHaveLength(played.model.cases.size)
  for (const row of files) {
    const file = played.model.cases.get(row.id) as Case
    if (over.has(file.id) && !isAll) continue
    if (file.state === 'S17' || file.state === 'S2') over.add(file.id)
    const seen: ReturnType<typeof expectedOf> = {
      status: row.status,
      heldStatus: row.held_status,
      closedAs: row.closed_as,
      clock: row.clock,
      received: at(row.received_at),
      due: at(row.due_at),
      originalDue: at(row.original_due_at),
      missed: at(row.missed_due_at),
      finished: at(row.finished_at),
      result: row.finish_result,
      cause: row.late_cause,
      extensions: row.extensions,
      year: row.register_year,
      book: row.book,
      serial: row.serial,
      pauses: (pauses.get(row.id) ?? []).map((pause) => ({
        ...{ kind: pause.kind, policy: pause.policy },
        ...{ from: at(pause.started_at), to: at(pause.ended_at) },
      })),
      dues: (dues.get(row.id) ?? []).map((due) => ({ at: at(due.recorded_at), due: at(due.due_at) })),
      papers: (papers.get(row.id) ?? []).map(({ kind, year, number, issued_at }) => ({ kind, year, number, at: at(issued_at) })),
      runs: (runs.get(row.id) ?? []).map((run) => ({
        kind: run.kind,
        position: run.position,
        unit: run.unit,
        due: at(run.due_at),
        staff: run.staff_id,
        handedBy: run.handed_by,
        handed: at(run.handed_at),
        takenBy: run.taken_by,
        taken: at(run.taken_at),
        takenFor: run.taken_for,
        finishedBy: run.finished_by,
        finished: at(run.finished_at),
        onBehalf: run.on_behalf_of,
        outcome: run.outcome,
      })),
    }
    expect(seen, `${file.key} ${row.id} ${JSON.stringify(seen.pauses)} ${JSON.stringify(seen.papers)}`).toEqual(expectedOf(file))
  }
}

const mornings = [
  ...['2026-01-12T07:30', '2026-02-23T07:30', '2026-03-31T16:00', '2026-05-04T07:30', '2026-06-16T07:30', '2026-07-31T11:10'],
  ...['2026-08-24T07:30', '2026-09-17T07:30', '2026-10-16T07:30', '2026-11-25T07:30', '2026-12-31T17:55'],
]

describe('a year of an office', () => {
  it.each(mornings)('%s: every case and the board are what an engine of its own counts', async (moment) => {
    const { office, model } = played
    await played.play(minuteOf(moment))
    await expectCases()
    const { days, ...board } = await countBoard(office.db, office.clock)
    expect(board).toEqual(model.board(minuteOf(moment), days.waiting, days.uncollected))
    for (const [scope, since] of [
      [
        'toHandOver',
        ({ runs, received, state }: Case) =>
          state === 'S3' ? (runs.find((run) => run.kind === 'step' && run.finished === null)?.handed ?? received) : null,
      ],
      ['toReturn', ({ state, ready }: Case) => (state === 'S12' ? ready : null)],
    ] as const) {
      const { rows } = await listWork(
        office.db,
        { staffId: '', clock: office.clock },
        { scope, waitedDays: 0, cursor: null, limit: 1_000 },
      )
      const expected = [...model.cases.values()].flatMap((file) =>
        since(file) === null ? [] : `${file.id} ${told(since(file))}`,
      )
      expect(rows.map((row) => `${row.caseId} ${at(row.since)}`).toSorted()).toEqual(expected.toSorted())
    }
    const nameOf = (id: string | null) => (id === null ? '' : (model.staff.get(id)?.name ?? ''))
    const open = [...model.cases.values()].filter(({ state }) => ['S3', 'S4', 'S5', 'S6', 'S9', 'S10', 'S11'].includes(state))
    const places = await readWhereabouts(
      office.db,
      open.map(({ id }) => id),
    )
    for (const file of open) {
      const run = file.runs.find((one) => one.kind === 'step' && one.finished === null)
      const { place, holder, unit } = places.get(file.id) ?? {}
      expect([file.id, place, unit, holder]).toEqual([
        file.id,
        ...(run ? ['step', run.unit, nameOf(run.staff)] : ['desk', '', nameOf(file.deskHolder)]),
      ])
    }
    for (const person of model.staff.values()) {
      if (model.gone.has(person.id)) continue
      const away = model.leaves
        .filter(
          ({ substitute, from, to }) =>
            substitute === person.id && from <= dateOf(minuteOf(moment)) && dateOf(minuteOf(moment)) <= to,
        )
        .map(({ who }) => who)
      const mine = [...model.cases.values()]
        .flatMap(({ runs }) => runs)
        .filter((run) => run.kind === 'step' && run.finished === null && [person.id, ...away].includes(run.staff ?? ''))
      const counts = await countWork(office.db, { staffId: person.id, clock: office.clock })
      expect([person.name, counts.mine, counts.lateMine]).toEqual([
        person.name,
        mine.length,
        mine.filter(({ due }) => due !== null && due < minuteOf(moment)).length,
      ])
    }
  })
})

/** As official papers write an hour: months 1 and 2 and days below 10 with a zero. */
const words = (minute: Minute) => {
  const [year = '', month = '', date = '', hour = '', minutes = ''] = localOf(minute).split(/[-T:]/)
  const shortMonth = Number(month) < 3 ? month : String(Number(month))
  return {
    long: `${hour} giờ ${minutes} phút, ngày ${date} tháng ${shortMonth} năm ${year}`,
    day: `ngày ${date} tháng ${shortMonth} năm ${year}`,
    short: `${hour}:${minutes} ${date}/${shortMonth}/${year}`,
  }
}
const codeOf = (file: Case, provisional: string) => played.officialCodes.get(file.id) ?? provisional

describe('at the end of the year', () => {
  it('every book holds its numbers without a gap, each line what the model knows, and prints it', async () => {
    const { office, model } = played
    const codes = new Map(
      (await office.db.selectFrom('case_file').select(['id', 'provisional_code']).execute()).map((row) => [
        row.id,
        row.provisional_code,
      ]),
    )
    const books = new Map<string, Case[]>()
    for (const file of model.cases.values()) {
      if (file.serial === null) continue
      const key = `${file.year} ${file.book}`
      books.set(key, [...(books.get(key) ?? []), file])
    }
    expect([...books.keys()].toSorted()).toEqual(['2025 01', '2025 HT-01', '2026 01', '2026 02', '2026 HT-01'])
    for (const [key, unsorted] of books) {
      const [year = '', book = ''] = key.split(' ')
      const files = unsorted.toSorted((a, b) => (a.serial ?? 0) - (b.serial ?? 0))
      const lines = []
      for (let after: number | null = null; ; ) {
        const page = await listRegisterLines(office.db, { year: Number(year), book, from: null, before: null }, after, 500)
        lines.push(...page)
        if (page.length < 500) break
        after = page.at(-1)?.serial ?? null
      }
      const seen = lines.map(({ serial, code, applicantName, receivedAt, dueAt, sentAt, resultAt, returnedAt }) =>
        [serial, code, applicantName, at(receivedAt), at(dueAt), at(sentAt), at(resultAt), at(returnedAt)].join(' | '),
      )
      const expected = files.map((file) =>
        [
          file.serial,
          codeOf(file, codes.get(file.id) ?? ''),
          played.citizens.get(file.id)?.fullName,
          ...[file.received, file.due, file.sent, file.resultAt, file.returned].map(told),
        ].join(' | '),
      )
      expect(seen).toEqual(expected)
      const first = files[0]?.serial ?? 0
      expect(files.map(({ serial }) => serial)).toEqual(files.map((_, index) => first + index))
      const paper = await registerPaperOf(office.office, { year: Number(year), book, from: null, to: null })
      const when = (minute: Minute | null) => (minute === null ? '' : words(minute).short)
      expect(
        paper.fields.rows.map((row) => [
          row.serial,
          row.receivedAt,
          row.dueAt,
          row.sentAt,
          row.resultAt,
          row.returnedAt,
          row.note !== '',
        ]),
      ).toEqual(
        files.map((file) => [
          String(file.serial).padStart(2, '0'),
          ...[file.received, file.due, file.sent, file.resultAt, file.returned].map(when),
          file.stub !== null,
        ]),
      )
      const last = String(files.at(-1)?.serial).padStart(2, '0')
      const isLast = !(year === '2026' && book === '01')
      expect(paper.fields.texts.lock).toBe(
        isLast
          ? `Sổ khóa ngày 31 tháng 12 năm ${year}, số thứ tự cuối cùng ${last}, tổng số ${String(files.length).padStart(2, '0')} hồ sơ.`
          : '',
      )
    }
    expect(played.refused.get('receive') ?? 0).toBeGreaterThan(0)
  })

  it('the papers of a case say the hours, the people and the promises of the model', async () => {
    const { office, model, prints } = played
    const nameOf = (id: string | null) => (id === null ? '' : (model.staff.get(id)?.name ?? ''))
    const instead = (name: string, absent: string | null) => (absent === null ? name : `${name} (thay mặt ${nameOf(absent)})`)
    const files = [...model.cases.values()].filter(({ serial }) => serial !== null)
    const chosen = files.filter(
      (file, index) => index % 29 === 0 || prints.get(file.id)?.[1] !== undefined || file.extensions > 0,
    )
    expect(chosen.length).toBeGreaterThan(cases / 30)
    for (const file of chosen) {
      const receipt = await formPaperOf(office.office, { caseId: file.id, kind: 'receipt', documentId: '' })
      const printed = prints.get(file.id) ?? []
      const last = printed.at(-1)
      expect(receipt.fields.texts).toMatchObject({
        applicantName: played.citizens.get(file.id)?.fullName,
        book: file.book,
        serial: String(file.serial).padStart(2, '0'),
        receivedAt: words(file.received).long,
        dueAt: file.due === null ? expect.stringContaining('…') : words(file.due).long,
        reprint: last === undefined ? '' : `Bản in lần ${printed.length + 1}, thay bản in ${words(last).day}`,
      })
      expect(receipt.fields.texts.request).toContain(played.summaries.get(file.id))
      const slip = await formPaperOf(office.office, { caseId: file.id, kind: 'controlSlip', documentId: '' })
      const steps = file.runs.filter(({ kind }) => kind === 'step')
      expect(
        slip.fields.handOvers.map(({ toUnit, givenAt, takenAt, giver, taker }) => ({ toUnit, givenAt, takenAt, giver, taker })),
      ).toEqual(
        steps.map((run, index) => ({
          toUnit: run.unit,
          givenAt: run.handed === null ? '' : words(run.handed).long,
          takenAt: run.taken === null ? expect.stringContaining('…') : words(run.taken).long,
          giver: instead(nameOf(run.handedBy), steps[index - 1]?.onBehalf ?? null),
          taker: instead(nameOf(run.takenBy), run.takenFor),
        })),
      )
      const letters = (await listCaseForms(office.office, file.id)).filter(({ kind }) => kind === 'extension')
      const signed = file.papers.filter(({ kind }) => kind === 'extension')
      expect(letters).toHaveLength(signed.length)
      for (const [index, { documentId }] of letters.entries()) {
        const { at: issued = 0, number } = signed[index] ?? {}
        const place = file.dues.findIndex((due) => due.at === issued)
        const promised = place > 0 ? file.dues[place - 1]?.due : file.original
        const letter = await formPaperOf(office.office, { caseId: file.id, kind: 'extension', documentId })
        expect(letter.fields.texts).toMatchObject({
          number: String(number).padStart(2, '0'),
          issuedOn: words(issued).day,
          promisedDue: words(promised ?? 0).long,
          newDueDate: words(file.dues[place]?.due ?? 0).day,
        })
      }
    }
  })

  it('the totals add up and are the model’s', async () => {
    const { db } = played.office
    const rows = await db
      .selectFrom('case_file')
      .select(['received_at', 'finished_at', 'finish_result', 'status', 'closed_as'])
      .where('status', 'not in', ['checking', 'supplementBefore', 'refused'])
      .execute()
    const [from, to] = ['2025-12-31T17:00', '2026-12-31T17:00']
    const isIn = (instant: string | null) => instant !== null && instant >= from && instant < to
    const finished = rows.filter(({ finished_at }) => isIn(finished_at))
    const by = (result: string) => finished.filter(({ finish_result }) => finish_result === result).length
    const closed = (status: string) => finished.filter((row) => row.status === status || row.closed_as === status).length
    const totals = {
      carried: rows.filter((row) => row.received_at < from && (row.finished_at === null || row.finished_at >= from)).length,
      received: rows.filter((row) => isIn(row.received_at)).length,
      finished: finished.length,
      ...{ early: by('early'), onTime: by('onTime'), overdue: by('overdue'), undated: by('undated') },
      ...{ withdrawn: closed('withdrawn'), stopped: closed('stopped') },
      left: rows.filter((row) => row.received_at < to && (row.finished_at === null || row.finished_at >= to)).length,
    }
    expect(totals).toEqual(played.model.year(2026))
    const { carried, received, left, early, onTime, overdue, undated } = totals
    expect([carried + received, totals.finished]).toEqual([totals.finished + left, early + onTime + overdue + undated])
    for (const number of Object.values(totals)) expect(number).toBeGreaterThan(0)
  })

  it('people with two records are one, and no one else is', async () => {
    const { office, citizens, mergedPairs } = played
    expect(mergedPairs.length).toBeGreaterThan(2)
    const rows = await office.db.selectFrom('case_file').select(['id', 'applicant_id']).execute()
    const kept = new Map(mergedPairs.map(([one, other]) => [other, one]))
    const personOf = new Map<string, string>()
    for (const { id, applicant_id } of rows) {
      const citizen = citizens.get(id)
      const key = `${citizen?.idNumber} ${citizen?.fullName}`
      const root = kept.get(key) ?? key
      expect([root, personOf.get(root) ?? applicant_id]).toEqual([root, applicant_id])
      personOf.set(root, applicant_id)
    }
    expect(new Set(personOf.values()).size).toBe(personOf.size)
  })

  it('everything that the rules know has happened, and was refused where they refuse it', () => {
    const { done, refused } = played
    const acts = [
      'receive',
      'present',
      'keyIn',
      'askBefore',
      'bringBack',
      'refuse',
      'accept',
      'forward',
      'takeOver',
      'assign',
      'sendBack',
      'recall',
    ]
    acts.push(
      'consult',
      'refer',
      'answerTask',
      'callOffTask',
      'askAfter',
      'resubmit',
      'askPayment',
      'confirmPayment',
      'proposeExtension',
    )
    acts.push(
      'signExtension',
      'dropExtension',
      'withdraw',
      'stop',
      'findIneligible',
      'receiveResult',
      'returnResult',
      'archive',
      'reopen',
    )
    expect(acts.filter((one) => !done.has(one))).toEqual([])
    expect([...refused.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(cases / 10)
  })

  it('the rows made again from the events are the same, and still the model’s', async () => {
    const { db } = played.office
    const before = await dumpTables(db, projectedTables)
    await rebuildProjections(db)
    expect(await dumpTables(db, projectedTables)).toEqual(before)
    await expectCases(true)
    await checkStore(played.office.office.store)
  })
})
