import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findBreaches, importsOf, packages } from './import-rules.ts'
import { readSources, root } from './source.ts'

const sources = readSources(['', 'build', 'db', 'electron', 'renderer', 'resources', 'test'], /\.([cm]?[jt]s|tsx)$/)
const breaches = (path: string, text: string, ...others: ReadonlyArray<readonly [string, string]>) =>
  findBreaches([{ path, text }, ...others.map(([at, code]) => ({ path: at, text: code }))])

describe('the tree', () => {
  it('keeps to the floors, the owners and the packages, without cycles', () => {
    expect(sources.length).toBeGreaterThan(150)
    expect(findBreaches(sources)).toEqual([])
  })

  it('imports only files that exist, by their whole name', () => {
    const missing = sources
      .flatMap(importsOf)
      .filter(({ isOwn, to }) => isOwn && !/[*{]/.test(to) && !existsSync(join(root, to)))
      .map(({ from, line, to }) => `${from}:${line}: ${to}`)
    expect(missing).toEqual([])
  })

  it('has a place for every package that the program or its tests install', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const tools = /^(@types\/|@biomejs\/biome$|typescript$|electron-builder$)/
    const installed = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !tools.test(name))
    expect(installed.filter((name) => !(name in packages))).toEqual([])
  })

  it('has at its top only what the design lists', () => {
    const allowed = /^(package(-lock)?\.json|tsconfig\.json|biome\.json|[a-z.]+\.config\.ts|README\.md|LICENSE|CHANGELOG\.md)$/
    const folders = ['build', 'db', 'electron', 'renderer', 'resources', 'test']
    const made = ['node_modules', 'out', 'dist', 'test-results', 'playwright-report']
    const strange = readdirSync(root, { withFileTypes: true }).filter(
      ({ name }) => !name.startsWith('.') && ![...folders, ...made].includes(name) && !allowed.test(name),
    )
    expect(strange.map(({ name }) => name)).toEqual([])
  })
})

