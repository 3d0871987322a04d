// The label beside a backup (`<name>.json`): what the copy holds, for lists that open no database and for a program that has none.
// A hint only: the copy itself is checked before it is used, and one without a label counts as well.
import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { Connection } from '../store/sqlite.ts'
import { syncToDisk } from './files.ts'
import type { ChainHeads } from './rules.ts'

export const labelFile = (file: string): string => `${file}.json`

const label = z.object({
  createdAt: z.string(),
  reason: z.string(),
  sizeBytes: z.number(),
  events: z.number(),
  cases: z.number(),
  /** Last event of each device's chain, by device id. */
  heads: z.record(z.string(), z.object({ seq: z.number(), hash: z.string() })),
  schemaVersion: z.number(),
  /** Of the program that made it; null where nobody said. */
  programVersion: z.string().nullable(),
  /** Code of the device that made it; null before the first run. */
  deviceCode: z.string().nullable(),
  officeName: z.string().nullable(),
})
export type BackupLabel = z.infer<typeof label>

/** What a database holds, as far as a label tells it. */
export type Contents = Pick<BackupLabel, 'events' | 'cases' | 'heads' | 'schemaVersion' | 'deviceCode' | 'officeName'>

/** The last event of every chain and how many events there are: what tells one state of an office from another. */
export function readHeads(connection: Connection): { events: number; heads: ChainHeads } {
  // The inner query stands on the key alone: the events themselves are not read.
  const rows = connection
    .prepare(
      `SELECT event.device, event.seq, event.hash, last.count
       FROM (SELECT device, max(seq) AS seq, count(*) AS count FROM event GROUP BY device) AS last JOIN event USING (device, seq)`,
    )
    .all() as ReadonlyArray<{ device: string; seq: number; hash: string; count: number }>
  const heads = Object.fromEntries(rows.map(({ device, seq, hash }) => [device, { seq, hash }]))
  return { events: rows.reduce((sum, { count }) => sum + count, 0), heads }
}

/** Reads a database of the newest schema or an earlier one. */
export function readContents(connection: Connection): Contents {
  const get = (query: string) => connection.prepare(query).pluck().get() ?? null
  return {
    ...readHeads(connection),
    cases: Number(get('SELECT count(*) FROM case_file')),
    schemaVersion: Number(connection.pragma('user_version', { simple: true })),
    deviceCode: get('SELECT code FROM device WHERE is_current = 1') as string | null,
    officeName: get(
      `SELECT office.name FROM office_setting JOIN office ON office.id = json_extract(office_setting.value, '$')
       WHERE office_setting.key = 'officeId'`,
    ) as string | null,
  }
}

export function writeLabel(file: string, content: BackupLabel): void {
  writeFileSync(labelFile(file), `${JSON.stringify(content, null, 1)}\n`)
  syncToDisk(labelFile(file))
}

/** The label of a backup; undefined for an older backup without one, and for one that cannot be read. */
export function findLabel(file: string): BackupLabel | undefined {
  try {
    return label.parse(JSON.parse(readFileSync(labelFile(file), 'utf8')))
  } catch {
    return undefined
  }
}
