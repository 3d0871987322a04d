// What the database answers and takes, at one size of office: the intake command, those that move a case, first pages of the list, the morning's numbers and
// one keystroke of the search, each through the product's worker as the page asks it, against plain SQL through a worker of the
// same kind. Both sides pay one message there and back, and must give the same cases.
import { deepEqual } from 'node:assert/strict'
import { join } from 'node:path'
import { boardDaysAtFirst } from '../../db/board/rules.ts'
import { parseCalendar } from '../../db/calendar/rules.ts'
import type { Intake } from '../../db/cases/intake.ts'
import { dueSoonDays } from '../../db/model/case-status.ts'
import { systemClock, toInstant } from '../../db/model/clock.ts'
import { addDays, instantToLocal, localToInstant } from '../../db/model/local-time.ts'
import { fold, searchQuery, tokens } from '../../db/model/text.ts'
import { bornExpression } from '../../db/people/find.ts'
import { parseContent } from '../../db/procedures/queries.ts'
import { readAsked } from '../../db/search/asked.ts'
import { databaseName } from '../../db/store/open.ts'
import { openConnection } from '../../db/store/sqlite.ts'
import { giveAllRoles, measureActs } from './acts.ts'
import { planOffice } from './generator/plan.ts'
import { type Figure, median, quantile, type Turns, takeTurns, timed } from './measure.ts'
import { copyOffice } from './place.ts'
import { type Asked, startProduct, startYardstick } from './worker-client.ts'

// The board is what its screen asks for when it opens: the numbers and three lists of eight rows, which are less work than asking for them.
const bars = { intake: 4, act: 5, read: 3, board: 5 } as const
const pageRows = 100
const boardRows = 8
/** What a person types into the search box, letter by letter. */
const typings = [
  'nguyen thi duyen',
  'tran van',
  'Đặng Ánh',
  '0905 12',
  'khai sinh',
  'cong ty',
  'tam-19777-a-2611',
  '046190',
  'nguyen van an 1985',
  '…1234',
  '12/2026',
] as const
/** What a person types into the intake's name field, and the numbers that a reader gives. */
const names = ['nguyen thi hoa', 'tran van', 'le', 'Đặng Ánh', 'cong ty', '0905 12', '046190'] as const
const searchLimit = 12
const boxPersonLimit = 4
const oldFileLimit = 3
const oldFileLetters = 3
const personLimit = 8
const procedureLimit = 5

interface Row {
  readonly id: string
}
const idsOf = (rows: unknown): string[] => (rows as Row[]).map(({ id }) => id)

const everything = { status: null, due: null, procedureId: null, receivedFrom: null, receivedTo: null } as const
const pages = [
  { name: 'newest', title: 'first page of the list, newest first', filter: everything, sort: 'receivedDesc', limit: pageRows },
  { name: 'byName', title: 'first page of the list, by name', filter: everything, sort: 'applicantAsc', limit: pageRows },
  {
    name: 'overdue',
    title: 'overdue cases of the board',
    filter: { ...everything, due: 'overdue' },
    sort: 'dueAsc',
    limit: boardRows,
  },
] as const

const boardLists = [
  { filter: { ...everything, due: 'overdue' }, sort: 'dueAsc' },
  { filter: { ...everything, due: 'dueSoon' }, sort: 'dueAsc' },
  { filter: everything, sort: 'receivedDesc' },
] as const

/** Cases that wait for somebody: as many in every office, since the work in hand follows the people and not the years. */
const waitingCases = 400

/** Lets the newest cases but some hundred wait for the applicant or lie ready, half of them for weeks; the generated office has none of either. */
function letWait(file: string): void {
  const connection = openConnection(file, 'writer')
  const weeksAgo = toInstant(systemClock.nowMs() - 3 * boardDaysAtFirst.waiting * 86_400_000)
  const since = `iif(no % 2, received_at, '${weeksAgo}')`
  const turn = (status: string, clock: string, from: number) =>
    connection
      .prepare(
        `UPDATE case_file SET status = ?, clock = ?, finished_at = iif(? = 'resultReady', ${since}, finished_at)
         WHERE no IN (SELECT no FROM case_file ORDER BY received_at DESC, no DESC LIMIT ${waitingCases} OFFSET ?)`,
      )
      .run(status, clock, status, from)
  turn('supplementAfter', 'paused', waitingCases)
  turn('resultReady', 'ended', 2 * waitingCases)
  connection
    .prepare(
      `INSERT INTO case_exclusion (id, case_id, kind, policy, legal_ground, started_at, ended_at)
       SELECT 'x' || no, id, 'supplement', 'resume', '', ${since}, NULL FROM case_file WHERE status = 'supplementAfter'`,
    )
    .run()
  connection.close()
}

