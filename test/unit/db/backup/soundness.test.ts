// What the check of a fresh copy finds, and what it leaves to the restore.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBackup, verifyBackup } from '../../../../db/backup/copy.ts'
import { runDrill } from '../../../../db/backup/drill.ts'
import { restoreBackup } from '../../../../db/backup/restore.ts'
import { backupFolder } from '../../../../db/backup/shelf.ts'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { searchCases } from '../../../../db/cases/search.ts'
import { findPersons } from '../../../../db/people/queries.ts'
import { checkStore, findBrokenIndexes } from '../../../../db/store/check.ts'
import { openForInspection } from '../../../../db/store/sqlite.ts'
import { keepLog, makeFolder, openTestOffice, sampleIntake, type TestOffice } from '../../../fixtures/office.ts'

let folder: string
let remove: () => void
let office: TestOffice
beforeEach(async () => {
  ;({ folder, remove } = makeFolder())
  office = await openTestOffice({ folder })
  for (let number = 0; number < 3; number += 1)
    await receiveCase(office.db, office.actor, sampleIntake({ procedureId: await office.procedureId('KS') }), office.formKeyOn)
})
afterEach(async () => {
  await office.close()
  remove()
})

/** Makes a backup whose copy comes out changed, as a failing disk would leave it. */
async function createChanged(change: (bytes: Buffer) => Buffer) {
  const reader = openForInspection(office.office.store.file)
  const letGo = keepLog(office.office.store)
  const copyPages = reader.backup.bind(reader)
  reader.backup = async (file, options) => {
    const done = await copyPages(file, options)
    writeFileSync(file, change(readFileSync(file)))
    return done
  }
  try {
    return await createBackup(reader, backupFolder(folder), 'manual', office.clock)
  } finally {
    letGo()
    reader.close()
  }
}

describe('a fresh copy', () => {
  it.each([
    [
      'says that a page is free which is not',
      (bytes) => {
        bytes.writeUInt32BE(bytes.readUInt32BE(36) + 1, 36)
        return bytes
      },
    ],
    [
      'has a page that belongs to nothing',
      (bytes) => {
        bytes.writeUInt32BE(bytes.readUInt32BE(28) + 1, 28)
        return Buffer.concat([bytes, Buffer.alloc(4_096)])
      },
    ],
    ['has lost the content of a page', (bytes) => bytes.fill(0, bytes.length - 4_096)],
  ] as [string, (bytes: Buffer) => Buffer][])('that %s is not kept', async (_, change) => {
    await expect(createChanged(change)).rejects.toMatchObject({ code: 'store.damaged' })
    expect(readdirSync(backupFolder(folder))).toEqual([])
  })

  it('whose search indexes are out of step is kept, stands its drill, and is mended when it is taken back', async () => {
    const found = async () => ({
      cases: await searchCases(office.db, 'nguyen', 10),
      people: await findPersons(office.db, 'nguyen', null),
    })
    const before = await found()
    const { connection } = office.office.store
    connection.unsafeMode(true)
    for (const index of ['case_search', 'person_search'])
      connection.exec(`UPDATE ${index}_data SET block = zeroblob(length(block)) WHERE id > 10`)
    connection.unsafeMode(false)
    expect(findBrokenIndexes(connection)).toEqual(['case_search', 'person_search'])
    await expect(checkStore(office.office.store)).rejects.toMatchObject({ code: 'store.damaged' })
    const { name } = await createBackup(connection, backupFolder(folder), 'manual', office.clock)
    const file = join(backupFolder(folder), name)
    expect(await verifyBackup(file)).toMatchObject({ cases: 3 })
    expect(await runDrill(folder)).toMatchObject({ name, failure: null })
    await office.close()
    await restoreBackup(folder, file, office.clock)
    office = await openTestOffice({ folder, clock: office.clock })
    expect(await found()).toEqual(before)
    await checkStore(office.office.store)
  })
})
