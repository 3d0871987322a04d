// What a process takes over from the shipped catalogue when it is linked to a procedure.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseCatalogue, toProcedureContent } from '../../../../db/procedures/catalogue-file.ts'
import { emptyProcessContent, processContent } from '../../../../db/processes/content.ts'
import { takenFrom } from '../../../../renderer/processes/editor/model/from-procedure.ts'
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
