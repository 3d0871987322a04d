// Publishing a catalogue: new entries, and new versions of entries that changed. What a case was received under stays.
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import type { NewEvent } from '../model/events.ts'
import { newId } from '../model/ids.ts'
import { recordInTx } from '../record.ts'
import { type CatalogueFile, toProcedureContent } from './catalogue-file.ts'
import type { ProcedureContent } from './content.ts'
import { suggestShortCode } from './short-codes.ts'

/** An entry as a catalogue or a pack brings it; `shortCode` is what it would like to be called, null for none. */
export interface BroughtProcedure {
  readonly localKey: string
  readonly name: string
  readonly shortCode: string | null
  readonly contentWith: (shortCode: string) => ProcedureContent
}

export interface ComparedProcedure {
  readonly localKey: string
  /** What the catalogue has of it; null when it has nothing. */
  readonly before: { readonly id: string; readonly versionId: string; readonly content: string } | null
  readonly content: ProcedureContent
  /** What publishing it records; null when the catalogue has the very same. */
  readonly event: (NewEvent & { readonly payload: { readonly versionId: string } }) | null
}

/**
 * What publishing the entries would do. An entry is recognised by its local key. A known procedure keeps its short code (people
 * have it in their fingers) unless the entry names another that is free; a new one without a code, or with a taken one, gets a suggestion.
 */
export async function compareProcedures(
  db: Db,
  nowMs: number,
  brought: readonly BroughtProcedure[],
): Promise<ComparedProcedure[]> {
  const rows = await db
    .selectFrom('procedure')
    .innerJoin('procedure_version', 'procedure_version.id', 'procedure.current_version_id')
    .select(['procedure.id', 'local_key', 'short_code', 'number', 'content', 'current_version_id as versionId'])
    .execute()
  const known = new Map(rows.map((row) => [row.local_key, row]))
  const taken = new Set(rows.map((row) => row.short_code))
  for (const { shortCode } of brought) if (shortCode) taken.add(shortCode)
  const ownerOf = new Map(rows.map((row) => [row.short_code, row.local_key]))
  return brought.map(({ localKey, name, shortCode: wished, contentWith }) => {
    const row = known.get(localKey)
    const owner = wished ? ownerOf.get(wished) : undefined
    const isFree = wished && (owner === undefined || owner === localKey)
    const shortCode = (isFree ? wished : row?.short_code) ?? suggestShortCode(name, taken)
    taken.add(shortCode)
    const content = contentWith(shortCode)
    const before = row ? { id: row.id, versionId: row.versionId, content: row.content } : null
    if (row && row.content === JSON.stringify(content)) return { localKey, before, content, event: null }
    const versionId = newId(nowMs)
    const event = row
      ? {
          entity: 'procedure',
          entityId: row.id,
          type: 'procedure.revised',
          payload: { versionId, number: row.number + 1, content },
        }
      : { entity: 'procedure', entityId: newId(nowMs), type: 'procedure.published', payload: { localKey, versionId, content } }
    return { localKey, before, content, event }
  })
}

async function compareCatalogue(db: Db, nowMs: number, file: CatalogueFile) {
  const compared = await compareProcedures(
    db,
    nowMs,
    file.procedures.map((entry) => ({
      localKey: entry.local_id,
      name: entry.name,
      shortCode: entry.short_code ?? null,
      contentWith: (shortCode) => toProcedureContent(entry, shortCode),
    })),
  )
  const events = compared.flatMap(({ event }) => event ?? [])
  const changed = events.filter(({ type }) => type === 'procedure.revised').length
  return { added: events.length - changed, changed, unchanged: compared.length - events.length, events }
}

export const previewCatalogue = async (db: Db, actor: Actor, file: CatalogueFile) => {
  authorise(actor, 'procedure.import')
  const { added, changed, unchanged } = await compareCatalogue(db, actor.clock.nowMs(), file)
  return { added, changed, unchanged }
}

export async function publishCatalogueInTx(tx: Tx, actor: Actor, file: CatalogueFile) {
  const { events, added, changed, unchanged } = await compareCatalogue(tx, actor.clock.nowMs(), file)
  await recordInTx(tx, actor, events)
  return { added, changed, unchanged }
}

/** Publishes a checked file, all or nothing. */
export async function importCatalogue(db: Db, actor: Actor, file: CatalogueFile) {
  authorise(actor, 'procedure.import')
  return db.transaction().execute((tx) => publishCatalogueInTx(tx, actor, file))
}
