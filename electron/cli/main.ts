// The command line in the tree: `npm run --silent motcua -- <command>`.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommandLine } from './run.ts'

const root = join(import.meta.dirname, '..', '..')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
const built = { page: join(root, 'out', 'renderer'), fonts: join(root, 'out', 'fonts') }
const isBuilt = existsSync(built.page) && existsSync(built.fonts)

process.exitCode = await runCommandLine(process.argv.slice(2), {
  resources: join(root, 'resources'),
  version,
  ...(isBuilt && { built }),
})
