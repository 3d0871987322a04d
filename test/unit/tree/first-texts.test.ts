// The first screens have only the texts of i18n.ts at hand: what they read without waiting may name no others.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, it } from 'vitest'

const statement = /^(?:import|export)(?! type\b)\s(?:[^'"]*?\sfrom\s)?'(\.[^']+)'/gm
const named = /useTranslation\('([\w-]+)'|\bt\(\s*[^)'`]*['`]([a-z][\w-]*):/g
const given = /resources\/locales\/vi\/\{([^}]+)\}/

/** Files that are read before the page's first screen, with what each says. */
function readFirst(): Map<string, string> {
  const found = new Map<string, string>()
  const waiting = ['renderer/main.tsx']
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file) || !/\.tsx?$/.test(file) || !existsSync(file)) continue
    const text = readFileSync(file, 'utf8')
    found.set(file, text)
    for (const [, to = ''] of text.matchAll(statement)) waiting.push(normalize(join(dirname(file), to)))
  }
  return found
}

it('shows the first screens with the texts that come with them', () => {
  const texts = new Set(given.exec(readFileSync('renderer/i18n.ts', 'utf8'))?.[1]?.split(','))
  const later = given.exec(readFileSync('renderer/texts-vi.ts', 'utf8'))?.[1]?.split(',')
  expect(later).toEqual([...texts])
  const first = readFirst()
  expect(first.has('renderer/people/sign-in-screen.tsx')).toBe(true)
  expect(first.has('renderer/app/shell.tsx')).toBe(false)
  const wanted = [...first].flatMap(([file, text]) =>
    [...text.matchAll(named)].map((match) => ({ file, namespace: match[1] ?? match[2] ?? '' })),
  )
  expect(wanted.length).toBeGreaterThan(10)
  expect(wanted.filter(({ namespace }) => !texts.has(namespace))).toEqual([])
})
