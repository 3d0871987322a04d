// The installed program as a command: `motcua deadline …` answers on the terminal and opens no window, needs no display, and
// leaves Chromium's own files nowhere.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { app } from 'electron'
import { userDataFolder, versionsFolder } from './paths.ts'
import { policyFile, rememberedPolicyFile } from './policy/machine-policy.ts'
import { readPolicy } from './policy/policy.ts'
import { sandboxOf } from './update/hand-over.ts'
import { Shelf } from './update/shelf.ts'
import { chooseVersion } from './update/start-decision.ts'

/** A terminal has no display, and Chromium's own complaints (of a missing message bus, say) are no answer to a command. */
const headless = ['--ozone-platform=headless', '--disable-gpu', '--log-level=3']

/** Runs a command and ends the program with its exit code. Must be called before the application is ready. */
export async function runAsCommand(args: readonly string[]): Promise<void> {
  // Chromium has chosen its display before this file runs, so on Linux the same program is started again without one.
  const isHeadless = process.platform !== 'linux' || app.commandLine.hasSwitch('ozone-platform')
  const program = findNewerProgram() ?? (isHeadless ? undefined : process.execPath)
  if (program !== undefined) {
    const { status, error } = spawnSync(program, [...(isHeadless ? [] : headless), ...process.argv.slice(1)], {
      stdio: 'inherit',
      env: { ...process.env, ...sandboxOf(dirname(process.execPath)) },
    })
    if (!error) return process.exit(status ?? 1)
  }
  // Chromium keeps files of its own even without a page; beside an open window they must not be the window's.
  const scratch = mkdtempSync(join(tmpdir(), 'motcua-command-'))
  app.setPath('userData', scratch)
  process.once('exit', () => rmSync(scratch, { recursive: true, force: true }))
  let code = 1
  try {
    const { runCommandLine } = await import('./cli/run.ts')
    const built = join(app.getAppPath(), 'out')
    code = await runCommandLine(args, {
      version: app.getVersion(),
      isPackaged: true,
      built: { page: join(built, 'renderer'), fonts: join(built, 'fonts') },
      resources: join(process.resourcesPath, 'resources'),
      binding: join(process.resourcesPath, 'better_sqlite3.node'),
    })
    await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))))
  } finally {
    app.exit(code)
  }
}

/** The newest version taken from an update file that has come up before: an older one would refuse what that one has written. */
function findNewerProgram(): string | undefined {
  const given = app.commandLine.getSwitchValue('user-data-dir')
  const userData = given || userDataFolder()
  if (!readPolicy(policyFile(true), rememberedPolicyFile(userData)).startsTaken) return undefined
  const shelf = new Shelf(versionsFolder(userData, given === ''))
  const proven = shelf.list().filter(({ provenAt }) => provenAt !== null)
  const newer = chooseVersion(app.getVersion(), proven)
  return newer && shelf.programOf(newer)
}
