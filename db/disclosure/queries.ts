// What can be posted, what hangs, and what must come down, on any day.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { hashContent } from '../documents/columns.ts'
import type { Db } from '../event.ts'
import { AppError } from '../model/errors.ts'
import type { IsoDate } from '../model/local-time.ts'
import { sortKey } from '../model/text.ts'
import { findListOn } from '../procedure-lists/queries.ts'
import type { ProcedureContent } from '../procedures/content.ts'
import { parseContent } from '../procedures/queries.ts'
import { type ProcessContent, processContent } from '../processes/content.ts'
import { sheetMark } from './rules.ts'
import { makeSheet, type PublicSheet } from './sheet.ts'

/** What a sheet is made from: a version of a procedure, of the process that serves it, or of both. */
export interface SheetSource {
  readonly procedureVersionId: string | null
  readonly versionId: string | null
}

export interface SheetRow extends SheetSource {
  /** The same on every day, whatever version is in effect. */
  readonly key: string
  readonly procedureKey: string | null
  readonly procedureId: string | null
  readonly documentId: string | null
  /** What the sheet is known by: of the process where there is one, else of the procedure. */
  readonly code: string
  readonly version: string
  readonly procedureCode: string
  readonly name: string
  readonly field: string
  /** First day in effect of the process; null without one. */
  readonly effectiveFrom: IsoDate | null
}

interface InForceRow {
  procedure_key: string | null
  version_id: string
  document_id: string
  code: string
  group_name: string
  name: string
  field: string
  issue: number
  revision: number
  effective_from: string
}

/** Versions of processes in effect on a day, once for each procedure that they serve, the one that took effect last first. */
async function processesInForce(db: Db, date: IsoDate): Promise<InForceRow[]> {
  const { rows } = await sql<InForceRow>`
    SELECT l.procedure_key, v.id AS version_id, d.id AS document_id, d.code, d.group_name, v.name, v.field, v.issue, v.revision,
      v.effective_from
    FROM document d JOIN document_version v ON v.document_id = d.id LEFT JOIN document_procedure l ON l.version_id = v.id
    WHERE d.kind = 'process' AND v.status = 'approved' AND v.effective_from <= ${date}
      AND (v.effective_to IS NULL OR v.effective_to > ${date}) AND (d.withdrawn_from IS NULL OR d.withdrawn_from > ${date})
    ORDER BY v.effective_from DESC, d.code`.execute(db)
  return rows
}

export const numberOf = ({ issue, revision }: { issue: number; revision: number }): string => `${issue}/${revision}`
const numberOfProcedure = (number: number): string => `v${number}`

/**
 * Everything that is public: each procedure of the catalogue with the process in effect that serves it, and the processes of public
 * procedures that name none of the catalogue. By name.
 */
export async function listSheets(db: Db, date: IsoDate): Promise<SheetRow[]> {
  const inForce = await processesInForce(db, date)
  const byProcedure = new Map<string, InForceRow>()
  for (const row of inForce) {
    if (row.procedure_key !== null && !byProcedure.has(row.procedure_key)) byProcedure.set(row.procedure_key, row)
  }
  const procedures = await db
    .selectFrom('procedure as p')
    .innerJoin('procedure_version as v', 'v.id', 'p.current_version_id')
    .select(['p.id', 'p.local_key', 'p.national_code', 'p.short_code', 'p.name', 'p.field', 'p.sort_key', 'v.number'])
    .select('p.current_version_id')
    .orderBy('p.sort_key')
    .execute()
  const known = new Set(procedures.map(({ local_key }) => local_key))
  const ofProcedures = procedures.map((row) => {
    const process = byProcedure.get(row.local_key)
    const code = row.national_code ?? row.short_code
    return {
      sort: row.sort_key,
      key: `procedure:${row.local_key}`,
      procedureKey: row.local_key,
      procedureId: row.id,
      procedureVersionId: row.current_version_id,
      documentId: process?.document_id ?? null,
      versionId: process?.version_id ?? null,
      code: process?.code ?? code,
      version: process ? numberOf(process) : numberOfProcedure(row.number),
      name: row.name,
      field: row.field,
      procedureCode: code,
      effectiveFrom: process?.effective_from ?? null,
    }
  })
  const alone = new Map<string, InForceRow>()
  const serving = new Set(
    inForce.filter(({ procedure_key }) => procedure_key !== null && known.has(procedure_key)).map((row) => row.version_id),
  )
  for (const row of inForce) if (row.group_name === 'procedure' && !serving.has(row.version_id)) alone.set(row.document_id, row)
  const ofProcesses = [...alone.values()].map((row) => ({
    sort: sortKey(row.name),
    key: `process:${row.document_id}`,
    procedureKey: null,
    procedureId: null,
    procedureVersionId: null,
    documentId: row.document_id,
    versionId: row.version_id,
    code: row.code,
    version: numberOf(row),
    name: row.name,
    field: row.field,
    procedureCode: '',
    effectiveFrom: row.effective_from,
  }))
  return [...ofProcedures, ...ofProcesses]
    .toSorted((a, b) => (a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : a.key < b.key ? -1 : 1))
    .map(({ sort: _, ...row }) => row)
}