/** Intakes of a real shape that this office has not seen. */
function planIntakes(file: string, count: number): Intake[] {
  const connection = openConnection(file, 'reader')
  const procedures = (
    connection.prepare('SELECT procedure_id AS id, content FROM procedure_version ORDER BY procedure_id').all() as Array<{
      id: string
      content: string
    }>
  ).map(({ id, content }) => ({ id, content: parseContent(content) }))
  const calendar = parseCalendar(String(connection.prepare('SELECT content FROM calendar WHERE is_current').pluck().get()))
  connection.close()
  const options = { cases: count, seed: Number(systemClock.nowMs() % 2 ** 31), years: 1, lastDate: '2026-11-20' }
  const intakes: Intake[] = []
  for (const steps of planOffice(procedures, calendar, options))
    for (const step of steps) if (step.do === 'receive') intakes.push({ ...step.intake, serial: null, book: '' })
  return intakes
}

/** Letter by letter what stands there while texts are typed. */
const letterByLetter = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => Array.from(text, (_, index) => text.slice(0, index + 1).trim()))

const keystrokes = () =>
  letterByLetter(typings).map((typed) => {
    const { text, register, tail, born } = readAsked(typed)
    const { exact, folded } = searchQuery(text)
    const [column, words] = /^\d{3,}$/.test(text.replace(/ /g, ''))
      ? ['numbers', [text.replace(/ /g, '')]]
      : ['name', tokens(fold(text))]
    return {
      typed,
      asked: { register, tail, born: born && bornExpression(born) },
      expressions: [...(exact === null ? [] : [`exact : (${exact})`]), `folded : (${folded})`],
      people: { match: words.map((word) => `${column} : "${word}" *`).join(' AND ') || '""', limit: boxPersonLimit },
      oldFiles: typed.length >= oldFileLetters ? { words: `%${fold(typed)}%`, limit: oldFileLimit } : null,
      procedures: { shortCode: fold(typed).toUpperCase().replace(/\s/g, ''), folded: fold(typed), limit: procedureLimit },
    }
  })

const personKeystrokes = () =>
  letterByLetter(names).map((typed) => {
    const number = typed.replace(/ /g, '')
    const [column, words] = /^\d{3,}$/.test(number) ? ['numbers', [number]] : ['name', fold(typed).split(' ')]
    return { typed, match: ['kind : citizen', ...words.map((word) => `${column} : "${word}" *`)].join(' AND ') }
  })

const typeIn = (product: Asked, query: string) =>
  Promise.all([
    product.ask('cases.search', { query, limit: searchLimit }),
    product.ask('personal.find', { query, limit: boxPersonLimit }),
    product.ask('procedures.list', { query, field: null, limit: procedureLimit }),
    ...(query.length >= oldFileLetters ? [product.ask('archive.find', { query, show: 'all', limit: oldFileLimit })] : []),
  ])

const spread = ({ product }: Turns): string => `p95 ${quantile(product, 0.95).toFixed(1)} ms`

export interface DataOptions {
  readonly rounds: number
  readonly say: (line: string) => void
}

