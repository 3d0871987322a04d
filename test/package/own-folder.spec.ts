// On Windows and macOS, where the release is made: the folder that was packed there holds the right program, and it answers. Linux has
// its own, stricter tests.
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { archived, archivePatterns, differences, expectedFuses, fusesOf, machineOf, root, version } from './product.ts'

test.skip(process.platform === 'linux', 'Windows and macOS')

/** The application and its resources in the folder that electron-builder made for this machine. */
function ownProgram(): { app: string; program: string; resources: string } {
  const isMac = process.platform === 'darwin'
  const folder =
    readdirSync(join(root, 'dist')).find((name) => (isMac ? /^mac(-arm64)?$/ : /^win(-arm64)?-unpacked$/).test(name)) ?? ''
  if (!isMac) {
    const program = join(root, 'dist', folder, 'motcua.exe')
    return { app: program, program, resources: join(root, 'dist', folder, 'resources') }
  }
  const name = readdirSync(join(root, 'dist', folder)).find((one) => one.endsWith('.app')) ?? ''
  const contents = join(root, 'dist', folder, name, 'Contents')
  const [executable = ''] = readdirSync(join(contents, 'MacOS'))
  return {
    app: join(root, 'dist', folder, name),
    program: join(contents, 'MacOS', executable),
    resources: join(contents, 'Resources'),
  }
}

test('the folder holds the application, the binding of this machine and the fuses', async () => {
  const { app, resources } = ownProgram()
  expect(differences(archived(join(resources, 'app.asar')), archivePatterns)).toEqual([])
  expect(machineOf(join(resources, 'better_sqlite3.node'))).toBe(`${process.platform}-${process.arch}`)
  expect(await fusesOf(app)).toMatchObject(expectedFuses)
})

test('the program answers as a command', () => {
  const { program } = ownProgram()
  expect(execFileSync(program, ['--version'], { encoding: 'utf8' })).toBe(`${version}\n`)
  const deadline = ['deadline', '--limit', '3', '--unit', 'working-days', '--received', '2026-08-26T09:00', '--json']
  expect(JSON.parse(execFileSync(program, deadline, { encoding: 'utf8' }))).toMatchObject({ dueAt: '2026-09-03T17:30' })
})
