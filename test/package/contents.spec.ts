// The Linux folder holds exactly what an office needs: no source, no map, no test, no other system's binding; fuses as decided.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { extractFile } from '@electron/asar'
import { expect, test } from '@playwright/test'
import {
  archived,
  archivePatterns,
  differences,
  expectedFuses,
  filesOf,
  fusesOf,
  linuxFolder,
  machineOf,
  resourcePatterns,
  root,
  version,
} from './product.ts'

test.skip(process.platform !== 'linux', 'Linux')

/** Electron's own files on Linux, and our notices. */
const folderPatterns = [
  /^motcua$/,
  /^chrome-sandbox$/,
  /^chrome_crashpad_handler$/,
  /^chrome_(100|200)_percent\.pak$/,
  /^resources\.pak$/,
  /^icudtl\.dat$/,
  /^(snapshot_blob|v8_context_snapshot)\.bin$/,
  /^lib(EGL|GLESv2|ffmpeg|vk_swiftshader)\.so$/,
  /^libvulkan\.so\.1$/,
  /^vk_swiftshader_icd\.json$/,
  /^locales\/vi\.pak$/,
  /^locales\/en-US\.pak$/,
  /^LICENSE\.electron\.txt$/,
  /^LICENSES\.chromium\.html$/,
  /^THIRD-PARTY-NOTICES\.txt$/,
]
const archive = join(linuxFolder, 'resources', 'app.asar')

test('the folder and the archive hold what is expected and nothing else', () => {
  const files = filesOf(linuxFolder)
  const resources = resourcePatterns.map(({ source }) => new RegExp(`^resources/${source.slice(1)}`))
  expect(differences(files, [...folderPatterns, ...resources])).toEqual([])
  expect(differences(archived(archive), archivePatterns)).toEqual([])
  // The list itself must be able to find a stranger and a gap.
  expect(differences([...files, 'resources/app-update.yml'], [...folderPatterns, ...resources, /^absent$/])).toHaveLength(2)
})

test('nothing in the archive tells on which machine it was built', () => {
  for (const file of archived(archive)) {
    const text = extractFile(archive, file).toString('latin1')
    expect.soft(text.includes(process.cwd()), `${file} holds a path of this machine`).toBe(false)
  }
})

test('the program and its binding are made for this system', () => {
  expect(machineOf(join(linuxFolder, 'motcua'))).toBe('linux-x64')
  expect(machineOf(join(linuxFolder, 'resources', 'better_sqlite3.node'))).toBe('linux-x64')
})

test('the fuses are burnt as decided', async () => {
  expect(await fusesOf(join(linuxFolder, 'motcua'))).toMatchObject(expectedFuses)
})

interface Packed {
  readonly name: string
  readonly version: string
  readonly license: string
}

/** What the bundler wrote down, whichever part it is in. */
const packed = readdirSync(join(root, 'out', 'packages')).flatMap(
  (file) => JSON.parse(readFileSync(join(root, 'out', 'packages', file), 'utf8')) as Packed[],
)

test('the notices name every packed package with the text of its licence, and only licences that let us ship', () => {
  const allowed = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'Unlicense', 'OFL-1.1']
  const [opening = '', ...parts] = readFileSync(join(linuxFolder, 'THIRD-PARTY-NOTICES.txt'), 'utf8').split(
    `${'='.repeat(100)}\n\n`,
  )
  expect(opening).toContain('LICENSES.chromium.html')
  const titles = parts.map((part) => part.split('\n')[0] ?? '')
  expect(packed.length).toBeGreaterThan(20)
  for (const { name, version: itsVersion, license } of packed) {
    expect.soft(titles).toContain(`${name} ${itsVersion} (${license})`)
    expect.soft(allowed).toContain(license)
  }
  for (const name of ['better-sqlite3', 'node-addon-api', '@fontsource/tinos', '@fontsource-variable/inter', 'SQLite'])
    expect(titles.filter((title) => title.startsWith(`${name} `))).toHaveLength(1)
  for (const part of parts) expect.soft(part.length, part.split('\n')[0]).toBeGreaterThan(300)
})

test('the bill of materials names what ships, with checksums, and no tool of ours', () => {
  const bill = JSON.parse(readFileSync(join(root, 'dist', `motcua-${version}.cdx.json`), 'utf8'))
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'motcua', version } } })
  const components = bill.components as Array<{ name: string; version: string; hashes?: unknown[] }>
  const names = components.map(({ name }) => name)
  for (const { name } of packed) expect.soft(names).toContain(name)
  expect(names).toEqual(expect.arrayContaining(['electron', 'SQLite', 'node-addon-api']))
  expect(names).not.toContain('vitest')
  expect(components.filter(({ name, hashes }) => name !== 'SQLite' && !hashes?.length)).toEqual([])
})
