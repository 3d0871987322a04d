// Bringing processes in from a workbook, and giving them out as one. A workbook is entered whole or not at all: everything is checked
// first, against itself and against what the office has, and again in the transaction that writes it.
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { AppError } from '../model/errors.ts'
import type { IsoDate } from '../model/local-time.ts'
import { type ReadProcess, readWorkbook } from '../processes/workbook/read-workbook.ts'
import type { Complaint } from '../processes/workbook/row-reader.ts'
import { columnsOf, type SheetRows, sheetKeys, sheets } from '../processes/workbook/sheets.ts'
import type { WrittenProcess } from '../processes/workbook/write-workbook.ts'
import { enterVersionInTx, type PaperVersion } from './commands.ts'
import { documentBody } from './content.ts'
import { paperIssues } from './paper-issues.ts'
import { foldCode, type ProcessGroup } from './rules.ts'

export interface WorkbookPlan {
  /** Documents that the register does not have yet. */
  readonly added: number
  /** New versions of documents that it has. */
  readonly changed: number
  readonly unchanged: number
  /** In the order of sheets, rows and columns. */
  readonly complaints: readonly Complaint[]
  readonly papers: readonly PaperVersion[]
}

/** Keys of procedures by what people write: the key itself, or a national code that only one entry of the catalogue has. */
async function procedureKeys(db: Db) {
  const rows = await db.selectFrom('procedure').select(['local_key', 'national_code']).execute()
  // A province's lists name procedures that its catalogue for the desk does not have.
  const listed = await db
    .selectFrom('procedure_list_entry')
    .innerJoin('procedure_list', 'procedure_list.id', 'procedure_list_entry.list_id')
    .select('procedure_key')
    .distinct()
    .where('struck_reason', 'is', null)
    .execute()
  const writtenAs = new Map<string, string>()
  const keyOf = new Map<string, string>()
  const shared = new Set<string>()
  for (const { national_code, local_key } of rows) {
    if (national_code === null) continue
    if (keyOf.has(national_code)) shared.add(national_code)
    keyOf.set(national_code, local_key)
    writtenAs.set(local_key, national_code)
  }
  for (const code of shared) keyOf.delete(code)
  for (const [key, code] of writtenAs) if (shared.has(code)) writtenAs.delete(key)
  for (const { local_key } of rows) keyOf.set(local_key, local_key)
  for (const { procedure_key } of listed)
    if (!shared.has(procedure_key) && !keyOf.has(procedure_key)) keyOf.set(procedure_key, procedure_key)
  return { keyOf, writtenAs }
}

const findDocument = (db: Db, code: string) =>
  db
    .selectFrom('document_code as c')
    .innerJoin('document as d', 'd.id', 'c.document_id')
    .select(['d.id', 'd.kind', 'd.group_name', 'd.code', 'd.withdrawn_from'])
    .where('c.folded', '=', foldCode(code))
    .executeTakeFirst()

const versionsOf = (db: Db, documentId: string) =>
  db
    .selectFrom('document_version')
    .select([
      'issue',
      'revision',
      'status',
      'reason',
      'content',
      'approver_name',
      'approved_on',
      'effective_from',
      'review_due_on',
    ])
    .where('document_id', '=', documentId)
    .where('status', '<>', 'discarded')
    .execute()

type Version = Awaited<ReturnType<typeof versionsOf>>[number]

const isSame = (version: Version, paper: Omit<PaperVersion, 'document'>): boolean =>
  version.approved_on === paper.approvedOn &&
  version.effective_from === paper.effectiveFrom &&
  version.review_due_on === paper.reviewDueOn &&
  version.approver_name === paper.approverName &&
  version.reason === paper.reason &&
  // Both as the schema orders the keys, so that what was written by an earlier version of it compares.
  JSON.stringify(documentBody.parse({ kind: 'process', content: JSON.parse(version.content) }).content) ===
    JSON.stringify(paper.body.content)

