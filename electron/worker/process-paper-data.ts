// What the paper of a process says, from the version as it is kept.
import { listCopies } from '../../db/copies/queries.ts'
import { documentBody } from '../../db/documents/content.ts'
import { getVersion, getVersionRow } from '../../db/documents/queries.ts'
import { listRevisions } from '../../db/documents/revisions.ts'
import type { Db } from '../../db/event.ts'
import { toInstant } from '../../db/model/clock.ts'
import { AppError } from '../../db/model/errors.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import { getOfficeProfile } from '../../db/people/queries.ts'
import type { ProcessPaperData, Signature } from '../print/process-paper.ts'
import type { Office } from './office.ts'

async function signatureOf(db: Db, staffId: string | null): Promise<Signature> {
  const row =
    staffId === null
      ? undefined
      : await db.selectFrom('staff').select(['full_name', 'position_title']).where('id', '=', staffId).executeTakeFirst()
  return { name: row?.full_name ?? '', position: row?.position_title ?? '' }
}

/** Who signed stands in one line as "name, position" where it was typed so; the paper has a line for each. */
function signerOf(typed: string, { name, position }: Signature): Signature {
  if (typed === '' || typed === name) return { name, position }
  const isBoth = position !== '' && typed.endsWith(`, ${position}`)
  return { name: isBoth ? typed.slice(0, -position.length - 2) : typed, position }
}

/** Throws entity.notFound; input.invalid for a document that is no process. */
export async function processPaperData({ store, clock }: Office, versionId: string): Promise<ProcessPaperData> {
  const { db } = store
  const { documentId, code, version, ...kept } = await getVersion(
    db,
    versionId,
    instantToLocal(toInstant(clock.nowMs())).slice(0, 10),
  )
  const body = documentBody.parse(kept.body)
  if (body.kind !== 'process') throw new AppError('input.invalid')
  const { name, settings } = await getOfficeProfile(db)
  const keys = body.content.procedures
  const served =
    keys.length === 0
      ? []
      : await db
          .selectFrom('procedure')
          .select(['local_key', 'national_code', 'name'])
          .where('local_key', 'in', keys)
          .orderBy('sort_key')
          .execute()
  const { isFromPaper, submittedBy, reviewedBy, approvedBy, approverName, author } = version
  const approver = await signatureOf(db, approvedBy)
  // What was issued on paper was signed there: who typed it in wrote nothing of it.
  const unknown: Signature = { name: '', position: '' }
  return {
    officeName: name,
    governingBody: settings.governingBody,
    code,
    issue: version.issue,
    revision: version.revision,
    state: version.state,
    approvedOn: version.approvedOn,
    effectiveFrom: version.effectiveFrom,
    hash: (await getVersionRow(db, versionId)).hash,
    content: body.content,
    procedures: served.map((row) => ({ code: row.national_code ?? '', name: row.name })),
    drafted: isFromPaper ? unknown : await signatureOf(db, submittedBy ?? author),
    reviewed: isFromPaper ? unknown : await signatureOf(db, reviewedBy),
    approved: signerOf(approverName, approver),
    history: await listRevisions(db, documentId, versionId),
    copies: (await listCopies(db, documentId)).filter((copy) => copy.versionId === versionId && copy.struckReason === null),
    isTraining: store.kind === 'training',
  }
}
