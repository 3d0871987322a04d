// What a start waits for: the first screens have only the texts of i18n.ts at hand and may name no others, and the processes behind them
// read nothing that a start does without.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, it } from 'vitest'

const statement = /^(?:import|export)(?! type\b)\s(?:[^'"]*?\sfrom\s)?'(\.[^']+)'/gm
const named = /useTranslation\('([\w-]+)'|\bt\(\s*[^)'`]*['`]([a-z][\w-]*):/g
const given = /resources\/locales\/vi\/\{([^}]+)\}/

/** The files that a file cannot run without, and itself, with what each says. */
function readFirst(entry: string): Map<string, string> {
  const found = new Map<string, string>()
  const waiting = [entry]
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
  const first = readFirst('renderer/main.tsx')
  expect(first.has('renderer/people/sign-in-screen.tsx')).toBe(true)
  expect(first.has('renderer/app/shell.tsx')).toBe(false)
  const wanted = [...first].flatMap(([file, text]) =>
    [...text.matchAll(named)].map((match) => ({ file, namespace: match[1] ?? match[2] ?? '' })),
  )
  expect(wanted.length).toBeGreaterThan(10)
  expect(wanted.filter(({ namespace }) => !texts.has(namespace))).toEqual([])
})

it.each([
  [
    'electron/worker/main.ts',
    'db/people/sign-in.ts',
    ['electron/worker/handlers.ts', 'electron/worker/errands.ts', 'db/record.ts'],
  ],
  ['electron/main.ts', 'electron/window.ts', ['electron/program.ts', 'electron/api/call.ts']],
])('begins %s without what a start does without', (entry, known, later) => {
  const first = readFirst(entry)
  expect(first.has(known)).toBe(true)
  expect(later.filter((file) => first.has(file) || !existsSync(file))).toEqual([])
})
