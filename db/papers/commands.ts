// What people do with the papers of a case: attach a scan to one component, describe it, take it off, use one again, say that a paper is not
// scanned. The content of a scan is in the store before any of this is called.
import { limitMegabytesAtFirst, mostLimitMegabytes } from '../blobs/rules.ts'
import type { StoredBlob } from '../blobs/store.ts'
import { nobodyId } from '../destruction/rules.ts'
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { toInstant } from '../model/clock.ts'
import { AppError, type FieldIssue, refuseFields } from '../model/errors.ts'
import { newId } from '../model/ids.ts'
import { type IsoDate, instantToLocal, isRealDate } from '../model/local-time.ts'
import { getOfficeSettings } from '../people/queries.ts'
import { recordInTx } from '../record.ts'
import { getPaperSettings, getScanRow } from './queries.ts'
import { isExpired, type NotScannedReason, type ScanSource, wholeCase } from './rules.ts'

export const todayOf = (actor: Actor): IsoDate => instantToLocal(toInstant(actor.clock.nowMs())).slice(0, 10)

/** The case with the name of one of its components; '' stands for the case as a whole. Throws entity.notFound. */
export async function getPlaceInTx(
  tx: Tx,
  caseId: string,
  component: number,
): Promise<{ personId: string; componentName: string }> {
  const file = await tx.selectFrom('case_file').select('applicant_id').where('id', '=', caseId).executeTakeFirst()
  if (!file) throw new AppError('entity.notFound', { entity: 'case' })
  if (file.applicant_id === nobodyId) throw new AppError('case.isDestroyed')
  if (component === wholeCase) return { personId: file.applicant_id, componentName: '' }
  const row = await tx
    .selectFrom('case_component')
    .select('name')
    .where('case_id', '=', caseId)
    .where('position', '=', component)
    .executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'component' })
  return { personId: file.applicant_id, componentName: row.name }
}

export interface ScanDescription {
  readonly title: string
  readonly issuedOn: IsoDate | null
  readonly validUntil: IsoDate | null
}

function checkDescription({ title, issuedOn, validUntil }: ScanDescription, today: IsoDate): void {
  const issues: FieldIssue[] = []
  if (title === '') issues.push({ path: 'title', code: 'required' })
  if (issuedOn !== null && !isRealDate(issuedOn)) issues.push({ path: 'issuedOn', code: 'notADate' })
  else if (issuedOn !== null && issuedOn > today) issues.push({ path: 'issuedOn', code: 'inFuture' })
  if (validUntil !== null && !isRealDate(validUntil)) issues.push({ path: 'validUntil', code: 'notADate' })
  else if (validUntil !== null && issuedOn !== null && validUntil < issuedOn)
    issues.push({ path: 'validUntil', code: 'untilBeforeIssue' })
  refuseFields(issues)
}

async function refuseSecretOrDoubleInTx(tx: Tx, caseId: string, component: number, sha256: string): Promise<void> {
  const mark = await tx
    .selectFrom('not_scanned')
    .select('reason')
    .where('case_id', '=', caseId)
    .where('component', '=', component)
    .executeTakeFirst()
  if (mark?.reason === 'secret') throw new AppError('scan.secret')
  const same = await tx
    .selectFrom('scan')
    .select('id')
    .where('case_id', '=', caseId)
    .where('component', '=', component)
    .where('sha256', '=', sha256)
    .where('taken_off_reason', 'is', null)
    .executeTakeFirst()
  if (same) throw new AppError('scan.alreadyAttached')
}

export interface Attachment extends ScanDescription {
  readonly caseId: string
  readonly component: number
  readonly blob: StoredBlob
  readonly fileName: string
  readonly source: Exclude<ScanSource, 'reuse'>
}

/**
 * Attaches a content of the store to one component. Returns the scan's id. Throws scan.secret for a paper that may not be scanned (TT
 * 03/2025/TT-VPCP Điều 5(2)), scan.alreadyAttached, input.invalid.
 */
export async function attachScan(
  db: Db,
  actor: Actor,
  { caseId, component, blob, fileName, source, ...rest }: Attachment,
): Promise<string> {
  authorise(actor, 'paper.write')
  return db.transaction().execute(async (tx) => {
    const { personId, componentName } = await getPlaceInTx(tx, caseId, component)
    const { issuedOn, validUntil } = rest
    const title = rest.title === '' ? componentName || fileName : rest.title
    checkDescription({ title, issuedOn, validUntil }, todayOf(actor))
    await refuseSecretOrDoubleInTx(tx, caseId, component, blob.sha256)
    const entityId = newId(actor.clock.nowMs())
    const place = { caseId, component, componentName, personId }
    const payload = { ...place, title, issuedOn, validUntil, ...blob, fileName, source, reusedFrom: null, reuseReason: '' }
    await recordInTx(tx, actor, [{ entity: 'scan', entityId, type: 'paper.scanAttached', payload }])
    return entityId
  })
}

/** The scan, while it belongs to its case. Throws scan.takenOff. */
async function getAttachedInTx(tx: Tx, scanId: string) {
  const scan = await getScanRow(tx, scanId)
  if (scan.taken_off_reason !== null) throw new AppError('scan.takenOff')
  return scan
}

