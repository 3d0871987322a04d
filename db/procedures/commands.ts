// Publishing a catalogue: new entries, and new versions of entries that changed. What a case was received under stays.
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import type { NewEvent } from '../model/events.ts'
import { newId } from '../model/ids.ts'
import { recordInTx } from '../record.ts'
import { type CatalogueFile, toProcedureContent } from './catalogue-file.ts'
import { suggestShortCode } from './short-codes.ts'

interface CatalogueChanges {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly events: readonly NewEvent[]
}

/**
 * What publishing the file would do. An entry is recognised by its `local_id`. A known procedure keeps its short code (people
 * have it in their fingers) unless the file names another that is free; a new one without a code, or with a taken one, gets a suggestion.
 */
async function compareCatalogue(db: Db, nowMs: number, file: CatalogueFile): Promise<CatalogueChanges> {
  const rows = await db
    .selectFrom('procedure')
    .innerJoin('procedure_version', 'procedure_version.id', 'procedure.current_version_id')
    .select(['procedure.id', 'local_key', 'short_code', 'number', 'content'])
    .execute()
  const known = new Map(rows.map((row) => [row.local_key, row]))
  const taken = new Set(rows.map((row) => row.short_code))
  for (const entry of file.procedures) if (entry.short_code) taken.add(entry.short_code)
  const ownerOf = new Map(rows.map((row) => [row.short_code, row.local_key]))
  const events: NewEvent[] = []
  const counts = { added: 0, changed: 0, unchanged: 0 }
  for (const entry of file.procedures) {
    const before = known.get(entry.local_id)
    const owner = entry.short_code ? ownerOf.get(entry.short_code) : undefined
    const isFree = entry.short_code && (owner === undefined || owner === entry.local_id)
    const shortCode = (isFree ? entry.short_code : before?.short_code) ?? suggestShortCode(entry.name, taken)
    taken.add(shortCode)
    const content = toProcedureContent(entry, shortCode)
    if (before && before.content === JSON.stringify(content)) {
      counts.unchanged += 1
      continue
    }
    counts[before ? 'changed' : 'added'] += 1
    const versionId = newId(nowMs)
    events.push(
      before
        ? {
            entity: 'procedure',
            entityId: before.id,
            type: 'procedure.revised',
            payload: { versionId, number: before.number + 1, content },
          }
        : {
            entity: 'procedure',
            entityId: newId(nowMs),
            type: 'procedure.published',
            payload: { localKey: entry.local_id, versionId, content },
          },
    )
  }
  return { ...counts, events }
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
