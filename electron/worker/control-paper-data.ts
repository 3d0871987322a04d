// What the papers of control say: the distribution list of a document, the copies to fetch, the sheet that readers sign; and
// the record of a hand-over of duties.
import { type Copy, listCopies, listCopiesToRecall } from '../../db/copies/queries.ts'
import { getVersion } from '../../db/documents/queries.ts'
import { getHandover } from '../../db/duties/queries.ts'
import { toInstant } from '../../db/model/clock.ts'
import { AppError } from '../../db/model/errors.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import { getOfficeProfile } from '../../db/people/queries.ts'
import { listReaders } from '../../db/readings/queries.ts'
import type { InputOf } from '../api/contract.ts'
import type { ControlPaper } from '../print/control-paper.ts'
import type { Office } from './office.ts'

/** Throws entity.notFound. */
export async function controlPaperData(
  office: Office,
  asked: InputOf<'print.previewControlPaper'>['paper'],
): Promise<{ paper: ControlPaper; isTraining: boolean }> {
  const { db } = office.store
  const { name, settings } = await getOfficeProfile(db)
  const printedOn = instantToLocal(toInstant(office.clock.nowMs())).slice(0, 10)
  const head = { governingBody: settings.governingBody, officeName: name, place: settings.place, printedOn }
  const isTraining = office.store.kind === 'training'
  if (asked.kind === 'readingSheet') {
    const { code, version } = await getVersion(db, asked.versionId, printedOn)
    const { issue, revision, approvedOn, effectiveFrom } = version
    const readers = (await listReaders(db, asked.versionId)).filter(({ readOn }) => readOn === null)
    const document = { code, name: version.name, issue, revision, approvedOn, effectiveFrom }
    return { paper: { kind: 'readingSheet', ...head, document, readers }, isTraining }
  }
  if (asked.kind === 'handover') {
    const record = await getHandover(db, asked.handoverId)
    return { paper: { kind: 'handover', ...head, ...record, printedOn: record.on }, isTraining }
  }
  const { documentId } = asked
  if (documentId === null) {
    const rows = (await listCopiesToRecall(db, printedOn)).map(printed)
    return { paper: { kind: 'distribution', ...head, document: null, rows }, isTraining }
  }
  const document = await db.selectFrom('document').select('code').where('id', '=', documentId).executeTakeFirst()
  if (!document) throw new AppError('entity.notFound', { entity: 'document' })
  const copies = (await listCopies(db, documentId)).filter(({ struckReason }) => struckReason === null)
  const newest = await db
    .selectFrom('document_version')
    .select('name')
    .where('document_id', '=', documentId)
    .where('status', '=', 'approved')
    .orderBy('effective_from', 'desc')
    .limit(1)
    .executeTakeFirst()
  return {
    paper: {
      kind: 'distribution',
      ...head,
      document: { code: document.code, name: newest?.name ?? '' },
      rows: copies.map(printed),
    },
    isTraining,
  }
}

const printed = ({
  code,
  name,
  issue,
  revision,
  number,
  holder,
  form,
  givenOn,
  givenBy,
  outcome,
  outcomeOn,
  outcomeNote,
}: Copy) => ({
  ...{ code, name, issue, revision, number, holder, form, givenOn, givenBy },
  ...{ outcome, outcomeOn, outcomeNote },
})