/** Says what paper a scan is and how long it holds. */
export async function describeScan(
  db: Db,
  actor: Actor,
  { scanId, ...description }: ScanDescription & { scanId: string },
): Promise<void> {
  authorise(actor, 'paper.write')
  checkDescription(description, todayOf(actor))
  await db.transaction().execute(async (tx) => {
    await getAttachedInTx(tx, scanId)
    const { title, issuedOn, validUntil } = description
    await recordInTx(tx, actor, [
      { entity: 'scan', entityId: scanId, type: 'paper.scanDescribed', payload: { title, issuedOn, validUntil } },
    ])
  })
}

/** Takes a wrongly attached scan off its case; its content stays in the store. */
export async function takeScanOff(db: Db, actor: Actor, { scanId, reason }: { scanId: string; reason: string }): Promise<void> {
  authorise(actor, 'paper.write')
  if (reason === '') refuseFields([{ path: 'reason', code: 'required' }])
  await db.transaction().execute(async (tx) => {
    await getAttachedInTx(tx, scanId)
    await recordInTx(tx, actor, [{ entity: 'scan', entityId: scanId, type: 'paper.scanTakenOff', payload: { reason } }])
  })
}

export interface Reuse {
  readonly caseId: string
  readonly component: number
  readonly scanId: string
  readonly reason: string
}

/**
 * Uses a paper of an earlier case of the same person again: the same content, nothing is copied. One that has expired needs a reason.
 * Throws scan.otherPerson, and what attachScan throws.
 */
export async function reuseScan(db: Db, actor: Actor, { caseId, component, scanId, reason }: Reuse): Promise<string> {
  authorise(actor, 'paper.write')
  return db.transaction().execute(async (tx) => {
    const scan = await getAttachedInTx(tx, scanId)
    const { personId, componentName } = await getPlaceInTx(tx, caseId, component)
    if (scan.person_id !== personId) throw new AppError('scan.otherPerson')
    if (isExpired(scan.valid_until, todayOf(actor)) && reason === '') refuseFields([{ path: 'reason', code: 'required' }])
    await refuseSecretOrDoubleInTx(tx, caseId, component, scan.sha256)
    const entityId = newId(actor.clock.nowMs())
    const payload = {
      ...{ caseId, component, componentName, personId },
      ...{ title: scan.title, issuedOn: scan.issued_on, validUntil: scan.valid_until },
      ...{ sha256: scan.sha256, kind: scan.kind, sizeBytes: scan.size_bytes, fileName: scan.file_name },
      ...{ source: 'reuse', reusedFrom: scanId, reuseReason: reason },
    }
    await recordInTx(tx, actor, [{ entity: 'scan', entityId, type: 'paper.scanAttached', payload }])
    return entityId
  })
}

export interface NotScanned {
  readonly caseId: string
  readonly component: number
  /** Null: it is to be scanned like any other. */
  readonly reason: NotScannedReason | null
}

/** Marks a component as one that is not scanned (TT 03/2025/TT-VPCP Điều 5(2)). Throws scan.isAttached for a secret one with a scan. */
export async function markNotScanned(db: Db, actor: Actor, { caseId, component, reason }: NotScanned): Promise<void> {
  authorise(actor, 'paper.write')
  await db.transaction().execute(async (tx) => {
    const { componentName } = await getPlaceInTx(tx, caseId, component)
    if (component === wholeCase) throw new AppError('entity.notFound', { entity: 'component' })
    const attached = await tx
      .selectFrom('scan')
      .select('id')
      .where('case_id', '=', caseId)
      .where('component', '=', component)
      .where('taken_off_reason', 'is', null)
      .executeTakeFirst()
    if (reason === 'secret' && attached) throw new AppError('scan.isAttached')
    await recordInTx(tx, actor, [
      { entity: 'casePaper', entityId: caseId, type: 'paper.notScanned', payload: { caseId, component, componentName, reason } },
    ])
  })
}

/** Where the scanner puts its files (null: nowhere) and how large a file may be; what is left out stays. */
export async function changePaperSettings(
  db: Db,
  actor: Actor,
  change: { readonly scannerFolder?: string | null; readonly limitMegabytes?: number },
): Promise<void> {
  authorise(actor, 'office.configure')
  const { limitMegabytes = limitMegabytesAtFirst } = change
  if (!Number.isInteger(limitMegabytes) || limitMegabytes < 1) refuseFields([{ path: 'limitMegabytes', code: 'notPositive' }])
  if (limitMegabytes > mostLimitMegabytes)
    refuseFields([{ path: 'limitMegabytes', code: 'tooLarge', params: { max: mostLimitMegabytes } }])
  await db.transaction().execute(async (tx) => {
    const before = await getPaperSettings(tx)
    const payload = Object.fromEntries(
      Object.entries(change).filter(([key, value]) => before[key as keyof typeof before] !== value),
    )
    if (Object.keys(payload).length === 0) return
    const { officeId } = await getOfficeSettings(tx)
    await recordInTx(tx, actor, [{ entity: 'paperSettings', entityId: officeId, type: 'paper.settingsChanged', payload }])
  })
}
