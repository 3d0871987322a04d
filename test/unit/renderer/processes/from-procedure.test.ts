// What a process takes over from the shipped catalogue when it is linked to a procedure.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseCatalogue, toProcedureContent } from '../../../../db/procedures/catalogue-file.ts'
import { emptyProcessContent, processContent } from '../../../../db/processes/content.ts'
import { takenFrom } from '../../../../renderer/processes/editor/model/from-procedure.ts'
import { headingOf } from '../../../../renderer/processes/editor/model/paper-heading.ts'
import { toContent, toValues } from '../../../../renderer/processes/editor/model/values.ts'

const { procedures } = parseCatalogue(readFileSync('resources/catalogue/hue-starter.json', 'utf8'))
const contents = procedures.map((entry) => toProcedureContent(entry, entry.short_code ?? 'XX'))
const birth = contents.find(({ nationalCode }) => nationalCode === '1.001193')
const empty = () => toValues(emptyProcessContent, 'revision', '')

describe('a process linked to a procedure', () => {
  it('takes over limit, papers, grounds, fee, applicants and result of the birth registration', () => {
    if (!birth) throw new Error('the shipped catalogue has no birth registration')
    const { values, parts } = takenFrom(birth, empty())
    expect(parts).toEqual(['name', 'field', 'timeLimit', 'components', 'legalGrounds', 'fee', 'subjects', 'results'])
    expect(values.variants?.[0]?.timeLimit).toEqual(birth.timeLimit)
    expect(values.components).toHaveLength(birth.components.length)
    expect(values.legalGrounds?.[0]).toEqual({ law: birth.legalBasis[0], title: '', articles: '' })
  })

  // Bug: "Giấy tờ phải nộp" and "Giấy tờ phải xuất trình" were taken over as conditions under which a paper is asked for.
  it('takes a heading of the catalogue for a heading, not for a condition of the papers below it', () => {
    if (!birth) throw new Error('the shipped catalogue has no birth registration')
    const papers = takenFrom(birth, empty()).values.components ?? []
    expect(papers.map(({ condition }) => condition)).not.toContain('Giấy tờ phải nộp')
    const abandoned = papers.find(({ name }) => name.includes('bị bỏ rơi'))
    expect(abandoned).toMatchObject({ isRequired: false, condition: 'Trường hợp trẻ em bị bỏ rơi' })
    const certificate = papers.find(({ name }) => name.startsWith('Giấy chứng sinh'))
    expect(certificate).toMatchObject({ isRequired: true, condition: '' })
    const passport = papers.find(({ name }) => name.startsWith('Hộ chiếu'))
    expect(passport).toMatchObject({ isRequired: true, condition: '' })
    expect(passport?.name).toMatch(/\(xuất trình\)$/)
  })

  it('knows headings from cases', () => {
    for (const heading of [
      'Giấy tờ phải nộp:',
      'GIẤY TỜ PHẢI XUẤT TRÌNH',
      'Hồ sơ đăng ký bao gồm',
      'Người yêu cầu chứng thực nộp 01 (một) bộ hồ sơ yêu cầu chứng thực, gồm các giấy tờ sau đây',
      'Người yêu cầu chứng thực phải xuất trình các giấy tờ sau',
    ])
      expect(headingOf(heading), heading).not.toBeNull()
    for (const label of [
      'Trường hợp ủy quyền thực hiện thủ tục thì hồ sơ phải kèm theo một trong những giấy tờ sau',
      'Hồ sơ của người nhận con nuôi',
      'Hồ sơ đề nghị xét tặng, gồm',
      'Khi nộp hồ sơ trực tiếp cần xuất trình các giấy tờ sau để cán bộ tiếp nhận hồ sơ đối chiếu',
      'Hồ sơ đăng ký đối với dự án đầu tư xây dựng nhà ở bao gồm',
      'Đối với trường hợp 2, hồ sơ bao gồm',
      '(1.3) Đối với công trình tôn giáo',
    ])
      expect(headingOf(label), label).toBeNull()
  })

  it('leaves alone what somebody wrote', () => {
    if (!birth) throw new Error('the shipped catalogue has no birth registration')
    const components = (takenFrom(birth, empty()).values.components ?? []).slice(0, 1)
    const { values, parts } = takenFrom(birth, { ...empty(), name: 'Khai sinh', fee: 'Miễn', components })
    expect(Object.keys(values)).not.toContain('name')
    expect(parts).not.toContain('fee')
    expect(parts).not.toContain('components')
    const timed = {
      ...empty(),
      variants: empty().variants.map((one) => ({ ...one, timeLimit: { limit: 9, unit: 'days' as const } })),
    }
    expect(takenFrom(birth, timed).parts).not.toContain('timeLimit')
  })

  it('holds what can be saved, for every procedure of the catalogue', () => {
    for (const content of contents) {
      const { values } = takenFrom(content, empty())
      expect(processContent.safeParse(toContent({ ...empty(), ...values })).error?.issues ?? []).toEqual([])
    }
  })
})
