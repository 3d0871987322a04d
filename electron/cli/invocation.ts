// What a command is called with, and how it comes to the data: the office's database for its length, or the folder's lock alone. A
// folder that somebody named and that does not exist is mistyped: only what brings data into it makes it, and says so.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Actor } from '../../db/event.ts'
import { systemClock } from '../../db/model/clock.ts'
import { AppError } from '../../db/model/errors.ts'
import { getCurrentDevice, isSetUp, listStaff } from '../../db/people/queries.ts'
import { permissionsOf } from '../../db/people/rules.ts'
import { databaseName, lockFolder } from '../../db/store/open.ts'
import type { DataKind, SqliteOptions } from '../../db/store/sqlite.ts'
import { type Office, openOffice } from '../worker/office.ts'
import type { commandOptions } from './options.ts'
import type { CommandLineParts, ExitCode, Output } from './output.ts'

export interface Invocation {
  readonly words: readonly string[]
  readonly data: string
  /** The folder was named with `--data`. */
  readonly isDataNamed: boolean
  readonly kind: DataKind
  readonly limit: number
  readonly query: string
  readonly out: string | undefined
  /** Every option as it was typed. */
  readonly typed: Readonly<Partial<Record<keyof typeof commandOptions, string | boolean>>>
  /** Address of the hub's database, when it is not in the data folder. */
  readonly store: string | undefined
  /** Of a damaged bundle take what is sound. */
  readonly isSalvage: boolean
  readonly parts: CommandLineParts
  readonly output: Output
}

/** A command that returns nothing is done. */
export type Command = (invocation: Invocation) => Promise<void> | Promise<ExitCode>
/** Commands by their words. */
export type Commands = Readonly<Record<string, Command>>

export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const sqliteOf = ({ parts: { binding } }: Invocation): SqliteOptions => (binding ? { binding } : {})

export function getArgument({ words }: Invocation, index: number): string {
  const word = words[index]
  if (word === undefined) throw new UsageError()
  return word
}

/** The file that the first word names. Throws file.unreadable when there is none. */
export function getFile(invocation: Invocation): string {
  const file = resolve(getArgument(invocation, 0))
  if (!existsSync(file)) throw new AppError('file.unreadable', { file })
  return file
}

/** Throws store.noFolder when the folder that was named does not exist. */
export function requireFolder({ data, isDataNamed }: Invocation): void {
  if (isDataNamed && !existsSync(data)) throw new AppError('store.noFolder', { file: data })
}

/** Throws store.noFolder, store.notSetUp when there is no database in the folder: it must not become an empty office. */
export function requireDatabase(invocation: Invocation): void {
  requireFolder(invocation)
  const { data } = invocation
  if (!existsSync(join(data, databaseName))) throw new AppError('store.notSetUp', { file: data })
}

/** Opens the office's database for the length of a command. Throws store.noFolder, store.notSetUp before the first run. */
export async function withOffice<T>(invocation: Invocation, use: (office: Office) => Promise<T>): Promise<T> {
  requireDatabase(invocation)
  const { data, kind, parts } = invocation
  const { office, lock } = await openOffice(data, parts.resources, systemClock, sqliteOf(invocation), kind)
  try {
    if (!(await isSetUp(office.store.db))) throw new AppError('store.notSetUp', { file: data })
    return await use(office)
  } finally {
    await office.store.close()
    lock.release()
  }
}

/** Holds the folder's lock for the length of a command that brings data into it. A folder that was missing is made, and named. */
export async function withFolder<T>(invocation: Invocation, use: (folder: string) => Promise<T>): Promise<T> {
  const { data, isDataNamed, output } = invocation
  const isNew = isDataNamed && !existsSync(data)
  const lock = lockFolder(data, sqliteOf(invocation))
  if (isNew) output.problem(output.t('folderMade', { folder: lock.folder }))
  try {
    return await use(lock.folder)
  } finally {
    lock.release()
  }
}

/**
 * Who acts on the command line: the first active administrator. Whoever can run it on this computer holds the file itself, so a
 * password would protect nothing; the event log keeps the act all the same.
 */
export async function getCommandLineActor(office: Office): Promise<Actor> {
  const administrator = (await listStaff(office.store.db)).find(
    (staff) => staff.isActive && staff.roles.includes('administrator'),
  )
  if (!administrator) throw new AppError('access.denied', {})
  const device = await getCurrentDevice(office.store.db)
  return {
    staffId: administrator.id,
    deviceId: device.id,
    deviceCode: device.code,
    clock: systemClock,
    permissions: permissionsOf(administrator.roles),
  }
}

/** An option that takes a text; undefined where it was not typed. */
export function findOption({ typed }: Invocation, name: keyof typeof commandOptions): string | undefined {
  const value = typed[name]
  return typeof value === 'string' ? value : undefined
}
