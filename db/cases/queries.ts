// Finding and reading case files.
import { type SelectQueryBuilder, sql } from 'kysely'
import { findDestruction } from '../destruction/queries.ts'
import { nobodyId } from '../destruction/rules.ts'
import type { Db } from '../event.ts'
import { type Clock, toInstant } from '../model/clock.ts'
import { AppError, refuseFields } from '../model/errors.ts'
import { toCaseCode } from '../model/identity.ts'
import { isRealDate } from '../model/local-time.ts'
import { fold } from '../model/text.ts'
import { parseContent } from '../procedures/queries.ts'
import type { Tables } from '../schema.ts'
import { unseen } from '../store/kept-query.ts'
import { findStubOfCase } from '../stubs/queries.ts'
import { changesOf } from './corrected-words.ts'
import { countListed } from './counts.ts'
import { readCaseFacts } from './facts.ts'
import { type CaseFilter, type CaseSort, type FilterBuilder, filtered } from './filter.ts'
import { historyLine } from './history.ts'
import { findNarrow } from './narrow.ts'
import type { PinnedDeadline } from './pinned-deadline.ts'
import { getVariants, limitInForce } from './process-version.ts'
import { duplicateWindowDays, type OtherParty } from './rules.ts'

const rowColumns = [
  'case_file.no',
  'case_file.id',
  'provisional_code',
  'official_code',
  'applicant_name',
  'applicant_sort_key',
  'procedure.name as procedure_name',
  'procedure.short_code as procedure_short_code',
  'received_at',
  'due_at',
  'status',
  'clock',
] as const

// A cross join, which SQLite never turns around: from some size on it would rather read all cases of each procedure and sort them.
export const caseRows = (db: Db) =>
  db.selectFrom('case_file').crossJoin('procedure').whereRef('procedure.id', '=', 'case_file.procedure_id').select(rowColumns)
type Row = Awaited<ReturnType<ReturnType<typeof caseRows>['executeTakeFirstOrThrow']>>

export const rowOf = (row: Row) => ({
  id: row.id,
  provisionalCode: row.provisional_code,
  officialCode: row.official_code,
  applicantName: row.applicant_name,
  procedureName: row.procedure_name,
  procedureShortCode: row.procedure_short_code,
  receivedAt: row.received_at,
  dueAt: row.due_at,
  status: row.status,
  clock: row.clock,
})

export type { CaseSort } from './filter.ts'

// What a page is ordered by, and the comparison that finds the row after the cursor.
const sorts = {
  receivedDesc: { key: sql<string>`received_at`, direction: 'desc' },
  receivedAsc: { key: sql<string>`received_at`, direction: 'asc' },
  dueAsc: { key: sql<string>`due_rank`, direction: 'asc' },
  applicantAsc: { key: sql<string>`applicant_sort_key`, direction: 'asc' },
} as const

// The same with the cases given by their numbers: the numbers first, so that none of the filter's own indexes is taken instead.
const numberedRows = (db: Db, numbers: readonly number[]) =>
  db
    .selectFrom(sql<{ value: number }>`json_each(${unseen(JSON.stringify(numbers))})`.as('hit'))
    .crossJoin('case_file')
    .crossJoin('procedure')
    .where(sql<boolean>`case_file.no = hit.value`)
    .whereRef('procedure.id', '=', 'case_file.procedure_id')
    .select(rowColumns)

/**
 * A page of cases. `cursor` is the previous page's `nextCursor`, the number of its last row; the total is counted for the first
 * page only, and null where counting would take as long as reading every case. With `withFacts` each row holds what the further
 * columns show. Whoever asks for words has called prepareWords. Throws input.invalid when a date of the filter is none.
 */
