// Which words a form is printed with, what was printed before, and the log of all prints.
import { type ExpressionBuilder, sql } from 'kysely'
import { searchCases } from '../cases/search.ts'
import type { Db } from '../event.ts'
import { AppError } from '../model/errors.ts'
import type { FormKind, PrintMethod } from '../model/forms.ts'
import { addDays, type IsoDate, localToInstant } from '../model/local-time.ts'
import type { Tables } from '../schema.ts'
import { isSameField } from './form.ts'
import type { FormVersionTable } from './schema.ts'

export interface FormVersion {
  readonly id: string
  readonly formKey: string
  readonly field: string
  readonly instrument: string
  readonly fromDate: IsoDate
  readonly texts: Readonly<Record<string, string>>
  /** base64. */
  readonly docx: string | null
  readonly docxName: string
  readonly note: string
}

const versionOf = (row: FormVersionTable): FormVersion => ({
  id: row.id,
  formKey: row.form_key,
  field: row.field,
  instrument: row.instrument,
  fromDate: row.from_date,
  texts: JSON.parse(row.texts) as Record<string, string>,
  docx: row.docx,
  docxName: row.docx_name,
  note: row.note,
})

/** The office's words for a form on the day of an act: those for the procedure's field before those for all. */
export async function findFormVersion(db: Db, formKey: string, on: IsoDate, field: string): Promise<FormVersion | null> {
  const rows = await db
    .selectFrom('form_version')
    .selectAll()
    .where('form_key', '=', formKey)
    .where('from_date', '<=', on)
    .orderBy('from_date', 'desc')
    // The last one recorded for a day counts.
    .orderBy(sql`rowid`, 'desc')
    .execute()
  const row = rows.find((one) => one.field !== '' && isSameField(one.field, field)) ?? rows.find((one) => one.field === '')
  return row ? versionOf(row) : null
}

/** Throws entity.notFound. */
export async function getFormVersion(db: Db, versionId: string): Promise<FormVersion> {
  const row = await db.selectFrom('form_version').selectAll().where('id', '=', versionId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'form' })
  return versionOf(row)
}

/** The newest first, without the bytes of their templates. */
export async function listFormVersions(db: Db, formKey: string | null = null) {
  const rows = await db
    .selectFrom('form_version')
    .leftJoin('staff', 'staff.id', 'form_version.issued_by')
    .select([
      'form_version.id',
      'form_key',
      'field',
      'instrument',
      'from_date',
      'texts',
      'docx_name',
      'note',
      'issued_at',
      'full_name',
    ])
    .$if(formKey !== null, (query) => query.where('form_key', '=', formKey))
    .orderBy('from_date', 'desc')
    .orderBy(sql`form_version.rowid`, 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    formKey: row.form_key,
    field: row.field,
    instrument: row.instrument,
    fromDate: row.from_date,
    texts: JSON.parse(row.texts) as Record<string, string>,
    docxName: row.docx_name,
    note: row.note,
    issuedAt: row.issued_at,
    issuedByName: row.full_name ?? '',
  }))
}

/** The last print of a paper; null when it was never printed. */
export async function findLastPrint(db: Db, paper: { caseId: string; formKey: string; documentId: string }) {
  const row = await db
    .selectFrom('case_print')
    .select(['id', 'copy_number', 'printed_at', 'version_id'])
    .where('case_id', '=', paper.caseId)
    .where('form_key', '=', paper.formKey)
    .where('document_id', '=', paper.documentId)
    .orderBy('copy_number', 'desc')
    .executeTakeFirst()
  return row ? { id: row.id, copyNumber: row.copy_number, printedAt: row.printed_at, versionId: row.version_id } : null
}

export interface PrintFilter {
  /** ISO dates, both included; null: open. */
  readonly from: IsoDate | null
  readonly to: IsoDate | null
  readonly kind: FormKind | null
  readonly method: PrintMethod | null
  readonly staffId: string | null
  readonly onlyReprints: boolean
  /** A name or code of a case. */
  readonly query: string
}

const searchLimit = 200

/**
 * A page of the log, the last print first. `cursor` is the id of the last row of the page before. Asked of the writer, because a search
 * may have to index first.
 */
export async function listPrints(db: Db, filter: PrintFilter, cursor: string | null, limit: number) {
  const found = filter.query === '' ? null : (await searchCases(db, filter.query, searchLimit)).map(({ id }) => id)
  if (found?.length === 0) return { rows: [], nextCursor: null, total: 0 }
  const conditions = (eb: ExpressionBuilder<Tables, 'case_print'>) =>
    eb.and([
      ...(filter.from === null ? [] : [eb('case_print.printed_at', '>=', localToInstant(`${filter.from}T00:00`))]),
      ...(filter.to === null ? [] : [eb('case_print.printed_at', '<', localToInstant(`${addDays(filter.to, 1)}T00:00`))]),
      ...(filter.kind === null ? [] : [eb('case_print.kind', '=', filter.kind)]),
      ...(filter.method === null ? [] : [eb('case_print.method', '=', filter.method)]),
      ...(filter.staffId === null ? [] : [eb('case_print.printed_by', '=', filter.staffId)]),
      ...(filter.onlyReprints ? [eb('case_print.copy_number', '>', 1)] : []),
      ...(found === null ? [] : [eb('case_print.case_id', 'in', found)]),
    ])
  let query = db
    .selectFrom('case_print')
    .leftJoin('case_file', 'case_file.id', 'case_print.case_id')
    .leftJoin('staff', 'staff.id', 'case_print.printed_by')
    .leftJoin('case_print as before', 'before.id', 'case_print.replaces')
    .select([
      ...(['case_print.id', 'case_print.case_id', 'case_print.form_key', 'case_print.kind', 'case_print.document_id'] as const),
      ...([
        'case_print.copy_number',
        'case_print.method',
        'case_print.printer',
        'case_print.reason',
        'case_print.about',
      ] as const),
      ...(['case_print.printed_at', 'official_code', 'provisional_code', 'applicant_name', 'staff.full_name'] as const),
      ...(['before.copy_number as before_number', 'before.printed_at as before_at'] as const),
    ])
    .where((eb) => conditions(eb as unknown as ExpressionBuilder<Tables, 'case_print'>))
    .orderBy('case_print.printed_at', 'desc')
    .orderBy('case_print.id', 'desc')
    .limit(limit + 1)
  if (cursor !== null)
    query = query.where(
      sql<boolean>`(case_print.printed_at, case_print.id) < ((SELECT printed_at FROM case_print WHERE id = ${cursor}), ${cursor})`,
    )
  const rows = await query.execute()
  const page = rows.slice(0, limit)
  const total =
    cursor === null
      ? await db
          .selectFrom('case_print')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where((eb) => conditions(eb))
          .executeTakeFirstOrThrow()
      : null
  return {
    rows: page.map((row) => ({
      id: row.id,
      caseId: row.case_id,
      code: row.official_code ?? row.provisional_code ?? '',
      applicantName: row.applicant_name ?? '',
      formKey: row.form_key,
      kind: row.kind,
      documentId: row.document_id,
      copyNumber: row.copy_number,
      method: row.method,
      printer: row.printer,
      reason: row.reason,
      about: row.about,
      printedAt: row.printed_at,
      printedByName: row.full_name ?? '',
      replaces:
        row.before_number === null || row.before_at === null ? null : { copyNumber: row.before_number, printedAt: row.before_at },
    })),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
    total: total === null ? null : Number(total.count),
  }
}
