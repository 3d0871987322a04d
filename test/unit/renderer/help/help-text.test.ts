import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type HelpTopics, helpTopics, textParts } from '../../../../renderer/help/help-text.ts'
import { keyCaps } from '../../../../renderer/ui/shortcuts.ts'

const topicsOf = (language: string): HelpTopics => {
  const file = new URL(`../../../../resources/locales/${language}/help.json`, import.meta.url)
  return helpTopics.parse(JSON.parse(readFileSync(file, 'utf8')).topics)
}
const shapeOf = (topics: HelpTopics) =>
  Object.entries(topics).map(([id, { sections }]) => [
    id,
    sections.map(({ title, text = [], steps = [], points = [] }) => [Boolean(title), text.length, steps.length, points.length]),
  ])
const textsOf = (topics: HelpTopics) =>
  Object.values(topics).flatMap(({ sections }) =>
    sections.flatMap(({ text = [], steps = [], points = [] }) => [...text, ...steps, ...points]),
  )

test('splits plain words, strong words and keys', () => {
  expect(textParts('Nhấn [[Ctrl+N]] rồi **lưu**.')).toEqual([
    { kind: 'plain', text: 'Nhấn ' },
    { kind: 'keys', text: 'Ctrl+N' },
    { kind: 'plain', text: ' rồi ' },
    { kind: 'strong', text: 'lưu' },
    { kind: 'plain', text: '.' },
  ])
  expect(textParts('không có gì đặc biệt')).toEqual([{ kind: 'plain', text: 'không có gì đặc biệt' }])
  expect(textParts('a * b [c] **')).toEqual([{ kind: 'plain', text: 'a * b [c] **' }])
})

test('both languages have the same topics, part by part', () => {
  expect(shapeOf(topicsOf('en'))).toEqual(shapeOf(topicsOf('vi')))
})

test.each(['vi', 'en'])('every key named in the help exists and no mark is left open (%s)', (language) => {
  for (const text of textsOf(topicsOf(language))) {
    for (const part of textParts(text)) {
      if (part.kind === 'keys') expect(keyCaps(part.text, false).length).toBeGreaterThan(0)
      else expect(part.text).not.toMatch(/\*\*|\[\[|\]\]/)
    }
  }
})
