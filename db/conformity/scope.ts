// The scope of the system on any day, put together from records and never typed: procedure × process × instrument, its gaps, what must
// be declared anew (Decision 19/2014/QD-TTg, Article 4(4); Circular 26/2014/TT-BKHCN, Article 36(1)a), and the six counts.
import { type ProcessGroup, processGroups } from '../documents/rules.ts'
import type { Db } from '../event.ts'
import { committeeOf } from '../model/committee.ts'
import type { IsoDate } from '../model/local-time.ts'
import { findListOn, getEntries } from '../procedure-lists/queries.ts'
import type { Authority } from '../processes/content.ts'
import { getLines, type InstrumentSummary, type KnownLine, listInstruments } from './queries.ts'
import { isValid, lineKey } from './rules.ts'
import type { ScopeGap } from './scope-words.ts'

/** Groups whose processes an instrument has to name; internal and system processes may be named. */
const declaredGroups: readonly ProcessGroup[] = ['leadership', 'office', 'procedure']

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

export interface EffectiveProcess {
  readonly documentId: string
  readonly versionId: string
  readonly code: string
  readonly name: string
  readonly field: string
  readonly group: ProcessGroup
  readonly authority: Authority
  readonly issue: number
  readonly revision: number
  readonly procedures: readonly string[]
}

/** The processes with a version in effect on a day, by code. */
export async function effectiveProcesses(db: Db, date: IsoDate): Promise<EffectiveProcess[]> {
  const rows = await db
    .selectFrom('document as d')
    .innerJoin('document_version as v', 'v.document_id', 'd.id')
    .select(['d.id', 'd.code', 'd.group_name', 'v.id as version_id', 'v.name', 'v.field', 'v.authority', 'v.issue', 'v.revision'])
    .where('d.kind', '=', 'process')
    .where('v.status', '=', 'approved')
    .where('v.effective_from', '<=', date)
    .where((eb) => eb.or([eb('v.effective_to', 'is', null), eb('v.effective_to', '>', date)]))
    .where((eb) => eb.or([eb('d.withdrawn_from', 'is', null), eb('d.withdrawn_from', '>', date)]))
    .orderBy('d.code')
    .execute()
  const links = await db
    .selectFrom('document_version as v')
    .innerJoin('document_procedure as p', 'p.version_id', 'v.id')
    .select(['p.version_id', 'p.procedure_key'])
    .where('v.status', '=', 'approved')
    .where('v.effective_from', '<=', date)
    .where((eb) => eb.or([eb('v.effective_to', 'is', null), eb('v.effective_to', '>', date)]))
    .execute()
  const served = groupBy(links, ({ version_id }) => version_id)
  return rows.map(({ id, version_id, group_name, authority, ...rest }) => ({
    documentId: id,
    versionId: version_id,
    group: group_name as ProcessGroup,
    authority: authority as Authority,
    procedures: (served.get(version_id) ?? []).map(({ procedure_key }) => procedure_key),
    ...rest,
  }))
}

export interface ScopeRow {
  readonly key: string
  /** What the row is of: a procedure of the list, a process that serves none of it, or a line that names neither. */
  readonly kind: 'procedure' | 'process' | 'line'
  /** National code of a procedure, code of a process, '' of a line. */
  readonly code: string
  readonly name: string
  readonly field: string
  readonly group: ProcessGroup | ''
  readonly authority: Authority | ''
  readonly processes: ReadonlyArray<Pick<EffectiveProcess, 'documentId' | 'code' | 'issue' | 'revision'>>
  /** Valid instruments that cover it. */
  readonly instruments: readonly string[]
  readonly gaps: readonly ScopeGap[]
  /** Whether an instrument has to name it. */
  readonly isDeclarable: boolean
}

export interface ScopeMatrix {
  readonly date: IsoDate
  readonly list: { readonly id: string; readonly title: string; readonly entryCount: number } | null
  readonly instruments: readonly InstrumentSummary[]
  readonly rows: readonly ScopeRow[]
}

interface Facts {
  readonly date: IsoDate
  readonly list: ScopeMatrix['list']
  readonly entries: Awaited<ReturnType<typeof getEntries>>
  readonly processes: readonly EffectiveProcess[]
  readonly instruments: readonly InstrumentSummary[]
  readonly all: readonly InstrumentSummary[]
  readonly lines: readonly KnownLine[]
}

