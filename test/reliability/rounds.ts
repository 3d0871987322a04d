// The two long stories of the reliability tests, whatever ends the process in each round: an office at work, and one that restores.
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { createBackup } from '../../db/backup/copy.ts'
import { backupFolder, listBackups } from '../../db/backup/shelf.ts'
import { databaseName, openReader, type Store } from '../../db/store/open.ts'
import { makeFolder, openTestOffice, sampleIntake } from '../fixtures/office.ts'
import { makeChance } from './chance.ts'
import { findBadBackups, findIncoherence, readHolding } from './holding.ts'
import { Journal, type Line, type LoadPlan, type Write } from './journal.ts'
import { chooseInstant, type End, type Instant, workUntilEnded } from './victim.ts'

export interface Story {
  /** Of the office; made by the story. */
  readonly folder: string
  readonly name: string
  readonly rounds: number
  /** Rounds between two looks at the whole office. */
  readonly roundsPerCheck: number
  readonly end: End
}

export interface Summary {
  readonly acknowledged: number
  readonly cases: number
  readonly backups: number
  readonly restores: number
}

/** Fails with the sentences themselves. */
const expectNone = (...faults: ReadonlyArray<readonly string[]>) =>
  expect(faults.flatMap((sentences) => sentences.slice(0, 4)).join('\n')).toBe('')

/** Follows what a load says. */
function follow(journal: () => Journal, onBackup: (name: string) => void, onRestore: (isDone: boolean) => void) {
  const begun = new Map<number, Write>()
  return (line: Line): void => {
    if (line.at === 'refused') return
    if (line.at === 'begun') {
      begun.set(line.n, line.write)
      journal().begin(line.write)
      if (line.write.kind === 'restore') onRestore(false)
      return
    }
    const write = begun.get(line.n)
    if (!write) throw new Error(`answer ${line.n} to no question`)
    if (write.kind === 'restore') onRestore(true)
    else if (write.kind === 'backup') onBackup((line.result as { name: string }).name)
    else journal().done(write, line.result)
  }
}

async function setUp(folder: string): Promise<Pick<LoadPlan, 'folder' | 'staffId' | 'intake'>> {
  const office = await openTestOffice({ folder })
  const { caseId: _, ...intake } = sampleIntake({ procedureId: await office.procedureId('KS'), book: '01' })
  await office.close()
  return { folder, staffId: office.actor.staffId, intake }
}

function removeBackups(folder: string, names: readonly string[]): void {
  for (const name of names) for (const suffix of ['', '.sha256']) rmSync(join(backupFolder(folder), name + suffix))
}

/** Receives, keeps drafts, prints, gives codes, imports, backs up, closes and opens; ended in every round. */
export async function workThroughRounds({ folder, name, rounds, roundsPerCheck, end }: Story): Promise<Summary> {
  const chance = makeChance(name)
  const common = await setUp(folder)
  const journal = new Journal()
  let lastBackup: string | undefined
  const recent: string[] = []
  let [acknowledged, backups] = [0, 0]
  const onLine = follow(
    () => journal,
    (made) => {
      lastBackup = made
      backups += 1
    },
    () => {},
  )
  const lookInto = async (store: Store) => {
    const holding = await readHolding(store)
    expectNone(journal.faultsOf(holding).map((fault) => `${fault}\n${recent.join('\n')}`))
    journal.settle(holding)
    recent.length = 0
  }
  /** Reads only: the next start finds what the end left. */
  const glance = async () => {
    const store = openReader(folder)
    await lookInto(store)
    await store.close()
  }
  const check = async () => {
    const office = await openTestOffice({ folder })
    await lookInto(office.office.store)
    expectNone(await findIncoherence(office.office.store))
    await office.close()
    expectNone(await findBadBackups(folder))
    const names = listBackups(folder).map((backup) => backup.name)
    // Or a newer one, for which the program may have let an older one go.
    if (lastBackup !== undefined) expect(names.at(0) ?? '').toSatisfy((newest: string) => newest >= (lastBackup ?? ''))
    removeBackups(folder, names.slice(1)) // what was checked once need not be checked again
  }
  for (let round = 1; round <= rounds; round += 1) {
    const { instant, first } = chooseInstant(chance, backupFolder(folder))
    const caseIds = [...journal.cases.keys()].slice(-20)
    const kinds = ['receive', 'receive', 'receive', 'receive', 'draft', 'draft', 'draft', 'print', 'code', 'close'] as const
    const plan: LoadPlan = { ...common, name: `${name}-${round}`, caseIds, kinds, first, backup: null }
    await workUntilEnded(plan, instant, end, (line) => {
      if (line.at === 'done') acknowledged += 1
      recent.push(`${round} ${JSON.stringify(line)}`)
      onLine(line)
    })
    await glance()
    if (round % roundsPerCheck === 0 || round === rounds) await check()
  }
  return { acknowledged, cases: journal.cases.size, backups, restores: 0 }
}

