// `npm run --silent motcua -- <command>`: the command line from the tree, on Node 24, without a display.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensurePackages, entry, nodeProgram, root } from './setup.mjs'

await entry(() => {
  ensurePackages()
  const child = spawnSync(
    nodeProgram(),
    ['--disable-warning=ExperimentalWarning', join(root, 'electron', 'cli', 'main.ts'), ...process.argv.slice(2)],
    { stdio: 'inherit', cwd: process.env.INIT_CWD ?? process.cwd() },
  )
  return child.status ?? 1
})
