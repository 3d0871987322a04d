import { describe, expect, it } from 'vitest'
import type { OldFile } from '../../../../electron/api/archive.ts'
import type { FoundCase } from '../../../../electron/api/cases.ts'
import type { FoundPerson } from '../../../../electron/api/personal.ts'
import type { ProcedureSummary } from '../../../../electron/api/procedures.ts'
import { type CommandAction, type Found, groupEntries } from '../../../../renderer/cases/search/search-entries.ts'

const caseOf = (id: string, match: FoundCase['match']): FoundCase => ({
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
  match,
  isExact: match === 'exact',
  whereabouts: null,
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
const person: FoundPerson = {
  ...{ id: 'a', kind: 'citizen', fullName: 'Nguyễn Thị Duyên', birthDate: '1985', number: '••••••••1234' },
  ...{ phone: '', address: '', caseCount: 2 },
}
const oldFile: OldFile = {
  ...{ id: 'f', title: 'Khai sinh', person: 'Nguyễn Thị Duyên', year: 1998, book: '', page: '', shelf: 'K1', box: '', note: '' },
  loan: null,
}
const none: Found = { cases: [], people: [], oldFiles: [], procedures: [] }
const found = { ...none, cases: [caseOf('1', 'words'), caseOf('2', 'exact')], procedures: [procedure] }
const shapeOf = (text: string, what: Found = found) =>
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
    expect(shapeOf('lich', none)).toEqual([['actions', 'action-calendar']])
    expect(shapeOf('moi', none)).toEqual([['actions', 'action-intake']])
  })

  it('offers the few screens before the many procedures', () => {
    expect(shapeOf('lich', { ...none, procedures: [procedure] })).toEqual([
      ['actions', 'action-calendar'],
      ['procedures', 'procedure-p1'],
    ])
  })

  it('offers all actions and no left-over of the text before when the box is empty', () => {
    expect(shapeOf('')).toEqual([['actions', 'action-intake', 'action-calendar']])
  })

  it('puts a case that a number means above all, people and old files below the cases', () => {
    const cases = [caseOf('1', 'tail'), caseOf('2', 'words')]
    expect(shapeOf('1234', { ...none, cases, people: [person], oldFiles: [oldFile], procedures: [procedure] })).toEqual([
      ['sureCases', 'case-1'],
      ['cases', 'case-2'],
      ['people', 'person-a'],
      ['oldFiles', 'file-f'],
      ['procedures', 'procedure-p1'],
    ])
  })

  it('has no empty group', () => {
    expect(shapeOf('xyz', none)).toEqual([])
  })
})