describe('the rules find', () => {
  const electron = (names: string) => `import { ${names} } from 'electron'\nconsole.error(${names})`
  it.each<[what: string, path: string, text: string, breach: string]>([
    [
      'a floor that leans on the one above',
      'db/cases/commands.ts',
      "import { app } from '../../electron/main.ts'",
      'may not import electron/main.ts',
    ],
    ['the same for a type', 'db/cases/commands.ts', "import type { Call } from '../../electron/api/call.ts'", 'may not import'],
    ['the same in an export', 'db/cases/commands.ts', "export { a } from '../../renderer/a.ts'", 'may not import'],
    [
      'the same when asked for at run time',
      'db/cases/commands.ts',
      "const a = await import('../../electron/main.ts')",
      'may not import',
    ],
    ['the same in a type of TypeScript', 'db/cases/commands.ts', "type A = import('../../electron/main.ts').A", 'may not import'],
    [
      'the page that asks the database',
      'renderer/cases/page.tsx',
      "import { listCases } from '../../db/cases/queries.ts'",
      'may not import db/cases/queries.ts',
    ],
    [
      'the page that takes a rule of a subject',
      'renderer/cases/page.tsx',
      "import { roles } from '../../db/people/rules.ts'",
      'may not import',
    ],
    [
      'the page that reaches into the main process',
      'renderer/a.ts',
      "import { log } from '../electron/log.ts'",
      'may not import',
    ],
    ['the page that uses Node', 'renderer/a.ts', "import { join } from 'node:path'", 'no module of Node here'],
    ['the page that uses Electron', 'renderer/a.ts', electron('clipboard'), 'electron does not belong here'],
    ['React below the page', 'electron/window.ts', "import React from 'react'", 'react does not belong here'],
    ['the model that leans on a subject', 'db/model/ids.ts', "import { roles } from '../people/rules.ts'", 'may not import'],
    ['the model that leans on a package', 'db/model/ids.ts', "import { sql } from 'kysely'", 'db/model leans on zod alone'],
    ['the contract that needs Node', 'electron/api/call.ts', "import { join } from 'node:path'", 'no module of Node here'],
    ['Electron in a worker', 'electron/worker/main.ts', electron('app'), 'electron does not exist where this runs'],
    ['Electron on the command line', 'electron/cli/run.ts', electron('app'), 'electron does not exist where this runs'],
    [
      'a build script that imports the program',
      'build/package.mjs',
      "import { app } from '../electron/main.ts'",
      'may not import',
    ],
    ['the program that imports a test', 'electron/main.ts', "import { a } from '../test/fixtures/a.ts'", 'may not import'],
    [
      'a second owner of the database library',
      'db/store/open.ts',
      "import Database from 'better-sqlite3'",
      'better-sqlite3 does not belong here',
    ],
    ['a second owner of ipcMain', 'electron/main.ts', electron('ipcMain'), 'ipcMain belongs to electron/door.ts'],
    [
      'a second owner of ipcRenderer',
      'electron/print/frame.ts',
      electron('ipcRenderer'),
      'ipcRenderer belongs to electron/preload.ts',
    ],
    ['anybody who opens addresses outside', 'electron/main.ts', electron('shell'), 'shell belongs to'],
    [
      'a hidden owner',
      'electron/main.ts',
      "import * as all from 'electron'\nall.ipcMain.handle('x')",
      'take from electron by name',
    ],
    ['a signature outside its place', 'db/backup/commands.ts', "import { sign } from 'node:crypto'", 'sign belongs to'],
    ['a second clock', 'db/cases/rules.ts', 'export const now = Date.now()', 'the clock belongs to'],
    ['a second clock that is handed on', 'renderer/a.ts', 'export const now = Date.now', 'the clock belongs to'],
    [
      'today out of nowhere',
      'renderer/a.tsx',
      'export const A = () => <p>{new Date().toISOString()}</p>',
      'the clock belongs to',
    ],
    ['a package that nobody has thought about', 'renderer/a.ts', "import { x } from 'left-pad'", 'left-pad is not classified'],
    ['a built-in module by its old name', 'electron/main.ts', "import { join } from 'path'", 'path is not classified'],
    ['code among the data', 'resources/forms/a.ts', 'export const a = 1', 'data without code'],
  ])('%s', (_, path, text, breach) => {
    expect(breaches(path, text).join('\n')).toContain(breach)
  })

  it('the page bringing Node along by a detour', () => {
    const found = breaches(
      'renderer/a.ts',
      "import { b } from '../electron/api/b.ts'",
      ['electron/api/b.ts', "import { rule } from '../../db/cases/rules.ts'"],
      ['db/cases/rules.ts', "import { readFileSync } from 'node:fs'"],
    )
    expect(found).toContain('renderer/a.ts: brings along electron/api/b.ts → db/cases/rules.ts → node:fs')
  })

  it('a cycle, but not one of types alone', () => {
    const a = (kind: string) =>
      breaches('db/a.ts', `import ${kind} { b } from './b.ts'`, ['db/b.ts', "import { a } from './a.ts'"])
    expect(a('').join()).toContain('imports itself by way of db/b.ts → db/a.ts')
    expect(a('type')).toEqual([])
  })
})

describe('the rules leave alone', () => {
  it.each<[what: string, path: string, text: string]>([
    [
      'types and schemas of the contract in the page',
      'renderer/a.ts',
      "import { caseSorts } from '../electron/api/cases.ts'\nimport { fold } from '../db/model/text.ts'",
    ],
    ['the owners themselves', 'electron/door.ts', "import { ipcMain, type WebContents } from 'electron'"],
    ['types of Electron', 'electron/log.ts', "import type { IpcMainInvokeEvent } from 'electron'"],
    ['a date made of a number', 'renderer/a.ts', 'export const text = (ms: number) => new Date(ms).toISOString()'],
    [
      'texts that only speak of imports',
      'db/a.ts',
      "// import x from 'left-pad'\nexport const text = \"import { y } from 'react'; Date.now()\"",
    ],
    [
      'the tests',
      'test/unit/a.test.ts',
      "import { x } from '../../renderer/a.ts'\nimport Database from 'better-sqlite3'\nDate.now()",
    ],
  ])('%s', (_, path, text) => {
    expect(breaches(path, text)).toEqual([])
  })
})
