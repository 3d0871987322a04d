// What a member of the staff has in hand, gathered from the records of every subject. Each part walks along an index of its own.
import { sql } from 'kysely'
import type { Db } from '../event.ts'
import type { StepAct } from '../processes/content.ts'
import type { DutyKind, KeptKind } from './rules.ts'

export interface HeldItem {
  readonly kind: DutyKind
  /** Of the run, case, original, book, loan, copy or reader's line. */
  readonly itemId: string
  /** Null where the thing belongs to no case. */
  readonly caseId: string | null
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly count: number
  /** UTC instant or ISO date by which it ought to be done or back. */
  readonly dueAt: string | null
  /** Of a step; null for the rest. */
  readonly act: StepAct | null
}

const keeperOf = (kind: KeptKind, item: string, first: string) =>
  sql<string>`coalesce((SELECT staff_id FROM custody WHERE kind = ${sql.lit(kind)} AND item_id = ${sql.ref(item)}), ${sql.ref(first)})`

const words = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(' – ')

/** Each half has an index of its own. */
async function heldRuns(db: Db, staffId: string, handed: 'is' | 'is not'): Promise<HeldItem[]> {
  const rows = await db
    .selectFrom('step_run as r')
    .innerJoin('case_file as f', 'f.id', 'r.case_id')
    .innerJoin('procedure as p', 'p.id', 'f.procedure_id')
    .select(['r.id', 'r.case_id', 'r.kind', 'r.label', 'r.work', 'r.act', 'r.content', 'r.due_at as step_due_at', 'f.due_at'])
    .select(['f.official_code', 'f.provisional_code', 'f.applicant_name', 'p.short_code'])
    .where('r.staff_id', '=', staffId)
    .where('r.finished_at', 'is', null)
    .where('r.handed_at', handed, null)
    .orderBy('f.received_at')
    .orderBy('f.no')
    .orderBy('r.number')
    .execute()
  return rows.map((row) => ({
    kind: row.kind === 'step' ? 'step' : 'task',
    itemId: row.id,
    caseId: row.case_id,
    code: row.official_code ?? row.provisional_code,
    title: row.applicant_name,
    detail: words(row.short_code, row.kind === 'step' ? [row.label, row.work].filter(Boolean).join('. ') : row.content),
    count: 1,
    dueAt: row.step_due_at ?? row.due_at,
    act: row.kind === 'step' ? row.act : null,
  }))
}

const caseColumns = ['f.id', 'f.official_code', 'f.provisional_code', 'f.applicant_name', 'f.due_at', 'p.short_code'] as const

async function heldFiles(db: Db, staffId: string): Promise<HeldItem[]> {
  const hasNoStep = sql<boolean>`NOT EXISTS (SELECT 1 FROM step_run r WHERE r.case_id = f.id AND r.kind = 'step' AND r.finished_at IS NULL)`
  const desk = await db
    .selectFrom('case_file as f')
    .innerJoin('procedure as p', 'p.id', 'f.procedure_id')
    .select(caseColumns)
    .where('f.status', 'in', ['checking', 'supplementBefore', 'received'])
    .where(hasNoStep)
    .where(keeperOf('desk', 'f.id', 'f.received_by'), '=', staffId)
    .orderBy('f.received_at')
    .orderBy('f.no')
    .execute()
  const waiting = await db
    .selectFrom('case_file as f')
    .innerJoin('procedure as p', 'p.id', 'f.procedure_id')
    .select(caseColumns)
    .where('f.status', 'in', ['supplementAfter', 'awaitingPayment', 'received', 'extending'])
    .where('f.resume_position', 'is not', null)
    .where((eb) => eb.or([eb('f.status', '<>', 'extending'), eb('f.held_status', '=', 'awaitingPayment')]))
    .where(resumesWith('f'), '=', staffId)
    .orderBy('f.received_at')
    .orderBy('f.no')
    .execute()
  const item =
    (kind: DutyKind) =>
    (row: (typeof desk)[number]): HeldItem => ({
      kind,
      itemId: row.id,
      caseId: row.id,
      code: row.official_code ?? row.provisional_code,
      title: row.applicant_name,
      detail: row.short_code,
      count: 1,
      dueAt: row.due_at,
      act: null,
    })
  return [...waiting.map(item('waiting')), ...desk.map(item('desk'))]
}

/** To whom a case goes back that waits for its applicant: the one who had the step, unless the duty has gone to another since. */
export const resumesWith = (file: string) =>
  sql<string | null>`(SELECT coalesce((SELECT c.staff_id FROM custody c
      WHERE c.kind = 'waiting' AND c.item_id = ${sql.ref(`${file}.id`)} AND c.since >= r.finished_at), r.staff_id)
    FROM step_run r WHERE r.case_id = ${sql.ref(`${file}.id`)} AND r.kind = 'step' AND r.position = ${sql.ref(`${file}.resume_position`)}
    ORDER BY r.number DESC LIMIT 1)`

