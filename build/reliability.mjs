// `npm run reliability`: the tests that kill the program and cut the power, at length: 1,000 kills, or as many as MOTCUA_KILLS says;
// and those that bring bundles in every order, 20,000 histories (MOTCUA_HISTORIES).
// MOTCUA_SEED repeats the choices of an earlier run, which names its seed when it fails.
import { spawn } from 'node:child_process'
import { buildIfStale } from './application.mjs'
import { withDisplay } from './display.mjs'
import { ensureWindowTools, entry, root, say, toolEnvironment } from './setup.mjs'

const longRunKills = '1000'
const longRunHistories = '20000'

await entry(async () => {
  const env = {
    MOTCUA_KILLS: longRunKills,
    MOTCUA_HISTORIES: longRunHistories,
    ...toolEnvironment(await ensureWindowTools({ postgres: true })),
  }
  buildIfStale(env)
  return withDisplay(env, async (displayEnv) => {
    let failed = 0
    const folders = {
      unit: ['test/reliability', 'test/unit/db/hub', 'test/unit/db/merge', 'test/unit/db/sync'],
      e2e: ['test/reliability'],
    }
    for (const stage of ['unit', 'e2e']) {
      const how = { cwd: root, env: displayEnv, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' }
      const child = spawn('npm', ['run', '--silent', stage, '--', ...folders[stage]], how)
      const code = await new Promise((done) => child.on('exit', done))
      if (code !== 0) failed += 1
    }
    say(failed === 0 ? `${env.MOTCUA_KILLS} kills survived` : 'something was lost (the reasons stand above)')
    return failed === 0 ? 0 : 1
  })
})
