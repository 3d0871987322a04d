// The house: which part of the program may lean on which (design: a floor stands on the floors below it, never the other way
// round), who alone may touch the database library, the clock, the bridge; and which package belongs where.
import { posix } from 'node:path'
import { lineAt, literalText, type Node, parse, type Source, walk } from './source.ts'

export interface Import {
  readonly from: string
  readonly line: number
  /** A file of the project, from the root, or the name of a package or built-in module. */
  readonly to: string
  readonly isOwn: boolean
  /** Gone once the types are stripped. */
  readonly isType: boolean
  /** What is taken, as the other side calls it; empty for the whole. */
  readonly names: readonly string[]
}

const nameOf = (node: unknown): string => String((node as Node | undefined)?.name ?? (node as Node | undefined)?.value ?? '')

/** Everything that a file imports, in any of the ways of doing it. */
export function importsOf(source: Source): Import[] {
  const found: Import[] = []
  walk(parse(source), (node) => {
    const add = (specifier: string | undefined, isType: boolean, names: readonly string[] = []) => {
      if (specifier === undefined) return
      const isOwn = specifier.startsWith('.')
      const to = isOwn ? posix.normalize(posix.join(posix.dirname(source.path), specifier)) : specifier
      found.push({ from: source.path, line: lineAt(source.text, node.start), to, isOwn, isType, names })
    }
    const kind = node.importKind ?? node.exportKind
    const specifiers = (node.specifiers ?? []) as Node[]
    const allTypes = specifiers.length > 0 && specifiers.every((one) => (one.importKind ?? one.exportKind) === 'type')
    if (node.type === 'ImportDeclaration') {
      const values = specifiers.filter((one) => one.importKind !== 'type')
      add(literalText(node.source), kind === 'type' || allTypes, kind === 'type' ? [] : values.map((one) => nameOf(one.imported)))
    } else if (node.type === 'ExportNamedDeclaration' && node.source) add(literalText(node.source), kind === 'type' || allTypes)
    else if (node.type === 'ExportAllDeclaration') add(literalText(node.source), kind === 'type')
    else if (node.type === 'ImportExpression') add(literalText(node.source) ?? '', false)
    else if (node.type === 'TSImportType') add(literalText(node.source ?? node.argument), true)
    else if (node.type === 'CallExpression') {
      const { callee, arguments: given } = node as unknown as { callee: Node; arguments: unknown[] }
      const isGlob =
        callee.type === 'MemberExpression' &&
        nameOf(callee.property) === 'glob' &&
        (callee.object as Node).type === 'MetaProperty'
      if (nameOf(callee) === 'require' || isGlob) add(literalText(given[0]), false)
    }
  })
  return found
}

const isIn = (path: string, ...folders: readonly string[]): boolean => folders.some((folder) => path.startsWith(`${folder}/`))
const isTop = (path: string): boolean => !path.includes('/')
const isData = (path: string): boolean => isIn(path, 'resources')

/** Files of the project that a file may import. */
function mayImport(from: string, to: string): boolean {
  if (isTop(from) || isIn(from, 'test')) return true
  if (isIn(from, 'build')) return isIn(to, 'build') || to === 'package.json'
  if (isIn(from, 'db/model')) return isIn(to, 'db/model')
  if (isIn(from, 'db')) return isIn(to, 'db')
  if (isIn(from, 'electron/api')) return isIn(to, 'electron/api', 'db')
  if (isIn(from, 'electron')) return isIn(to, 'electron', 'db') || isData(to)
  if (isIn(from, 'renderer')) return isIn(to, 'renderer', 'electron/api', 'db/model') || isData(to)
  return false
}

const renderer = ['renderer'] as const
const tests = ['test'] as const
/** Where each package may be used; the tests may use all. One that is not listed is refused until somebody has thought about it. */
export const packages: Readonly<Record<string, readonly string[]>> = {
  'better-sqlite3': ['db/store/sqlite.ts'],
  kysely: ['db'],
  'kysely/migration': ['db/store', 'db/hub'],
  zod: ['db', 'electron', 'renderer'],
  i18next: ['electron/cli', 'electron/texts.ts', 'renderer'],
  electron: ['electron', 'build/default-app', 'build/icons'],
  mustache: ['electron/print'],
  'bwip-js/node': ['electron/print'],
  'bwip-js': ['electron/print'],
  docx: ['electron/print'],
  fflate: ['electron/workbook'],
  'read-excel-file': ['electron/workbook'],
  'write-excel-file': ['electron/workbook'],
  '@base-ui/react': renderer,
  '@fontsource-variable/inter': renderer,
  '@fontsource/tinos': ['electron/print'],
  '@hookform/resolvers': renderer,
  '@tanstack/react-query': renderer,
  '@tanstack/react-table': renderer,
  '@tanstack/react-virtual': renderer,
  diff: renderer,
  'lucide-react': renderer,
  react: renderer,
  'react-day-picker': renderer,
  'react-dom': renderer,
  'react-hook-form': renderer,
  'react-i18next': renderer,
  wouter: renderer,
  '@dagrejs/dagre': ['db/processes'],
  'age-encryption': ['db/backup', 'db/sync'],
  pg: ['db/hub'],
  'pg-copy-streams': ['db/hub'],
  'electron-builder': ['build'],
  '@electron/asar': ['build'],
  '@electron/fuses': ['build'],
  '@playwright/test': tests,
  'axe-core': tests,
  'fast-check': tests,
  'pdfjs-dist': renderer,
  playwright: tests,
  '@vitejs/plugin-react': [],
  vite: ['build'],
  vitest: tests,
}

/** Parts of `electron/` that also run where there is no Electron: in a worker thread, on the command line, in the page. */
const withoutElectron = ['electron/api', 'electron/worker', 'electron/cli', 'electron/diagnostics']

