// `npm start`: sets everything up, builds when the sources changed, opens the application. Arguments after `--` go to it.
import { spawn } from 'node:child_process'
import { buildIfStale } from './application.mjs'
import { withDisplay } from './display.mjs'
import { ensureWindowTools, entry, root, SetupError, say, toolEnvironment } from './setup.mjs'

await entry(async () => {
  const tools = await ensureWindowTools()
  const env = toolEnvironment(tools)
  buildIfStale(env)
  return withDisplay(env, (displayEnv) => {
    say(`opening Một Cửa on Electron ${tools.version}`)
    const sandbox = process.getuid?.() === 0 || process.env.MOTCUA_NO_SANDBOX ? ['--no-sandbox'] : [] // Chromium refuses its sandbox to root
    const child = spawn(tools.electron, [...sandbox, root, ...process.argv.slice(2)], {
      cwd: root,
      env: displayEnv,
      stdio: 'inherit',
    })
    return new Promise((done, failed) => {
      child.on('error', (error) => failed(new SetupError(`Electron cannot be started (${error.message})`)))
      child.on('exit', (code) => done(code ?? 1))
    })
  })
})
