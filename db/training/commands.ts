// Making the data of training mode, through the commands that a desk uses itself, in a database of their own. The file is no record:
// it is thrown away and made again whenever somebody likes, and nothing here ever touches a file that does not carry its mark.
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type OnProgress, removeDatabase } from '../backup/files.ts'
import { parseOfficeHours } from '../calendar/rules.ts'
import { receiveCase, setOfficialCode } from '../cases/commands.ts'
import { localNow } from '../cases/intake-deadline.ts'
import type { ClauseMap } from '../conversion/clause-map.ts'
import type { Actor, Db } from '../event.ts'
import { type Clock, instantMs } from '../model/clock.ts'
import { AppError } from '../model/errors.ts'
import { newId } from '../model/ids.ts'
import { addDays, localToInstant } from '../model/local-time.ts'
import { changeStaff, type StarterData, setUpOffice } from '../people/commands.ts'
import { getCurrentDevice, getSession, setPreference } from '../people/queries.ts'
import { permissionsOf, roles } from '../people/rules.ts'
import { getCurrentVersion } from '../procedures/queries.ts'
import { findDataKind } from '../store/migrate.ts'
import { databaseName, type Store } from '../store/open.ts'
import { inspectFile, type SqliteOptions } from '../store/sqlite.ts'
import { areSamplesStale, type SampleProcedure, sampleCases, sampleDays, sampleShortCodes, trainingFirstRun } from './rules.ts'
import { makeSampleSystem, planProcesses, type SampleSystem } from './sample-system.ts'

export interface TrainingData extends StarterData {
  readonly sampleSystem: SampleSystem
  readonly clauseMap: ClauseMap
}

/**
 * Written last, so that a database whose making was interrupted is known as unfinished. The number rises when the samples gain a part:
 * what an earlier program made is then made anew.
 */
const madeOnKey = 'training.madeOn.3'

function refuseUnlessTraining({ kind, file }: Store): void {
  if (kind !== 'training') throw new AppError('store.realData', { file })
}

/**
 * Fills a new training database with the made-up office, the learner, who has every role, a sample quality system, and the sample cases of the three weeks up
 * to now. Throws store.realData for any other database, access.alreadySetUp for one that is not new.
 * @param formKeyOn the key of the receipt form in force on a date.
 */
export async function makeTrainingOffice(
  store: Store,
  clock: Clock,
  starter: TrainingData,
  formKeyOn: (date: string) => string,
  onProgress: OnProgress = () => {},
): Promise<void> {
  refuseUnlessTraining(store)
  const { connection } = store
  // Nobody loses anything by a power cut here: what is not whole is made again. Waiting for the disk after each case would take longest.
  connection.pragma('synchronous = OFF')
  let learnerId: string
  try {
    learnerId = await makeSamples(store.db, clock, starter, formKeyOn, onProgress)
  } finally {
    connection.pragma('synchronous = FULL')
  }
  await setPreference(store.db, learnerId, madeOnKey, localNow(clock).slice(0, 10))
}

/** Returns the learner's staff id. */
async function makeSamples(
  db: Db,
  clock: Clock,
  starter: TrainingData,
  formKeyOn: (date: string) => string,
  onProgress: OnProgress,
): Promise<string> {
  const now = localNow(clock)
  const today = now.slice(0, 10)
  // What happens, happens at its own hour, so that histories and the log read like those of a real desk.
  let atMs = instantMs(localToInstant(`${addDays(today, -sampleDays - 1)}T07:00`))
  const sampleClock: Clock = { nowMs: () => atMs }
  const staffId = await setUpOffice(db, sampleClock, starter, trainingFirstRun)
  const device = await getCurrentDevice(db)
  const actor: Actor = {
    staffId,
    deviceId: device.id,
    deviceCode: device.code,
    clock: sampleClock,
    permissions: permissionsOf(roles),
  }
  const { fullName, positionTitle } = trainingFirstRun.administrator
  await changeStaff(db, actor, { staffId, fullName, positionTitle, roles, isActive: true })

  const { hours } = trainingFirstRun.settings
  const spans = parseOfficeHours(hours.map(({ start, end }) => `${start}-${end}`))
  const samples = sampleCases(now, await sampleProcedures(db), spans, starter.calendar)
  const processCount = planProcesses(starter.sampleSystem).length
  const total = processCount + samples.length
  let done = 0
  const tell = () => onProgress(++done, total)
  await makeSampleSystem(db, actor, starter.sampleSystem, starter.clauseMap, today, tell)
  for (const sample of samples) {
    const { procedureId, officialCode, receivedAt, ...given } = sample
    atMs = Math.max(atMs, instantMs(localToInstant(receivedAt)))
    const caseId = newId(atMs)
    await receiveCase(
      db,
      actor,
      {
        ...given,
        caseId,
        procedureId,
        receivedAt,
        applicantId: null,
        collector: null,
        note: '',
        setCount: 1,
        book: trainingFirstRun.settings.book,
        manualDueAt: null,
        variant: null,
      },
      formKeyOn,
    )
    if (officialCode !== null) await setOfficialCode(db, actor, caseId, officialCode)
    tell()
  }
  return staffId
}

async function sampleProcedures(db: Db): Promise<SampleProcedure[]> {
  const rows = await db.selectFrom('procedure').select(['id', 'short_code']).where('short_code', 'in', sampleShortCodes).execute()
  const inOrder = rows.toSorted((a, b) => sampleShortCodes.indexOf(a.short_code) - sampleShortCodes.indexOf(b.short_code))
  return Promise.all(inOrder.map(async ({ id }) => ({ id, content: (await getCurrentVersion(db, id)).content })))
}

/** Whether the database holds samples that are whole and young enough to practise on. */
export async function hasFreshSamples({ db }: Store, clock: Clock): Promise<boolean> {
  const row = await db.selectFrom('preference').select('value').where('key', '=', madeOnKey).executeTakeFirst()
  return row !== undefined && !areSamplesStale(row.value, localNow(clock).slice(0, 10))
}

/**
 * Removes the training database of a folder, which nobody has open. Throws store.realData or store.notADatabase, and removes nothing,
 * when the file there is not one.
 */
export function removeTrainingData(folder: string, options: SqliteOptions = {}): void {
  const file = join(folder, databaseName)
  if (!existsSync(file)) return
  const kind = statSync(file).size === 0 ? 'training' : inspectFile(file, options, findDataKind)
  if (kind !== 'training') throw new AppError(kind === 'office' ? 'store.realData' : 'store.notADatabase', { file })
  removeDatabase(file)
}

/**
 * Signs anybody of the made-up office in without a password: there is nothing to protect, and a learner who must remember one more
 * password does not practise. Throws store.realData for any other database, signIn.wrong, signIn.inactive.
 */
export async function signInToTrain(store: Store, signInName: string) {
  refuseUnlessTraining(store)
  const staff = await store.db
    .selectFrom('staff')
    .select(['id', 'is_active'])
    .where('sign_in_name', '=', signInName)
    .executeTakeFirst()
  if (!staff) throw new AppError('signIn.wrong')
  if (staff.is_active === 0) throw new AppError('signIn.inactive')
  return getSession(store.db, staff.id)
}
