import { expect, test } from 'vitest'
import { groupComponents } from '../../../../renderer/procedures/component-groups.ts'

const paper = (name: string, caseLabel: string | null) => ({ name, caseLabel, originals: 1, copies: 0, form: null })

test('what is always asked for comes first, then the sub-cases in the order of the source', () => {
  const groups = groupComponents([
    paper('Giấy chứng sinh', 'Giấy tờ phải nộp'),
    paper('Tờ khai', null),
    paper('Hộ chiếu', 'Giấy tờ phải xuất trình'),
    paper('Văn bản ủy quyền', 'Giấy tờ phải nộp'),
  ])
  expect(groups.map(({ caseLabel, components }) => [caseLabel, components.map(({ name }) => name)])).toEqual([
    [null, ['Tờ khai']],
    ['Giấy tờ phải nộp', ['Giấy chứng sinh', 'Văn bản ủy quyền']],
    ['Giấy tờ phải xuất trình', ['Hộ chiếu']],
  ])
})

test('no group is made of nothing', () => {
  expect(groupComponents([])).toEqual([])
  expect(groupComponents([paper('Giấy chứng sinh', 'Giấy tờ phải nộp')]).map(({ caseLabel }) => caseLabel)).toEqual([
    'Giấy tờ phải nộp',
  ])
})
