// Reads a JSON file that people write and edit (calendars, catalogues) so that a refusal names the LINE to mend. JSON.parse
// keeps no positions and, for a key written twice, silently drops the first value; here a repeated key is refused.
import type { z } from 'zod'
import { AppError, type ErrorParams, type FieldIssue, type IssueCode } from './errors.ts'
import { complaintsOf } from './zod-issues.ts'

type Path = readonly PropertyKey[]

interface Place {
  readonly line: number
  readonly inner: ReadonlyMap<PropertyKey, Place>
}

interface JsonWithLines {
  readonly value: unknown
  /** The line (from 1) where the value at `path` begins; where there is none, the line of its nearest existing parent. */
  lineOf(path: Path): number
}

// Deeper than any file of ours; a hostile file must not exhaust the stack.
const maxDepth = 200
const noPlaces: ReadonlyMap<PropertyKey, Place> = new Map()

/**
 * Parses JSON text (RFC 8259; a leading byte order mark is allowed) and remembers where each value begins.
 * Throws AppError `file.invalid` with one issue, `malformed` or `notUnique` (a repeated key), whose params hold the line.
 */
export function parseJsonWithLines(text: string): JsonWithLines {
  let at = text.startsWith('\uFEFF') ? 1 : 0
  let line = 1

  function fail(): never {
    refuseFile([fileIssue(line, [], 'malformed')])
  }

  function skipBlanks(): void {
    for (; ; at++) {
      const char = text[at]
      if (char === '\n') line++
      else if (char !== ' ' && char !== '\t' && char !== '\r') return
    }
  }

  function take(char: string): boolean {
    skipBlanks()
    if (text[at] !== char) return false
    at++
    return true
  }

  function readToken(end: number): unknown {
    const token = text.slice(at, end)
    at = end
    try {
      return JSON.parse(token)
    } catch {
      return fail()
    }
  }

  function readString(): string {
    if (text[at] !== '"') fail()
    let end = at + 1
    while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1
    return String(readToken(end + 1))
  }

  function readScalar(): unknown {
    if (text[at] === '"') return readString()
    let end = at
    while (/[\w+.-]/.test(text[end] ?? '')) end++
    return readToken(end)
  }

  function readObject(path: Path, inner: Map<PropertyKey, Place>): unknown {
    const entries: [string, unknown][] = []
    if (take('}')) return {}
    do {
      skipBlanks()
      const keyLine = line
      const key = readString()
      if (inner.has(key)) refuseFile([fileIssue(keyLine, [...path, key], 'notUnique')])
      if (!take(':')) fail()
      const [value, place] = readValue([...path, key])
      entries.push([key, value])
      inner.set(key, { line: keyLine, inner: place.inner })
    } while (take(','))
    if (!take('}')) fail()
    return Object.fromEntries(entries)
  }

  function readArray(path: Path, inner: Map<PropertyKey, Place>): unknown {
    const items: unknown[] = []
    if (take(']')) return items
    do {
      const [value, place] = readValue([...path, items.length])
      inner.set(items.length, place)
      items.push(value)
    } while (take(','))
    if (!take(']')) fail()
    return items
  }

  function readValue(path: Path): [unknown, Place] {
    if (path.length > maxDepth) fail()
    skipBlanks()
    const place = { line, inner: noPlaces }
    if (text[at] !== '{' && text[at] !== '[') return [readScalar(), place]
    const inner = new Map<PropertyKey, Place>()
    const value = text[at++] === '{' ? readObject(path, inner) : readArray(path, inner)
    return [value, { ...place, inner }]
  }

  const [value, root] = readValue([])
  skipBlanks()
  if (at < text.length) fail()

  return {
    value,
    lineOf(path) {
      let place = root
      for (const key of path) {
        const next = place.inner.get(key)
        if (!next) break
        place = next
      }
      return place.line
    },
  }
}

/**
 * Parses a JSON file and checks it whole against a schema; nothing of a bad file is used.
 * A schema's own complaint may name its issue code, see complaintsOf.
 * Throws AppError `file.invalid` with every complaint, in the order of the lines.
 */
export function parseJsonFile<T>(text: string, schema: z.ZodType<T>): T {
  const { value, lineOf } = parseJsonWithLines(text)
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return result.data
  const issues = complaintsOf(result.error).map((complaint) => ({ line: lineOf(complaint.path), ...complaint }))
  return refuseFile(
    issues.sort((a, b) => a.line - b.line).map((issue) => fileIssue(issue.line, issue.path, issue.code, issue.params)),
  )
}

/** A complaint about a place in a file: `path` reads `line 12: years.2026.days[3].date`, `params` hold `line` and `place` apart. */
export function fileIssue(line: number, path: Path, code: IssueCode, params: ErrorParams = {}): FieldIssue {
  const place = path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
  return { path: place ? `line ${line}: ${place}` : `line ${line}`, code, params: { ...params, line, place } }
}

/** Throws AppError `file.invalid`; `line` in its params is the first line complained of. */
function refuseFile(issues: readonly FieldIssue[]): never {
  throw new AppError('file.invalid', { line: issues[0]?.params?.line ?? 1, count: issues.length }, issues)
}
