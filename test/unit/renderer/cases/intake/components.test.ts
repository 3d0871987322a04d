// The check list of papers, over the starter catalogue that the program ships and over small made-up procedures.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type ProcedureContent, parseCatalogue, toProcedureContent } from '../../../../../db/procedures/catalogue-file.ts'
import {
  componentRows,
  groupsOf,
  handedIn,
  isAlwaysAsked,
  isHandedIn,
  ownRow,
  setCount,
  tick,
  untick,
} from '../../../../../renderer/cases/intake/model/components.ts'

const file = join(import.meta.dirname, '../../../../../resources/catalogue/hue-starter.json')
const catalogue = parseCatalogue(readFileSync(file, 'utf8')).procedures

function shipped(shortCode: string): ProcedureContent {
  const entry = catalogue.find((candidate) => candidate.short_code === shortCode)
  if (!entry) throw new Error(`no ${shortCode} in the catalogue`)
  return toProcedureContent(entry, shortCode)
}

const withComponents = (components: ProcedureContent['components']): ProcedureContent => ({ ...shipped('KS'), components })
const paper = (name: string, caseLabel: string | null = null) => ({ name, caseLabel, originals: 1, copies: 0, form: null })

describe('the check list', () => {
  it('ticks the paper form of a birth registration at the desk, the electronic one online', () => {
    const ticked = (channel: 'inPerson' | 'online' | 'post') =>
      componentRows(shipped('KS'), channel, [])
        .filter(isHandedIn)
        .map((row) => row.name.slice(0, 12))
    expect(ticked('inPerson')).toEqual(['Tờ khai đăng'])
    expect(ticked('post')).toEqual(['Tờ khai đăng'])
    expect(ticked('online')).toEqual(['Mẫu hộ tịch '])
  })

  it('holds every paper of every shipped procedure once, grouped by sub-case', () => {
    for (const entry of catalogue) {
      const content = toProcedureContent(entry, 'XX')
      const rows = componentRows(content, 'inPerson', [])
      expect(rows.map((row) => row.name).sort()).toEqual(content.components.map((component) => component.name).sort())
      expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length)
      expect(groupsOf(rows)).toHaveLength(new Set(content.components.map((component) => component.caseLabel)).size)
    }
  })

  it('never ticks a paper of a sub-case', () => {
    for (const entry of catalogue) {
      const rows = componentRows(toProcedureContent(entry, 'XX'), 'inPerson', [])
      expect(rows.filter((row) => row.caseLabel !== null && isHandedIn(row))).toEqual([])
    }
  })

  it('ticks nothing where more than six papers are always asked for', () => {
    const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => paper(name))
    expect(componentRows(withComponents(six), 'inPerson', []).filter(isHandedIn)).toHaveLength(6)
    expect(componentRows(withComponents([...six, paper('g')]), 'inPerson', []).filter(isHandedIn)).toEqual([])
  })

  it('leaves a paper unticked that the catalogue gives no number for, and ticks it as one original by hand', () => {
    const [row] = componentRows(withComponents([{ ...paper('Đơn'), originals: 0 }]), 'inPerson', [])
    expect(row && isHandedIn(row)).toBe(false)
    expect(row && tick(row)).toMatchObject({ originals: 1, certified: 0, copies: 0 })
  })

  it('keeps own papers and the numbers of papers of the same name when the procedure changes', () => {
    const before = componentRows(withComponents([paper('Đơn đề nghị'), paper('Sổ cũ')]), 'inPerson', []).map((row) =>
      row.name === 'Đơn đề nghị' ? setCount(row, 'copies', 3) : row,
    )
    const after = componentRows(withComponents([paper('Bản vẽ', 'Trường hợp xây mới'), paper('Đơn đề nghị')]), 'inPerson', [
      ...before,
      ownRow('own', 'Ảnh 3x4'),
    ])
    expect(after.map(({ name, originals, copies }) => [name, originals, copies])).toEqual([
      ['Đơn đề nghị', 1, 3],
      ['Bản vẽ', 0, 0],
      ['Ảnh 3x4', 1, 0],
    ])
  })
})

describe('whether a paper is always asked for', () => {
  it.each([
    ['Đơn đề nghị theo mẫu số 01', true],
    ['Trường hợp ủy quyền phải có văn bản ủy quyền', false],
    ['Đối với tổ chức: giấy phép', false],
    ['Văn bản ủy quyền trong trường hợp ủy quyền', false],
    ['Giấy ra viện (nếu có)', false],
    ['Tờ khai (nếu nộp trực tiếp)', true],
    ['Biểu mẫu điện tử (nếu nộp theo hình thức trực tuyến)', false],
    ['Tờ khai nộp trực tiếp hoặc trực tuyến', true],
  ])('%s', (name, expected) => expect(isAlwaysAsked(name, 'inPerson')).toBe(expected))
})

describe('what is sent', () => {
  it('is only what is handed in, in NFC, with the paper still standing in the last row', () => {
    const rows = componentRows(withComponents([paper('Đơn'), paper('Sổ')]), 'inPerson', []).map((row) =>
      row.name === 'Sổ' ? untick(row) : row,
    )
    expect(handedIn(rows, '  Ảnh\u0301  thẻ ')).toEqual([
      { name: 'Đơn', originals: 1, certified: 0, copies: 0, note: '' },
      { name: 'Ảnh\u0301 thẻ'.normalize('NFC'), originals: 1, certified: 0, copies: 0, note: '' },
    ])
    expect(handedIn(rows, '   ')).toHaveLength(1)
  })

  it('keeps numbers between 0 and 999', () => {
    const row = ownRow('own', 'Ảnh')
    expect(setCount(row, 'copies', 5_000).copies).toBe(999)
    expect(setCount(row, 'copies', -1).copies).toBe(0)
  })
})
