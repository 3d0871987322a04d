// The Linux folder holds exactly what an office needs: no source, no map, no test, no other system's binding; fuses as decided.
import { readFileSync } from 'node:fs'
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
} from './product.ts'

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

test('the notices name every packed package with the text of its licence', () => {
  const notices = readFileSync(join(linuxFolder, 'THIRD-PARTY-NOTICES.txt'), 'utf8')
  for (const name of ['better-sqlite3', 'node-addon-api', 'react-dom', 'kysely', 'zod', 'wouter', '@fontsource/tinos', 'SQLite'])
    expect(notices).toMatch(new RegExp(`^${name} `, 'm'))
  expect(notices).toContain('SIL OPEN FONT LICENSE')
  expect(notices).toContain('THE SOFTWARE IS PROVIDED "AS IS"')
  expect(notices.split('='.repeat(100)).every((part) => part.trim().length > 300)).toBe(true)
})
