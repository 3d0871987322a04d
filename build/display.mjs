// A display for the window: the present one, or a virtual one (Xvfb) where Linux has none.
import { spawn } from 'node:child_process'
import { SetupError, say } from './setup.mjs'

/** Calls `use(env)` with DISPLAY set; a virtual display lives as long as the call. */
export async function withDisplay(env, use) {
  if (process.platform !== 'linux' || env.DISPLAY || env.WAYLAND_DISPLAY) return use(env)
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  try {
    const number = await new Promise((done, failed) => {
      server.stdio[3].once('data', (data) => done(String(data).trim()))
      server.once('error', () => failed(new SetupError('no display, and Xvfb cannot be started (Debian: apt-get install xvfb)')))
      server.once('exit', (code) => failed(new SetupError(`the virtual display ended with code ${code}`)))
    })
    say(`no display here: using a virtual one (Xvfb :${number}, 1920x1080)`)
    return await use({ ...env, DISPLAY: `:${number}` })
  } finally {
    server.kill()
  }
}
