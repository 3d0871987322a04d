// Every migration of the hub's store, in order; the office's database has its own (db/store/migrations).
import type { Migration } from 'kysely/migration'
import * as createHub from './0001_create_hub.ts'

export const hubMigrations: Readonly<Record<string, Migration>> = {
  '0001_create_hub': createHub,
}
