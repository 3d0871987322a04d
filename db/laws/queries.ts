// Reading the register of laws as it stands on a day, with what a law touches and by when a change must be taken in.
import { sql } from 'kysely'
import type { VersionStatus } from '../documents/rules.ts'
import { stateOn } from '../documents/rules.ts'
import type { Db } from '../event.ts'
import { AppError } from '../model/errors.ts'
import type { IsoDate } from '../model/local-time.ts'
import { fold, sortKey } from '../model/text.ts'
import type { LawsFile } from './laws-file.ts'
import { foldLaw, type LawState, lawStateOn } from './rules.ts'
import type { LawTable } from './schema.ts'
import { listUpdates } from './updates.ts'

export const lawOf = (row: LawTable, numbers: ReadonlyMap<string, string>, date: IsoDate) => {
  const law = {
    id: row.id,
    number: row.number,
    title: row.title,
    issuer: row.issuer,
    issuedOn: row.issued_on,
    effectiveFrom: row.effective_from,
    effectiveTo: row.effective_to,
    replacedBy: row.replaced_by === null ? null : (numbers.get(row.replaced_by) ?? row.replaced_by),
    note: row.note,
    source: row.source,
  }
  return { ...law, state: lawStateOn(law, date) }
}

export interface LawFilter {
  readonly state: LawState | null
  /** Words of the number, title or issuer, without marks. */
  readonly query: string
}

/** Documents that are in effect on the day, will be, or are under way, by the law that they name. */
async function countDocuments(db: Db, date: IsoDate): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ law: string; documents: number }>`
    SELECT l.law, count(DISTINCT v.document_id) AS documents FROM document_law l
    JOIN document_version v ON v.id = l.version_id JOIN document d ON d.id = v.document_id
    WHERE (d.withdrawn_from IS NULL OR d.withdrawn_from > ${date}) AND v.status <> 'discarded'
      AND (v.effective_to IS NULL OR v.effective_to > ${date})
    GROUP BY l.law`.execute(db)
  return new Map(rows.map(({ law, documents }) => [law, documents]))
}

/** The register has some hundred entries, so it is read whole. What begins with the typed number comes first, then the newest; those without a date of issue last. */
export async function listLaws(db: Db, filter: LawFilter, date: IsoDate) {
  const rows = await db.selectFrom('law').selectAll().execute()
  const numbers = new Map(rows.map(({ folded, number }) => [folded, number]))
  const documents = await countDocuments(db, date)
  const updates = await listUpdates(db, date)
  const words = fold(filter.query).split(' ').filter(Boolean)
  const asNumber = foldLaw(filter.query)
  const isNumbered = (row: LawTable) => asNumber !== '' && row.folded.startsWith(asNumber)
  const rank = (row: LawTable) => (isNumbered(row) ? 0 : 1)
  return rows
    .filter((row) => isNumbered(row) || words.every((word) => row.words.includes(word) || fold(row.number).includes(word)))
    .toSorted(
      (a, b) =>
        rank(a) - rank(b) ||
        (b.issued_on ?? '').localeCompare(a.issued_on ?? '') ||
        (sortKey(a.number) < sortKey(b.number) ? -1 : 1),
    )
    .map((row) => {
      const open = updates.filter(({ law, closedOn }) => law === row.folded && closedOn === null)
      return {
        ...lawOf(row, numbers, date),
        documents: documents.get(row.folded) ?? 0,
        openUpdates: open.length,
        overdueUpdates: open.filter(({ state }) => state === 'overdue').length,
      }
    })
    .filter((row) => filter.state === null || row.state === filter.state)
}

/** How many entries of the starter register are not recorded yet. */
export async function countMissingLaws(db: Db, { laws }: LawsFile): Promise<number> {
  const rows = await db.selectFrom('law').select('folded').execute()
  const known = new Set(rows.map(({ folded }) => folded))
  return laws.filter(({ number }) => !known.has(foldLaw(number))).length
}

/** One law with the laws that it amends and those that amend it. Throws entity.notFound. */
export async function getLaw(db: Db, lawId: string, date: IsoDate) {
  const rows = await db.selectFrom('law').selectAll().execute()
  const row = rows.find(({ id }) => id === lawId)
  if (!row) throw new AppError('entity.notFound', { entity: 'law' })
  const numbers = new Map(rows.map(({ folded, number }) => [folded, number]))
  const amendments = await db.selectFrom('law_amendment').selectAll().execute()
  const byId = new Map(rows.map(({ id, number }) => [id, number]))
  return {
    ...lawOf(row, numbers, date),
    amends: amendments.filter(({ law_id }) => law_id === lawId).map(({ number }) => number),
    amendedBy: amendments.filter(({ amended }) => amended === row.folded).map(({ law_id }) => byId.get(law_id) ?? ''),
    replaces: rows.filter(({ replaced_by }) => replaced_by === row.folded).map(({ number }) => number),
  }
}

