// What the tests of the packages know about a packed folder, whatever system it is for: its files, its archive, its machine, its fuses.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

export const root = resolve(import.meta.dirname, '..', '..')
export const linuxFolder = join(root, 'dist', 'linux-unpacked')
export const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
export const debFile = join(root, 'dist', `motcua_${version}_amd64.deb`)

/** Every file below a folder, with `/` and in composed characters (macOS keeps names decomposed), sorted. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.replaceAll('\\', '/').normalize('NFC'))
    .toSorted()
}

export const sizeOf = (folder: string): number =>
  filesOf(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)

/** The files inside an application archive. */
export function archived(asar: string): string[] {
  const all = listPackage(asar, { isPack: false }).map((path) => path.replaceAll('\\', '/').slice(1))
  return all.filter((path) => !all.some((other) => other.startsWith(`${path}/`))).toSorted()
}

/** Where the list differs from the patterns: files that none allows, patterns that nothing answers to. */
export function differences(files: readonly string[], patterns: readonly RegExp[]): string[] {
  const strange = files.filter((file) => !patterns.some((pattern) => pattern.test(file)))
  const unanswered = patterns.filter((pattern) => !files.some((file) => pattern.test(file)))
  return [...strange.map((file) => `not wanted: ${file}`), ...unanswered.map((pattern) => `missing: ${pattern}`)]
}

/** All that may stand in the archive: what the bundler made, and what Electron reads to find it. */
export const archivePatterns: readonly RegExp[] = [
  /^package\.json$/,
  /^out\/main\/entry\.cjs$/,
  /^out\/main\/worker\.cjs$/,
  /^out\/main\/[a-z][a-z0-9-]*\.cjs$/,
  /^out\/preload\/preload\.cjs$/,
  /^out\/renderer\/index\.html$/,
  /^out\/renderer\/assets\/[\w-]+\.js$/,
  /^out\/renderer\/assets\/[\w-]+\.css$/,
  /^out\/renderer\/assets\/[\w-]+\.woff2$/,
  /^out\/fonts\/tinos-(latin|latin-ext|vietnamese)-(400|700)-(normal|italic)\.woff2$/,
]

/** The folder `resources` (macOS: `Resources`) without what belongs to the system's own kind of package. */
export const resourcePatterns: readonly RegExp[] = [
  /^app\.asar$/,
  /^better_sqlite3\.node$/,
  /^resources\/calendars\/vn\.json$/,
  /^resources\/catalogue\/[a-z-]+\.json$/,
  /^resources\/training\/[a-z-]+\.json$/,
  /^resources\/forms\/(form\.css|[\w-]+\/\d\d\/form\.json)$/,
  /^resources\/citizen-screen\/screen\.(css|html)$/,
  /^resources\/icons\/icon\.png$/,
  /^resources\/laws\/[a-z]+\.json$/,
  /^resources\/locales\/(vi|en)\/[a-z-]+\.json$/,
  /^resources\/notice-board\/(sheet\.(css|html)|site\/((index|page)\.html|site\.css))$/,
  /^resources\/policy\/[\w/-]+\.(admx|adml|json)$/,
  /^resources\/process-papers\/([a-zA-Z]+\.json|(flow|paper|table)\.html|paper\.css)$/,
  /^resources\/registers\/(register|[\w-]+\/columns)\.(css|html)$/,
  /^resources\/standards\/[a-z0-9-]+\.json$/,
  /^resources\/update\/keys\.json$/,
  /^resources\/units\/[a-z]+\.json$/,
]

const fuseStates: ReadonlyMap<FuseState, string> = new Map([
  [FuseState.ENABLE, 'on'],
  [FuseState.DISABLE, 'off'],
])

/** The fuses as they are burnt into a program, by name. */
export async function fusesOf(program: string): Promise<Record<string, string>> {
  const wire = await getCurrentFuseWire(program)
  const named = Object.entries(FuseV1Options).filter((entry): entry is [string, FuseV1Options] => typeof entry[1] === 'number')
  return Object.fromEntries(named.map(([name, at]) => [name, fuseStates.get(wire[at] as FuseState) ?? 'absent']))
}

export const expectedFuses = {
  RunAsNode: 'off',
  EnableCookieEncryption: 'on',
  EnableNodeOptionsEnvironmentVariable: 'off',
  EnableNodeCliInspectArguments: 'off',
  EnableEmbeddedAsarIntegrityValidation: 'on',
  OnlyLoadAppFromAsar: 'on',
  LoadBrowserProcessSpecificV8Snapshot: 'off',
  GrantFileProtocolExtraPrivileges: 'off',
}

const elfMachines: Readonly<Record<number, string>> = { 62: 'linux-x64', 183: 'linux-arm64' }
const peMachines: Readonly<Record<number, string>> = { 34404: 'win32-x64', 43620: 'win32-arm64' }
const machMachines: Readonly<Record<number, string>> = { 16777223: 'darwin-x64', 16777228: 'darwin-arm64' }

/** System and processor that a program file is made for, by its own header: ELF, PE or Mach-O. */
export function machineOf(file: string): string {
  const bytes = readFileSync(file)
  const magic = bytes.readUInt32BE(0)
  if (magic === 0x7f454c46) return elfMachines[bytes.readUInt16LE(18)] ?? 'unknown ELF'
  if (magic === 0xcffaedfe) return machMachines[bytes.readUInt32LE(4)] ?? 'unknown Mach-O'
  if (bytes.readUInt16LE(0) === 0x5a4d) return peMachines[bytes.readUInt16LE(bytes.readUInt32LE(60) + 4)] ?? 'unknown PE'
  return 'no program'
}