export async function listCases(
  db: Db,
  clock: Clock,
  filter: CaseFilter,
  sort: CaseSort,
  cursor: string | null,
  limit: number,
  withFacts = false,
) {
  const { key, direction } = sorts[sort]
  const dates = (['receivedFrom', 'receivedTo', 'dueFrom', 'dueTo'] as const).filter((name) => {
    const date = filter[name]
    return typeof date === 'string' && !isRealDate(date)
  })
  refuseFields(dates.map((name) => ({ path: `filter.${name}`, code: 'notADate' })))
  const numbers = await findNarrow(db, filter, sort, clock)
  let query = (numbers === null ? caseRows(db) : (numberedRows(db, numbers) as unknown as ReturnType<typeof caseRows>))
    .where((eb) => filtered(eb as unknown as FilterBuilder, filter, clock))
    .orderBy(numbers === null ? key : sql`+${key}`, direction)
    .orderBy('case_file.no', direction)
    .limit(sql.lit(limit + 1)) as SelectQueryBuilder<Tables, 'case_file' | 'procedure', Row>
  if (cursor !== null) {
    const no = Number(cursor)
    const at = sql`(SELECT ${key} FROM case_file WHERE no = ${no})`
    const comparison = sql.raw(direction === 'desc' ? '<' : '>')
    // The first half says nothing new; it is what lets SQLite enter the index of an expression in the middle.
    query = query.where(sql<boolean>`${key} ${comparison}= ${at} AND (${key}, case_file.no) ${comparison} (${at}, ${no})`)
  }
  const rows = await query.execute()
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const total = cursor === null ? await countListed(db, filter, clock, numbers) : null
  const facts = withFacts
    ? await readCaseFacts(
        db,
        page.map(({ id }) => id),
      )
    : null
  return {
    rows: page.map((row) => ({ ...rowOf(row), facts: facts?.get(row.id) ?? null })),
    nextCursor: rows.length > limit && last ? String(last.no) : null,
    total,
  }
}

/** The case of a scanned or typed code, provisional or official. */
export async function findCaseByCode(db: Db, text: string): Promise<{ caseId: string } | null> {
  const code = toCaseCode(text)
  const row = await db
    .selectFrom('case_file')
    .select('id')
    .where((eb) => eb.or([eb('provisional_code', '=', code), eb('official_code', '=', code)]))
    .executeTakeFirst()
  return row ? { caseId: row.id } : null
}

/** Cases of the same person and procedure in the last 30 days: by number where there is one, else by name and phone. */
export async function findDuplicates(
  db: Db,
  clock: Clock,
  given: { procedureId: string; idNumber: string; taxNumber: string; fullName: string; phone: string },
) {
  const since = toInstant(clock.nowMs() - duplicateWindowDays * 86_400_000)
  const number = given.idNumber || given.taxNumber
  if (number === '' && given.fullName === '') return []
  const rows = await caseRows(db)
    .innerJoin('person', 'person.id', 'case_file.applicant_id')
    .where('case_file.procedure_id', '=', given.procedureId)
    .where('received_at', '>=', since)
    .where('case_file.status', '<>', 'struck')
    .where((eb) =>
      number === ''
        ? eb.and([eb('person.folded', '=', fold(given.fullName)), eb('person.phone', '=', given.phone)])
        : eb.or([eb('person.id_number', '=', number), eb('person.tax_number', '=', number)]),
    )
    .orderBy('received_at', 'desc')
    .limit(5)
    .execute()
  return rows.map(rowOf)
}

/** Of the acts of a destroyed case: codes and closed words, nothing that a person wrote. */
const stillTold: ReadonlySet<string> = new Set([
  ...['provisionalCode', 'officialCode', 'method', 'kind', 'form', 'copyNumber', 'recordNumber', 'recordDate'],
])

const paramsLeft = (params: Readonly<Record<string, string | number>>) =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' && !stillTold.has(name) ? '' : value]),
  )

/** @param isDestroyed what was said with each act is told no more. */
async function caseHistory(db: Db, caseId: string, isDestroyed: boolean) {
  const events = await db
    .selectFrom('event')
    .leftJoin('staff', 'staff.id', 'event.actor')
    .leftJoin('staff as absent', (join) => join.on(sql<boolean>`absent.id = event.payload ->> '$.onBehalfOf'`))
    .select(['event.id', 'event.at', 'hlc', 'type', 'payload', 'staff.full_name', 'absent.full_name as absent_name'])
    .where('entity_id', '=', caseId)
    .orderBy('hlc')
    .execute()
  return events.map(({ full_name, absent_name, ...event }) => ({
    ...historyLine(event),
    actorName: full_name ?? '',
    /** In whose place it was done; '' for one's own work. */
    onBehalfOfName: absent_name ?? '',
    ...(isDestroyed && { params: paramsLeft(historyLine(event).params) }),
    changes: event.type === 'case.corrected' && !isDestroyed ? changesOf(JSON.parse(event.payload)) : [],
  }))
}

