// The power goes while a clerk works. What the program has said is received must be there; nothing may be half there.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBackup } from '../../db/backup/copy.ts'
import { backupFolder } from '../../db/backup/shelf.ts'
import { receiveCase } from '../../db/cases/commands.ts'
import { searchCases } from '../../db/cases/queries.ts'
import { projectedTables, rebuildProjections } from '../../db/record.ts'
import { checkStore } from '../../db/store/check.ts'
import { databaseName } from '../../db/store/open.ts'
import { kill, startChild } from '../fixtures/child.ts'
import { dumpTables } from '../fixtures/dump.ts'
import { makeFolder, openTestOffice, sampleIntake } from '../fixtures/office.ts'

const rounds = 15
const longestMs = 250

let folder: string
let remove: () => void
beforeEach(() => {
  ;({ folder, remove } = makeFolder())
})
afterEach(() => remove())

/** Lets a child work and kills it at a random moment after its first word. Returns the whole lines that it said until then. */
async function workUntilKilled(program: string, ...args: string[]): Promise<string[]> {
  const child = startChild(join(import.meta.dirname, program), folder, ...args)
  let said = ''
  const ended = new Promise((resolve) => child.stdout.on('close', resolve))
  await new Promise<void>((resolve, reject) => {
    child.on('exit', () => reject(new Error('the child ended by itself')))
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      resolve()
    })
  })
  await wait(Math.random() * longestMs)
  await kill(child)
  await ended
  return said.split('\n').slice(0, -1)
}

describe('a process killed while it receives cases', () => {
  it(`loses nothing that it acknowledged, ${rounds} times over`, async () => {
    const acknowledged: string[] = []
    for (let round = 0; round < rounds; round += 1) acknowledged.push(...(await workUntilKilled('receive-loop.ts')))
    expect(acknowledged.length).toBeGreaterThan(rounds)

    const office = await openTestOffice({ folder })
    const rows = await office.db.selectFrom('case_file').select(['id', 'provisional_code']).execute()
    const kept = new Set(rows.map((row) => `${row.id} ${row.provisional_code}`))
    expect(acknowledged.filter((line) => !kept.has(line))).toEqual([])
    // At most the one case of each round whose word was still on its way.
    expect(kept.size - acknowledged.length).toBeLessThanOrEqual(rounds)

    expect((await checkStore(office.office.store)).cases).toBe(kept.size)
    expect(await searchCases(office.db, 'nguyễn thị duyên', 10_000)).toHaveLength(kept.size)
    const before = await dumpTables(office.db, projectedTables)
    await rebuildProjections(office.db)
    expect(await dumpTables(office.db, projectedTables)).toEqual(before)
    await office.close()
  }, 90_000)
})

describe('a process killed while it restores a backup', () => {
  it('always leaves a whole office in its place, never none', async () => {
    const office = await openTestOffice({ folder })
    const procedureId = await office.procedureId('KS')
    for (let number = 0; number < 3; number += 1) {
      await receiveCase(office.db, office.actor, sampleIntake({ procedureId }), office.formKeyOn)
    }
    const { name } = await createBackup(office.office.store.connection, backupFolder(folder), 'manual', office.clock)
    await office.close()
    for (let round = 0; round < 6; round += 1) {
      const asides = await workUntilKilled('restore-loop.ts', join(backupFolder(folder), name))
      for (const aside of asides) expect(existsSync(join(folder, aside))).toBe(true)
      expect(existsSync(join(folder, databaseName))).toBe(true)
      const after = await openTestOffice({ folder })
      expect((await checkStore(after.office.store)).cases).toBe(3)
      expect(after.actor.deviceCode).toMatch(/^AR\d{2,}$/)
      await after.close()
    }
  }, 90_000)
})
