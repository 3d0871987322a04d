// An opened office: the database with what the product brings along. The workers and the command line both work through it.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { backUpOffice, type CopyOptions } from '../../db/backup/copy.ts'
import { clearDrill } from '../../db/backup/drill.ts'
import { hasAside } from '../../db/backup/restore.ts'
import { backupFolder, listBackups } from '../../db/backup/shelf.ts'
import { parseCalendar } from '../../db/calendar/rules.ts'
import { type ClauseMap, parseClauseMap } from '../../db/conversion/clause-map.ts'
import type { Actor, Db } from '../../db/event.ts'
import { chooseForm } from '../../db/forms/form.ts'
import { type LawsFile, parseLaws } from '../../db/laws/laws-file.ts'
import type { Clock } from '../../db/model/clock.ts'
import { AppError } from '../../db/model/errors.ts'
import type { StarterData } from '../../db/people/commands.ts'
import { getCurrentDevice, getStaff } from '../../db/people/queries.ts'
import { permissionsOf } from '../../db/people/rules.ts'
import { parseUnits } from '../../db/people/units-file.ts'
import { parseCatalogue } from '../../db/procedures/catalogue-file.ts'
import { databaseName, lockFolder, openReader, openWriter, type Store, type StoreLock } from '../../db/store/open.ts'
import { type DataKind, openForInspection } from '../../db/store/sqlite.ts'
import type { TrainingData } from '../../db/training/commands.ts'
import { parseSampleSystem } from '../../db/training/sample-system.ts'
import { resourcePaths } from '../paths.ts'
import { type FormTemplate, loadFormTemplates } from '../print/form-templates.ts'

/** Largest catalogue or calendar file that is read at all. */
const importLimitBytes = 32 * 1_048_576

export interface Office {
  readonly store: Store
  readonly clock: Clock
  readonly resources: string
  readonly sqlite: CopyOptions
  /** Read and checked when the first case asks for its form. */
  readonly forms: () => readonly FormTemplate[]
}

/** Reads a data file that people wrote. Throws file.unreadable, file.tooLarge with the file's name. */
export function readDataFile(file: string): string {
  const name = file.split(/[\\/]/).at(-1) ?? file
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat?.isFile()) throw new AppError('file.unreadable', { file: name })
  if (stat.size > importLimitBytes) throw new AppError('file.tooLarge', { file: name, limit: importLimitBytes / 1_048_576 })
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new AppError('file.unreadable', { file: name })
  }
}

// The file does not change while the program runs, and the register asks for it each time it is shown.
const starterLaws = new Map<string, LawsFile>()

/** The laws that come along with the program. */
export function readStarterLaws(resources: string): LawsFile {
  const known = starterLaws.get(resources) ?? parseLaws(readDataFile(resourcePaths(resources).laws))
  starterLaws.set(resources, known)
  return known
}

const clauseMaps = new Map<string, ClauseMap>()

/** The clauses of the standard's editions. */
export function readClauseMap(resources: string): ClauseMap {
  const known = clauseMaps.get(resources) ?? parseClauseMap(readDataFile(resourcePaths(resources).clauses))
  clauseMaps.set(resources, known)
  return known
}

/** The data that a first run loads, each file checked whole. */
export function readStarterData(resources: string): StarterData {
  const paths = resourcePaths(resources)
  return {
    units: parseUnits(readDataFile(paths.units)),
    catalogue: parseCatalogue(readDataFile(paths.catalogue)),
    calendar: parseCalendar(readDataFile(paths.calendar)),
    laws: readStarterLaws(resources),
  }
}

/** The same with the quality system of training mode. */
export const readTrainingData = (resources: string): TrainingData => ({
  ...readStarterData(resources),
  clauseMap: readClauseMap(resources),
  sampleSystem: parseSampleSystem(readDataFile(resourcePaths(resources).sampleSystem)),
})

function formsOf(resources: string): Office['forms'] {
  let forms: readonly FormTemplate[] | undefined
  return () => {
    forms ??= loadFormTemplates(resourcePaths(resources).forms)
    return forms
  }
}

/** Opens for writing under the folder's lock, which the caller releases after closing. */
export async function openOffice(
  folder: string,
  resources: string,
  clock: Clock,
  sqlite: CopyOptions,
  kind: DataKind = 'office',
): Promise<{ office: Office; lock: StoreLock }> {
  const lock = lockFolder(folder, sqlite)
  try {
    return { office: await reopenOffice(lock.folder, resources, clock, sqlite, kind), lock }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Opens for writing in a folder that is locked already. */
export async function reopenOffice(
  folder: string,
  resources: string,
  clock: Clock,
  sqlite: CopyOptions,
  kind: DataKind = 'office',
): Promise<Office> {
  const backUpFirst = async (file: string) => {
    if (kind === 'training') return // what is made up is made again, not kept
    const connection = openForInspection(file, sqlite)
    try {
      await backUpOffice(connection, folder, 'migration', clock, sqlite)
    } finally {
      connection.close()
    }
  }
  // An office whose file is gone must not look like a new one: the wizard is for an empty folder.
  const file = join(folder, databaseName)
  const isEmpty = (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0
  if (isEmpty && (listBackups(folder).length > 0 || hasAside(folder))) throw new AppError('store.missing', { file })
  try {
    clearDrill(folder)
  } catch {
    // What a drill left and a virus scanner holds must not keep the office shut; the next drill clears it.
  }
  return { store: await openWriter(folder, backUpFirst, sqlite, kind), clock, resources, sqlite, forms: formsOf(resources) }
}

export const openOfficeForReading = (
  folder: string,
  resources: string,
  clock: Clock,
  sqlite: CopyOptions,
  kind: DataKind = 'office',
): Office => ({
  store: openReader(folder, sqlite, kind),
  clock,
  resources,
  sqlite,
  forms: formsOf(resources),
})

/** The acting person with today's permissions, read anew for every command. Throws access.denied for a person switched off. */
export async function getActor(db: Db, clock: Clock, staffId: string): Promise<Actor> {
  const staff = await getStaff(db, staffId)
  if (!staff.isActive) throw new AppError('access.denied', {})
  const device = await getCurrentDevice(db)
  return { staffId, deviceId: device.id, deviceCode: device.code, clock, permissions: permissionsOf(staff.roles) }
}

/** Key of the receipt form in force on a date for a field of procedures: what a case pins. */
export const receiptFormKey = (office: Office, date: string, field = ''): string =>
  chooseForm(office.forms(), { kind: 'receipt', on: date, field }).key

export const backupPath = (office: Office, name: string): string => join(backupFolder(office.store.folder), name)