/** Everything that the case's page and its forms show. Throws entity.notFound. */
export async function getCase(db: Db, caseId: string) {
  const row = await caseRows(db).where('case_file.id', '=', caseId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'case' })
  const file = await db
    .selectFrom('case_file')
    .innerJoin('procedure_version', 'procedure_version.id', 'case_file.procedure_version_id')
    .innerJoin('calendar', 'calendar.id', 'case_file.calendar_id')
    .leftJoin('document_version as process', 'process.id', 'case_file.process_version_id')
    .leftJoin('document', 'document.id', 'process.document_id')
    .innerJoin('staff', 'staff.id', 'case_file.received_by')
    .selectAll('case_file')
    .select([
      'procedure_version.number as version_number',
      'procedure_version.content as procedure_content',
      'document.id as process_id',
      'document.code as process_code',
      'process.issue as process_issue',
      'process.revision as process_revision',
      'process.effective_to as process_effective_to',
      'calendar.name as calendar_name',
      'calendar.version as calendar_version',
      'staff.full_name as received_by_name',
    ])
    .where('case_file.id', '=', caseId)
    .executeTakeFirstOrThrow()
  const content = parseContent(file.procedure_content)
  const variants = file.process_version_id === null ? [] : await getVariants(db, file.process_version_id)
  const parties = await db.selectFrom('case_party').select(['role', 'details']).where('case_id', '=', caseId).execute()
  const party = (role: string): OtherParty | null => {
    const found = parties.find((candidate) => candidate.role === role)
    return found ? (JSON.parse(found.details) as OtherParty) : null
  }
  const applicant = party('applicant')
  if (!applicant) throw new Error(`case ${caseId} has no applicant`)
  const components = await db
    .selectFrom('case_component')
    .select(['position', 'name', 'originals', 'certified', 'copies', 'note'])
    .where('case_id', '=', caseId)
    .orderBy('position')
    .execute()
  const prints = await db
    .selectFrom('case_print')
    .leftJoin('staff', 'staff.id', 'case_print.printed_by')
    .select(['copy_number', 'kind', 'method', 'printed_at', 'staff.full_name as printed_by_name'])
    .where('case_id', '=', caseId)
    .orderBy('printed_at')
    .orderBy('copy_number')
    .execute()
  return {
    // As it was called when it was received: publishing anew never changes an old case.
    row: { ...rowOf(row), procedureName: content.name, procedureShortCode: content.shortCode },
    formKey: file.form_key,
    officeId: file.office_id,
    procedureId: file.procedure_id,
    procedureVersionNumber: file.version_number,
    nationalCode: content.nationalCode,
    field: content.field,
    authority: content.authority ?? '',
    timeLimitText: content.timeLimitText ?? '',
    timeLimit: limitInForce(content, variants.find(({ key }) => key === file.process_variant) ?? null).timeLimit,
    processVersionId: file.process_version_id,
    process:
      file.process_id === null || file.process_code === null
        ? null
        : {
            documentId: file.process_id,
            code: file.process_code,
            issue: file.process_issue ?? 0,
            revision: file.process_revision ?? 0,
            variant: file.process_variant,
            effectiveTo: file.process_effective_to,
          },
    summary: file.summary,
    note: file.note,
    channel: file.channel,
    returnMethod: file.return_method,
    returnPlace: file.return_place,
    setCount: file.set_count,
    registerYear: file.register_year,
    book: file.book,
    serial: file.serial,
    originalDueAt: file.original_due_at,
    receivedByName: file.received_by_name,
    stub: await findStubOfCase(db, caseId),
    applicantId: file.applicant_id,
    applicant: applicant.person,
    submitter: party('submitter'),
    collector: party('collector'),
    components,
    deadline: {
      ...(JSON.parse(file.deadline) as PinnedDeadline),
      calendarName: file.calendar_name,
      calendarVersion: file.calendar_version,
    },
    prints: prints.map((print) => ({
      kind: print.kind,
      copyNumber: print.copy_number,
      method: print.method,
      printedAt: print.printed_at,
      printedByName: print.printed_by_name ?? '',
    })),
    destruction: await findDestruction(db, caseId),
    history: await caseHistory(db, caseId, file.applicant_id === nobodyId),
  }
}
