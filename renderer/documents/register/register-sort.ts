// The order of the register: by code, its numbers by their value, unless another column was asked for.
import type { DocumentSummary } from '../../../electron/api/documents.ts'
import type { Sort } from '../../ui/data-table.tsx'

const vietnamese = new Intl.Collator('vi', { numeric: true })
const byCode = (a: DocumentSummary, b: DocumentSummary) => vietnamese.compare(a.code, b.code)

const orders: Readonly<Record<string, (a: DocumentSummary, b: DocumentSummary) => number>> = {
  code: byCode,
  name: (a, b) => vietnamese.compare(a.name, b.name) || byCode(a, b),
  effectiveFrom: (a, b) => (a.effectiveFrom ?? '').localeCompare(b.effectiveFrom ?? '') || byCode(a, b),
}

export function sortRows(rows: readonly DocumentSummary[], sort: Sort | null): DocumentSummary[] {
  const sorted = rows.toSorted(orders[sort?.column ?? 'code'] ?? byCode)
  return sort?.direction === 'descending' ? sorted.reverse() : sorted
}
