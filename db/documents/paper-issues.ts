// What is wrong with the dates and the number under which a version is to be in effect.
import type { Actor, Db } from '../event.ts'
import { toInstant } from '../model/clock.ts'
import type { FieldIssue } from '../model/errors.ts'
import { type IsoDate, instantToLocal, isRealDate } from '../model/local-time.ts'
import { lastApproved } from './queries.ts'
import type { VersionNumber } from './rules.ts'

export const today = (actor: Actor): IsoDate => instantToLocal(toInstant(actor.clock.nowMs())).slice(0, 10)

export interface VersionDates {
  readonly approvedOn: IsoDate
  readonly effectiveFrom: IsoDate
  readonly reviewDueOn: IsoDate | null
}

/** Real dates, approved before in effect, and in effect after the version before. */
export async function dateIssues(db: Db, documentId: string, dates: VersionDates): Promise<FieldIssue[]> {
  const { approvedOn, effectiveFrom, reviewDueOn } = dates
  const issues: FieldIssue[] = []
  const paths = ['approvedOn', 'effectiveFrom', 'reviewDueOn'] as const
  for (const path of paths) if (dates[path] !== null && !isRealDate(dates[path])) issues.push({ path, code: 'notADate' })
  if (issues.length > 0) return issues
  if (effectiveFrom < approvedOn) issues.push({ path: 'effectiveFrom', code: 'beforeApproval' })
  if (reviewDueOn !== null && reviewDueOn <= effectiveFrom) issues.push({ path: 'reviewDueOn', code: 'beforeEffect' })
  const last = await lastApproved(db, documentId)
  if (last?.effective_from && effectiveFrom <= last.effective_from) {
    issues.push({ path: 'effectiveFrom', code: 'beforeLastVersion', params: { date: last.effective_from } })
  }
  return issues
}

/** What stands on the paper that was signed. */
export interface PaperSignature extends VersionDates, VersionNumber {
  readonly approverName: string
}

/** Dates in the past and in order, a number that follows the last one, a name. */
export async function paperIssues(db: Db, actor: Actor, documentId: string, paper: PaperSignature): Promise<FieldIssue[]> {
  const issues = await dateIssues(db, documentId, paper)
  if (paper.approvedOn > today(actor)) issues.push({ path: 'approvedOn', code: 'inFuture' })
  const last = await lastApproved(db, documentId)
  if (last && (paper.issue < last.issue || (paper.issue === last.issue && paper.revision <= last.revision))) {
    issues.push({ path: 'issue', code: 'numberNotLater', params: { issue: last.issue, revision: last.revision } })
  }
  return issues
}
