// The numbers of the morning. Each is counted by the query that lists its cases, so that a number is always the rows behind it.
import { countCases, countFiltered } from '../cases/counts.ts'
import { countWaiting } from '../cases/life/work.ts'
import type { Db } from '../event.ts'
import type { Clock } from '../model/clock.ts'
import { keepSelect } from '../store/kept-query.ts'
import { type BoardDays, boardDays, boardDaysAtFirst } from './rules.ts'

const keptDays = keepSelect((db) => db.selectFrom('office_setting').select('value').where('key', '=', 'boardDays'))

export async function getBoardDays(db: Db): Promise<BoardDays> {
  const [row] = await keptDays(db, {})
  return row ? boardDays.parse(JSON.parse(row.value)) : boardDaysAtFirst
}

/** How many cases there are, are due, and wait: for the applicant, to be fetched, to be handed over, to be received. */
export async function countBoard(db: Db, clock: Clock) {
  const days = await getBoardDays(db)
  return {
    ...(await countCases(db, clock)),
    days,
    waiting: await countWaiting(db, clock, 'waiting', days.waiting),
    uncollected: await countWaiting(db, clock, 'toReturn', days.uncollected),
    toHandOver: await countWaiting(db, clock, 'toHandOver', 0),
    toTake: await countFiltered(
      db,
      { status: 'handedOver', due: null, procedureId: null, receivedFrom: null, receivedTo: null },
      clock,
    ),
  }
}
