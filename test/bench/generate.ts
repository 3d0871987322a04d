// Makes the database of an office that has worked for years: the product's own first run, then a seeded plan of arrivals. What
// comes out is what the product would have written (test/unit/bench proves it), so that the bench measures real shapes: chained
// events, skewed names, an index with deletions. Databases are kept in .cache/bench under a key of everything that shapes them.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { DeadlineCalendar } from '../../db/calendar/rules.ts'
import { parseOfficeHours } from '../../db/calendar/rules.ts'
import type { Actor } from '../../db/event.ts'
import { instantMs } from '../../db/model/clock.ts'
import { addDays, dayNumber, localToInstant, weekdayOfDay } from '../../db/model/local-time.ts'
import { type FirstRun, type StarterData, setUpOffice } from '../../db/people/commands.ts'
import { getOfficeProfile, listStaff } from '../../db/people/queries.ts'
import { parseContent } from '../../db/procedures/queries.ts'
import { databaseName } from '../../db/store/open.ts'
import { readStarterData, receiptFormKey } from '../../electron/worker/brought-files.ts'
import { getActor, type Office, openOffice } from '../../electron/worker/office.ts'
import { firstRun as usualFirstRun } from '../fixtures/office.ts'
import { type PlannedProcedure, type PlanOptions, planOffice, type Step } from './generator/plan.ts'
import { withSeededIds } from './generator/random.ts'
import { type SystemSize, writeSystem } from './generator/system.ts'
import { type Desk, Writer } from './generator/write.ts'

const root = resolve(import.meta.dirname, '..', '..')
export const resources = join(root, 'resources')

/** Who signs in to a generated office. */
export const benchPerson = { fullName: 'Trần Thị Bình', signInName: 'binhtt', password: 'mua-xuan-2026' } as const

const firstRun: FirstRun = {
  ...usualFirstRun,
  office: { source: 'list', code: '19789' },
  settings: { ...usualFirstRun.settings, lockMinutes: 240 },
  administrator: { ...usualFirstRun.administrator, ...benchPerson },
}

/** The office's classes of ten years in peers.md 5.2: remote commune, mean commune of Huế, old district. */
export const sizes = { small: 36_000, middle: 135_000, large: 600_000 } as const
const defaults: Omit<PlanOptions, 'cases'> = { seed: 20_261_123, years: 10, lastDate: '2026-11-20' }

/** The shipped calendar knows the years since 2024; earlier ones get the holidays of fixed date, which is enough to measure with. */
function withEarlierYears(calendar: DeadlineCalendar, firstYear: number): DeadlineCalendar {
  const isWeekday = (date: string) => ![0, 6].includes(weekdayOfDay(dayNumber(date)))
  const earlier: Record<string, DeadlineCalendar['years'][string]> = {}
  for (let year = firstYear; !(year in calendar.years); year += 1) {
    const days = [`${year}-01-01`, `${year}-04-30`, `${year}-05-01`, `${year}-09-02`, addDays(`${year}-09-02`, 1)]
    earlier[year] = {
      decided: true,
      source: 'Năm mẫu để đo tốc độ',
      days: days.filter(isWeekday).map((date) => ({ date, kind: 'holiday', name: 'Ngày nghỉ lễ' })),
    }
  }
  return { ...calendar, years: { ...earlier, ...calendar.years } }
}

/** A clock that stands where the plan is. */
export class PlanClock {
  #ms = 0

  nowMs(): number {
    return this.#ms
  }

  set(ms: number): void {
    this.#ms = ms
  }
}

export interface GeneratedOffice {
  readonly office: Office
  readonly actor: Actor
  readonly clock: PlanClock
  /** The plan's days, not yet carried out. */
  readonly days: Iterable<readonly Step[]>
  readonly desk: Desk
  readonly close: () => Promise<void>
}

