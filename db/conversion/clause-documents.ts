// In which documents the clauses of an edition are met.
import type { Edition } from '../conformity/rules.ts'
import type { DocumentKind } from '../documents/rules.ts'
import type { Db } from '../event.ts'

export interface LinkedDocument {
  readonly id: string
  readonly kind: DocumentKind
  readonly code: string
  readonly name: string
}

/** Documents with the name of their newest version, by id. */
export async function documentsOf(db: Db, ids: readonly string[]): Promise<Map<string, LinkedDocument>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('document as d')
    .innerJoin('document_version as v', 'v.document_id', 'd.id')
    .select(['d.id', 'd.kind', 'd.code', 'v.name'])
    .where('d.id', 'in', [...new Set(ids)])
    .where('v.status', '<>', 'discarded')
    .orderBy('v.issue')
    .orderBy('v.revision')
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export const byCode = (a: LinkedDocument, b: LinkedDocument) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)

export async function linksOf(db: Db, edition: Edition) {
  return db.selectFrom('clause_document').select(['clause', 'document_id']).where('edition', '=', edition).execute()
}
