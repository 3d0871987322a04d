import { describe, expect, it } from 'vitest'
import { caseFilter } from '../../../../electron/api/cases.ts'
import {
  emptyQuery,
  filterOf,
  hasUnreadDate,
  isFiltered,
  type ListQuery,
  listAddress,
  parseListQuery,
} from '../../../../renderer/cases/list/case-filter.ts'

const searchOf = (address: string) => address.slice(address.indexOf('?') + 1)
const everything: ListQuery = {
  status: 'appraising',
  due: 'dueToday',
  procedureId: '0193a1b2-0000-7000-8000-000000000001',
  receivedFrom: '2026-11-01',
  receivedTo: '2026-11-23',
  dueFrom: '2026-11-05',
  dueTo: '2026-11-30',
  applicant: 'nguyễn an',
  code: '261123-0001',
  holderId: '0193a1b2-0000-7000-8000-000000000002',
  sort: 'applicantAsc',
}

describe('the filter in the address', () => {
  it('comes back as it went', () => {
    expect(parseListQuery(searchOf(listAddress(everything)))).toEqual(everything)
    expect(parseListQuery(searchOf(listAddress({})))).toEqual(emptyQuery)
  })

  it('keeps a half-typed date, so that nothing typed is lost, but does not filter by it', () => {
    const query = parseListQuery(searchOf(listAddress({ receivedFrom: '31/2', receivedTo: '2026-02-30' })))
    expect(query).toMatchObject({ receivedFrom: '31/2', receivedTo: '2026-02-30' })
    expect(filterOf(query)).toMatchObject({ receivedFrom: null, receivedTo: null })
    expect(isFiltered(query)).toBe(true)
    expect(hasUnreadDate(query)).toBe(true)
    expect(hasUnreadDate(everything)).toBe(false)
  })

  it('always carries the question mark, which takes an earlier filter out of the address', () => {
    expect(listAddress({})).toBe('/cases?')
    expect(listAddress({ sort: 'receivedDesc', due: 'overdue' })).toBe('/cases?due=overdue')
  })

  it.each(['status=gone', 'due=never', 'procedureId=1%20OR%201', 'sort=random', 'unknown=1', '%%%'])(
    'leaves out what it does not understand: %s',
    (search) => {
      expect(parseListQuery(search)).toEqual(emptyQuery)
    },
  )

  it('gives what the contract accepts', () => {
    expect(caseFilter.parse(filterOf(everything))).toEqual({
      status: 'appraising',
      due: 'dueToday',
      procedureId: everything.procedureId,
      receivedFrom: '2026-11-01',
      receivedTo: '2026-11-23',
      dueFrom: '2026-11-05',
      dueTo: '2026-11-30',
      applicant: 'nguyễn an',
      code: '261123-0001',
      holderId: everything.holderId,
    })
    expect(Object.values(caseFilter.parse(filterOf(emptyQuery))).filter(Boolean)).toEqual([])
  })

  it('is not filtered by an order alone', () => {
    expect(isFiltered({ ...emptyQuery, sort: 'dueAsc' })).toBe(false)
    expect(isFiltered({ ...emptyQuery, due: 'undated' })).toBe(true)
  })
})
