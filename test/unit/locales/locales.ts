// The texts of both languages, and every place of the code that asks for one.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lineAt, literalText, type Node, parse, root, type Source, walk } from '../tree/source.ts'

export const languages = ['vi', 'en'] as const
export type Language = (typeof languages)[number]
/** Dotted keys and their texts. */
export type Texts = Readonly<Record<string, string>>

const folderOf = (language: Language): string => join(root, 'resources', 'locales', language)
export const namespacesOf = (language: Language): string[] =>
  readdirSync(folderOf(language)).map((file) => file.replace('.json', ''))
export const namespaces = namespacesOf('vi')

function flatten(value: unknown, path: string): Array<[string, string]> {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is neither a text nor a group of texts`)
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, path === '' ? key : `${path}.${key}`))
}

export const readTexts = (language: Language, namespace: string): Texts =>
  Object.fromEntries(flatten(JSON.parse(readFileSync(join(folderOf(language), `${namespace}.json`), 'utf8')), ''))

const pluralForm = /_(zero|one|two|few|many|other)$/
/** The key that the code asks for: without the form that the number of things decides. */
export const askedKey = (key: string): string => key.replace(pluralForm, '')

/** Names between double braces, each once. */
export const holesOf = (text: string): string[] =>
  [...new Set(Array.from(text.matchAll(/\{\{\s*([^},\s]+)[^}]*\}\}/g), ([, name = '']) => name))].sort()

export interface Asked {
  readonly path: string
  readonly line: number
  /** Namespaces in which the key may stand; all of them where the code does not tell. */
  readonly candidates: readonly string[]
  /** What a key must look like: the key itself, or its pattern where a part is computed. */
  readonly pattern: RegExp
  readonly shown: string
}

/** Where a bare key of a file belongs that gets its `t` from elsewhere. */
const handedIn: Readonly<Record<string, string>> = {
  'electron/cli/run.ts': 'cli',
  'electron/cli/invocation.ts': 'cli',
  'electron/cli/cases.ts': 'cli',
  'electron/cli/backups.ts': 'cli',
  'electron/cli/output.ts': 'cli',
  'electron/cli/recovery.ts': 'cli',
  'electron/cli/deadline.ts': 'calendar',
  'db/model/deadline-text.ts': 'calendar',
  'electron/main-calls.ts': 'main',
  'electron/calls/recovery.ts': 'main',
  'electron/calls/diagnostics.ts': 'main',
  'electron/main.ts': 'main',
}
const defaultNamespace = 'common'

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const nameOf = (node: unknown): string => String((node as Node | undefined)?.name ?? '')

/** Every text or template that could be a key, with its pattern; none where nothing of it is known. */
export function keyPattern(node: Node): { shown: string; pattern: string } | undefined {
  const text = literalText(node)
  if (text !== undefined) return { shown: text, pattern: escaped(text) }
  if (node.type !== 'TemplateLiteral') return undefined
  const parts = (node.quasis as Node[]).map((quasi) => (quasi.value as { cooked: string }).cooked)
  return /\p{L}/u.test(parts.join('')) ? { shown: parts.join('…'), pattern: parts.map(escaped).join('.+') } : undefined
}

/** The alternatives of an argument: `isNew ? 'a' : 'b'` asks for two keys. */
function alternatives(node: Node): Node[] {
  if (node.type === 'ConditionalExpression') return [node.consequent as Node, node.alternate as Node].flatMap(alternatives)
  if (node.type === 'LogicalExpression') return [node.left as Node, node.right as Node].flatMap(alternatives)
  if (node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression') return alternatives(node.expression as Node)
  return [node]
}

/** What the functions that translate are called in a file, with their namespaces; an empty set where that is not told. */
function translators(tree: Node, path: string): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>()
  const add = (name: string, namespace: string | undefined) => {
    const known = names.get(name) ?? new Set()
    if (namespace !== undefined) known.add(namespace)
    names.set(name, known)
  }
  add('t', handedIn[path])
  walk(tree, (node) => {
    if (node.type === 'VariableDeclarator') {
      const init = node.init as Node | null
      if (init?.type !== 'CallExpression') return
      const given = init.arguments as Node[]
      const callee = init.callee as Node
      if (nameOf(callee) === 'useTranslation') {
        const spaces =
          given[0]?.type === 'ArrayExpression'
            ? (given[0].elements as Node[]).map(literalText)
            : [literalText(given[0]) ?? defaultNamespace]
        for (const property of ((node.id as Node).properties ?? []) as Node[]) {
          if (nameOf(property.key) === 't') for (const space of spaces) add(nameOf(property.value), space)
        }
      }
      if (nameOf(callee.property) === 'getFixedT') add(nameOf(node.id), literalText(given[1]))
    }
    const annotation = (node.typeAnnotation as Node | undefined)?.typeAnnotation as Node | undefined
    if (node.type === 'Identifier' && annotation?.type === 'TSTypeReference' && nameOf(annotation.typeName) === 'TFunction') {
      const [namespace] = ((annotation.typeArguments as Node | undefined)?.params ?? []) as Node[]
      add(nameOf(node), literalText(namespace?.literal))
    }
  })
  return names
}

/** Every key that a file asks for, and every other text of it that may be one (handed on as `labelKey` and the like). */
export function asksOf(source: Source): { asked: Asked[]; mentioned: Asked[] } {
  const tree = parse(source)
  const names = translators(tree, source.path)
  const ofFile = [...new Set([...names.values()].flatMap((spaces) => [...spaces]))]
  const asked: Asked[] = []
  const mentioned: Asked[] = []
  const make = (node: Node, spaces: readonly string[], isGroup = false): Asked | undefined => {
    const found = keyPattern(node)
    if (!found) return undefined
    const [, namespace, key] = /^([a-z-]+):(.*)$/s.exec(found.shown) ?? []
    const isNamed = namespace !== undefined && namespaces.includes(namespace)
    const pattern = isNamed ? found.pattern.slice(namespace.length + 1) : found.pattern
    const candidates = isNamed ? [namespace] : spaces.length > 0 ? spaces : namespaces
    return {
      path: source.path,
      line: lineAt(source.text, node.start),
      candidates,
      pattern: new RegExp(`^${pattern}${isGroup ? '\\..+' : ''}$`),
      shown: isNamed ? `${namespace}:${key}` : found.shown,
    }
  }
  walk(tree, (node, [parent]) => {
    if (node.type === 'CallExpression') {
      const callee = node.callee as Node
      const name = callee.type === 'MemberExpression' ? nameOf(callee.property) : nameOf(callee)
      const spaces = names.get(name)
      const [first, options] = node.arguments as Node[]
      const isGroup = ((options?.properties ?? []) as Node[]).some(({ key }) => nameOf(key) === 'returnObjects')
      if (spaces && first)
        for (const one of alternatives(first)) asked.push(...[make(one, [...spaces], isGroup)].filter((ask) => ask !== undefined))
    }
    const isText = (node.type === 'Literal' && typeof node.value === 'string') || node.type === 'TemplateLiteral'
    const mention = isText && parent?.type !== 'ImportDeclaration' ? make(node, ofFile) : undefined
    // A bare word in a file that translates nothing is no key.
    if (mention && mention.candidates.length < namespaces.length) mentioned.push(mention)
  })
  return { asked, mentioned }
}