async function readFacts(db: Db, date: IsoDate): Promise<Facts> {
  const found = await findListOn(db, date)
  const entries = found ? await getEntries(db, found.id) : []
  const all = await listInstruments(db, date)
  const instruments = all.filter(({ state }) => isValid(state))
  return {
    date,
    list: found ? { id: found.id, title: found.title, entryCount: entries.length } : null,
    entries,
    processes: await effectiveProcesses(db, date),
    all,
    instruments,
    lines: await getLines(
      db,
      instruments.map(({ id }) => id),
    ),
  }
}

const short = ({ documentId, code, issue, revision }: EffectiveProcess) => ({ documentId, code, issue, revision })
const idsOf = (lines: readonly KnownLine[]): string[] => [...new Set(lines.map(({ instrumentId }) => instrumentId))]

function matrixOf({ date, list, entries, processes, instruments, lines }: Facts): ScopeMatrix {
  const byProcedure = new Map<string, EffectiveProcess[]>()
  for (const process of processes) {
    for (const key of process.procedures) {
      const serving = byProcedure.get(key)
      if (serving) serving.push(process)
      else byProcedure.set(key, [process])
    }
  }
  const linesOfDocument = groupBy(
    lines.filter(({ documentId }) => documentId !== null),
    ({ documentId }) => documentId ?? '',
  )
  const linesOfProcedure = groupBy(
    lines.filter(({ procedureKey }) => procedureKey !== null),
    ({ procedureKey }) => procedureKey ?? '',
  )
  // A line that names a procedure covers that procedure only; one that names the process alone covers all that the process serves.
  const wholeLinesOf = (documentId: string) =>
    (linesOfDocument.get(documentId) ?? []).filter(({ procedureKey }) => procedureKey === null)
  const inList = new Set(entries.map(({ key }) => key))

  const ofProcedures = entries.map((entry): ScopeRow => {
    const serving = byProcedure.get(entry.key) ?? []
    const covering = [
      ...(linesOfProcedure.get(entry.key) ?? []),
      ...serving.flatMap(({ documentId }) => wholeLinesOf(documentId)),
    ]
    const gaps: ScopeGap[] = serving.length === 0 ? ['noProcess'] : []
    if (covering.length === 0) gaps.push('notDeclared')
    return {
      key: `procedure ${entry.key}`,
      kind: 'procedure',
      code: entry.key,
      name: entry.name,
      field: entry.field,
      group: serving[0]?.group ?? '',
      authority: entry.authority,
      processes: serving.map(short),
      instruments: idsOf(covering),
      gaps,
      isDeclarable: true,
    }
  })

  const ofProcesses = processes
    .filter(({ procedures }) => !procedures.some((key) => inList.has(key)))
    .map((process): ScopeRow => {
      const covering = linesOfDocument.get(process.documentId) ?? []
      const isDeclarable = declaredGroups.includes(process.group)
      return {
        key: `process ${process.documentId}`,
        kind: 'process',
        code: process.code,
        name: process.name,
        field: process.field,
        group: process.group,
        authority: process.authority,
        processes: [short(process)],
        instruments: idsOf(covering),
        gaps: isDeclarable && covering.length === 0 ? ['notDeclared'] : [],
        isDeclarable,
      }
    })

  const effective = new Set(processes.map(({ documentId }) => documentId))
  const loose = [...groupBy(lines, lineKey).values()].flatMap((same): ScopeRow[] => {
    const line = same[0]
    if (!line) return []
    const gaps: ScopeGap[] = []
    if (line.documentId !== null && !effective.has(line.documentId)) gaps.push('noLongerEffective')
    if (line.procedureKey !== null && list !== null && !inList.has(line.procedureKey)) gaps.push('notInList')
    const namesNothing = line.documentId === null && line.procedureKey === null
    if (gaps.length === 0 && !namesNothing) return []
    return [
      {
        key: `line ${lineKey(line)}`,
        kind: 'line',
        code: line.processCode || (line.procedureKey ?? ''),
        name: line.text,
        field: line.field,
        group: line.group,
        authority: '',
        processes: [],
        instruments: idsOf(same),
        gaps,
        isDeclarable: true,
      },
    ]
  })
  return { date, list, instruments, rows: [...ofProcedures, ...ofProcesses, ...loose] }
}

/** Every procedure of the list of that day, every other process in effect, every line that stands for nothing in effect. */
export const getScopeMatrix = async (db: Db, date: IsoDate): Promise<ScopeMatrix> => matrixOf(await readFacts(db, date))

