// The command line in the tree: `npm run --silent motcua -- <command>`.
import { join } from 'node:path'
import { runCommandLine } from './run.ts'

process.exitCode = await runCommandLine(process.argv.slice(2), { resources: join(import.meta.dirname, '..', '..', 'resources') })
