import { describe, expect, it } from 'vitest'
import type { CaseRow } from '../../../../electron/api/cases.ts'
import type { ProcedureSummary } from '../../../../electron/api/procedures.ts'
import { type CommandAction, groupEntries } from '../../../../renderer/cases/search/search-entries.ts'

const caseOf = (id: string, isExact: boolean): CaseRow & { isExact: boolean } => ({
  id,
  provisionalCode: `TAM-19777-A1-261123-000${id}`,
  officialCode: null,
  applicantName: 'Nguyễn Thị Duyên',
  procedureName: 'Chứng thực bản sao từ bản chính',
  procedureShortCode: 'CTBS',
  receivedAt: '2026-11-23T01:00:00.000Z',
  dueAt: null,
  status: 'received',
  clock: 'running',
  isExact,
})
const procedure: ProcedureSummary = {
  id: 'p1',
  localKey: 'key',
  nationalCode: '2.000815',
  shortCode: 'CTBS',
  name: 'Chứng thực bản sao từ bản chính',
  field: 'Chứng thực',
  group: '',
  level: '',
  tier: 1,
  timeLimit: null,
  timeLimitText: '',
}
const action = (id: string, label: string, keywords?: string): CommandAction => ({ id, label, keywords, run: () => undefined })
const actions = [action('intake', 'Tiếp nhận hồ sơ', 'mới'), action('calendar', 'Lịch làm việc')]
const found = { cases: [caseOf('1', false), caseOf('2', true)], procedures: [procedure] }
const shapeOf = (text: string, what = found) =>
  groupEntries(text, what, actions).map(({ key, entries }) => [key, ...entries.map(({ id }) => id)])

describe('groupEntries', () => {
  it('puts cases with the same marks above a divider of their own, then the others, then procedures', () => {
    expect(shapeOf('duyên')).toEqual([
      ['exactCases', 'case-2'],
      ['cases', 'case-1'],
      ['procedures', 'procedure-p1'],
    ])
  })

  it('finds actions without marks, also by their keywords', () => {
    expect(shapeOf('lich', { cases: [], procedures: [] })).toEqual([['actions', 'action-calendar']])
    expect(shapeOf('moi', { cases: [], procedures: [] })).toEqual([['actions', 'action-intake']])
  })

  it('offers the few screens before the many procedures', () => {
    expect(shapeOf('lich', { cases: [], procedures: [procedure] })).toEqual([
      ['actions', 'action-calendar'],
      ['procedures', 'procedure-p1'],
    ])
  })

  it('offers all actions and no left-over of the text before when the box is empty', () => {
    expect(shapeOf('')).toEqual([['actions', 'action-intake', 'action-calendar']])
  })

  it('has no empty group', () => {
    expect(shapeOf('xyz', { cases: [], procedures: [] })).toEqual([])
  })
})
