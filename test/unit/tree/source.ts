// The project's own code as the tests of its shape read it: every file, as a syntax tree.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { parseSync } from 'vite'

export const root = resolve(import.meta.dirname, '..', '..', '..')

export interface Source {
  /** From the root, with `/`. */
  readonly path: string
  readonly text: string
}

/** A node of the tree; which fields it has besides follows from its type (ESTree with TypeScript and JSX). */
export interface Node {
  readonly type: string
  readonly start: number
  readonly [field: string]: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  )
}

/** Every file below the folders whose name ends so, and with `''` the files at the top. */
export function readSources(folders: readonly string[], name: RegExp): Source[] {
  const files = folders.flatMap((folder) =>
    folder === ''
      ? readdirSync(root, { withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(root, entry.name))
      : filesBelow(join(root, folder)),
  )
  return files
    .filter((file) => name.test(file))
    .map((file) => ({ path: relative(root, file).replaceAll(sep, '/'), text: readFileSync(file, 'utf8') }))
}

/** The syntax tree; a file that cannot be parsed fails the test that asked. */
export function parse({ path, text }: Source): Node {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join('; ')}`)
  return program as unknown as Node
}

/** Calls `visit` for every node, outer ones first; `parents` begins with the nearest. */
export function walk(node: Node, visit: (node: Node, parents: readonly Node[]) => void, parents: readonly Node[] = []): void {
  visit(node, parents)
  const inner = [node, ...parents]
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, visit, inner)
  }
}

export const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length

/** The value of a text literal, also of a template without a hole; undefined for anything else. */
export function literalText(node: unknown): string | undefined {
  if (!isNode(node)) return undefined
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type !== 'TemplateLiteral' || (node.expressions as unknown[]).length > 0) return undefined
  return templateStart(node)
}

/** The text of a template up to its first hole. */
export function templateStart(node: Node): string | undefined {
  const [first] = node.quasis as Node[]
  return (first?.value as { cooked?: string } | undefined)?.cooked
}
