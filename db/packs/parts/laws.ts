// Laws of a pack: entries of the register of external documents.
import type { Db } from '../../event.ts'
import { lawIssues } from '../../laws/commands.ts'
import { foldLaw, type LawDetails } from '../../laws/rules.ts'
import { AppError } from '../../model/errors.ts'
import { newId } from '../../model/ids.ts'
import type { PackContent } from '../content.ts'
import { compareFields, lastGiven, laterObstacle, newEntry, nothing, type PartUndo, type Planned, recordOne } from '../planned.ts'

async function findOwn(db: Db, number: string): Promise<{ id: string; details: LawDetails } | undefined> {
  const row = await db.selectFrom('law').selectAll().where('folded', '=', foldLaw(number)).executeTakeFirst()
  if (!row) return undefined
  const amends = await db.selectFrom('law_amendment').select('number').where('law_id', '=', row.id).orderBy('amended').execute()
  const by =
    row.replaced_by === null
      ? undefined
      : await db.selectFrom('law').select('number').where('folded', '=', row.replaced_by).executeTakeFirst()
  const details = {
    number: row.number,
    title: row.title,
    issuer: row.issuer,
    issuedOn: row.issued_on,
    effectiveFrom: row.effective_from,
    effectiveTo: row.effective_to,
    replacedBy: by?.number ?? row.replaced_by ?? '',
    amends: amends.map((one) => one.number),
    note: row.note,
    source: row.source,
  }
  return { id: row.id, details }
}

/** Numbers are compared as the register compares them, and the order of amended laws says nothing. */
const plain = ({ number, replacedBy, amends, ...rest }: LawDetails) => ({
  number: foldLaw(number),
  replacedBy: foldLaw(replacedBy),
  amends: amends.map(foldLaw).toSorted(),
  ...rest,
})

/** Changed by a person since a pack brought it, or ever where none did. */
async function wasEdited(db: Db, lawId: string, key: string): Promise<boolean> {
  const given = await lastGiven(db, 'laws', key)
  const edits = await db
    .selectFrom('event')
    .select('id')
    .where('entity_id', '=', lawId)
    .where('type', 'in', ['law.changed', 'law.replaced'])
    .where('hlc', '>', given?.applied_hlc ?? '')
    .execute()
  return edits.length > 0
}

export async function planLaws(db: Db, part: NonNullable<PackContent['laws']>): Promise<Planned[]> {
  const planned: Planned[] = []
  for (const law of part.entries) {
    const own = await findOwn(db, law.number)
    const key = foldLaw(law.number)
    const about = { part: 'laws', key, code: law.number, name: law.title, entityId: own?.id ?? null } as const
    const fields = own ? compareFields(plain(own.details), plain(law)) : []
    if (own && fields.length === 0) {
      planned.push({ ...newEntry, ...about, kind: 'same', apply: nothing })
      continue
    }
    planned.push({
      ...newEntry,
      ...about,
      kind: own ? 'changed' : 'new',
      conflict: own && (await wasEdited(db, own.id, key)) ? 'laterEdit' : null,
      fields,
      apply: async (tx, actor) => {
        const entityId = own?.id ?? newId(actor.clock.nowMs())
        await recordOne(tx, actor, { entity: 'law', entityId, type: own ? 'law.changed' : 'law.recorded', payload: law })
        return { entityId, versionId: null, before: own?.details ?? null }
      },
    })
  }
  return planned
}

/** Once all laws of a pack are recorded: dates, replacements and circles over the whole register. Throws pack.lawImpossible. */
export async function checkLaws(db: Db, part: NonNullable<PackContent['laws']>, today: string): Promise<void> {
  for (const law of part.entries) {
    const own = await findOwn(db, law.number)
    if (!own) continue
    const issues = await lawIssues(db, own.details, own.id, today)
    if (issues.length > 0) throw new AppError('pack.lawImpossible', { number: law.number }, issues)
  }
}

export const lawsUndo: PartUndo = {
  findObstacles: async (db, entry) => {
    const found = await laterObstacle(db, entry)
    if (entry.kind !== 'new') return found
    const naming = await db
      .selectFrom('law')
      .select('number')
      .where('replaced_by', '=', entry.key)
      .where('id', 'not in', (eb) =>
        eb
          .selectFrom('pack_entry')
          .select('entity_id')
          .where('pack_id', '=', entry.pack_id)
          .where('entity_id', 'is not', null)
          .$castTo<{ entity_id: string }>(),
      )
      .execute()
    if (naming.length === 0) return found
    const { part, code, name } = entry
    const examples = naming.map(({ number }) => number)
    return [...found, { kind: 'namedByLaw', part, code, name, examples, count: naming.length }]
  },
  undo: async (tx, actor, { entity_id, before }, reason) => {
    if (entity_id === null) return
    const details = JSON.parse(before) as LawDetails | null
    const [type, payload] = details ? ['law.changed', details] : ['law.struck', { reason }]
    await recordOne(tx, actor, { entity: 'law', entityId: entity_id, type: String(type), payload })
  },
}
