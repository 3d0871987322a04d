// The installed program as a command: `motcua deadline …` answers on the terminal and opens no window, needs no display, and
// leaves Chromium's own files nowhere.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'

/** A terminal has no display, and Chromium's own complaints (of a missing message bus, say) are no answer to a command. */
const headless = ['--ozone-platform=headless', '--disable-gpu', '--log-level=3']

/** Runs a command and ends the program with its exit code. Must be called before the application is ready. */
export async function runAsCommand(args: readonly string[]): Promise<void> {
  if (process.platform === 'linux' && !app.commandLine.hasSwitch('ozone-platform')) return startHeadless()
  // Chromium keeps files of its own even without a page; beside an open window they must not be the window's.
  const scratch = mkdtempSync(join(tmpdir(), 'motcua-command-'))
  app.setPath('userData', scratch)
  process.once('exit', () => rmSync(scratch, { recursive: true, force: true }))
  let code = 1
  try {
    const { runCommandLine } = await import('./cli/run.ts')
    const built = join(app.getAppPath(), 'out')
    code = await runCommandLine(args, {
      built: { page: join(built, 'renderer'), fonts: join(built, 'fonts') },
      version: app.getVersion(),
      resources: join(process.resourcesPath, 'resources'),
      binding: join(process.resourcesPath, 'better_sqlite3.node'),
    })
    await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))))
  } finally {
    app.exit(code)
  }
}

/** Chromium has chosen its display before this file runs, so on Linux the same program is started again without one. */
function startHeadless(): void {
  const { status } = spawnSync(process.execPath, [...headless, ...process.argv.slice(1)], { stdio: 'inherit' })
  process.exit(status ?? 1)
}
