// Backups and restores move whole files about. Here the process dies at each single step of that, one after the other: chance would
// hardly ever hit the moment between two renames.
import { once } from 'node:events'
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBackup } from '../../db/backup/copy.ts'
import { backupFolder, listBackups } from '../../db/backup/shelf.ts'
import { checkBlobs } from '../../db/blobs/check.ts'
import { receiveCase } from '../../db/cases/commands.ts'
import { databaseName } from '../../db/store/open.ts'
import { firstLine, startChild } from '../fixtures/child.ts'
import { openTestOffice, sampleIntake } from '../fixtures/office.ts'
import { attachFirst } from './attach.ts'
import { makeFastFolder } from './chance.ts'
import { findBadBackups, findIncoherence } from './holding.ts'

const limitMs = 300_000

let root: string
let remove: () => void
beforeEach(() => {
  ;({ folder: root, remove } = makeFastFolder())
})
afterEach(() => remove())

interface Crashed {
  /** A folder as a crash left it, with what was acknowledged last in the log beside the database. */
  readonly folder: string
  readonly backup: string
  readonly inBackup: number
  readonly inOffice: number
}

/** Two cases are in the backup, a third in the database too, two more only in the log of a program that crashed. */
async function crashedOffice(): Promise<Crashed> {
  const folder = join(root, 'crashed')
  const office = await openTestOffice({ folder: join(root, 'running') })
  const procedureId = await office.procedureId('KS')
  const receive = () => receiveCase(office.db, office.actor, sampleIntake({ procedureId }), office.formKeyOn)
  for (let count = 0; count < 2; count += 1) await receive()
  const { name } = await createBackup(office.office.store.connection, backupFolder(office.folder), 'manual', office.clock)
  await receive()
  office.office.store.connection.pragma('wal_checkpoint(TRUNCATE)')
  for (let count = 0; count < 2; count += 1) await receive()
  mkdirSync(folder)
  for (const suffix of ['', '-wal']) copyFileSync(office.office.store.file + suffix, join(folder, databaseName + suffix))
  cpSync(backupFolder(office.folder), backupFolder(folder), { recursive: true })
  await office.close()
  return { folder, backup: name, inBackup: 2, inOffice: 5 }
}

/** Runs the program to its end and returns the one line that it says. */
async function runStepped(...args: string[]): Promise<string | undefined> {
  const child = startChild(join(import.meta.dirname, 'stepped.ts'), ...args)
  const gone = once(child, 'exit')
  const line = await firstLine(child)
  await gone
  return line
}

/** Runs the action on copies of the folder, each time dying one step later, until it comes to its end. */
async function atEachStep(
  action: 'backup' | 'restore' | 'attach',
  start: Crashed,
  look: (folder: string, place: string) => Promise<void>,
) {
  for (let step = 1; ; step += 1) {
    const folder = join(root, `${action}-${step}`)
    cpSync(start.folder, folder, { recursive: true })
    const backup = join(backupFolder(folder), start.backup)
    const place = await runStepped(action, folder, backup, String(step))
    if (place === undefined) throw new Error(`no word from step ${step}`)
    await look(folder, `step ${step}: ${place}`)
    rmSync(folder, { recursive: true })
    if (place === 'done') return step - 1
  }
}

async function countAfterStart(folder: string): Promise<{ cases: number; faults: string[] }> {
  const office = await openTestOffice({ folder })
  const { length } = await office.db.selectFrom('case_file').select('id').execute()
  const faults = await findIncoherence(office.office.store)
  await office.close()
  return { cases: length, faults }
}

describe('dying at any step', () => {
  it(
    'of a restore leaves the office or the backup in its place, whole',
    async () => {
      const start = await crashedOffice()
      const found = new Set<number>()
      const steps = await atEachStep('restore', start, async (folder, place) => {
        const { cases, faults } = await countAfterStart(folder)
        expect([start.inBackup, start.inOffice], place).toContain(cases)
        expect(faults, place).toEqual([])
        if (place === 'done') expect(cases).toBe(start.inBackup)
        found.add(cases)
        if (Number(folder.split('-').at(-1)) % 4 > 0 && place !== 'done') return // now and then is enough
        // Whoever restores again after the cut gets what the first one was to bring.
        expect(await runStepped('restore', folder, join(backupFolder(folder), start.backup)), place).toBe('done')
        expect((await countAfterStart(folder)).cases, place).toBe(start.inBackup)
        expect(readdirSync(folder).filter((name) => name.startsWith('motcua-incoming'))).toEqual([])
      })
      expect(steps).toBeGreaterThan(10)
      expect(found).toEqual(new Set([start.inBackup, start.inOffice]))
    },
    limitMs,
  )

  it(
    'of a backup lists only whole ones, and the next backup clears away what was left',
    async () => {
      const start = await crashedOffice()
      const steps = await atEachStep('backup', start, async (folder, place) => {
        expect(await findBadBackups(folder), place).toEqual([])
        expect(listBackups(folder).length, place).toBeGreaterThan(0)
        const { cases, faults } = await countAfterStart(folder)
        expect({ cases, faults }, place).toEqual({ cases: start.inOffice, faults: [] })
        expect(await runStepped('backup', folder), place).toBe('done')
        const names = readdirSync(backupFolder(folder))
        const strange = names.filter(
          (name) => /\.tmp/.test(name) || !existsSync(join(backupFolder(folder), name.replace(/\.(sha256|json)$/, ''))),
        )
        expect(strange, place).toEqual([])
      })
      expect(steps).toBeGreaterThan(5)
    },
    limitMs,
  )

  it(
    'of attaching a scan leaves at most a content that no event names, never an event without its content',
    async () => {
      const start = await crashedOffice()
      const found = new Set<string>()
      const steps = await atEachStep('attach', start, async (folder, place) => {
        const office = await openTestOffice({ folder })
        const { connection } = office.office.store
        const { named, missing, damaged, orphans, unfinished } = await checkBlobs(connection, folder)
        expect({ missing, damaged }, place).toEqual({ missing: 0, damaged: 0 })
        expect(orphans + unfinished, place).toBeLessThanOrEqual(1)
        expect(await findIncoherence(office.office.store), place).toEqual([])
        found.add(`${named} ${orphans} ${unfinished}`)
        // Whoever tries again succeeds, and what was left is used or cleared away.
        if (named === 0) await attachFirst(office.office)
        expect(await checkBlobs(connection, folder), place).toMatchObject({ named: 1, stored: 1, orphans: 0, unfinished: 0 })
        await office.close()
      })
      expect(steps).toBeGreaterThan(10)
      // Nothing yet, half written, stored without its event, whole.
      expect([...found].toSorted()).toEqual(['0 0 0', '0 0 1', '0 1 0', '1 0 0'])
    },
    limitMs,
  )
})
