import { rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createBackup } from '../../../../db/backup/copy.ts'
import { backupFolder } from '../../../../db/backup/shelf.ts'
import { databaseName } from '../../../../db/store/open.ts'
import { openOffice } from '../../../../electron/worker/office.ts'
import { makeFolder, openTestOffice, TestClock } from '../../../fixtures/office.ts'

// Bug: a database that was gone or empty, with backups beside it, opened as a new office.
it.each(['gone', 'empty'])('a database that is %s beside its backups is not taken for a new office', async (how) => {
  const { folder, remove } = makeFolder()
  const clock = new TestClock()
  const { office, close } = await openTestOffice({ folder, clock })
  await createBackup(office.store.connection, backupFolder(folder), 'manual', clock)
  const { resources } = office
  await close()
  if (how === 'gone') rmSync(join(folder, databaseName))
  else truncateSync(join(folder, databaseName))
  await expect(openOffice(folder, resources, clock, {})).rejects.toMatchObject({ code: 'store.missing' })
  remove()
})
