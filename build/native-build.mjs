// Compiles better-sqlite3 for hosts with an older Node-API than its prebuilt binaries need (the registry's Electron 33), and
// prints the file. The same sources and compile-time options as the shipped prebuilds; cached by version and flags.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const source = join(root, 'node_modules', 'better-sqlite3')
const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'))
const cache = join(root, '.cache', 'native')
const fail = (message) => {
  process.stderr.write(`native-build: ${message}\n`)
  process.exit(1)
}

const defines = [...readFileSync(join(source, 'deps', 'defines.gypi'), 'utf8').matchAll(/^ *'([A-Za-z_0-9=-]+)',$/gm)].map(
  (match) => `-D${match[1]}`,
)
const common = ['-O1', '-w', '-fPIC', '-fvisibility=hidden', '-DNDEBUG']
const sqliteFlags = [...common, '-std=c99', ...defines]
// NAPI_EXPERIMENTAL: the code needs references to primitives at run time, not a symbol of Node-API 10.
const bindingFlags = [
  ...common,
  '-std=c++20',
  '-fvisibility-inlines-hidden',
  '-DBUILDING_NODE_EXTENSION',
  '-DNAPI_EXPERIMENTAL',
  '-DNAPI_DISABLE_CPP_EXCEPTIONS',
  '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
]
const key = createHash('sha256')
  .update(JSON.stringify([version, sqliteFlags, bindingFlags]))
  .digest('hex')
  .slice(0, 12)
const output = join(cache, `better-sqlite3-${version}-${key}.node`)

if (!existsSync(output)) {
  const systemNode = spawnSync('/bin/sh', ['-c', 'command -v node'], {
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: (process.env.PATH ?? '')
        .split(':')
        .filter((folder) => !folder.includes('node_modules'))
        .join(':'),
    },
  }).stdout.trim()
  const candidates = [
    '/usr/include/node',
    ...(systemNode ? [join(dirname(systemNode), '..', 'include', 'node')] : []),
    join(dirname(process.execPath), '..', 'include', 'node'),
  ]
  const headers = candidates.find((folder) => existsSync(join(folder, 'node_api.h')))
  if (!headers)
    fail(`Node's C headers were not found (looked in ${candidates.join(', ')}); on Debian: apt-get install libnode-dev`)
  process.stderr.write('native-build: compiling SQLite for the stand-in Electron (about half a minute, once)\n')
  mkdirSync(cache, { recursive: true })
  const temporary = mkdtempSync(join(cache, 'tmp-'))
  const compile = (program, args) => {
    const result = spawnSync(program, args, { stdio: ['ignore', 2, 2] })
    if (result.status !== 0) {
      rmSync(temporary, { recursive: true, force: true })
      fail(`${program} failed`)
    }
  }
  const sqliteObject = join(temporary, 'sqlite3.o')
  const bindingObject = join(temporary, 'binding.o')
  const sqlite = join(source, 'deps', 'sqlite3')
  compile('gcc', [...sqliteFlags, '-c', join(sqlite, 'sqlite3.c'), '-o', sqliteObject])
  compile('g++', [
    ...bindingFlags,
    `-I${headers}`,
    `-I${join(root, 'node_modules', 'node-addon-api')}`,
    `-I${sqlite}`,
    '-c',
    join(source, 'src', 'better_sqlite3.cpp'),
    '-o',
    bindingObject,
  ])
  compile('g++', [
    '-shared',
    '-pthread',
    '-Wl,-Bsymbolic',
    '-Wl,--exclude-libs,ALL',
    '-o',
    join(temporary, 'out.node'),
    bindingObject,
    sqliteObject,
    '-ldl',
  ])
  renameSync(join(temporary, 'out.node'), output)
  rmSync(temporary, { recursive: true, force: true })
}
console.log(output)
