// The gap list of a conversion: the clauses of the new edition against the clause map and the records.
import type { Db } from '../event.ts'
import { byCode, documentsOf, type LinkedDocument, linksOf } from './clause-documents.ts'
import { type ClauseMap, gapClauses, headingOf, isWithin, originsOf } from './clause-map.ts'
import type { ConversionTable } from './schema.ts'

/** The gap list: every clause of the new edition with what it comes from, what meets it, and what was found. */
export async function listGaps(db: Db, map: ClauseMap, conversion: ConversionTable) {
  const { from_edition, to_edition } = conversion
  const now = await linksOf(db, to_edition)
  const before = await linksOf(db, from_edition)
  const documents = await documentsOf(
    db,
    [...now, ...before].map(({ document_id }) => document_id),
  )
  const found = new Map(
    (await db.selectFrom('conversion_gap').selectAll().where('conversion_id', '=', conversion.id).execute()).map((row) => [
      row.clause,
      row,
    ]),
  )
  const origins = originsOf(map, from_edition, to_edition)
  const named = (ids: readonly string[]): LinkedDocument[] =>
    [...new Set(ids)].flatMap((id) => documents.get(id) ?? []).toSorted(byCode)
  return gapClauses(map, to_edition).map(({ number, vi, en, isWhole = false }) => {
    const row = found.get(number)
    const origin = origins.get(number) ?? { from: [], kind: 'unknown' as const, sources: [] }
    const linked = now.filter(({ clause }) => clause === number).map(({ document_id }) => document_id)
    return {
      clause: number,
      title: { vi, en },
      heading: headingOf(map, to_edition, number),
      isWhole,
      origin: {
        from: origin.from,
        kind: origin.kind,
        isChecked: origin.sources.length > 0 && origin.sources.every((source) => map.sources[source]?.isChecked),
        sources: origin.sources.map((source) => map.sources[source]?.title ?? source),
      },
      documents: named(linked),
      /** Documents of the old edition's clauses that nobody has linked to this one yet. */
      proposals: named(
        before
          .filter(({ clause, document_id }) => origin.from.some((one) => isWithin(clause, one)) && !linked.includes(document_id))
          .map(({ document_id }) => document_id),
      ),
      verdict: row?.verdict ?? null,
      note: row?.note ?? '',
      action: row?.action ?? '',
      responsible: row?.responsible ?? '',
      dueOn: row?.due_on ?? null,
      assessedOn: row?.assessed_on ?? null,
    }
  })
}
export type GapRow = Awaited<ReturnType<typeof listGaps>>[number]
