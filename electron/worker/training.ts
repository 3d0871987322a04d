// Training mode as the database worker sees it: whatever stands in its folder is made up, so what cannot be opened is made again.
import type { OnProgress } from '../../db/backup/files.ts'
import type { Clock } from '../../db/model/clock.ts'
import { AppError, type ErrorCode } from '../../db/model/errors.ts'
import { checkStructure } from '../../db/store/check.ts'
import { findStoreFailure } from '../../db/store/failures.ts'
import type { StoreLock } from '../../db/store/open.ts'
import type { SqliteOptions } from '../../db/store/sqlite.ts'
import { hasFreshSamples, makeTrainingOffice, removeTrainingData } from '../../db/training/commands.ts'
import { readTrainingData, receiptFormKey } from './brought-files.ts'
import { type Office, openOffice, reopenOffice } from './office.ts'

/** What a training file is thrown away for; anything else (in use, no room, another kind of data) is told. */
const mended: readonly ErrorCode[] = ['store.fromFuture', 'store.damaged', 'store.migrationFailed']

/** Opens the training data of a folder for writing, anew when the file there is damaged or of a newer program. */
export async function openTraining(
  folder: string,
  resources: string,
  clock: Clock,
  sqlite: SqliteOptions,
): Promise<{ office: Office; lock: StoreLock }> {
  try {
    return await openOffice(folder, resources, clock, sqlite, 'training')
  } catch (error) {
    if (!(error instanceof AppError && mended.includes(error.code))) throw error
    removeTrainingData(folder, sqlite)
    return openOffice(folder, resources, clock, sqlite, 'training')
  }
}

/** Whether the samples must be made: because they are wanted anew, are missing or old, or cannot be read. Throws store.realData. */
export async function needsSamples({ store, clock }: Office, anew: boolean): Promise<boolean> {
  if (store.kind !== 'training') throw new AppError('store.realData', { file: store.file })
  if (anew) return true
  try {
    checkStructure(store)
    return !(await hasFreshSamples(store, clock))
  } catch (error) {
    if (findStoreFailure(error, store.file)?.code !== 'store.damaged') throw error
    return true
  }
}

/** Puts a new training database in the place of the one in a folder that is locked and that nobody has open; returns it open. */
export async function remakeTraining(
  { store: { folder }, resources, clock, sqlite }: Office,
  onProgress: OnProgress,
): Promise<Office> {
  removeTrainingData(folder, sqlite)
  const office = await reopenOffice(folder, resources, clock, sqlite, 'training')
  try {
    await makeTrainingOffice(office.store, clock, readTrainingData(resources), (date) => receiptFormKey(office, date), onProgress)
    return office
  } catch (error) {
    await office.store.close()
    throw error
  }
}
