// What the screens of the quality system take with 1,000 processes of 10 versions each, against plain SQL that reads the same rows through
// a worker of the same kind. What a screen makes of the rows (gaps, counts, differences, the check of what leaves the database) is what
// the ratio shows.
import { deepEqual } from 'node:assert/strict'
import { join } from 'node:path'
import { databaseName } from '../../db/store/open.ts'
import { openConnection } from '../../db/store/sqlite.ts'
import type { OutputOf } from '../../electron/api/contract.ts'
import { cachedSystem } from './generate.ts'
import { type Figure, median, quantile, takeTurns, timed } from './measure.ts'
import { copyOf } from './place.ts'
import { startProduct, startYardstick } from './worker-client.ts'

const bar = 3
const size = { processes: 1_000, versions: 10 } as const
const date = '2026-11-20'
const anything = {
  kind: null,
  group: null,
  field: null,
  authority: null,
  ownerUnit: null,
  state: null,
  procedureKey: null,
  law: null,
}

interface Screen {
  readonly id: string
  readonly title: string
  readonly ask: (round: number) => Promise<unknown>
  readonly raw: (round: number) => Promise<unknown>
  /** Keys of the answers, which must be the same. */
  readonly keys: readonly [(answer: never) => unknown, (rows: never) => unknown]
}

export interface SystemOptions {
  readonly rounds: number
  readonly say: (line: string) => void
}

/** All figures of the quality system. */
export async function measureSystem({ rounds, say }: SystemOptions): Promise<Figure[]> {
  const folder = copyOf(await cachedSystem(size, say), 'system')
  const file = join(folder, databaseName)
  const reader = openConnection(file, 'reader')
  const staffId = String(reader.prepare('SELECT id FROM staff').pluck().get())
  const documents = reader.prepare('SELECT id FROM document ORDER BY code').pluck().all() as string[]
  const versionsOf = reader
    .prepare('SELECT id FROM document_version WHERE document_id = ? ORDER BY issue DESC')
    .pluck() as unknown as { all: (documentId: string) => string[] }
  const pairs = documents.map((documentId) => ({ documentId, versions: versionsOf.all(documentId) }))
  reader.close()
  const product = await startProduct('writer', folder, staffId)
  const yardstick = await startYardstick(file, join(folder, 'raw.db'))
  const raw = (names: string[], values: Record<string, string>) => yardstick.ask('system', { names, values })
  const of = (round: number) => pairs[round % pairs.length] as (typeof pairs)[number]
  const newest = (round: number) => of(round).versions[0] as string
  const list = (query: string) => () => product.ask('documents.list', { filter: { ...anything, kind: 'process', query }, date })
  const ids = (rows: ReadonlyArray<{ id: string }>) => rows.map(({ id }) => id)
  const scoped = ['processes', 'lines', 'entries']
  const scope = () => raw(scoped, { date })
  const screens: readonly Screen[] = [
    {
      id: 'register',
      title: 'register of 1,000 processes',
      ask: list(''),
      raw: () => raw(['register'], { date }),
      keys: [({ rows }: OutputOf<'documents.list'>) => ids(rows), ([rows]: [{ id: string }[]]) => ids(rows)],
    },
    {
      id: 'find',
      title: 'a word in the register',
      ask: list('tôn giáo'),
      raw: () => raw(['found'], { date, word: 'ton giao', inside: '%tôn giáo%' }),
      keys: [({ rows }: OutputOf<'documents.list'>) => ids(rows), ([rows]: [{ id: string }[]]) => ids(rows)],
    },
    {
      id: 'document',
      title: 'page of a process with its versions',
      ask: (round) => product.ask('documents.get', { documentId: of(round).documentId }),
      raw: (round) => raw(['versions', 'document', 'codes', 'staff'], { documentId: of(round).documentId }),
      keys: [({ versions }: OutputOf<'documents.get'>) => ids(versions), ([rows]: [{ id: string }[]]) => ids(rows)],
    },
    {
      id: 'version',
      title: 'one version whole',
      ask: (round) => product.ask('documents.getVersion', { versionId: newest(round) }),
      raw: (round) => raw(['version'], { versionId: newest(round) }),
      keys: [({ version }: OutputOf<'documents.getVersion'>) => version.id, ([[row]]: [[{ id: string }]]) => row.id],
    },
    {
      id: 'matrix',
      title: 'matrix of the scope',
      ask: () => product.ask('conformity.getMatrix', { date }),
      raw: scope,
      keys: [({ rows }: OutputOf<'conformity.getMatrix'>) => rows.length, (rows: unknown[][]) => rows[2]?.length],
    },
    {
      id: 'counts',
      title: 'counts and deadlines of the system',
      ask: () => product.ask('system.getState', { date }),
      raw: () => raw([...scoped, 'deadlines'], { date }),
      keys: [({ counts }: OutputOf<'system.getState'>) => counts.procedures, (rows: unknown[][]) => rows[2]?.length],
    },
  ]
  const figures: Figure[] = []
  for (const { id, title, ask, raw: read, keys } of screens) {
    const [ofAnswer, ofRows] = keys as readonly [(answer: unknown) => unknown, (rows: unknown) => unknown]
    deepEqual(ofAnswer(await ask(0)), ofRows(await read(0)), `${title}: not the same rows`)
    const turns = await takeTurns(
      rounds,
      (round) => timed(() => ask(round)),
      (round) => timed(() => read(round)),
      3,
    )
    figures.push({
      id: `system.${id}`,
      title,
      yardstick: 'the same rows by SQL',
      unit: 'ms',
      product: median(turns.product),
      reference: median(turns.reference),
      bar,
      note: `p95 ${quantile(turns.product, 0.95).toFixed(1)} ms`,
    })
  }
  await yardstick.close()
  await product.close()
  return figures
}