/** Sets up a new office in an empty folder, as the first run does, and plans its years. Call inside withSeededIds. */
export async function startOffice(folder: string, options: PlanOptions): Promise<GeneratedOffice> {
  const clock = new PlanClock()
  const firstYear = Number(options.lastDate.slice(0, 4)) - options.years
  clock.set(instantMs(localToInstant(`${firstYear}-01-01T08:00`)))
  const starter: StarterData = readStarterData(resources)
  const calendar = withEarlierYears(starter.calendar, firstYear)
  const { office, lock } = await openOffice(folder, resources, clock, {})
  const { db, connection } = office.store
  await setUpOffice(db, clock, { ...starter, calendar }, firstRun)
  const [administrator] = await listStaff(db)
  if (!administrator) throw new Error('the first run left no administrator')
  const actor = await getActor(db, clock, administrator.id)
  const profile = await getOfficeProfile(db)
  const versions = await db
    .selectFrom('procedure_version')
    .select(['procedure_id', 'id', 'content'])
    .orderBy('procedure_id')
    .execute()
  const procedures = versions.map((row) => ({ id: row.procedure_id, versionId: row.id, content: parseContent(row.content) }))
  const { id: calendarId } = await db.selectFrom('calendar').select('id').executeTakeFirstOrThrow()
  return {
    office,
    actor,
    clock,
    days: planOffice(procedures satisfies readonly PlannedProcedure[], calendar, options),
    desk: {
      connection,
      deviceId: actor.deviceId,
      deviceCode: actor.deviceCode,
      staffId: actor.staffId,
      officeId: profile.id,
      officeCode: profile.code,
      hours: parseOfficeHours(profile.settings.hours.map(({ start, end }) => `${start}-${end}`)),
      calendarId,
      calendar,
      formKeyOn: (date) => receiptFormKey(office, date),
      procedures: new Map(procedures.map((procedure) => [procedure.id, procedure])),
    },
    close: async () => {
      await office.store.close()
      lock.release()
    },
  }
}

/** Writes a whole office into an empty folder. `onProgress` hears how many cases there are. */
export async function generateOffice(
  folder: string,
  { cases, ...given }: Partial<PlanOptions> & Pick<PlanOptions, 'cases'>,
  onProgress: (cases: number) => void = () => {},
): Promise<void> {
  const options: PlanOptions = { ...defaults, ...given, cases }
  await withSeededIds(options.seed, async () => {
    const { desk, days, close } = await startOffice(folder, options)
    const { connection } = desk
    // Nothing of it is worth keeping if the power goes now, so the disk is spared until the end.
    connection.pragma('journal_mode = OFF')
    connection.pragma('synchronous = OFF')
    connection.pragma('cache_size = -400000')
    const writer = new Writer(desk)
    let written = 0
    let told = 0
    connection.exec('BEGIN')
    for (const steps of days) {
      writer.write(steps)
      written += steps.filter((step) => step.do === 'receive').length
      if (written - told < reportEvery) continue
      told = written
      connection.exec('COMMIT; BEGIN')
      onProgress(written)
    }
    connection.exec('COMMIT')
    connection.pragma('journal_mode = WAL')
    await close()
  })
}
const reportEvery = 10_000

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)))
}

/** Changes whenever the generator, the schema, an event or the data that a first run loads does. */
export function generatorKey(): string {
  const shaping =
    /\/(events|schema|content|rules)\.ts$|\/(model|migrations|generator)\/|^resources\/(catalogue|calendars|units)\//
  const files = ['db', 'resources', 'test/bench/generator', 'test/bench/generate.ts']
    .flatMap((path) => filesBelow(join(root, path)))
    .map((file) => relative(root, file).replaceAll('\\', '/'))
    .filter((file) => file.startsWith('test/bench/') || shaping.test(file))
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 16)
}

/** Writes an office that has received nothing yet and keeps a whole quality system. */
async function generateSystem(folder: string, size: SystemSize, onProgress: (processes: number) => void): Promise<void> {
  const options: PlanOptions = { ...defaults, cases: 1 }
  await withSeededIds(options.seed, async () => {
    const { office, actor, clock, desk, close } = await startOffice(folder, options)
    clock.set(instantMs(localToInstant(`${options.lastDate}T08:00`)))
    desk.connection.pragma('synchronous = OFF')
    await writeSystem(office.store.db, actor, size, onProgress)
    await close()
  })
}

/** The database file of a generated office of that many cases; made now when it has not been made before. */
export const cachedOffice = (cases: number, say: (line: string) => void): Promise<string> =>
  cached(String(cases), `an office of ${cases} cases`, say, (folder) =>
    generateOffice(folder, { cases }, (written) => written % 100_000 < reportEvery && say(`  ${written} cases`)),
  )

/** The same of a generated quality system. */
export const cachedSystem = (size: SystemSize, say: (line: string) => void): Promise<string> =>
  cached(`system-${size.processes}`, `a system of ${size.processes} processes`, say, (folder) =>
    generateSystem(folder, size, (written) => say(`  ${written} processes`)),
  )

async function cached(
  name: string,
  what: string,
  say: (line: string) => void,
  generate: (folder: string) => Promise<void>,
): Promise<string> {
  const place = join(root, '.cache', 'bench')
  const key = generatorKey()
  const folder = join(place, key, name)
  const file = join(folder, databaseName)
  if (existsSync(file)) return file
  // Databases of an earlier generator are gigabytes that nobody reads again.
  if (existsSync(place)) for (const name of readdirSync(place)) if (name !== key) rmSync(join(place, name), { recursive: true })
  const unfinished = `${folder}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true })
  say(`generating ${what} (once)`)
  await generate(unfinished)
  renameSync(unfinished, folder)
  return file
}