// Versions never change: what was parsed once serves for good. Bounded, since one process has tens of kilobytes.
const parsedLimit = 300
const parsed = new Map<string, ProcessContent>()

function parseProcess(versionId: string, json: string): ProcessContent {
  const content = parsed.get(versionId) ?? processContent.parse(JSON.parse(json))
  parsed.delete(versionId)
  parsed.set(versionId, content)
  const oldest = parsed.keys().next()
  if (parsed.size > parsedLimit && !oldest.done) parsed.delete(oldest.value)
  return content
}

export interface KnownSheet {
  readonly procedureKey: string | null
  readonly documentId: string | null
  /** What the sheet is known by: of the process where there is one, else of the procedure. */
  readonly code: string
  readonly version: string
  readonly hash: string
  readonly mark: string
  /** National code of the procedure; '' when it has none. */
  readonly procedureCode: string
  /** Catalogue: where it was read and when; null where the sheet takes nothing from it. */
  readonly source: { readonly text: string; readonly asOf: string | null } | null
  readonly effectiveFrom: IsoDate | null
  readonly sheet: PublicSheet
}

/** What a sheet says. Throws entity.notFound for versions that do not exist, are not approved or belong to no public document. */
export async function readSheet(db: Db, { procedureVersionId, versionId }: SheetSource): Promise<KnownSheet> {
  const process =
    versionId === null
      ? null
      : await db
          .selectFrom('document_version as v')
          .innerJoin('document as d', 'd.id', 'v.document_id')
          .select(['d.id', 'd.code', 'v.issue', 'v.revision', 'v.hash', 'v.content', 'v.effective_from'])
          .where('v.id', '=', versionId)
          .where('v.status', '=', 'approved')
          .where('d.kind', '=', 'process')
          .executeTakeFirst()
  const procedure =
    procedureVersionId === null
      ? null
      : await db
          .selectFrom('procedure_version as v')
          .innerJoin('procedure as p', 'p.id', 'v.procedure_id')
          .select(['p.local_key', 'v.number', 'v.content'])
          .where('v.id', '=', procedureVersionId)
          .executeTakeFirst()
  if (process === undefined || procedure === undefined || (process === null && procedure === null))
    throw new AppError('entity.notFound', { entity: 'sheet' })
  const listed: ProcedureContent | null = procedure && parseContent(procedure.content)
  const sheet = makeSheet(process && versionId ? parseProcess(versionId, process.content) : null, listed)
  const code = process?.code ?? listed?.nationalCode ?? listed?.shortCode ?? ''
  const version = process ? numberOf(process) : numberOfProcedure(procedure?.number ?? 0)
  const hash = process?.hash ?? hashContent(procedure?.content ?? '')
  return {
    procedureKey: procedure?.local_key ?? null,
    documentId: process?.id ?? null,
    code,
    version,
    hash,
    mark: sheetMark({ code, version, hash }),
    procedureCode: listed?.nationalCode ?? '',
    source: listed && (process === null || sheet.fromCatalogue.length > 0) ? { text: listed.source, asOf: listed.asOf } : null,
    effectiveFrom: process?.effective_from ?? null,
    sheet,
  }
}

/** The procedures of the list in force on a day; null while there is no list. */
export async function listedKeys(db: Db, date: IsoDate): Promise<{ id: string; keys: ReadonlySet<string> } | null> {
  const list = await findListOn(db, date)
  if (!list) return null
  const rows = await db.selectFrom('procedure_list_entry').select('procedure_key').where('list_id', '=', list.id).execute()
  return { id: list.id, keys: new Set(rows.map(({ procedure_key }) => procedure_key)) }
}

/** By what a site is known to say what another says: the versions that its pages are made from. */
export const fingerprintOf = (sources: readonly SheetSource[]): string =>
  createHash('sha256')
    .update(
      sources
        .map(({ procedureVersionId, versionId }) => `${procedureVersionId} ${versionId}`)
        .toSorted()
        .join('\n'),
    )
    .digest('hex')

/** The site that was written last; undefined when none was. */
export const findLastSite = (db: Db) =>
  db
    .selectFrom('public_site')
    .leftJoin('staff', 'staff.id', 'public_site.made_by')
    .select(['made_at', 'page_count', 'fingerprint', 'staff.full_name'])
    .orderBy('made_at', 'desc')
    .orderBy('public_site.id', 'desc')
    .limit(1)
    .executeTakeFirst()
