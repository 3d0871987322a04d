// `npm test`: sets everything up, then types, style, unit tests, the end-to-end tests in the real Electron, and the packages.
// Every stage runs even when an earlier one failed, so one run tells all; the exit code is 0 only when all passed.
import { spawn } from 'node:child_process'
import { buildIfStale } from './application.mjs'
import { withDisplay } from './display.mjs'
import { ensureWindowTools, entry, root, say, toolEnvironment } from './setup.mjs'

await entry(async () => {
  const tools = await ensureWindowTools({ postgres: true })
  const env = toolEnvironment(tools)
  buildIfStale(env)
  return withDisplay(env, async (displayEnv) => {
    const failed = []
    for (const stage of ['typecheck', 'lint', 'unit', 'e2e', 'package-test']) {
      say(`stage ${stage}`)
      const child = spawn('npm', ['run', '--silent', stage], {
        cwd: root,
        env: displayEnv,
        stdio: ['ignore', 'inherit', 'inherit'],
        shell: process.platform === 'win32',
      })
      const code = await new Promise((done) => child.on('exit', done))
      if (code !== 0) failed.push(stage)
    }
    if (failed.length > 0) say(`failed: ${failed.join(', ')}`)
    return failed.length === 0 ? 0 : 1
  })
})
