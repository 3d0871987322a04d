// Setting how long cases are kept, deciding about those whose time has passed. Nothing is deleted here or anywhere by itself.
import { localNow } from '../cases/intake-deadline.ts'
import { type Actor, authorise, type Db } from '../event.ts'
import { AppError, refuseFields } from '../model/errors.ts'
import { newId } from '../model/ids.ts'
import { isRealDate } from '../model/local-time.ts'
import { recordInTx } from '../record.ts'
import { mostYears, type RetentionDecision, type RetentionScope } from './rules.ts'

export interface NewRule {
  readonly scope: RetentionScope
  readonly value: string
  /** Null: for good. */
  readonly years: number | null
  readonly ground: string
}

/** Throws input.invalid: `required` without value or ground, `outOfRange` for years. */
export async function setRetentionRule(db: Db, actor: Actor, rule: NewRule): Promise<string> {
  authorise(actor, 'retention.manage')
  const { scope, value, years, ground } = rule
  const isOff = years !== null && !(Number.isInteger(years) && years >= 1 && years <= mostYears)
  refuseFields([
    ...(scope !== 'all' && value === '' ? [{ path: 'value', code: 'required' as const }] : []),
    ...(isOff
      ? [{ path: 'years', code: years < 1 ? ('tooSmall' as const) : ('tooLarge' as const), params: { min: 1, max: mostYears } }]
      : []),
    ...(ground === '' ? [{ path: 'ground', code: 'required' as const }] : []),
  ])
  const ruleId = newId(actor.clock.nowMs())
  const payload = { ...rule, value: scope === 'all' ? '' : value }
  await db
    .transaction()
    .execute((tx) => recordInTx(tx, actor, [{ entity: 'retentionRule', entityId: ruleId, type: 'retention.ruleSet', payload }]))
  return ruleId
}

/** Throws entity.notFound; input.invalid without a reason. */
export async function dropRetentionRule(
  db: Db,
  actor: Actor,
  { ruleId, reason }: { ruleId: string; reason: string },
): Promise<void> {
  authorise(actor, 'retention.manage')
  if (reason === '') refuseFields([{ path: 'reason', code: 'required' }])
  await db.transaction().execute(async (tx) => {
    const rule = await tx.selectFrom('retention_rule').select('id').where('id', '=', ruleId).executeTakeFirst()
    if (!rule) throw new AppError('entity.notFound', { entity: 'retentionRule' })
    await recordInTx(tx, actor, [
      { entity: 'retentionRule', entityId: ruleId, type: 'retention.ruleDropped', payload: { reason } },
    ])
  })
}

export interface DecisionInput {
  readonly caseIds: readonly string[]
  readonly decision: RetentionDecision
  /** ISO date; '' when it is to be destroyed. */
  readonly keepUntil: string
  /** Number and date of the minutes; '' when it is kept. */
  readonly recordNumber: string
  readonly reason: string
}

/**
 * Decides about cases, all or none. Throws input.invalid: a keeping without a coming day, a destruction without the number of its minutes,
 * either without a reason; entity.notFound.
 */
export async function decideRetention(db: Db, actor: Actor, input: DecisionInput): Promise<void> {
  authorise(actor, 'retention.manage')
  const { caseIds, decision, keepUntil, recordNumber, reason } = input
  const isKept = decision === 'keep'
  const today = localNow(actor.clock).slice(0, 10)
  refuseFields([
    ...(isKept && !isRealDate(keepUntil) ? [{ path: 'keepUntil', code: 'notADate' as const }] : []),
    ...(isKept && isRealDate(keepUntil) && keepUntil <= today ? [{ path: 'keepUntil', code: 'inPast' as const }] : []),
    ...(!isKept && recordNumber === '' ? [{ path: 'recordNumber', code: 'required' as const }] : []),
    ...(reason === '' ? [{ path: 'reason', code: 'required' as const }] : []),
  ])
  const payload = { decision, keepUntil: isKept ? keepUntil : null, recordNumber: isKept ? '' : recordNumber, reason }
  await db.transaction().execute(async (tx) => {
    for (const caseId of caseIds) {
      const file = await tx.selectFrom('case_file').select('id').where('id', '=', caseId).executeTakeFirst()
      if (!file) throw new AppError('entity.notFound', { entity: 'case' })
      await recordInTx(tx, actor, [{ entity: 'case', entityId: caseId, type: 'case.retentionDecided', payload }])
    }
  })
}
