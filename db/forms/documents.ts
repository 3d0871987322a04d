// The papers that a case has, each with its facts. Whoever adds an event that issues a paper adds the way to read it here: nothing else of
// printing has to know.
import type { getCase } from '../cases/queries.ts'
import type { Db } from '../event.ts'
import type { IsoDate } from '../model/local-time.ts'
import { instantToLocal } from '../model/local-time.ts'
import type { FormDocument } from './kinds.ts'

export type CaseForForms = Awaited<ReturnType<typeof getCase>>

export interface CaseDocument {
  /** Which of the case's papers of its kind; '' where there is one. Pinned by its prints, so it never changes. */
  readonly documentId: string
  /** The day of the act: it decides which form is used. */
  readonly issuedOn: IsoDate
  readonly document: FormDocument
}

type DocumentSource = (db: Db, file: CaseForForms) => Promise<CaseDocument[]>

/** The control slip goes with the papers from the first hand-over on; what has not happened yet is left to the pen. */
const controlSlipOf: DocumentSource = async (_, file) => [
  {
    documentId: '',
    issuedOn: instantToLocal(file.row.receivedAt).slice(0, 10),
    document: { kind: 'controlSlip', facts: { number: '', unit: file.authority, partners: '', handOvers: [] } },
  },
]

const documentSources: readonly DocumentSource[] = [controlSlipOf]

/** Every paper of a case beside its receipt, in the order of the forms' numbers. */
export async function listCaseDocuments(db: Db, file: CaseForForms): Promise<CaseDocument[]> {
  const found = await Promise.all(documentSources.map((source) => source(db, file)))
  return found.flat()
}
