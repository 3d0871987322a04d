// Looking a person up. Each look is recorded before what was looked for is given out. A clerk opens the same person many times while one
// case is worked on, and a log that says so every time is read by nobody: the same viewer, person, case and kind are one look a day, told
// with the first hour. An export, and a look for another purpose, is always recorded.
import { localNow } from '../cases/intake-deadline.ts'
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { AppError, refuseFields } from '../model/errors.ts'
import { personOf } from '../people/queries.ts'
import { type PersonDetails, personDetails } from '../people/rules.ts'
import { recordInTx } from '../record.ts'
import { getPersonRow } from './history.ts'
import { type LookKind, numbersOf, type PersonNumbers } from './rules.ts'

export interface Look {
  readonly personId: string
  readonly kind: LookKind
  readonly caseId: string | null
  readonly purpose: string
}

async function isKnown(tx: Tx, staffId: string, day: string, { personId, kind, caseId, purpose }: Look): Promise<boolean> {
  if (kind === 'export') return false
  const rows = await tx
    .selectFrom('person_look')
    .select(['kind', 'case_id', 'purpose'])
    .where('staff_id', '=', staffId)
    .where('day', '=', day)
    .where('person_id', '=', personId)
    .execute()
  return rows.some((row) => row.kind === kind && row.case_id === caseId && row.purpose === purpose)
}

async function recordLooksInTx(tx: Tx, actor: Actor, looks: readonly Look[]): Promise<void> {
  const day = localNow(actor.clock).slice(0, 10)
  for (const look of looks) {
    if (await isKnown(tx, actor.staffId, day, look)) continue
    const { personId, ...payload } = look
    await recordInTx(tx, actor, [{ entity: 'person', entityId: personId, type: 'person.lookedUp', payload: { ...payload, day } }])
  }
}

/** Records that the person's page, or one of its papers, was opened. Throws entity.notFound. */
export async function recordLook(db: Db, actor: Actor, look: Look & { readonly kind: 'history' | 'scan' }): Promise<void> {
  authorise(actor, 'case.read')
  await db.transaction().execute(async (tx) => {
    const person = await tx.selectFrom('person').select('id').where('id', '=', look.personId).executeTakeFirst()
    // A scan is shown although its person is no longer known: a salvaged database may have lost the one and kept the other.
    if (!person && look.kind === 'history') throw new AppError('entity.notFound', { entity: 'person' })
    await recordLooksInTx(tx, actor, [look])
  })
}

/** The whole numbers of a person, for a stated purpose. Throws input.invalid without one, entity.notFound. */
export async function showPersonNumbers(
  db: Db,
  actor: Actor,
  { personId, purpose }: { personId: string; purpose: string },
): Promise<PersonNumbers> {
  authorise(actor, 'personal.reveal')
  if (purpose === '') refuseFields([{ path: 'purpose', code: 'required' }])
  return db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('person').selectAll().where('id', '=', personId).executeTakeFirst()
    if (!row) throw new AppError('entity.notFound', { entity: 'person' })
    await recordLooksInTx(tx, actor, [{ personId, kind: 'numbers', caseId: null, purpose }])
    return numbersOf(personOf(row))
  })
}

/** What the log says of a person whom the desk chose for the case that it is taking in. */
const intakePurpose = 'Tiếp nhận hồ sơ'

/** The person whole, whom the desk has chosen for a case. Throws entity.notFound. */
export async function openPerson(db: Db, actor: Actor, personId: string): Promise<PersonDetails> {
  authorise(actor, 'case.receive')
  return db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('person').selectAll().where('id', '=', personId).executeTakeFirst()
    if (!row) throw new AppError('entity.notFound', { entity: 'person' })
    await recordLooksInTx(tx, actor, [{ personId, kind: 'numbers', caseId: null, purpose: intakePurpose }])
    return personOf(row)
  })
}

export interface CaseNumbers {
  readonly applicant: PersonNumbers
  readonly submitter: PersonNumbers | null
  readonly collector: PersonNumbers | null
}

/** The whole numbers of a case's people, as given on the day of receipt: what they are wanted for is the case. Throws entity.notFound. */
export async function showCaseNumbers(db: Db, actor: Actor, caseId: string): Promise<CaseNumbers> {
  authorise(actor, 'personal.reveal')
  return db.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom('case_party')
      .select(['role', 'person_id', 'details'])
      .where('case_id', '=', caseId)
      .execute()
    const numbers = (role: string): PersonNumbers | null => {
      const row = rows.find((candidate) => candidate.role === role)
      return row ? numbersOf(personDetails.parse((JSON.parse(row.details) as { person: PersonDetails }).person)) : null
    }
    const applicant = numbers('applicant')
    if (!applicant) throw new AppError('entity.notFound', { entity: 'case' })
    const personIds = new Set(rows.flatMap(({ person_id }) => (person_id === null ? [] : [person_id])))
    await recordLooksInTx(
      tx,
      actor,
      [...personIds].map((personId) => ({ personId, kind: 'numbers', caseId, purpose: '' })),
    )
    return { applicant, submitter: numbers('submitter'), collector: numbers('collector') }
  })
}

/** Whether all that is held on a person may be handed out on this ground. Throws input.invalid without one, entity.notFound. */
export async function checkExport(
  db: Db,
  actor: Actor,
  { personId, ground }: { personId: string; ground: string },
): Promise<void> {
  authorise(actor, 'personal.export')
  if (ground === '') refuseFields([{ path: 'ground', code: 'required' }])
  await getPersonRow(db, personId)
}

/** Records that it is handed out now. Throws as checkExport does. */
export async function recordExport(db: Db, actor: Actor, wanted: { personId: string; ground: string }): Promise<void> {
  await checkExport(db, actor, wanted)
  const { personId, ground } = wanted
  await db
    .transaction()
    .execute((tx) => recordLooksInTx(tx, actor, [{ personId, kind: 'export', caseId: null, purpose: ground }]))
}