async function heldOriginals(db: Db, staffId: string): Promise<HeldItem[]> {
  const rows = await db
    .selectFrom('kept_original as o')
    .innerJoin('case_file as f', 'f.id', 'o.case_id')
    .select(['o.id', 'o.case_id', 'o.title', 'o.count', 'f.official_code', 'f.provisional_code', 'f.applicant_name'])
    .where('o.given_back_on', 'is', null)
    .where('o.struck_reason', 'is', null)
    .where(keeperOf('original', 'o.id', 'o.kept_by'), '=', staffId)
    .orderBy('o.kept_on')
    .orderBy('o.id')
    .execute()
  return rows.map((row) => ({
    kind: 'original',
    itemId: row.id,
    caseId: row.case_id,
    code: row.official_code ?? row.provisional_code,
    title: row.title,
    detail: row.applicant_name,
    count: row.count,
    dueAt: null,
    act: null,
  }))
}

async function heldBooks(db: Db, staffId: string): Promise<HeldItem[]> {
  const rows = await db
    .selectFrom('register_book as b')
    .select(['b.id', 'b.year', 'b.label'])
    .where('b.locked_on', 'is', null)
    .where(keeperOf('book', 'b.id', 'b.opened_by'), '=', staffId)
    .orderBy('b.year')
    .orderBy('b.label')
    .execute()
  return rows.map(({ id, year, label }) => ({
    ...{ kind: 'book', itemId: id, caseId: null, code: label, title: String(year), detail: '', count: 1 },
    ...{ dueAt: null, act: null },
  }))
}

/** `Lê An` and `Lê An – Phòng Tư pháp`, but not `Lê Anh`. */
const isNamed = (borrower: string, fullName: string): boolean =>
  borrower.startsWith(fullName) && !/^[\p{L}\p{M}]|^\s+\p{L}/u.test(borrower.slice(fullName.length))

async function heldLoans(db: Db, staffId: string, fullName: string): Promise<HeldItem[]> {
  const rows = await db
    .selectFrom('old_file_loan as l')
    .innerJoin('old_file as o', 'o.id', 'l.old_file_id')
    .select(['l.id', 'l.borrower', 'l.due_on', 'o.title', 'o.book', 'o.shelf', 'o.box'])
    .select(keeperOf('loan', 'l.id', 'l.lent_by').as('keeper'))
    .where('l.given_back_on', 'is', null)
    .orderBy('l.due_on')
    .orderBy('l.id')
    .execute()
  return rows.flatMap((row) => {
    const item = { itemId: row.id, caseId: null, title: row.title, count: 1, dueAt: row.due_on, act: null }
    const place = [row.shelf, row.box].filter(Boolean).join(' / ')
    return [
      ...(row.keeper === staffId ? [{ ...item, kind: 'loan' as const, code: place, detail: row.borrower }] : []),
      ...(isNamed(row.borrower, fullName) ? [{ ...item, kind: 'borrowed' as const, code: place, detail: '' }] : []),
    ]
  })
}

async function heldDocuments(db: Db, staffId: string, fullName: string): Promise<HeldItem[]> {
  // The book of copies knows people by name only.
  const copies = await db
    .selectFrom('document_copy as c')
    .innerJoin('document as d', 'd.id', 'c.document_id')
    .innerJoin('document_version as v', 'v.id', 'c.version_id')
    .select(['c.id', 'c.number', 'd.code', 'v.name'])
    .where('c.outcome', 'is', null)
    .where('c.struck_reason', 'is', null)
    .where('c.holder_kind', '=', 'person')
    .where('c.holder', '=', fullName)
    .orderBy('d.code')
    .orderBy('c.number')
    .execute()
  const readings = await db
    .selectFrom('document_reader as r')
    .innerJoin('document as d', 'd.id', 'r.document_id')
    .innerJoin('document_version as v', 'v.id', 'r.version_id')
    .select(['r.id', 'd.code', 'v.name', 'v.issue', 'v.revision'])
    .where('r.staff_id', '=', staffId)
    .where('r.read_on', 'is', null)
    .where('r.released_reason', 'is', null)
    .orderBy('d.code')
    .execute()
  const rest = { caseId: null, count: 1, dueAt: null, act: null }
  return [
    ...copies.map(({ id, number, code, name }) => ({
      ...rest,
      ...{ kind: 'copy' as const, itemId: id, code, title: name, detail: String(number).padStart(2, '0') },
    })),
    ...readings.map(({ id, code, name, issue, revision }) => ({
      ...rest,
      ...{ kind: 'reading' as const, itemId: id, code, title: name, detail: `${issue}/${revision}` },
    })),
  ]
}

/** Everything that a member of the staff has in hand, cases first. Empty for nobody. */
export async function listHeld(db: Db, staffId: string): Promise<HeldItem[]> {
  const staff = await db.selectFrom('staff').select('full_name').where('id', '=', staffId).executeTakeFirst()
  if (!staff) return []
  return [
    ...(await heldRuns(db, staffId, 'is not')),
    ...(await heldRuns(db, staffId, 'is')),
    ...(await heldFiles(db, staffId)),
    ...(await heldOriginals(db, staffId)),
    ...(await heldBooks(db, staffId)),
    ...(await heldLoans(db, staffId, staff.full_name)),
    ...(await heldDocuments(db, staffId, staff.full_name)),
  ]
}

export type HeldCounts = Partial<Record<DutyKind, number>>

export function countHeld(items: readonly Pick<HeldItem, 'kind'>[]): HeldCounts {
  const counts: HeldCounts = {}
  for (const { kind } of items) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}