function packageIssue({ from, to, isType }: Import): string | undefined {
  if (to.startsWith('node:')) {
    if (isIn(from, 'renderer', 'electron/api', 'db/model')) return `no module of Node here: ${to}`
    return undefined
  }
  const [scope = '', name = '', ...rest] = to.split('/')
  const owner = to.startsWith('@') ? `${scope}/${name}` : scope
  const places = packages[to] ?? (rest.length > 0 || owner !== to ? packages[owner] : undefined)
  if (!places) return `${to} is not classified: say in test/unit/tree/import-rules.ts where it belongs`
  if (isTop(from) || isIn(from, 'test')) return undefined
  if (!places.some((place) => from === place || isIn(from, place))) return `${to} does not belong here`
  if (owner === 'electron' && isIn(from, ...withoutElectron)) return 'electron does not exist where this runs'
  if (isIn(from, 'db/model') && to !== 'zod') return `db/model leans on zod alone, not on ${to}`
  if (owner === 'better-sqlite3' && isType) return undefined
  return undefined
}

/** What one file alone may import from Electron or Node; nobody where the file does not exist yet. */
const soleOwners: ReadonlyArray<{ readonly name: string; readonly module: string; readonly owner: string }> = [
  { name: 'ipcMain', module: 'electron', owner: 'electron/door.ts' },
  { name: 'ipcRenderer', module: 'electron', owner: 'electron/preload.ts' },
  { name: 'shell', module: 'electron', owner: 'electron/open-external.ts' },
  { name: 'sign', module: 'node:crypto', owner: 'db/sync/keys.ts' },
  { name: 'generateKeyPair', module: 'node:crypto', owner: 'db/sync/keys.ts' },
  { name: 'generateKeyPairSync', module: 'node:crypto', owner: 'db/sync/keys.ts' },
]
const clockOwner = 'db/model/clock.ts'

/** Readings of the computer's clock: `Date.now`, `new Date()` and `Date()`. */
function clockReadings(source: Source): number[] {
  const lines: number[] = []
  walk(parse(source), (node) => {
    const given = (node.arguments ?? []) as unknown[]
    const isNow = node.type === 'MemberExpression' && nameOf(node.object) === 'Date' && nameOf(node.property) === 'now'
    const isNew = node.type === 'NewExpression' && nameOf(node.callee) === 'Date' && given.length === 0
    const isCall = node.type === 'CallExpression' && nameOf(node.callee) === 'Date'
    if (isNow || isNew || isCall) lines.push(lineAt(source.text, node.start))
  })
  return lines
}

/** Modules that a file brings along at run time, whole, with the way to each. */
function reachable(start: string, graph: ReadonlyMap<string, readonly Import[]>): Map<string, readonly string[]> {
  const ways = new Map<string, readonly string[]>([[start, [start]]])
  for (const [path, way] of ways) {
    for (const { to, isType } of graph.get(path) ?? []) if (!isType && !ways.has(to)) ways.set(to, [...way, to])
  }
  return ways
}

/** Pure files: they also run in the page, or decide rules of law that must depend on nothing around them. */
const isPure = (path: string): boolean =>
  isIn(path, 'renderer', 'electron/api', 'db/model') || /^db\/[a-z]+\/(rules|content)\.ts$/.test(path)
const isImpure = (to: string): boolean => /^(node:|electron$|better-sqlite3$|kysely(\/|$))/.test(to)

function cycles(graph: ReadonlyMap<string, readonly Import[]>): string[] {
  const state = new Map<string, 'open' | 'done'>()
  const found: string[] = []
  const visit = (path: string, way: readonly string[]): void => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') {
      found.push(`${path}: imports itself by way of ${[...way.slice(way.indexOf(path) + 1), path].join(' → ')}`)
      return
    }
    state.set(path, 'open')
    for (const { to, isType, isOwn } of graph.get(path) ?? []) if (isOwn && !isType) visit(to, [...way, path])
    state.set(path, 'done')
  }
  for (const path of graph.keys()) visit(path, [])
  return found
}

/** Every breach of the rules as `file:line: what`; none for a tidy tree. */
export function findBreaches(sources: readonly Source[]): string[] {
  const graph = new Map(sources.map((source) => [source.path, importsOf(source)]))
  const breaches: string[] = []
  for (const source of sources) {
    const { path } = source
    for (const one of graph.get(path) ?? []) {
      const tell = (what: string) => breaches.push(`${path}:${one.line}: ${what}`)
      if (one.isOwn && !mayImport(path, one.to)) tell(`may not import ${one.to}`)
      const issue = one.isOwn ? undefined : packageIssue(one)
      if (issue) tell(issue)
      for (const { name, module, owner } of soleOwners) {
        if (one.to === module && path !== owner && !isIn(path, 'test', 'build') && one.names.includes(name))
          tell(`${name} belongs to ${owner}`)
      }
      const takesAll = one.names.includes('') || (!one.isType && one.names.length === 0)
      if (one.to === 'electron' && takesAll && isIn(path, 'electron'))
        tell('take from electron by name, so that owners can be checked')
    }
    if (path !== clockOwner && isIn(path, 'db', 'electron', 'renderer')) {
      for (const line of clockReadings(source)) breaches.push(`${path}:${line}: the clock belongs to ${clockOwner}`)
    }
    if (isIn(path, 'resources')) breaches.push(`${path}: resources are data without code`)
    if (isPure(path)) {
      for (const [to, way] of reachable(path, graph))
        if (isImpure(to)) breaches.push(`${path}: brings along ${way.slice(1).join(' → ')}`)
    }
  }
  return [...breaches, ...cycles(graph)]
}