interface NamingRow {
  document_id: string
  code: string
  version_id: string
  name: string
  issue: number
  revision: number
  status: VersionStatus
  effective_from: string | null
  effective_to: string | null
  withdrawn_from: string | null
  places: string
}

/** A form that the program itself prints, by the instrument that lays it down. */
export interface PrintedForm {
  readonly instrument: string
  readonly number: string
  readonly title: string
  readonly validFrom: IsoDate
}

/**
 * Everything that names a law: versions of processes in effect, approved or under way, with the day by which the change must be taken
 * in; entries of the catalogue that rest on it; the program's printed forms; the notices of the procedures that those processes serve.
 */
export async function getLawImpact(db: Db, lawId: string, forms: readonly PrintedForm[], date: IsoDate) {
  const row = await db.selectFrom('law').select('folded').where('id', '=', lawId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'law' })
  const { rows } = await sql<NamingRow>`
    SELECT v.document_id, d.code, v.id AS version_id, v.name, v.issue, v.revision, v.status, v.effective_from, v.effective_to,
      d.withdrawn_from, group_concat(l.place) AS places
    FROM document_law l JOIN document_version v ON v.id = l.version_id JOIN document d ON d.id = v.document_id
    WHERE l.law = ${row.folded} AND v.status <> 'discarded' AND (v.effective_to IS NULL OR v.effective_to > ${date})
      AND (d.withdrawn_from IS NULL OR d.withdrawn_from > ${date})
    GROUP BY v.id ORDER BY d.code, v.issue, v.revision`.execute(db)
  const updates = (await listUpdates(db, date)).filter(({ law }) => law === row.folded)
  const processes = rows.map((one) => ({
    documentId: one.document_id,
    versionId: one.version_id,
    code: one.code,
    name: one.name,
    issue: one.issue,
    revision: one.revision,
    state: stateOn(
      {
        status: one.status,
        effectiveFrom: one.effective_from,
        effectiveTo: one.effective_to,
        withdrawnFrom: one.withdrawn_from,
      },
      date,
    ),
    isGround: one.places.includes('ground'),
    isForm: one.places.includes('form'),
  }))
  const effective = processes.filter(({ state }) => state === 'effective').map(({ versionId }) => versionId)
  const notices =
    effective.length === 0
      ? []
      : await db
          .selectFrom('document_procedure')
          .innerJoin('procedure', 'procedure.local_key', 'document_procedure.procedure_key')
          .innerJoin('document_version', 'document_version.id', 'document_procedure.version_id')
          .innerJoin('document', 'document.id', 'document_version.document_id')
          .select(['procedure.id', 'procedure.name', 'document.code'])
          .where('document_procedure.version_id', 'in', effective)
          .orderBy('procedure.sort_key')
          .execute()
  return {
    updates,
    processes,
    procedures: await proceduresResting(db, row.folded),
    forms: forms.filter(({ instrument }) => foldLaw(instrument) === row.folded),
    notices: notices.map(({ id, name, code }) => ({ procedureId: id, name, documentCode: code })),
  }
}

/** Procedures of the catalogue whose current version names the law as its legal basis. */
async function proceduresResting(db: Db, folded: string) {
  const { rows } = await sql<{ id: string; short_code: string; name: string; basis: string }>`
    SELECT p.id, p.short_code, p.name, v.content ->> '$.legalBasis' AS basis FROM procedure p
    JOIN procedure_version v ON v.id = p.current_version_id ORDER BY p.sort_key`.execute(db)
  return rows
    .filter(({ basis }) => (JSON.parse(basis) as string[]).some((text) => citesLaw(text, folded)))
    .map(({ id, short_code, name }) => ({ procedureId: id, shortCode: short_code, name }))
}

/** Whether a legal basis, a number alone or a sentence around it, names the law. */
const citesLaw = (text: string, folded: string): boolean =>
  foldLaw(text) === folded || text.split(/[\s,;()]+/).some((word) => foldLaw(word.replace(/[.:]$/, '')) === folded)
