// The hub's store, whichever of the two it is. An import writes in one transaction and is alone with its office for that long; of
// imports for different offices PostgreSQL runs several beside each other.
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { BulkRow, BulkTable, HubTables } from './schema.ts'

export type HubDb = Kysely<HubTables>

/** The inside of a transaction. */
export interface HubTx {
  readonly db: HubDb
  /** Adds rows by the thousand; none of them may be there already. */
  readonly insertMany: <Table extends BulkTable>(table: Table, rows: ReadonlyArray<BulkRow<Table>>) => Promise<void>
}

export interface HubStore {
  readonly kind: 'sqlite' | 'postgres'
  /** Where scans and what is being checked lie. */
  readonly folder: string
  readonly db: HubDb
  /** How many imports are worth running beside each other. */
  readonly workers: number
  /** Makes room for rows of an office of these years; before the transaction that adds them. */
  readonly makeRoom: (office: string, years: Iterable<number>) => Promise<void>
  /** One transaction that no other one of the same office runs beside. What throws leaves nothing behind. */
  readonly write: <T>(office: string, use: (tx: HubTx) => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}

export const hubDatabaseName = 'hub.db'
export const stagingFolder = (folder: string): string => join(folder, 'hub-staging')
export const hubBlobFolder = (folder: string): string => join(folder, 'hub-blobs')
