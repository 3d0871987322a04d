// The documents that a conversion has to issue anew, and where each stands.
import type { VersionStatus } from '../documents/rules.ts'
import type { Db } from '../event.ts'
import type { IsoDate } from '../model/local-time.ts'
import { byCode, documentsOf, type LinkedDocument, linksOf } from './clause-documents.ts'
import type { ConversionTable } from './schema.ts'
import type { ReissueState } from './words.ts'

export interface ReissueRow extends LinkedDocument {
  readonly state: ReissueState
  /** Issue that was in force before the project, and the one of the project; null while there is none. */
  readonly oldIssue: number | null
  readonly newIssue: number | null
  readonly issuedOn: IsoDate | null
  readonly draft: { readonly versionId: string; readonly status: VersionStatus } | null
  readonly exemptReason: string
}

/**
 * Documents to be issued anew: the processes in the old instrument's scope, and whatever a clause of either edition was linked to. A
 * document counts as issued when an issue later than the one before the project was approved since its first day.
 */
export async function listReissues(db: Db, conversion: ConversionTable): Promise<ReissueRow[]> {
  const lines = await db
    .selectFrom('conformity_line')
    .select('document_id')
    .where('instrument_id', '=', conversion.instrument_id)
    .where('document_id', 'is not', null)
    .execute()
  const links = [...(await linksOf(db, conversion.from_edition)), ...(await linksOf(db, conversion.to_edition))]
  const ids = [...new Set([...lines, ...links].flatMap(({ document_id }) => (document_id === null ? [] : [document_id])))]
  if (ids.length === 0) return []
  const known = await documentsOf(db, ids)
  const withdrawn = new Set(
    (await db.selectFrom('document').select('id').where('id', 'in', ids).where('withdrawn_from', 'is not', null).execute()).map(
      ({ id }) => id,
    ),
  )
  const versions = await db
    .selectFrom('document_version')
    .select(['id', 'document_id', 'issue', 'status', 'approved_on'])
    .where('document_id', 'in', ids)
    .where('status', '<>', 'discarded')
    .orderBy('issue')
    .orderBy('revision')
    .execute()
  const exempt = new Map(
    (await db.selectFrom('conversion_document').selectAll().where('conversion_id', '=', conversion.id).execute()).map((row) => [
      row.document_id,
      row.exempt_reason,
    ]),
  )
  const until = conversion.ended_on ?? '9999-12-31'
  return ids
    .flatMap((id): ReissueRow[] => {
      const document = known.get(id)
      if (!document || withdrawn.has(id)) return []
      const own = versions.filter(({ document_id }) => document_id === id)
      const approved = own.filter(({ status, approved_on }) => status === 'approved' && approved_on !== null)
      const before = approved.filter(({ approved_on }) => (approved_on ?? '') < conversion.begun_on)
      const oldIssue = before.reduce<number | null>((last, { issue }) => Math.max(last ?? 0, issue), null)
      const fresh = approved.filter(
        ({ approved_on, issue }) =>
          (approved_on ?? '') >= conversion.begun_on && (approved_on ?? '') <= until && issue > (oldIssue ?? 0),
      )
      const first = fresh[0]
      const open = own.find(({ status }) => status !== 'approved')
      const exemptReason = exempt.get(id)
      const state = first ? 'issued' : exemptReason !== undefined ? 'exempt' : open ? 'draft' : 'old'
      return [
        {
          ...document,
          state,
          oldIssue,
          newIssue: first?.issue ?? null,
          issuedOn: first?.approved_on ?? null,
          draft: open ? { versionId: open.id, status: open.status } : null,
          exemptReason: exemptReason ?? '',
        },
      ]
    })
    .toSorted(byCode)
}
