import { describe, expect, it } from 'vitest'
import { parseAppearance } from '../../../../renderer/people/remembered-appearance.ts'

describe('the remembered appearance', () => {
  it('comes back as it was stored', () => {
    const appearance = { theme: 'dark', contrast: 'high', textSize: '125' } as const
    expect(parseAppearance(JSON.stringify(appearance))).toEqual(appearance)
  })

  it.each([
    ['nothing', undefined],
    ['no JSON', '{theme'],
    ['another kind of value', '"dark"'],
    ['null', 'null'],
    ['an unknown theme', '{"theme":"sepia","contrast":"normal","textSize":"100"}'],
    ['a missing part', '{"theme":"dark","contrast":"normal"}'],
    ['a number for a text', '{"theme":"dark","contrast":"normal","textSize":125}'],
  ])('is ignored when it is %s', (_, stored) => {
    expect(parseAppearance(stored)).toBeUndefined()
  })
})
