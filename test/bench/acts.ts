// What the commands take that move a case: from its hand-over to the result in the applicant's hand, each on the same cases one after
// another, against one raw insert that is as durable. Cases are received for it, since an office of ten years has few on their way.
import { join } from 'node:path'
import { isWorkingDay, parseCalendar } from '../../db/calendar/rules.ts'
import type { Intake } from '../../db/cases/intake.ts'
import type { ActInput } from '../../db/cases/life/rules.ts'
import { systemClock, toInstant } from '../../db/model/clock.ts'
import { newId } from '../../db/model/ids.ts'
import { addDays, instantToLocal } from '../../db/model/local-time.ts'
import { roles } from '../../db/people/rules.ts'
import { parseContent } from '../../db/procedures/queries.ts'
import { databaseName } from '../../db/store/open.ts'
import { openConnection } from '../../db/store/sqlite.ts'
import { type Turns, takeTurns, timed } from './measure.ts'
import type { Asked } from './worker-client.ts'

const warmUp = 5

/** Lets the one member of the staff do everything, so that nobody has to be signed in anew between two acts. */
export function giveAllRoles(folder: string, staffId: string): void {
  const connection = openConnection(join(folder, databaseName), 'writer')
  connection.prepare('UPDATE staff SET roles = ? WHERE id = ?').run(JSON.stringify(roles), staffId)
  connection.close()
}

/** Procedures that leave time for an extension, and a day to which it puts off: the first working day in three months. */
function readOffice(folder: string): { procedureIds: string[]; later: string } {
  const connection = openConnection(join(folder, databaseName), 'reader')
  const versions = connection
    .prepare('SELECT procedure_id AS id, content FROM procedure_version ORDER BY procedure_id')
    .all() as {
    id: string
    content: string
  }[]
  const calendar = parseCalendar(String(connection.prepare('SELECT content FROM calendar WHERE is_current').pluck().get()))
  connection.close()
  const procedureIds = versions.flatMap(({ id, content }) => {
    const { timeLimit } = parseContent(content)
    return timeLimit?.unit === 'working-days' && timeLimit.limit >= 5 && timeLimit.limit <= 25 ? id : []
  })
  let later = addDays(instantToLocal(toInstant(systemClock.nowMs())).slice(0, 10), 90)
  while (!isWorkingDay(calendar, later)) later = addDays(later, 1)
  return { procedureIds, later }
}

export interface ActFigure {
  readonly name: string
  readonly title: string
  readonly turns: Turns
}

/** @param intakes what is received for it, at least `rounds` and the warm-up. */
export async function measureActs(
  { product, yardstick, folder }: { product: Asked; yardstick: Asked; folder: string },
  intakes: readonly Intake[],
  rounds: number,
): Promise<ActFigure[]> {
  const { procedureIds, later } = readOffice(folder)
  const caseIds: string[] = []
  for (const [index, intake] of intakes.slice(0, rounds + warmUp).entries()) {
    const procedureId = procedureIds[index % procedureIds.length] as string
    const caseId = newId(systemClock.nowMs())
    await product.ask('cases.receive', { ...intake, caseId, procedureId, receivedAt: null, manualDueAt: null, variant: null })
    caseIds.push(caseId)
  }
  const forward: ActInput = { act: 'forward', staffId: null, unit: '', note: '', onBehalf: false }
  const take: ActInput = { act: 'takeOver', forAssignment: false }
  const items = [{ text: 'Giấy xác nhận', originals: 1, copies: 0 }]
  const late = { lateCause: null, lateNote: '' }
  /** A way through the office; what stands here a second time moves the cases on and is not measured. */
  const way: readonly (readonly [name: string, title: string, input: ActInput])[] = [
    ['handOver', 'hand a case over', forward],
    ['takeOver', 'take a case over', take],
    ['askAfter', 'ask for a supplement', { act: 'askAfter', items, reason: 'Thiếu giấy', contact: '', onBehalf: false }],
    ['resubmit', 'take a supplement in', { act: 'resubmit', note: '', manualDueAt: null }],
    ['', '', forward],
    ['', '', take],
    [
      'proposeExtension',
      'propose an extension',
      { act: 'proposeExtension', reason: 'Mưa lũ', newDueDate: later, legalGround: '' },
    ],
    ['signExtension', 'sign an extension', { act: 'signExtension', note: '' }],
    ['submit', 'submit for a decision', forward],
    ['', '', take],
    ['approve', 'decide a case', forward],
    ['receiveResult', 'take a result in', { act: 'receiveResult', note: '', ...late }],
    ['returnResult', 'give a result back', { act: 'returnResult', to: '', papersReturned: '', note: '', ...late }],
  ]
  const figures: ActFigure[] = []
  for (const [name, title, input] of way) {
    const ask = (round: number) => product.ask('life.act', { caseId: caseIds[round], input })
    if (name === '') {
      for (let round = 0; round < caseIds.length; round += 1) await ask(round)
      continue
    }
    const insert = () => yardstick.ask('insert', { id: newId(systemClock.nowMs()), payload: JSON.stringify(input) })
    const turns = await takeTurns(
      rounds,
      (round) => timed(() => ask(round)),
      () => timed(insert),
      warmUp,
    )
    figures.push({ name, title, turns })
  }
  return figures
}