export interface ScopeChange {
  /** In effect and to be declared, but in no valid instrument. */
  readonly added: readonly ScopeRow[]
  /** Declared, but no longer in effect or in the list. */
  readonly removed: readonly ScopeRow[]
}

/** What must be declared anew on that day: the difference between the lines of the valid instruments and the register. */
export function changeOf({ rows }: ScopeMatrix): ScopeChange {
  return {
    added: rows.filter(({ gaps, isDeclarable }) => isDeclarable && gaps.includes('notDeclared')),
    removed: rows.filter(({ gaps }) => gaps.includes('noLongerEffective') || gaps.includes('notInList')),
  }
}

/** The distinct activities of lines; of an activity in several instruments the group of the newest line counts. */
function activitiesOf(lines: readonly KnownLine[], instruments: readonly InstrumentSummary[]) {
  const age = new Map(instruments.map(({ id }, index) => [id, index]))
  const byKey = new Map<string, KnownLine>()
  for (const line of lines.toSorted((a, b) => (age.get(a.instrumentId) ?? 0) - (age.get(b.instrumentId) ?? 0))) {
    byKey.set(lineKey(line), line)
  }
  return [...byKey.values()]
}

export interface SystemCounts {
  /** The newest certification by number ("lần 2") and the lines of its certificate; null while there is none. */
  readonly certificate: {
    readonly instrumentId: string
    readonly title: string
    readonly ordinal: number
    readonly lines: number
  } | null
  /** Distinct activities of the valid instruments, and how many of each group. */
  readonly activities: number
  readonly activityGroups: Readonly<Record<ProcessGroup, number>>
  /** Procedures of the list under the authority of the committee and of its chairman. */
  readonly authorityProcedures: number
  /** Internal work processes with a version in effect. */
  readonly internalProcesses: number
  /** Procedures of the list, and those of them with a process in effect; and those in the scope of a valid instrument. */
  readonly procedures: number
  readonly coveredProcedures: number
  readonly declaredProcedures: number
  readonly gaps: number
  readonly toDeclare: number
}

/** The counts of the system on any day, all of them from the same records. */
export async function countSystem(db: Db, date: IsoDate): Promise<SystemCounts> {
  const facts = await readFacts(db, date)
  const matrix = matrixOf(facts)
  const certificates = facts.all.filter(
    ({ kind, inForceFrom, state }) => kind === 'certificate' && state !== 'draft' && inForceFrom !== null && inForceFrom <= date,
  )
  // Of one certification several papers may exist (a conversion to another edition); the newest of the highest number counts.
  const newest = certificates.toSorted((a, b) => (a.ordinal ?? 0) - (b.ordinal ?? 0)).at(-1)
  const activities = activitiesOf(facts.lines, facts.instruments)
  const groups = Object.fromEntries(
    processGroups.map((group) => [group, activities.filter((line) => line.group === group).length]),
  ) as Record<ProcessGroup, number>
  const procedures = matrix.rows.filter(({ kind }) => kind === 'procedure')
  const { added, removed } = changeOf(matrix)
  const committee = committeeOf(facts.entries.map(({ authority }) => authority))
  return {
    certificate: newest
      ? { instrumentId: newest.id, title: newest.title, ordinal: newest.ordinal ?? 1, lines: newest.lineCount }
      : null,
    activities: activities.length,
    activityGroups: groups,
    authorityProcedures: facts.entries.filter(({ authority }) => committee.includes(authority)).length,
    internalProcesses: facts.processes.filter(({ group }) => group === 'internal').length,
    procedures: procedures.length,
    coveredProcedures: procedures.filter(({ processes }) => processes.length > 0).length,
    declaredProcedures: procedures.filter(({ instruments }) => instruments.length > 0).length,
    gaps: matrix.rows.filter(({ gaps }) => gaps.length > 0).length,
    toDeclare: added.length + removed.length,
  }
}

/** The activities behind the count, in the order of groups and names. */
export async function listActivities(db: Db, date: IsoDate) {
  const { lines, instruments } = await readFacts(db, date)
  return activitiesOf(lines, instruments)
    .toSorted((a, b) => processGroups.indexOf(a.group) - processGroups.indexOf(b.group) || a.position - b.position)
    .map((line) => ({ ...line, instrument: instruments.find(({ id }) => id === line.instrumentId)?.title ?? '' }))
}
