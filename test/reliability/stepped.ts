// Makes a backup, restores one or attaches a scan, and dies at one chosen step of its way through the file system: just before it, or just after.
// The steps are the calls that change folders and files; what SQLite does inside its own files is left to chance in kill.test.ts.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const [action = '', folder = '', backup = '', deadlyStep = ''] = process.argv.slice(2)
const changing = [
  'appendFileSync',
  'copyFileSync',
  'fsyncSync',
  'linkSync',
  'mkdirSync',
  'renameSync',
  'rmSync',
  'unlinkSync',
  'writeFileSync',
] as const
let steps = 0
const step = (name: string) => {
  steps += 1
  if (steps !== Number(deadlyStep)) return
  fs.writeSync(1, `died at ${name}\n`)
  process.kill(process.pid, 'SIGKILL')
  for (;;); // the signal takes a moment
}

const patched = fs as unknown as Record<string, (...given: unknown[]) => unknown>
for (const name of changing) {
  const original = patched[name]
  if (!original) throw new Error(`no ${name}`)
  patched[name] = (...given) => {
    step(`${name}, before`)
    const result = original(...given)
    step(`${name}, after`)
    return result
  }
}
syncBuiltinESMExports()

const { createBackup } = await import('../../db/backup/copy.ts')
const { restoreBackup } = await import('../../db/backup/restore.ts')
const { backupFolder } = await import('../../db/backup/shelf.ts')
const { systemClock } = await import('../../db/model/clock.ts')
const { lockFolder } = await import('../../db/store/open.ts')
const { resources } = await import('../fixtures/office.ts')
const { attachFirst } = await import('./attach.ts')
const { openOffice } = await import('../../electron/worker/office.ts')

if (action === 'backup') {
  const { office } = await openOffice(folder, resources, systemClock, {})
  steps = 0
  await createBackup(office.store.connection, backupFolder(folder), 'manual', systemClock)
} else if (action === 'attach') {
  const { office } = await openOffice(folder, resources, systemClock, {})
  steps = 0
  await attachFirst(office)
} else {
  const lock = lockFolder(folder)
  steps = 0
  await restoreBackup(lock.folder, backup, systemClock)
}
fs.writeSync(1, 'done\n')
process.exit(0)
