import { describe, expect, it } from 'vitest'
import type { GapRow } from '../../../../electron/api/conversions.ts'
import { countGaps, filterGaps } from '../../../../renderer/conversion/gap-filter.ts'

const today = '2026-11-23'
const row = (clause: string, extra: Partial<GapRow> = {}): GapRow => ({
  clause,
  title: { vi: 'Đánh giá nội bộ', en: 'Internal audit' },
  heading: null,
  isWhole: false,
  origin: { from: ['8.2.2'], kind: 'mapped', isChecked: true, sources: [] },
  documents: [],
  proposals: [],
  verdict: null,
  note: '',
  action: '',
  responsible: '',
  dueOn: null,
  assessedOn: null,
  ...extra,
})
const document = { id: '00000000-0000-7000-8000-000000000000', kind: 'process' as const, code: 'QT-HT-02', name: 'Đánh giá' }
const rows = [
  row('9.2'),
  row('6.1', { verdict: 'partly', dueOn: '2026-11-22', action: 'Lập sổ rủi ro' }),
  row('6.2', { verdict: 'met', dueOn: '2026-11-22', documents: [document] }),
  row('7.1.6', { origin: { from: [], kind: 'new', isChecked: true, sources: [] }, proposals: [document] }),
]
const clauses = (show: Parameters<typeof filterGaps>[1], query = '') =>
  filterGaps(rows, show, query, today).map(({ clause }) => clause)

describe('filterGaps', () => {
  it('shows what was asked for; only an open gap is late', () => {
    expect(clauses('all')).toHaveLength(4)
    expect(clauses('open')).toEqual(['9.2', '7.1.6'])
    expect(clauses('late')).toEqual(['6.1'])
    expect(clauses('fresh')).toEqual(['7.1.6'])
    expect(clauses('proposed')).toEqual(['7.1.6'])
    expect(countGaps(rows, 'met', today)).toBe(1)
  })

  it('finds words without marks in number, title, documents and action', () => {
    expect(clauses('all', 'rui ro')).toEqual(['6.1'])
    expect(clauses('all', 'qt-ht-02')).toEqual(['6.2'])
    expect(clauses('all', 'internal audit')).toHaveLength(4)
    expect(clauses('all', '9.2 noi bo')).toEqual(['9.2'])
  })
})