/** What to enter for one process; null where the office has the very same. Complains about what cannot be. */
async function planProcess(
  db: Db,
  actor: Actor,
  read: ReadProcess,
  keyOf: ReadonlyMap<string, string>,
): Promise<PaperVersion | null> {
  const { row, code, group } = read
  const document = await findDocument(db, code)
  const versions = document ? await versionsOf(db, document.id) : []
  // What the register names already stays nameable, even where a later catalogue has dropped it.
  const named = new Set(versions.flatMap(({ content }) => (JSON.parse(content) as { procedures?: string[] }).procedures ?? []))
  const procedures = read.content.procedures.map((written, index) => {
    const key = keyOf.get(written) ?? (named.has(written) ? written : undefined)
    if (key === undefined && written !== '')
      read.procedureRows[index]?.complain('procedure', 'procedureUnknown', { code: written })
    return key ?? written
  })
  if (!read.isSound || read.procedureRows.some(({ isSound }) => !isSound)) return null
  const { issue, revision, reason, approvedOn, effectiveFrom, reviewDueOn, approverName } = read
  const body = documentBody.parse({ kind: 'process', content: { ...read.content, procedures } })
  const paper = { issue, revision, reason, approvedOn, effectiveFrom, reviewDueOn, approverName, body }
  if (document) {
    if (document.kind !== 'process') row.complain('code', 'otherKind')
    else if (foldCode(document.code) !== foldCode(code)) row.complain('code', 'codeRenumbered', { code: document.code })
    else if (document.group_name !== group) row.complain('group', 'otherGroup')
    if (!row.isSound) return null
    const entered = versions.find(
      (version) => version.status === 'approved' && version.issue === issue && version.revision === revision,
    )
    if (entered && isSame(entered, paper)) return null
    if (document.withdrawn_from !== null) row.complain('code', 'documentWithdrawn')
    else if (versions.some(({ status }) => status !== 'approved')) row.complain('code', 'versionUnderWay')
    else if (entered) row.complain('revision', 'otherContent')
    if (!row.isSound) return null
  }
  for (const { path, code: problem, params } of await paperIssues(db, actor, document?.id ?? '', paper)) {
    row.complain(path as 'issue', problem, params)
  }
  return row.isSound ? { ...paper, document: document ? { id: document.id } : { kind: 'process', group, code } } : null
}

const sheetOrder = new Map<string, number>(sheetKeys.map((key, index) => [sheets[key].name, index]))
const headingOrder = new Map<string, number>(
  sheetKeys.flatMap((key) => columnsOf(key).map(([, { heading }], index) => [`${sheets[key].name} ${heading}`, index] as const)),
)
const placeOf = ({ sheet, heading }: Complaint) => headingOrder.get(`${sheet} ${heading}`) ?? 0
const byPlace = (a: Complaint, b: Complaint): number =>
  (sheetOrder.get(a.sheet) ?? 0) - (sheetOrder.get(b.sheet) ?? 0) || a.row - b.row || placeOf(a) - placeOf(b)

/** Checks a workbook whole and says what entering it would do. Writes nothing. */
export async function planWorkbook(db: Db, actor: Actor, given: readonly SheetRows[]): Promise<WorkbookPlan> {
  authorise(actor, 'document.enter')
  const { processes, complaints } = readWorkbook(given)
  const { keyOf } = await procedureKeys(db)
  const papers: PaperVersion[] = []
  let unchanged = 0
  for (const process of processes) {
    const before = complaints.length
    const paper = await planProcess(db, actor, process, keyOf)
    if (paper) papers.push(paper)
    else if (process.isSound && complaints.length === before) unchanged += 1
  }
  const changed = papers.filter(({ document }) => 'id' in document).length
  return { added: papers.length - changed, changed, unchanged, complaints: complaints.toSorted(byPlace), papers }
}

/** Enters a workbook whole. Throws file.invalid, and writes nothing, when anything of it is wrong by now. */
export async function importWorkbook(
  db: Db,
  actor: Actor,
  given: readonly SheetRows[],
): Promise<{ added: number; changed: number }> {
  authorise(actor, 'document.enter')
  return db.transaction().execute(async (tx: Tx) => {
    const { added, changed, papers, complaints } = await planWorkbook(tx, actor, given)
    if (complaints.length > 0) throw new AppError('file.invalid', { count: complaints.length })
    for (const paper of papers) await enterVersionInTx(tx, actor, paper)
    return { added, changed }
  })
}

/** The processes of these ids in this order, each with the version in effect on a day, or else the newest that was issued. */
export async function listForWorkbook(db: Db, documentIds: readonly string[], date: IsoDate): Promise<WrittenProcess[]> {
  const { writtenAs } = await procedureKeys(db)
  const found: WrittenProcess[] = []
  for (const documentId of documentIds) {
    const row = await db
      .selectFrom('document_version as v')
      .innerJoin('document as d', 'd.id', 'v.document_id')
      .selectAll('v')
      .select(['d.code', 'd.group_name'])
      .where('d.id', '=', documentId)
      .where('d.kind', '=', 'process')
      .where('v.status', '=', 'approved')
      .orderBy((eb) => eb('v.effective_from', '<=', date), 'desc')
      .orderBy('v.effective_from', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (!row) continue
    const body = documentBody.parse({ kind: 'process', content: JSON.parse(row.content) })
    if (body.kind !== 'process') continue
    found.push({
      code: row.code,
      group: row.group_name as ProcessGroup,
      issue: row.issue,
      revision: row.revision,
      reason: row.reason,
      approvedOn: row.approved_on ?? '',
      effectiveFrom: row.effective_from ?? '',
      reviewDueOn: row.review_due_on,
      approverName: row.approver_name,
      content: { ...body.content, procedures: body.content.procedures.map((key) => writtenAs.get(key) ?? key) },
    })
  }
  return found
}
