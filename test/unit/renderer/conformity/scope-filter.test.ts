import { describe, expect, it } from 'vitest'
import type { ScopeRow } from '../../../../electron/api/conformity.ts'
import {
  activitiesAddress,
  parseActivities,
  parseScope,
  scopeAddress,
  scopeShows,
} from '../../../../renderer/conformity/addresses.ts'
import { countShown, filterScope } from '../../../../renderer/conformity/scope/scope-filter.ts'

const row = (extra: Partial<ScopeRow>): ScopeRow => ({
  key: extra.code ?? '',
  kind: 'procedure',
  code: '1.000001',
  name: 'Cấp giấy phép bưu chính',
  field: 'Bưu chính',
  group: 'leadership',
  authority: 'provincialCommittee',
  processes: [{ documentId: 'd', code: 'QT.LĐ.01', issue: 1, revision: 0 }],
  instruments: [],
  gaps: [],
  isDeclarable: true,
  ...extra,
})
const rows = [
  row({}),
  row({ code: '1.000002', authority: 'department', gaps: ['noProcess', 'notDeclared'] }),
  row({ code: 'QT.NB.01', kind: 'process', group: 'internal', authority: 'provincialOffice', isDeclarable: false }),
  row({ code: 'QT.VP.01', kind: 'line', group: 'office', authority: '', gaps: ['noLongerEffective'] }),
]

describe('the rows that are shown', () => {
  it('are as many as the choice says', () => {
    expect(Object.fromEntries(scopeShows.map((show) => [show, countShown(rows, show)]))).toEqual({
      all: 4,
      procedures: 2,
      authority: 1,
      gaps: 2,
      noProcess: 1,
      notDeclared: 1,
      change: 2,
      internal: 1,
    })
  })
  it('are the committee of the commune in a list that names no authority of the province', () => {
    const communal = [row({ authority: 'communeCommittee' }), row({ authority: 'communeChairman' }), row({ authority: 'other' })]
    expect(countShown(communal, 'authority')).toBe(2)
    expect(countShown([...communal, ...rows], 'authority')).toBe(1)
  })
  it('are found by code, process or words without marks', () => {
    const found = (query: string) => filterScope(rows, 'all', query).map(({ code }) => code)
    expect(found('1.0000')).toEqual(['1.000001', '1.000002'])
    expect(found('buu chinh')).toHaveLength(4)
    expect(found('qt nb')).toEqual(['QT.NB.01'])
    expect(found('khong co')).toEqual([])
  })
})

describe('the address of a list', () => {
  it('keeps day and choice, and leaves out what it does not understand', () => {
    expect(parseScope(scopeAddress({ date: '2013-07-11', show: 'gaps' }).split('?')[1] ?? '')).toEqual({
      date: '2013-07-11',
      show: 'gaps',
    })
    expect(parseScope('date=2013-02-30&show=x')).toEqual({ date: null, show: 'all' })
    expect(parseActivities(activitiesAddress({ date: null, group: 'office' }).split('?')[1] ?? '')).toEqual({
      date: null,
      group: 'office',
    })
    expect(parseActivities('group=x')).toEqual({ date: null, group: null })
  })
})
