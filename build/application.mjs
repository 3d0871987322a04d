// Builds the application into out/ when a source is newer than the last build.
import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run, say } from './setup.mjs'

const sources = [
  'electron',
  'renderer',
  'db',
  'resources',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'vite.main.config.ts',
  'build/package/bundled-packages.ts',
]
const stamp = join(root, 'out', '.built')

function newestChange(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestChange(join(path, name))), stat.mtimeMs)
}

export function buildIfStale(env) {
  const builtAt = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (Math.max(...sources.map((name) => newestChange(join(root, name)))) <= builtAt) return
  say('building the application')
  const startedAt = new Date()
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['run', '--silent', 'build'], {
    env,
    shell: process.platform === 'win32',
  })
  writeFileSync(stamp, '')
  utimesSync(stamp, startedAt, startedAt) // a source edited meanwhile is newer
}
