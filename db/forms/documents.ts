// The papers that a case has, each with its facts. Whoever adds an event that issues a paper adds the way to read it here: nothing else of
// printing has to know.
import { type PaperContent, paperContent } from '../cases/life/rules.ts'
import type { getCase } from '../cases/queries.ts'
import type { Db } from '../event.ts'
import { unacceptedStatuses } from '../model/case-status.ts'
import { formKinds } from '../model/forms.ts'
import { type IsoDate, instantToLocal } from '../model/local-time.ts'
import { getHeadingOn } from '../units/queries.ts'
import type { HandOver } from './control-slip.ts'
import type { FormDocument } from './kinds.ts'
import { countWords, twoDigits } from './words.ts'

export type CaseForForms = Awaited<ReturnType<typeof getCase>>

export interface CaseDocument {
  /** Which of the case's papers of its kind; '' where there is one. Pinned by its prints, so it never changes. */
  readonly documentId: string
  /** The day of the act: it decides which form is used. */
  readonly issuedOn: IsoDate
  readonly document: FormDocument
}

type DocumentSource = (db: Db, file: CaseForForms) => Promise<CaseDocument[]>

const localDay = (instant: string): IsoDate => instantToLocal(instant).slice(0, 10)
const localTime = (instant: string | null) => (instant === null ? null : instantToLocal(instant))
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** A name and the telephone at its end, as they are typed into one box. */
function contactOf(text: string): { name: string; phone: string } {
  const [, name = text, phone = ''] = /^(.*?)[\s,;:–-]*(\+?\d[\d .]{6,})$/.exec(text.trim()) ?? []
  return { name, phone }
}

/** An issued paper as its form has it. A result that is refused stands on the form of a refused intake (Form 03: not accepted, not settled). */
function documentOf(
  content: PaperContent,
  { number, issuedOn, signer }: { number: string; issuedOn: IsoDate; signer: string },
  file: CaseForForms,
): FormDocument {
  switch (content.kind) {
    case 'supplementRequest': {
      const items = content.items.map(({ text, originals, copies }) => {
        const counts = countWords({ originals, certified: 0, copies })
        return counts ? `${text} (${counts})` : text
      })
      const facts = { number, requestedOn: issuedOn, items, reason: content.reason, officerName: signer }
      return { kind: 'supplementRequest', facts: { ...facts, contact: contactOf(content.contact) } }
    }
    case 'refusal':
    case 'resultRefusal': {
      const { applicant, submitter } = file
      const submitterName = submitter?.person.fullName ?? (applicant.kind === 'citizen' ? applicant.fullName : '')
      const facts = { number, refusedOn: issuedOn, reasons: linesOf(content.reason), submitterName, officerName: signer }
      return { kind: 'refusal', facts }
    }
    case 'extension': {
      const { reason, promisedDueAt, newDueAt } = content
      const due = { promisedDue: promisedDueAt, newDueDate: newDueAt.slice(0, 10) }
      return { kind: 'extension', facts: { number, issuedOn, reason, ...due, headName: signer } }
    }
    case 'stopNotice': {
      const { requestedOn, reason, papersReturned } = content
      const facts = { number, issuedOn, requestedOn, reason, papersReturned: linesOf(papersReturned), officerName: signer }
      return { kind: 'stop', facts }
    }
  }
}

/** What was issued to the applicant (forms 02 to 05), each by its own number and day. */
const issuedPapers: DocumentSource = async (db, file) => {
  const rows = await db
    .selectFrom('case_paper')
    .leftJoin('staff', 'staff.id', 'case_paper.issued_by')
    .select(['case_paper.id', 'case_paper.number', 'issued_at', 'content', 'staff.full_name'])
    .where('case_id', '=', file.row.id)
    .orderBy('issued_at')
    .execute()
  return rows.map((row) => {
    const issuedOn = localDay(row.issued_at)
    const about = { number: twoDigits(row.number), issuedOn, signer: row.full_name ?? '' }
    return { documentId: row.id, issuedOn, document: documentOf(paperContent.parse(JSON.parse(row.content)), about, file) }
  })
}

/** A name, and in whose place the person acted. */
const standingIn = (name: string | null, absent: string | null): string =>
  absent === null ? (name ?? '') : `${name ?? ''} (thay mặt ${absent})`

/**
 * How the step before stood to its own time when the file left it. The receiver enters it (form 06), and does so by taking the file over;
 * nothing stands where the process gives the step no time, or nobody has taken the file yet.
 */
function resultOf(dueAt: string | null, handedAt: string | null): HandOver['result'] {
  if (dueAt === null || handedAt === null) return ''
  if (handedAt > dueAt) return 'overdue'
  return localDay(handedAt) === localDay(dueAt) ? 'onTime' : 'early'
}

/** The control slip goes with the papers from the first hand-over on; what has not happened yet is left to the pen. */
const controlSlipOf: DocumentSource = async (db, file) => {
  if (unacceptedStatuses.includes(file.row.status)) return []
  const { deskName } = await getHeadingOn(db, localDay(file.row.receivedAt))
  const runs = await db
    .selectFrom('step_run')
    .leftJoin('staff as giver', 'giver.id', 'step_run.handed_by')
    .leftJoin('staff as taker', 'taker.id', 'step_run.taken_by')
    .leftJoin('staff as absent', 'absent.id', 'step_run.taken_for')
    .leftJoin('staff as owner', 'owner.id', 'step_run.on_behalf_of')
    .select([
      'kind',
      'unit',
      'handed_at',
      'due_at',
      'taken_at',
      'giver.full_name as giver_name',
      'taker.full_name as taker_name',
      'absent.full_name as absent_name',
      'owner.full_name as owner_name',
    ])
    .where('case_id', '=', file.row.id)
    .orderBy('number')
    .execute()
  const steps = runs.filter(({ kind, handed_at }) => kind === 'step' && handed_at !== null)
  const units = (of: typeof runs) => [...new Set(of.map(({ unit }) => unit).filter(Boolean))].join(', ')
  const handOvers = steps.map((run, index) => ({
    fromUnit: (index === 0 ? deskName : steps[index - 1]?.unit) || deskName,
    toUnit: run.unit,
    givenAt: localTime(run.handed_at),
    takenAt: localTime(run.taken_at),
    giver: standingIn(run.giver_name, steps[index - 1]?.owner_name ?? null),
    taker: standingIn(run.taker_name, run.absent_name),
    result: run.taken_at === null ? ('' as const) : resultOf(steps[index - 1]?.due_at ?? null, run.handed_at),
    note: '',
  }))
  const partners = units(runs.filter(({ kind }) => kind !== 'step'))
  const facts = { number: '', unit: units(steps) || file.authority, partners, handOvers }
  return [{ documentId: '', issuedOn: localDay(file.row.receivedAt), document: { kind: 'controlSlip', facts } }]
}

const documentSources: readonly DocumentSource[] = [issuedPapers, controlSlipOf]

/** Every paper of a case beside its receipt, in the order of the forms' numbers. */
export async function listCaseDocuments(db: Db, file: CaseForForms): Promise<CaseDocument[]> {
  const found = await Promise.all(documentSources.map((source) => source(db, file)))
  return found.flat().toSorted((a, b) => formKinds.indexOf(a.document.kind) - formKinds.indexOf(b.document.kind))
}
