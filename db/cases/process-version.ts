// Which version of a process a case runs under: the one in effect at the instant of receipt, kept from then on (TCVN ISO 9001:2015,
// 7.5.3 and 8.5.1). A version that comes later leaves it alone; only the head moves an open case, naming the legal ground.
import { sql } from 'kysely'
import type { Db } from '../event.ts'
import { openStatuses } from '../model/case-status.ts'
import { refuseFields } from '../model/errors.ts'
import type { IsoDate } from '../model/local-time.ts'
import type { ProcedureContent, TimeLimit } from '../procedures/content.ts'
import { getCurrentVersion } from '../procedures/queries.ts'
import { type ProcessVariant, processContent } from '../processes/content.ts'
import { keepSelect } from '../store/kept-query.ts'

export interface ProcessInForce {
  readonly versionId: string
  readonly documentId: string
  readonly code: string
  readonly issue: number
  readonly revision: number
  readonly variants: ReadonlyArray<Pick<ProcessVariant, 'key' | 'name' | 'timeLimit'>>
}

/** A paper that a case of the procedure needs, as the process or the catalogue lists it. */
export interface AskedComponent {
  readonly name: string
  readonly originals: number
  readonly copies: number
  readonly isRequired: boolean
  /** When it is asked for; '' for always. */
  readonly condition: string
  /** Key of the sub-case that asks for it; null for all. */
  readonly variant: string | null
}

interface UsedContent {
  readonly variants: readonly ProcessVariant[]
  readonly components: readonly AskedComponent[]
}

// A version that is approved never changes: what was parsed once serves for good.
const contents = new Map<string, UsedContent>()

async function readContent(db: Db, versionId: string): Promise<UsedContent> {
  const known = contents.get(versionId)
  if (known) return known
  const { content } = await db
    .selectFrom('document_version')
    .select('content')
    .where('id', '=', versionId)
    .executeTakeFirstOrThrow()
  const { variants, components } = processContent.parse(JSON.parse(content))
  const used = { variants, components }
  contents.set(versionId, used)
  return used
}

export const getVariants = async (db: Db, versionId: string): Promise<ProcessInForce['variants']> =>
  (await readContent(db, versionId)).variants.map(({ key, name, timeLimit }) => ({ key, name, timeLimit }))

/** A sub-case whole, with its steps; null when the version has none of this key. */
export const getVariant = async (db: Db, versionId: string, key: string): Promise<ProcessVariant | null> =>
  (await readContent(db, versionId)).variants.find((variant) => variant.key === key) ?? null

const inForce = keepSelect((db, { procedureId, date }: { procedureId: string; date: IsoDate }) =>
  db
    .selectFrom('procedure as p')
    .innerJoin('document_procedure as l', 'l.procedure_key', 'p.local_key')
    .innerJoin('document_version as v', 'v.id', 'l.version_id')
    .innerJoin('document as d', 'd.id', 'v.document_id')
    .select(['v.id', 'd.id as document_id', 'd.code', 'v.issue', 'v.revision'])
    .where('p.id', '=', procedureId)
    .where('v.status', '=', sql.lit('approved'))
    .where('v.effective_from', '<=', date)
    .where((eb) => eb.or([eb('v.effective_to', 'is', null), eb('v.effective_to', '>', date)]))
    .where((eb) => eb.or([eb('d.withdrawn_from', 'is', null), eb('d.withdrawn_from', '>', date)]))
    .orderBy('v.effective_from', 'desc')
    .orderBy('d.code')
    .limit(sql.lit(1)),
)

/** The process in effect for a procedure on a day; of several the one that took effect last. Null when none serves it. */
export async function findProcessInForce(db: Db, procedureId: string, date: IsoDate): Promise<ProcessInForce | null> {
  const [row] = await inForce(db, { procedureId, date })
  if (!row) return null
  const { id: versionId, document_id: documentId, code, issue, revision } = row
  return { versionId, documentId, code, issue, revision, variants: await getVariants(db, versionId) }
}

/**
 * The papers to ask for on a day, and the version that asks for them: those of the process in effect where it lists any, else those of
 * the procedure as the catalogue knows it.
 */
export async function listAskedComponents(
  db: Db,
  { procedureId, date }: { procedureId: string; date: IsoDate },
): Promise<{ versionId: string; components: readonly AskedComponent[] }> {
  const process = await findProcessInForce(db, procedureId, date)
  const { components } = process ? await readContent(db, process.versionId) : { components: [] }
  if (process && components.length > 0) return { versionId: process.versionId, components }
  const { id, content } = await getCurrentVersion(db, procedureId)
  return {
    versionId: id,
    components: content.components.map(({ name, originals, copies, caseLabel }) => ({
      name,
      originals,
      copies,
      isRequired: caseLabel === null,
      condition: caseLabel ?? '',
      variant: null,
    })),
  }
}

/**
 * The sub-case that a case is. A process without sub-cases has one with an empty key. Throws input.invalid {required, notFound} for
 * `variant` where there is a choice and none, or another, was made.
 */
export function chooseVariant(
  process: Pick<ProcessInForce, 'variants'> | null,
  key: string | null,
): ProcessInForce['variants'][number] | null {
  const variants = process?.variants ?? []
  if (variants.length <= 1) return variants[0] ?? null
  const chosen = variants.find((variant) => variant.key === key)
  if (!chosen) refuseFields([{ path: 'variant', code: key === null ? 'required' : 'notFound' }])
  return chosen ?? null
}

/** What the office promises: the limit of the process's sub-case where it names one, else that of the procedure. */
export const limitInForce = (
  content: ProcedureContent,
  variant: ProcessInForce['variants'][number] | null,
): Pick<ProcedureContent, 'timeLimit' | 'cutoff'> => ({
  timeLimit: (variant?.timeLimit as TimeLimit | null | undefined) ?? content.timeLimit,
  cutoff: content.cutoff,
})

/** The version in effect on a day when an open case runs under another one, or under none; else null. */
export async function findNewerProcess(
  db: Db,
  file: { readonly row: { readonly status: string }; readonly procedureId: string; readonly processVersionId: string | null },
  date: IsoDate,
): Promise<ProcessInForce | null> {
  if (!(openStatuses as readonly string[]).includes(file.row.status)) return null
  const process = await findProcessInForce(db, file.procedureId, date)
  return process?.versionId === file.processVersionId ? null : process
}

/** Open cases that run under a version of this document that is no longer in effect, oldest first. */
export async function listCasesLeftBehind(db: Db, documentId: string, date: IsoDate) {
  const rows = await db
    .selectFrom('document_version as v')
    .innerJoin('case_file as f', 'f.process_version_id', 'v.id')
    .select([
      'f.id',
      'f.provisional_code',
      'f.official_code',
      'f.applicant_name',
      'f.received_at',
      'f.due_at',
      'v.issue',
      'v.revision',
    ])
    .where('v.document_id', '=', documentId)
    .where('f.status', 'in', [...openStatuses])
    .where('v.effective_to', '<=', date)
    .orderBy('f.received_at')
    .limit(1_000)
    .execute()
  return rows.map((row) => ({
    caseId: row.id,
    code: row.official_code ?? row.provisional_code,
    applicantName: row.applicant_name,
    receivedAt: row.received_at,
    dueAt: row.due_at,
    issue: row.issue,
    revision: row.revision,
  }))
}