/** All data figures of one size. */
export async function measureData(cases: number, { rounds, say }: DataOptions): Promise<Figure[]> {
  const folder = await copyOffice(cases, `data-${cases}`, say)
  const file = join(folder, databaseName)
  const intakes = planIntakes(file, rounds + 20)
  const reader = openConnection(file, 'reader')
  const staffId = String(reader.prepare('SELECT id FROM staff').pluck().get())
  reader.close()
  giveAllRoles(folder, staffId)
  const product = await startProduct('writer', folder, staffId)
  const yardstick = await startYardstick(file, join(folder, 'raw.db'))
  const figures: Figure[] = []
  const add = (id: string, title: string, against: string, bar: number | null, turns: Turns) =>
    figures.push({
      id: `${id}.${cases}`,
      title,
      yardstick: against,
      unit: 'ms',
      product: median(turns.product),
      reference: median(turns.reference),
      bar,
      note: spread(turns),
    })

  const now = toInstant(systemClock.nowMs())
  const today = instantToLocal(now).slice(0, 10)
  for (const { name, title, ...input } of pages) {
    const ask = () => product.ask('cases.list', { ...input, cursor: null, withFacts: false })
    const raw = () => yardstick.ask('page', { name, values: { limit: input.limit, ...(name === 'overdue' && { now }) } })
    deepEqual(idsOf(((await ask()) as { rows: Row[] }).rows), idsOf(await raw()), `${name}: not the same cases`)
    add(
      `page.${name}`,
      title,
      'the same rows and their number by SQL',
      bars.read,
      await takeTurns(
        rounds,
        () => timed(ask),
        () => timed(raw),
        3,
      ),
    )
  }

  letWait(file)
  const days = {
    now,
    limit: boardRows,
    soon: localToInstant(`${addDays(today, dueSoonDays + 1)}T00:00`),
    waiting: toInstant(systemClock.nowMs() - boardDaysAtFirst.waiting * 86_400_000),
    uncollected: toInstant(systemClock.nowMs() - boardDaysAtFirst.uncollected * 86_400_000),
    today: localToInstant(`${today}T00:00`),
    tomorrow: localToInstant(`${addDays(today, 1)}T00:00`),
  }
  const askNumbers = () => product.ask('cases.count', {})
  const rawNumbers = () => yardstick.ask('numbers', days)
  const { days: _, ...numbers } = (await askNumbers()) as { days: unknown; waiting: number; uncollected: number }
  deepEqual(numbers, await rawNumbers(), 'not the same numbers')
  if (numbers.waiting === 0 || numbers.uncollected === 0) throw new Error('nothing waits: the board has nothing to count')
  add(
    'numbers',
    'numbers of the board',
    'the same numbers by SQL',
    bars.read,
    await takeTurns(
      rounds,
      () => timed(askNumbers),
      () => timed(rawNumbers),
      3,
    ),
  )

  const askBoard = () =>
    Promise.all([
      askNumbers(),
      ...boardLists.map((list) => product.ask('cases.list', { ...list, limit: boardRows, cursor: null, withFacts: false })),
    ])
  const rawBoard = () => yardstick.ask('board', days)
  const [, ...boardOf] = (await askBoard()) as [unknown, ...{ rows: Row[] }[]]
  const [, ...rawOf] = (await rawBoard()) as [unknown, ...Row[][]]
  deepEqual(
    boardOf.map(({ rows }) => idsOf(rows)),
    rawOf.map(idsOf),
    'not the same cases on the board',
  )
  add(
    'board',
    'the board as it opens',
    'the same numbers and rows by SQL',
    bars.board,
    await takeTurns(
      rounds,
      () => timed(askBoard),
      () => timed(rawBoard),
      3,
    ),
  )

  const strokes = keystrokes()
  const rawSearch = ({ expressions, asked, people, procedures, oldFiles }: (typeof strokes)[number]) =>
    Promise.all([
      yardstick.ask('search', { expressions, ...asked, limit: searchLimit }),
      yardstick.ask('boxPeople', people),
      yardstick.ask('procedures', procedures),
      ...(oldFiles === null ? [] : [yardstick.ask('oldFiles', oldFiles)]),
    ])
  const stroke = (round: number) => strokes[round % strokes.length] as (typeof strokes)[number]
  for (const one of strokes.filter((_, index) => index % 7 === 0)) {
    const [found] = await typeIn(product, one.typed)
    const [raw] = await rawSearch(one)
    deepEqual(idsOf(found), [...new Set(idsOf(raw))].slice(0, searchLimit), `"${one.typed}": not the same cases`)
  }
  add(
    'search',
    'one keystroke of the search',
    'the same cases, people, procedures and old files by SQL',
    bars.read,
    await takeTurns(
      Math.max(rounds, strokes.length),
      (round) => timed(() => typeIn(product, stroke(round).typed)),
      (round) => timed(() => rawSearch(stroke(round))),
      3,
    ),
  )

  const people = personKeystrokes()
  const person = (round: number) => people[round % people.length] as (typeof people)[number]
  const askPeople = (typed: string) => product.ask('people.findPersons', { query: typed, kind: 'citizen' })
  const rawPeople = (match: string) => yardstick.ask('people', { match, limit: personLimit })
  for (const { typed, match } of people)
    deepEqual(idsOf(await askPeople(typed)), idsOf(await rawPeople(match)), `"${typed}": not the same people`)
  add(
    'people',
    'one keystroke of a name at the intake',
    'the same people by SQL',
    bars.read,
    await takeTurns(
      Math.max(rounds, people.length),
      (round) => timed(() => askPeople(person(round).typed)),
      (round) => timed(() => rawPeople(person(round).match)),
      3,
    ),
  )

  // Last, since it changes the office.
  const receive = (round: number) => timed(() => product.ask('cases.receive', intakes[round]))
  const insert = (round: number) => {
    const intake = intakes[round] as Intake
    return timed(() => yardstick.ask('insert', { id: intake.caseId, payload: JSON.stringify(intake) }))
  }
  add('intake', 'intake command', 'one raw insert, as durable', bars.intake, await takeTurns(rounds, receive, insert, 10))

  for (const { name, title, turns } of await measureActs({ product, yardstick, folder }, intakes, Math.ceil(rounds / 2)))
    add(`act.${name}`, title, 'one raw insert, as durable', bars.act, turns)

  await yardstick.close()
  await product.close()
  return figures
}

/** The growth of each data figure from the smallest office to the largest; more than twice the time is a miss. */
export function growthOf(figures: readonly Figure[], small: number, large: number): Figure[] {
  return figures.flatMap((figure) => {
    const id = figure.id.replace(/\.\d+$/, '')
    const grown = figures.find((other) => other.id === `${id}.${large}`)
    if (figure.id !== `${id}.${small}` || !grown) return []
    return [
      {
        id: `growth.${id}`,
        title: `growth: ${figure.title}`,
        yardstick: `the same with ${small} cases`,
        unit: 'ms' as const,
        product: grown.product,
        reference: figure.product,
        bar: 2,
      },
    ]
  })
}