/** Restores the same backup over and over while people work; looked at in every round. */
export async function restoreThroughRounds({ folder, name, rounds, end }: Story): Promise<Summary> {
  const chance = makeChance(name)
  const common = await setUp(folder)
  const given = new Map<string, string>()
  let journal = new Journal()
  let before: Journal | null = null // the office that a restore is to replace
  let isAnswered = false
  /** Begun since the restore was: the restore may have ended, and more been done, without the end being heard of. */
  let since: Write[] = []
  let [acknowledged, restores] = [0, 0]
  const kept = new Journal() // what the backup holds
  const office = await openTestOffice({ folder })
  kept.settle(await readHolding(office.office.store))
  const { name: backup } = await createBackup(office.office.store.connection, backupFolder(folder), 'manual', office.clock)
  await office.close()
  const onLine = follow(
    () => journal,
    () => {},
    (isDone) => {
      if (isDone) journal = kept.copy()
      else {
        before = journal
        since = []
      }
      isAnswered = isDone
    },
  )
  for (let round = 1; round <= rounds; round += 1) {
    before = null
    isAnswered = false
    const instant = chance.oneOf<Instant>([
      { after: 'restore', ms: chance.next() * 400 },
      { after: 'restore', ms: chance.next() * 400 },
      { after: 'file', folder, name: /incoming/ },
      { after: 'file', folder, name: /aside/ },
      { after: 'file', folder, name: /^motcua\.db$/, from: 'restore' },
      { after: 'file', folder, name: /device-codes/ },
    ])
    const kinds = ['receive', 'receive', 'receive', 'draft', 'restore'] as const
    const plan: LoadPlan = { ...common, name: `${name}-${round}`, caseIds: [], kinds, first: 'receive', backup }
    await workUntilEnded(plan, instant, end, (line) => {
      if (line.at === 'done') acknowledged += 1
      if (line.at === 'begun') since.push(line.write)
      onLine(line)
    })
    const replaced = before as Journal | null
    if (replaced) restores += 1
    const after = await openTestOffice({ folder })
    const holding = await readHolding(after.office.store)
    const faults = journal.faultsOf(holding)
    if (replaced && !isAnswered && faults.length > 0) {
      journal = kept.copy() // it had happened, and nobody heard of it
      for (const write of since) if (write.kind !== 'restore') journal.begin(write)
      const faultsNow = journal.faultsOf(holding)
      if (faultsNow.length > 0) expectNone(faults, faultsNow)
    } else expectNone(faults)
    if (replaced && journal !== replaced) expect(missingAside(folder, replaced)).toContain(0)
    journal.settle(holding)
    for (const [caseId, code] of journal.cases) {
      expect(given.get(code) ?? caseId).toBe(caseId) // no code for two cases, in whatever office they were received
      given.set(code, caseId)
    }
    expectNone(await findIncoherence(after.office.store))
    await after.close()
    expectNone(await findBadBackups(folder))
    for (const file of readdirSync(folder)) if (file.includes('aside')) rmSync(join(folder, file))
    const names = listBackups(folder).map((one) => one.name)
    expect(names).toContain(backup)
    removeBackups(
      folder,
      names.filter((one) => one !== backup),
    )
  }
  return { acknowledged, cases: given.size, backups: 0, restores }
}

/** How many cases of the replaced office each file that stands aside lacks. */
function missingAside(folder: string, replaced: Journal): number[] {
  return readdirSync(folder)
    .filter((name) => /aside.*\.db$/.test(name))
    .map((name) => {
      const copy = makeFolder()
      for (const suffix of ['', '-wal']) {
        const file = join(folder, name + suffix)
        if (existsSync(file)) copyFileSync(file, join(copy.folder, databaseName + suffix))
      }
      const { connection } = openReader(copy.folder)
      const rows = connection.prepare('SELECT id, provisional_code FROM case_file').raw().all() as Array<[string, string]>
      connection.close()
      copy.remove()
      const held = new Map(rows)
      return [...replaced.cases].filter(([caseId, code]) => held.get(caseId) !== code).length
    })
}
