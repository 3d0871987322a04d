import { describe, expect, it } from 'vitest'
import type { Posting, SheetRow } from '../../../../electron/api/disclosure.ts'
import { parseDisclosureTab } from '../../../../renderer/disclosure/addresses.ts'
import { countSheets, filterSheets, placesOf, withHanging } from '../../../../renderer/disclosure/sheet-filter.ts'

const sheet = (key: string, name: string, versionId: string | null): SheetRow => ({
  key,
  procedureKey: null,
  procedureId: null,
  documentId: null,
  procedureVersionId: null,
  versionId,
  code: versionId ? 'QT-01' : key,
  version: '1/0',
  procedureCode: key,
  name,
  field: 'Hộ tịch',
  effectiveFrom: null,
})
const posting = (key: string, state: Posting['state'], place: string): Posting => ({
  id: `${key} ${place} ${state}`,
  key,
  documentId: null,
  code: key,
  version: '1/0',
  hash: '',
  name: '',
  size: 'a4',
  place,
  postedOn: '2026-11-20',
  postedBy: '',
  removedOn: null,
  removedBy: '',
  struckReason: null,
  state,
  reasons: [],
})
const postings = [
  posting('1.001193', 'hanging', 'Sảnh'),
  posting('1.001193', 'outdated', 'Tầng 2'),
  posting('1.001193', 'removed', 'Sảnh'),
  posting('2.000635', 'struck', 'Nhầm'),
]
const rows = withHanging([sheet('1.001193', 'Đăng ký khai sinh', 'v'), sheet('2.000635', 'Cấp bản sao', null)], postings)

describe('the list of sheets', () => {
  it('counts only what hangs', () => {
    expect(rows.map(({ hanging }) => hanging)).toEqual([
      { right: 1, outdated: 1 },
      { right: 0, outdated: 0 },
    ])
    expect([countSheets(rows, 'all'), countSheets(rows, 'served')]).toEqual([2, 1])
    expect([countSheets(rows, 'notPosted'), countSheets(rows, 'outdated')]).toEqual([1, 1])
  })

  it.each([
    ['dang ky khai', ['1.001193']],
    ['1.0011', ['1.001193']],
    ['qt-01', ['1.001193']],
    ['ho tich', ['1.001193', '2.000635']],
    ['khong co', []],
  ])('finds %s', (query, keys) => {
    expect(filterSheets(rows, 'all', query).map(({ key }) => key)).toEqual(keys)
  })

  it('offers each place once, and none of an entry made in error', () => {
    expect(placesOf(postings)).toEqual(['Sảnh', 'Tầng 2'])
  })
})

it('an address that names no tab opens the first', () => {
  expect(['?tab=takeDown', '?tab=x', ''].map(parseDisclosureTab)).toEqual(['takeDown', 'sheets', 'sheets'])
})
