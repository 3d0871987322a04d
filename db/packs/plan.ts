// What a pack would do here, part by part. A new part is one more line in `planPack` and one in `undoOf`.
import { today } from '../documents/paper-issues.ts'
import type { Actor, Db, Tx } from '../event.ts'
import { AppError } from '../model/errors.ts'
import type { EntryChoice, PackPart } from './content.ts'
import type { OpenedPack } from './pack-file.ts'
import { calendarUndo, planCalendar } from './parts/calendar.ts'
import { documentsUndo, planDocuments } from './parts/documents.ts'
import { checkLaws, lawsUndo, planLaws } from './parts/laws.ts'
import { planProcedures, proceduresUndo } from './parts/procedures.ts'
import { planUnits, unitsUndo } from './parts/units.ts'
import type { PartUndo, Planned, PlannedEntry } from './planned.ts'

export const undoOf: Readonly<Record<PackPart, PartUndo>> = {
  documents: documentsUndo,
  procedures: proceduresUndo,
  laws: lawsUndo,
  calendar: calendarUndo,
  units: unitsUndo,
}

export const choiceKey = ({ part, key }: Pick<PlannedEntry, 'part' | 'key'>): string => `${part}:${key}`

/** Compares a pack with the office's own data. Writes nothing. */
export async function planPack(db: Db, actor: Actor, { manifest, content }: OpenedPack): Promise<Planned[]> {
  const { documents, procedures, laws, calendar, units } = content
  const reason = [manifest.title, manifest.decision].filter(Boolean).join(', ')
  const context = { manifest, today: today(actor), reason }
  return [
    ...(laws ? await planLaws(db, laws) : []),
    ...(procedures ? await planProcedures(db, procedures, context, actor.clock.nowMs()) : []),
    ...(documents ? await planDocuments(db, documents, context) : []),
    ...(calendar ? await planCalendar(db, calendar, context) : []),
    ...(units ? await planUnits(db, units, context) : []),
  ]
}

export type Choices = Readonly<Record<string, EntryChoice>>

/** What is taken and what stays; of a conflict nothing is taken for granted. */
const choiceOf = (entry: PlannedEntry, choices: Choices): EntryChoice | undefined => {
  if (!entry.canTake) return 'ours'
  return choices[choiceKey(entry)] ?? (entry.conflict === null ? 'theirs' : undefined)
}

/**
 * Applies a pack whole and returns what it did. Throws pack.choicesOpen {count}, pack.notYetValid {date}, pack.lawImpossible; the
 * transaction is for the caller to drop.
 */
export async function applyInTx(tx: Tx, actor: Actor, packId: string, pack: OpenedPack, choices: Choices) {
  const planned = await planPack(tx, actor, pack)
  const open = planned.filter((entry) => choiceOf(entry, choices) === undefined)
  if (open.length > 0) throw new AppError('pack.choicesOpen', { count: open.length })
  const entries: object[] = []
  for (const entry of planned) {
    const { part, key, code, name, kind } = entry
    const choice = choiceOf(entry, choices) ?? 'ours'
    const isTaken = choice === 'theirs' && kind !== 'same' && kind !== 'absent'
    // A procedure has no day of its own: it is in effect from its publication on.
    if (isTaken && part === 'procedures' && pack.manifest.validFrom > today(actor)) {
      throw new AppError('pack.notYetValid', { date: pack.manifest.validFrom })
    }
    const applied = isTaken ? await entry.apply(tx, actor, packId) : { entityId: entry.entityId, versionId: null, before: null }
    entries.push({ part, key, code, name, kind, choice, ...applied })
  }
  if (pack.content.laws) await checkLaws(tx, pack.content.laws, today(actor))
  return entries
}
