// The register's choices and counts, and the order of codes.
import { describe, expect, it } from 'vitest'
import type { DocumentSummary } from '../../../../electron/api/documents.ts'
import { yearAfter } from '../../../../renderer/documents/control/days.ts'
import {
  countBy,
  emptyFilter,
  filterRows,
  type RegisterFilter,
  readRemembered,
  withFound,
  writeRemembered,
} from '../../../../renderer/documents/register/register-filter.ts'
import { sortRows } from '../../../../renderer/documents/register/register-sort.ts'

const row = (code: string, extra: Partial<DocumentSummary> = {}): DocumentSummary => ({
  ...{ id: code, kind: 'process', group: 'leadership', code, versionId: code, issue: 1, revision: 0, state: 'effective' },
  ...{ name: 'Cấp giấy phép bưu chính', field: 'Bưu chính', authority: 'provincialChairman', ownerUnit: 'Phòng Tổng hợp' },
  ...{ limitMinutes: null, effectiveFrom: null, effectiveTo: null, reviewDueOn: null, procedureCount: 0, open: null },
  ...{ readerCount: 0, readCount: 0 },
  ...extra,
})
const rows = [
  row('QT.10'),
  row('QT.2', { group: 'office', name: 'Đăng ký xe', field: 'Giao thông' }),
  row('QT.3', { state: 'inReview' }),
  row('QT.4', { open: { versionId: 'x', status: 'inApproval' } }),
]
const head = { mayReview: true, mayApprove: true }
const found = (filter: Partial<RegisterFilter>, reviewer = head) =>
  filterRows(rows, { ...emptyFilter, ...filter }, reviewer).map(({ code }) => code)

describe('the filter of the register', () => {
  it('finds words of name, field and unit without marks, and the beginning of a code however it is written', () => {
    expect(found({ query: 'dang xe' })).toEqual(['QT.2'])
    expect(found({ query: 'buu tong hop' })).toEqual(['QT.10', 'QT.3', 'QT.4'])
    expect(found({ query: 'qt 1' })).toEqual(['QT.10'])
  })

  it('takes rows that were found by their contents, and still asks them for the other choices', () => {
    const marked = withFound(rows, new Set(rows.filter(({ code }) => code === 'QT.3').map(({ id }) => id)))
    const codes = (filter: Partial<RegisterFilter>) =>
      filterRows(marked, { ...emptyFilter, query: '60/2014', ...filter }, head).map(({ code }) => code)
    expect(codes({})).toEqual(['QT.3'])
    expect(codes({ state: 'effective' })).toEqual([])
    expect(withFound(rows, undefined)).toBe(rows)
  })

  it('shows what waits for a person by what the person may do', () => {
    expect(found({ isWaiting: true })).toEqual(['QT.3', 'QT.4'])
    expect(found({ isWaiting: true }, { mayReview: true, mayApprove: false })).toEqual(['QT.3'])
    expect(found({ isWaiting: true }, { mayReview: false, mayApprove: false })).toEqual([])
  })

  it('counts what each value of a facet would leave, given the other choices', () => {
    const filter: RegisterFilter = { ...emptyFilter, group: 'office', state: 'effective' }
    expect(Object.fromEntries(countBy(rows, filter, head, 'group'))).toEqual({ leadership: 2, office: 1 })
    expect(Object.fromEntries(countBy(rows, filter, head, 'state'))).toEqual({ effective: 1 })
  })

  it('is remembered without the words, and a spoilt memory is the whole register', () => {
    const filter: RegisterFilter = { ...emptyFilter, group: 'office', query: 'xe', isWaiting: true }
    expect(readRemembered(writeRemembered(filter))).toEqual({ ...emptyFilter, group: 'office' })
    for (const spoilt of [undefined, '', '[', 'null', '{"group":3,"else":"x"}'])
      expect(readRemembered(spoilt)).toEqual(emptyFilter)
  })

  it('stands in the order of the numbers in the codes', () => {
    expect(sortRows(rows, null).map(({ code }) => code)).toEqual(['QT.2', 'QT.3', 'QT.4', 'QT.10'])
    expect(sortRows(rows, { column: 'name', direction: 'descending' }).map(({ code }) => code)).toEqual([
      ...['QT.2', 'QT.10', 'QT.4', 'QT.3'],
    ])
  })
})

describe('the day of the next review', () => {
  it('is the same day a year later', () => {
    expect(yearAfter('2026-11-24')).toBe('2027-11-24')
    expect(yearAfter('2028-02-29')).toBe('2029-02-28')
    expect(yearAfter('24/1')).toBe('')
  })
})
