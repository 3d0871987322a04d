// The promise of tokens.css, computed from the file itself: WCAG contrast of every pair of colours the parts put together.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('../../../../renderer/ui/tokens.css', import.meta.url), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')

/** The declarations of the first block after `start`. */
function block(start: string): string {
  const at = css.indexOf(start)
  if (at < 0) throw new Error(`tokens.css has no ${start}`)
  return css.slice(at + start.length, css.indexOf('}', at))
}

const declarations = (text: string): [string, string][] =>
  [...text.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((found) => [found[1] ?? '', found[2] ?? ''])

const normal = new Map(declarations(block(':root {')))
const chosenHigh = declarations(block(':root[data-contrast="high"] {'))
const systemHigh = declarations(block('@media (prefers-contrast: more) {\n  :root {'))

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function colour(tokens: Map<string, string>, name: string, theme: 'light' | 'dark'): string {
  const found = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/.exec(tokens.get(name) ?? '')
  const value = theme === 'light' ? found?.[1] : found?.[2]
  if (!value) throw new Error(`${name} is not light-dark(#rrggbb, #rrggbb)`)
  return value
}

const GROUNDS = ['--paper', '--surface', '--raised', '--sunken', '--hover', '--selected']
const TONES = ['info', 'success', 'warn', 'error', 'neutral']
const across = (inks: string[], grounds: string[]) =>
  inks.flatMap((ink) => grounds.map((ground): [string, string] => [ink, ground]))

const TEXT: [string, string][] = [
  ...across(['--ink', '--ink-soft', '--ink-faint', '--primary-ink', '--error-ink', '--warn-ink'], GROUNDS),
  ...TONES.flatMap((tone) => across([`--${tone}-ink`, '--ink'], [`--${tone}-bg`])),
  ['--on-primary', '--primary'],
  ['--on-primary', '--primary-hover'],
  ['--on-danger', '--danger'],
  ['--on-danger', '--danger-hover'],
  ['--on-training', '--training'],
  ['--on-training', '--training-hover'],
  ...TONES.map((tone): [string, string] => [`--${tone}-ink`, '--raised']),
]

const EDGES: [string, string][] = [
  ...across(['--line-strong', '--error-edge'], ['--paper', '--surface', '--raised']),
  ...across(['--focus'], [...GROUNDS, ...TONES.map((tone) => `--${tone}-bg`)]),
  ...across(['--primary', '--danger', '--training'], ['--paper', '--surface']),
]

const high = new Map([...normal, ...chosenHigh])

describe.each(['light', 'dark'] as const)('%s theme', (theme) => {
  test.each(TEXT)('text %s on %s', (ink, ground) => {
    expect(contrast(colour(normal, ink, theme), colour(normal, ground, theme))).toBeGreaterThanOrEqual(4.5)
  })
  test.each(EDGES)('edge %s on %s', (edge, ground) => {
    expect(contrast(colour(normal, edge, theme), colour(normal, ground, theme))).toBeGreaterThanOrEqual(3)
  })
  test.each(TEXT)('high contrast: text %s on %s', (ink, ground) => {
    expect(contrast(colour(high, ink, theme), colour(high, ground, theme))).toBeGreaterThanOrEqual(7)
  })
  test.each(EDGES)('high contrast: edge %s on %s', (edge, ground) => {
    expect(contrast(colour(high, edge, theme), colour(high, ground, theme))).toBeGreaterThanOrEqual(4.5)
  })
})

test('the system asking for more contrast gets the same colours as the setting', () => {
  expect(chosenHigh.length).toBeGreaterThan(30)
  expect(systemHigh).toEqual(chosenHigh)
})
