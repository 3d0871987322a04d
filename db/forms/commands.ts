// Wording a form anew, and recording that a paper was printed.

import { localNow } from '../cases/intake-deadline.ts'
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { AppError, type FieldIssue, refuseFields } from '../model/errors.ts'
import type { FormKind, PrintMethod } from '../model/forms.ts'
import { newId } from '../model/ids.ts'
import { type IsoDate, isRealDate } from '../model/local-time.ts'
import { recordInTx } from '../record.ts'
import { type FormDefinition, textIssues, wordedTexts } from './form.ts'
import { namesOf } from './kinds.ts'
import { findLastPrint } from './queries.ts'

/** What is printed: a paper of a case. */
export interface PrintedPaper {
  readonly caseId: string
  readonly kind: FormKind
  /** Which paper of its kind; '' where a case has one. */
  readonly documentId: string
  readonly formKey: string
  readonly versionId: string | null
  readonly method: PrintMethod
  /** '' for a file. */
  readonly printer: string
  /** Why it is printed again; '' for none given. */
  readonly reason: string
}

/** Counts a print that has happened and says which print it takes the place of. Returns its number. */
export async function recordFormPrint(db: Db, actor: Actor, print: PrintedPaper): Promise<number> {
  authorise(actor, 'case.print')
  return db.transaction().execute((tx) => recordFormPrintInTx(tx, actor, print))
}

export async function recordFormPrintInTx(tx: Tx, actor: Actor, print: PrintedPaper): Promise<number> {
  const { caseId, ...paper } = print
  const file = await tx.selectFrom('case_file').select('id').where('id', '=', caseId).executeTakeFirst()
  if (!file) throw new AppError('entity.notFound', { entity: 'case' })
  const last = await findLastPrint(tx, print)
  const copyNumber = (last?.copyNumber ?? 0) + 1
  const payload = { ...paper, copyNumber, replaces: last?.id ?? null }
  await recordInTx(tx, actor, [{ entity: 'case', entityId: caseId, type: 'case.formPrinted', payload }])
  return copyNumber
}

export interface NewFormVersion {
  /** ''; or the field of procedures that it is for. */
  readonly field: string
  /** '' unless another instrument than the form's own rules that field. */
  readonly instrument: string
  readonly fromDate: IsoDate
  /** Sentences by their names; those that read as issued are left out. */
  readonly texts: Readonly<Record<string, string>>
  /** The checked Word template as base64; null: none. */
  readonly docx: string | null
  readonly docxName: string
  readonly note: string
}

/**
 * Gives a form the office's own words from a day on, today at the earliest: papers of earlier acts keep theirs. No words and no template:
 * back to the issued form. Returns the id of the version.
 */
export async function issueFormVersion(db: Db, actor: Actor, form: FormDefinition, version: NewFormVersion): Promise<string> {
  authorise(actor, 'form.manage')
  const issued = new Map(wordedTexts(form).map(({ key, text }) => [key, text]))
  const texts = Object.fromEntries(Object.entries(version.texts).filter(([key, text]) => issued.get(key) !== text))
  const issues: FieldIssue[] = []
  if (!isRealDate(version.fromDate)) issues.push({ path: 'fromDate', code: 'notADate' })
  else if (version.fromDate < localNow(actor.clock).slice(0, 10)) issues.push({ path: 'fromDate', code: 'beforeToday' })
  if (version.instrument !== '' && version.field === '') issues.push({ path: 'field', code: 'required' })
  refuseFields([...issues, ...textIssues(form, texts, namesOf[form.kind], version.instrument !== '')])
  const entityId = newId(actor.clock.nowMs())
  await db
    .transaction()
    .execute((tx) =>
      recordInTx(tx, actor, [
        { entity: 'form', entityId, type: 'form.versionIssued', payload: { ...version, formKey: form.key, texts } },
      ]),
    )
  return entityId
}
