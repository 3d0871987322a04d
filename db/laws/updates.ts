// Changes of law that processes must take in within three months of their effect (Quyết định 19/2014/QĐ-TTg, Điều 4.4a). A change is
// taken in when a later version in effect no longer names a law that ceased, or was made after an amendment took effect.
import type { Db } from '../event.ts'
import type { IsoDate } from '../model/local-time.ts'
import { absorbBy, type UpdateState } from './rules.ts'

export interface LawUpdate {
  /** The law that ceased or was amended, as it is compared, and as it is written. */
  readonly law: string
  readonly number: string
  readonly kind: 'ceased' | 'amended'
  /** The law that replaces or amends it; null when it ceased without another. */
  readonly by: string | null
  readonly documentId: string
  readonly code: string
  readonly name: string
  readonly from: IsoDate
  readonly dueOn: IsoDate
  /** The day from which the document no longer needs it; null while it does. */
  readonly closedOn: IsoDate | null
  /** The day on which an approved version will close it. */
  readonly plannedOn: IsoDate | null
  readonly state: UpdateState
}

interface Change extends Pick<LawUpdate, 'law' | 'number' | 'kind' | 'by' | 'from'> {}

async function listChanges(db: Db): Promise<Change[]> {
  const laws = await db
    .selectFrom('law')
    .select(['id', 'number', 'folded', 'effective_from', 'effective_to', 'replaced_by'])
    .execute()
  const byFolded = new Map(laws.map((law) => [law.folded, law]))
  const byId = new Map(laws.map((law) => [law.id, law]))
  const ceased = laws.flatMap(({ folded, number, effective_to, replaced_by }): Change[] =>
    effective_to === null
      ? []
      : [
          {
            law: folded,
            number,
            kind: 'ceased',
            by: replaced_by === null ? null : (byFolded.get(replaced_by)?.number ?? replaced_by),
            from: effective_to,
          },
        ],
  )
  const amendments = await db.selectFrom('law_amendment').selectAll().execute()
  const amended = amendments.flatMap(({ law_id, amended, number }): Change[] => {
    const by = byId.get(law_id)
    if (!by?.effective_from) return []
    return [
      { law: amended, number: byFolded.get(amended)?.number ?? number, kind: 'amended', by: by.number, from: by.effective_from },
    ]
  })
  return [...ceased, ...amended]
}

interface Version {
  readonly id: string
  readonly documentId: string
  readonly code: string
  readonly name: string
  readonly from: IsoDate
  readonly to: IsoDate | null
  readonly withdrawnFrom: IsoDate | null
}

/** Every change that a document in effect had or has to take in, by the day on which it is due. */
export const listUpdates = (db: Db, date: IsoDate): Promise<LawUpdate[]> => readUpdates(db, date, null)

/** Of them those that are still open on the day: only what is in effect on it, or later, can be. */
export const listOpenUpdates = async (db: Db, date: IsoDate): Promise<LawUpdate[]> =>
  (await readUpdates(db, date, date)).filter(({ closedOn }) => closedOn === null)

// Days and codes are plain letters; `localeCompare` of a thousand of them takes longer than reading them.
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** @param endsAfter leaves out the versions that end on this day or before. */
async function readUpdates(db: Db, date: IsoDate, endsAfter: IsoDate | null): Promise<LawUpdate[]> {
  const changes = await listChanges(db)
  if (changes.length === 0) return []
  const rows = await db
    .selectFrom('document_law')
    .innerJoin('document_version', 'document_version.id', 'document_law.version_id')
    .innerJoin('document', 'document.id', 'document_version.document_id')
    .select(['document_law.law', 'document_version.id', 'document_id', 'code', 'document_version.name'])
    .select(['effective_from', 'effective_to', 'withdrawn_from'])
    .distinct()
    .where('document_version.status', '=', 'approved')
    .where('document_law.law', 'in', [...new Set(changes.map(({ law }) => law))])
    .$if(endsAfter !== null, (query) =>
      query.where((eb) => eb.or([eb('effective_to', 'is', null), eb('effective_to', '>', endsAfter)])),
    )
    .orderBy('effective_from')
    .execute()
  const naming = new Map<string, Map<string, Version[]>>()
  for (const row of rows) {
    if (row.effective_from === null) continue
    const { id, document_id: documentId, code, name, effective_from: from, effective_to: to, withdrawn_from: withdrawnFrom } = row
    const documents = naming.get(row.law) ?? new Map<string, Version[]>()
    const versions = documents.get(documentId) ?? []
    versions.push({ id, documentId, code, name, from, to, withdrawnFrom })
    documents.set(documentId, versions)
    naming.set(row.law, documents)
  }
  return changes
    .flatMap((change) => [...(naming.get(change.law)?.values() ?? [])].flatMap((versions) => updateOf(change, versions, date)))
    .toSorted((a, b) => order(a.dueOn, b.dueOn) || order(a.code, b.code))
}

/** @param versions the document's approved versions that name the law, by the day on which they take effect. */
function updateOf(change: Change, versions: readonly Version[], date: IsoDate): LawUpdate[] {
  const stale = versions.filter(
    ({ from, to }) => from <= date && (to === null || to > change.from) && (change.kind === 'ceased' || from < change.from),
  )
  const last = stale.at(-1)
  if (!last) return []
  const { documentId, code, name, withdrawnFrom } = last
  if (withdrawnFrom !== null && withdrawnFrom <= change.from) return []
  const ends = [last.to, withdrawnFrom].filter((day) => day !== null).toSorted()
  const end = ends[0] ?? null
  const staysStale = change.kind === 'ceased' && versions.some(({ from }) => from === last.to)
  const closedOn = end !== null && end <= date ? end : null
  const plannedOn = end !== null && end > date && !staysStale ? end : null
  const dueOn = absorbBy(change.from)
  const { law, number, kind, by, from } = change
  return [
    {
      law,
      number,
      kind,
      by,
      documentId,
      code,
      name,
      from,
      dueOn,
      closedOn,
      plannedOn,
      state: stateOf({ closedOn, dueOn, from }, date),
    },
  ]
}

function stateOf({ closedOn, dueOn, from }: Pick<LawUpdate, 'closedOn' | 'dueOn' | 'from'>, date: IsoDate): UpdateState {
  if (closedOn !== null) return closedOn <= dueOn ? 'inTime' : 'late'
  if (date > dueOn) return 'overdue'
  return from > date ? 'ahead' : 'running'
}
