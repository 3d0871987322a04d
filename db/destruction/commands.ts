// Carrying out what was decided: the head alone, for cases that stand decided, under minutes that are signed. All of them or none; the files
// of the scans are removed after the rows have let go of them, and again by the next act where a power cut came between.
import { localNow } from '../cases/intake-deadline.ts'
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { AppError, type FieldIssue, refuseFields } from '../model/errors.ts'
import { type IsoDate, instantToLocal, isRealDate } from '../model/local-time.ts'
import { recordInTx } from '../record.ts'
import { mostDestroyed, nobodyId } from './rules.ts'

export interface DestructionInput {
  readonly caseIds: readonly string[]
  /** Of the signed minutes. */
  readonly recordNumber: string
  readonly recordDate: IsoDate
  /** The number of cases as the person typed it: the second confirmation. */
  readonly typedCount: number | null
}

/**
 * Destroys the data of cases. Throws input.invalid {recordNumber, recordDate, typedCount}; retention.notDecided for a case that does not
 * stand decided to be destroyed, or is destroyed already; retention.originalsHeld while an original of a case is with the office.
 */
export async function destroyCases(db: Db, actor: Actor, input: DestructionInput): Promise<void> {
  authorise(actor, 'retention.manage')
  const { recordNumber, recordDate, typedCount } = input
  const caseIds = [...new Set(input.caseIds)]
  if (caseIds.length === 0 || caseIds.length > mostDestroyed) throw new AppError('input.invalid')
  const today = localNow(actor.clock).slice(0, 10)
  const issues: FieldIssue[] = []
  if (recordNumber === '') issues.push({ path: 'recordNumber', code: 'required' })
  if (!isRealDate(recordDate)) issues.push({ path: 'recordDate', code: 'notADate' })
  else if (recordDate > today) issues.push({ path: 'recordDate', code: 'inFuture' })
  if (typedCount !== caseIds.length) issues.push({ path: 'typedCount', code: 'countDiffers', params: { count: caseIds.length } })
  refuseFields(issues)
  await db.transaction().execute(async (tx) => {
    const people = new Set<string>()
    for (const caseId of caseIds) {
      for (const personId of await letGoInTx(tx, caseId, recordDate)) people.add(personId)
      const payload = { recordNumber, recordDate }
      await recordInTx(tx, actor, [{ entity: 'case', entityId: caseId, type: 'case.destroyed', payload }])
    }
    for (const personId of await withoutCasesInTx(tx, [...people]))
      await recordInTx(tx, actor, [{ entity: 'person', entityId: personId, type: 'person.erased', payload: { recordNumber } }])
  })
}

/** Checks that a case may go; returns the people of the register who are in it. */
async function letGoInTx(tx: Tx, caseId: string, recordDate: IsoDate): Promise<string[]> {
  const file = await tx
    .selectFrom('case_file as f')
    .leftJoin('retention_decision as d', 'd.case_id', 'f.id')
    .leftJoin('case_destruction as gone', 'gone.case_id', 'f.id')
    .select(['f.applicant_id', 'f.official_code', 'f.provisional_code', 'd.decision', 'd.decided_at', 'gone.destroyed_at'])
    .where('f.id', '=', caseId)
    .executeTakeFirst()
  if (!file) throw new AppError('entity.notFound', { entity: 'case' })
  const code = file.official_code ?? file.provisional_code
  if (file.decision !== 'destroy' || file.decided_at === null || file.destroyed_at !== null)
    throw new AppError('retention.notDecided', { code })
  const decidedOn = instantToLocal(file.decided_at).slice(0, 10)
  if (recordDate < decidedOn) refuseFields([{ path: 'recordDate', code: 'beforeDecision', params: { date: decidedOn } }])
  const held = await tx
    .selectFrom('kept_original')
    .select('id')
    .where('case_id', '=', caseId)
    .where('given_back_on', 'is', null)
    .where('struck_reason', 'is', null)
    .executeTakeFirst()
  if (held) throw new AppError('retention.originalsHeld', { code })
  const parties = await tx.selectFrom('case_party').select('person_id').where('case_id', '=', caseId).execute()
  const scans = await tx.selectFrom('scan').select('person_id').where('case_id', '=', caseId).execute()
  const ids = [file.applicant_id, ...[...parties, ...scans].map(({ person_id }) => person_id)]
  return ids.filter((id) => id !== null && id !== nobodyId) as string[]
}

/** Those of the people, and of the records merged into theirs, who have no case and no scan any more. */
async function withoutCasesInTx(tx: Tx, personIds: readonly string[]): Promise<string[]> {
  const free: string[] = []
  for (const id of personIds) {
    const party = await tx.selectFrom('case_party').select('case_id').where('person_id', '=', id).executeTakeFirst()
    const file = await tx.selectFrom('case_file').select('id').where('applicant_id', '=', id).executeTakeFirst()
    const scan = await tx.selectFrom('scan').select('id').where('person_id', '=', id).executeTakeFirst()
    if (party || file || scan) continue
    const merged = await tx.selectFrom('person').select('id').where('merged_into', '=', id).execute()
    free.push(id, ...merged.map((row) => row.id))
  }
  return free
}
