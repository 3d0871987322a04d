// The power goes while a backup is made. What bears a backup's name must be whole, and what does not must not stay for ever.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createBackup, verifyBackup } from '../../db/backup/copy.ts'
import { backupFolder, listBackups } from '../../db/backup/shelf.ts'
import { kill, startChild } from '../fixtures/child.ts'
import { makeFolder, openTestOffice } from '../fixtures/office.ts'

const rounds = 10
const longestMs = 120

it(`a process killed while it backs up leaves whole backups and no rubbish, ${rounds} times over`, async () => {
  const { folder, remove } = makeFolder()
  const office = await openTestOffice({ folder })
  const target = backupFolder(folder)
  let said = ''
  let leftovers = 0
  for (let round = 0; round < rounds; round += 1) {
    const child = startChild(join(import.meta.dirname, 'backup-loop.ts'), folder)
    const ended = new Promise((resolve) => child.stdout.on('close', resolve))
    await new Promise<void>((resolve) =>
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text
        resolve()
      }),
    )
    await wait(Math.random() * longestMs)
    await kill(child)
    await ended
    leftovers += readdirSync(target).filter((name) => name.includes('.tmp')).length
  }
  const { name } = await createBackup(office.office.store.connection, target, 'manual', office.clock)
  expect(leftovers).toBeGreaterThan(0) // or the test has not hit one
  const listed = listBackups(folder).map((backup) => backup.name)
  expect(listed).toEqual(expect.arrayContaining([name, ...said.split('\n').slice(0, -1)]))
  for (const one of listed) await verifyBackup(join(target, one))
  const whole = new Set(listed.flatMap((one) => [one, `${one}.sha256`, `${one}.json`]))
  expect(readdirSync(target).filter((file) => !whole.has(file))).toEqual([])
  await office.close()
  remove()
}, 120_000)
