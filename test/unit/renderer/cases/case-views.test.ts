import { describe, expect, it } from 'vitest'
import { caseColumns, defaultColumns, parseColumns, writeColumns } from '../../../../db/model/case-columns.ts'
import { people } from '../../../../electron/api/people.ts'
import {
  type CaseView,
  currentView,
  mostViews,
  nameLimit,
  parseViews,
  withView,
  writeViews,
} from '../../../../renderer/cases/list/case-views.ts'

const late: CaseView = { name: 'Quá hạn của tôi', columns: ['code', 'holder', 'stepDue'], search: 'due=overdue&sort=dueAsc' }
const all: CaseView = { name: 'Tất cả', columns: defaultColumns, search: '' }

describe('saved views', () => {
  it('come back as they were written', () => {
    expect(parseViews(writeViews([late, all]))).toEqual([late, all])
  })

  it.each([undefined, '', '{', 'null', '{"name":1}', '[1,null,{"name":"x"},{"name":" ","columns":"code","search":""}]'])(
    'are none where %s was remembered',
    (remembered) => expect(parseViews(remembered)).toEqual([]),
  )

  it('lose what the list no longer knows', () => {
    const kept = '[{"name":"A","columns":"gone,code,code","search":"status=gone&due=overdue&evil=1"}]'
    expect(parseViews(kept)).toEqual([{ name: 'A', columns: ['code'], search: 'due=overdue' }])
  })

  it('take the place of one with the same name', () => {
    expect(withView([late, all], { ...late, search: '' })).toEqual([{ ...late, search: '' }, all])
    expect(withView([all], late)).toEqual([all, late])
  })

  it('are known again by what the list shows', () => {
    expect(currentView([late, all], late.columns, 'sort=dueAsc&due=overdue')).toEqual(late)
    expect(currentView([late, all], defaultColumns, '')).toEqual(all)
    expect(currentView([late, all], late.columns, '')).toBeUndefined()
  })

  it('fit into what one remembered choice may hold, as many as may be kept', () => {
    const search = `applicant=${encodeURIComponent('ễ'.repeat(20))}&code=${'x'.repeat(40)}&status=supplementAfter&sort=receivedAsc`
    const views = Array.from({ length: mostViews }, (_, number) => ({
      name: `${number} ${'ễ'.repeat(nameLimit - 3)}`,
      columns: defaultColumns,
      search,
    }))
    expect(people.setPreference.input.safeParse({ key: 'cases.views', value: writeViews(views) }).success).toBe(true)
  })
})

describe('chosen columns', () => {
  it('come back in their order', () => {
    const turned = caseColumns.toReversed()
    expect(parseColumns(writeColumns(turned))).toEqual(turned)
  })

  it.each([undefined, '', 'gone', ',,,', 'constructor,toString'])('are the usual ones where %j was remembered', (remembered) => {
    expect(parseColumns(remembered)).toEqual(defaultColumns)
  })
})
