// `npm run bench`: sets everything up as the test command does, builds, and measures. Arguments after `--` go to test/bench/main.ts.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildIfStale } from './application.mjs'
import { withDisplay } from './display.mjs'
import { ensureWindowTools, entry, nodeProgram, root, toolEnvironment } from './setup.mjs'

await entry(async () => {
  const tools = await ensureWindowTools({ postgres: true })
  const env = toolEnvironment(tools)
  buildIfStale(env)
  return withDisplay(env, (displayEnv) => {
    const args = ['--disable-warning=ExperimentalWarning', join(root, 'test', 'bench', 'main.ts'), '--electron', tools.version]
    const child = spawn(nodeProgram(), [...args, ...process.argv.slice(2)], { cwd: root, env: displayEnv, stdio: 'inherit' })
    return new Promise((done) => child.on('exit', (code) => done(code ?? 1)))
  })
})
