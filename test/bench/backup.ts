// A verified backup, asked for as the page asks for it, against copying the file and putting the copy on the disk.
import { closeSync, copyFileSync, fsyncSync, openSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { databaseName } from '../../db/store/open.ts'
import { openConnection } from '../../db/store/sqlite.ts'
import { type Figure, median, takeTurns, timed } from './measure.ts'
import { copyOffice } from './place.ts'
import { startProduct } from './worker-client.ts'

const bar = 4

export async function measureBackup(cases: number, rounds: number, say: (line: string) => void): Promise<Figure> {
  const folder = await copyOffice(cases, 'backup', say)
  const file = join(folder, databaseName)
  const connection = openConnection(file, 'reader')
  const staffId = String(connection.prepare('SELECT id FROM staff').pluck().get())
  connection.close()
  const copy = join(folder, 'copy.db')
  // Both workers run in the product: a backup is the reader's, beside a writer that is open.
  const writer = await startProduct('writer', folder, staffId)
  const reader = await startProduct('reader', folder, staffId)
  const turns = await takeTurns(
    rounds,
    async () => {
      const ms = await timed(() => reader.ask('internal.backUp', { reason: 'manual', onlyIfChanged: false }))
      rmSync(join(folder, 'backups'), { recursive: true })
      return ms
    },
    async () => {
      rmSync(copy, { force: true })
      return timed(async () => {
        copyFileSync(file, copy)
        const descriptor = openSync(copy, 'r+')
        fsyncSync(descriptor)
        closeSync(descriptor)
      })
    },
  )
  await reader.close()
  await writer.close()
  return {
    id: 'backup',
    title: `verified backup of ${Math.round(statSync(file).size / 1_048_576)} MB`,
    yardstick: 'a copy of the file, on the disk',
    unit: 'ms',
    product: median(turns.product),
    reference: median(turns.reference),
    bar,
  }
}
