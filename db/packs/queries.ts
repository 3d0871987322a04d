// Reading packs: the list of what was made, taken in and refused; what a proposal would do; what stands in the way of taking one back.
import type { Actor, Db } from '../event.ts'
import { openStatuses } from '../model/case-status.ts'
import { AppError, type ErrorParams } from '../model/errors.ts'
import { getStaffNames } from '../people/queries.ts'
import type { PackPart } from './content.ts'
import type { OpenedPack } from './pack-file.ts'
import { choiceKey, planPack, undoOf } from './plan.ts'
import { type Obstacle, type PlannedEntry, wasTaken } from './planned.ts'
import type { PackTable } from './schema.ts'

export async function getPackRow(db: Db, packId: string): Promise<PackTable> {
  const row = await db.selectFrom('pack').selectAll().where('id', '=', packId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'pack' })
  return row
}

const packOf = (row: PackTable, names: Readonly<Record<string, string>>) => ({
  id: row.id,
  status: row.status,
  fileName: row.file_name,
  issuerCode: row.issuer_code,
  issuerName: row.issuer_name,
  number: row.number,
  title: row.title,
  decision: row.decision,
  madeOn: row.made_on,
  validFrom: row.valid_from,
  offices: row.offices === null ? null : (JSON.parse(row.offices) as string[]),
  keyId: row.key_id,
  counts: JSON.parse(row.counts) as Partial<Record<PackPart, number>>,
  refusal: row.refusal === null ? null : (JSON.parse(row.refusal) as { code: string; params: ErrorParams }),
  recordedAt: row.recorded_at,
  recordedBy: names[row.recorded_by] ?? '',
  decidedAt: row.decided_at,
  decidedBy: row.decided_by === null ? '' : (names[row.decided_by] ?? ''),
  reason: row.reason,
})

const namesFor = (db: Db, rows: readonly PackTable[]) =>
  getStaffNames(db, [
    ...new Set(rows.flatMap(({ recorded_by, decided_by }) => (decided_by ? [recorded_by, decided_by] : [recorded_by]))),
  ])

/** Newest first. */
export async function listPacks(db: Db) {
  const rows = await db.selectFrom('pack').selectAll().orderBy('recorded_at', 'desc').orderBy('id', 'desc').limit(1_000).execute()
  const names = await namesFor(db, rows)
  return rows.map((row) => packOf(row, names))
}

/** Everything that forbids taking an applied pack back. */
export async function findObstacles(db: Db, packId: string): Promise<Obstacle[]> {
  const entries = await db.selectFrom('pack_entry').selectAll().where('pack_id', '=', packId).orderBy('position').execute()
  const found: Obstacle[] = []
  for (const entry of entries.filter(wasTaken)) found.push(...(await undoOf[entry.part].findObstacles(db, entry)))
  return found
}

const casesShown = 200

/** Open cases whose procedure or process the entries touch; they stay under what they were received with. */
async function listTouchedCases(db: Db, entries: readonly PlannedEntry[]) {
  const idsOf = (part: PackPart) =>
    entries
      .filter(({ kind, ...entry }) => entry.part === part && (kind === 'changed' || kind === 'withdrawn') && entry.openCases > 0)
      .flatMap(({ entityId }) => entityId ?? [])
  const procedures = idsOf('procedures')
  const documents = idsOf('documents')
  if (procedures.length + documents.length === 0) return []
  const rows = await db
    .selectFrom('case_file')
    .innerJoin('procedure', 'procedure.id', 'case_file.procedure_id')
    .leftJoin('document_version', 'document_version.id', 'case_file.process_version_id')
    .select(['case_file.id', 'provisional_code', 'official_code', 'applicant_name', 'due_at', 'procedure.name'])
    .where('case_file.status', 'in', [...openStatuses])
    .where((eb) =>
      eb.or([
        ...(procedures.length > 0 ? [eb('procedure_id', 'in', procedures)] : []),
        ...(documents.length > 0 ? [eb('document_version.document_id', 'in', documents)] : []),
      ]),
    )
    .orderBy('received_at')
    .limit(casesShown)
    .execute()
  return rows.map((row) => ({
    caseId: row.id,
    code: row.official_code ?? row.provisional_code,
    applicantName: row.applicant_name,
    dueAt: row.due_at,
    procedureName: row.name,
  }))
}

/** What a proposal would do today, with every difference. */
export async function previewPack(db: Db, actor: Actor, pack: OpenedPack) {
  const planned = await planPack(db, actor, pack)
  return {
    entries: planned.map(({ apply: _, changes, fields, ...entry }) => ({
      ...entry,
      id: choiceKey(entry),
      choice: null,
      changes: [...changes],
      fields: [...fields],
    })),
    cases: await listTouchedCases(db, planned),
  }
}

/** One pack; of an applied one what it did and what stands in the way of taking it back. Throws entity.notFound. */
export async function getPack(db: Db, packId: string) {
  const row = await getPackRow(db, packId)
  const entries = await db.selectFrom('pack_entry').selectAll().where('pack_id', '=', packId).orderBy('position').execute()
  const versions = entries.flatMap(({ version_id }) => version_id ?? [])
  const given =
    versions.length === 0
      ? []
      : await db
          .selectFrom('document_version')
          .select(['id', 'issue', 'revision', 'effective_from'])
          .where('id', 'in', versions)
          .execute()
  return {
    pack: packOf(row, await namesFor(db, [row])),
    entries: entries.map(({ part, key, code, name, kind, choice, entity_id, version_id }) => {
      const version = given.find(({ id }) => id === version_id)
      return {
        id: choiceKey({ part, key }),
        part,
        key,
        code,
        name,
        kind,
        conflict: null,
        canTake: true,
        number: version ? { issue: version.issue, revision: version.revision } : null,
        from: version?.effective_from ?? null,
        openCases: 0,
        entityId: entity_id,
        choice,
        changes: [],
        fields: [],
      }
    }),
    obstacles:
      row.status === 'applied' ? (await findObstacles(db, packId)).map((one) => ({ ...one, examples: [...one.examples] })) : [],
  }
}
