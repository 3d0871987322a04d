// What a paper of a case says, and which form and which words it is printed with.
import { getCase } from '../../db/cases/queries.ts'
import { type CaseForForms, listCaseDocuments } from '../../db/forms/documents.ts'
import type { CaseFacts } from '../../db/forms/facts.ts'
import { chooseForm, type FormDefinition } from '../../db/forms/form.ts'
import { type FormDocument, fieldsFor } from '../../db/forms/kinds.ts'
import { type FormVersion, findFormVersion, findLastPrint, getFormVersion } from '../../db/forms/queries.ts'
import { sampleDocument, sampleFacts } from '../../db/forms/samples.ts'
import { unacceptedStatuses } from '../../db/model/case-status.ts'
import { toInstant } from '../../db/model/clock.ts'
import { AppError } from '../../db/model/errors.ts'
import type { FormKind } from '../../db/model/forms.ts'
import { type IsoDate, instantToLocal } from '../../db/model/local-time.ts'
import { getOfficeProfile } from '../../db/people/queries.ts'
import { getHeadingOn } from '../../db/units/queries.ts'
import { formsOf } from './brought-files.ts'
import type { Office } from './office.ts'
import type { FormPaper } from './protocol.ts'
import { receiptDataOf } from './receipt-data.ts'

interface Chosen {
  readonly form: FormDefinition
  readonly documentId: string
  readonly issuedOn: IsoDate
  readonly document: FormDocument
}

const localDay = (instant: string): IsoDate => instantToLocal(instant).slice(0, 10)

function getForm(office: Office, key: string): FormDefinition {
  const form = formsOf(office).find((one) => one.key === key)
  if (!form) throw new AppError('entity.notFound', { entity: 'form' })
  return form
}

/** @param issuedOn the day of the paper: the office signs it by the name that it had. */
async function factsOf(office: Office, file: CaseForForms, issuedOn: IsoDate): Promise<CaseFacts> {
  const { name, governingBody, deskName, place } = await getHeadingOn(office.store.db, issuedOn)
  return {
    governingBody,
    officeName: name,
    deskName,
    place,
    code: file.row.officialCode ?? file.row.provisionalCode,
    isProvisional: file.row.officialCode === null,
    applicant: file.applicant,
    procedureName: file.row.procedureName,
    field: file.field,
    summary: file.summary,
    receivedAt: instantToLocal(file.row.receivedAt),
    dueAt: file.row.dueAt === null ? null : instantToLocal(file.row.dueAt),
    copyNumber: 1,
    replacedOn: null,
  }
}

/** Every paper of a case: its receipt with the form that it pinned, and the others with the form of the day of their act. */
async function papersOf(office: Office, file: CaseForForms): Promise<Chosen[]> {
  const receipt: Chosen = {
    form: getForm(office, file.formKey),
    documentId: '',
    issuedOn: localDay(file.row.receivedAt),
    document: { kind: 'receipt', facts: await receiptDataOf(office, file) },
  }
  const others = (await listCaseDocuments(office.store.db, file)).map((one) => ({
    ...one,
    form: chooseForm(formsOf(office), { kind: one.document.kind, on: one.issuedOn, field: file.field }),
  }))
  return unacceptedStatuses.includes(file.row.status) ? others : [receipt, ...others]
}

/** The papers that a case has, each with how often it was printed. */
export async function listCaseForms(office: Office, caseId: string) {
  const { db } = office.store
  const file = await getCase(db, caseId)
  const papers = await papersOf(office, file)
  return Promise.all(
    papers.map(async ({ form, documentId, issuedOn, document }) => ({
      kind: document.kind,
      documentId,
      formKey: form.key,
      title: form.title,
      number: form.number,
      instrument: form.instrument,
      issuedOn,
      layouts: Object.keys(form.layouts) as (keyof typeof form.layouts)[],
      printCount: (await findLastPrint(db, { caseId, formKey: form.key, documentId }))?.copyNumber ?? 0,
    })),
  )
}

/** One paper of a case as it would be printed now. A paper printed before keeps the words that it was printed with. */
export async function formPaperOf(
  office: Office,
  { caseId, kind, documentId }: { caseId: string; kind: FormKind; documentId: string },
): Promise<FormPaper> {
  const { db } = office.store
  const file = await getCase(db, caseId)
  const chosen = (await papersOf(office, file)).find((one) => one.document.kind === kind && one.documentId === documentId)
  if (!chosen) throw new AppError('entity.notFound', { entity: 'form' })
  const { form, document, issuedOn } = chosen
  const last = await findLastPrint(db, { caseId, formKey: form.key, documentId })
  const version = last
    ? last.versionId && (await getFormVersion(db, last.versionId))
    : await findFormVersion(db, form.key, issuedOn, file.field)
  const print = { copyNumber: (last?.copyNumber ?? 0) + 1, replacedOn: last ? localDay(last.printedAt) : null }
  const facts = { ...(await factsOf(office, file, issuedOn)), ...print }
  const printed = document.kind === 'receipt' ? { ...document, facts: { ...document.facts, ...print } } : document
  return {
    ...paper(form, version || null),
    documentId,
    code: facts.code,
    isProvisional: facts.isProvisional,
    fields: fieldsFor(printed, facts),
    copyNumber: print.copyNumber,
    isTraining: office.store.kind === 'training',
  }
}

const paper = (form: FormDefinition, version: FormVersion | null) => ({
  kind: form.kind,
  formKey: form.key,
  versionId: version?.id ?? null,
  texts: version?.texts ?? {},
  docx: version?.docx ?? null,
})

/** A form with a made-up case. */
export async function sampleFormPaper(
  office: Office,
  formKey: string,
  texts: Readonly<Record<string, string>>,
): Promise<FormPaper> {
  const form = getForm(office, formKey)
  const { name, settings } = await getOfficeProfile(office.store.db)
  const { governingBody, deskName, place } = settings
  const about = { governingBody, officeName: name, deskName, place, today: localDay(toInstant(office.clock.nowMs())) }
  const facts = sampleFacts(about)
  return {
    ...paper(form, null),
    texts,
    documentId: '',
    code: facts.code,
    isProvisional: true,
    fields: fieldsFor(sampleDocument(form.kind, about), facts),
    copyNumber: 1,
    isTraining: office.store.kind === 'training',
  }
}
