// What the calls about forms and the register do in the database workers.

import { issueFormVersion, recordFormPrint } from '../../db/forms/commands.ts'
import { fieldWords } from '../../db/forms/field-words.ts'
import { chooseForm, type FormDefinition, wordedTexts } from '../../db/forms/form.ts'
import { namesOf } from '../../db/forms/kinds.ts'
import { getPrinters } from '../../db/forms/printers.ts'
import { findFormVersion, getFormVersion, listFormVersions, listPrints } from '../../db/forms/queries.ts'
import { toInstant } from '../../db/model/clock.ts'
import { AppError } from '../../db/model/errors.ts'
import { type FormLayout, formKinds } from '../../db/model/forms.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import { maskNumber } from '../../db/model/mask.ts'
import { closePrintJob, markPrintSent, openPrintJobs } from '../../db/print-queue/commands.ts'
import { getPrintWork, listPrintJobs } from '../../db/print-queue/queries.ts'
import { listProcedureFields } from '../../db/procedures/queries.ts'
import { configureRegister, lockBook, openBook, recordRegisterPrint } from '../../db/register/commands.ts'
import { countRegisterLines, getRegisterSettings, listBooks, listRegisterLines } from '../../db/register/queries.ts'
import { formsOf } from './brought-files.ts'
import { formPaperOf, listCaseForms, sampleFormPaper } from './form-data.ts'
import type { InternalHandlers, WorkerHandlers } from './handlers.ts'
import type { Office } from './office.ts'
import { filterOf, registerPaperOf } from './register-data.ts'

const todayOf = ({ clock }: Office): string => instantToLocal(toInstant(clock.nowMs())).slice(0, 10)

async function rowsOf(office: Office, forms: readonly FormDefinition[]) {
  const today = todayOf(office)
  const versions = await listFormVersions(office.store.db)
  return forms.map((form) => {
    const own = versions.filter(({ formKey }) => formKey === form.key)
    const current = own.find(({ field, fromDate }) => field === '' && fromDate <= today) ?? null
    return {
      key: form.key,
      kind: form.kind,
      instrument: form.instrument,
      number: form.number,
      title: current?.texts.title ?? form.title,
      validFrom: form.validFrom,
      fields: form.fields,
      unverifiedCount: form.unverified.length,
      current,
      versionCount: own.length,
      isPast: chooseForm(formsOf(office), { kind: form.kind, on: today, field: form.fields[0] ?? '' }).key !== form.key,
      versions: own,
    }
  })
}

function getForm(office: Office, formKey: string): FormDefinition {
  const form = formsOf(office).find(({ key }) => key === formKey)
  if (!form) throw new AppError('entity.notFound', { entity: 'form' })
  return form
}

type Mine = Extract<keyof WorkerHandlers, `forms.${string}` | `register.${string}`>

export const formHandlers: Pick<WorkerHandlers, Mine> = {
  'forms.list': async ({ office }) => {
    const rows = await rowsOf(office, formsOf(office))
    return rows
      .map(({ versions: _, ...row }) => row)
      .toSorted(
        (a, b) =>
          Number(a.isPast) - Number(b.isPast) ||
          (a.instrument === b.instrument
            ? formKinds.indexOf(a.kind) - formKinds.indexOf(b.kind)
            : a.validFrom < b.validFrom
              ? 1
              : -1),
      )
  },
  'forms.get': async ({ office }, { formKey }) => {
    const form = getForm(office, formKey)
    const [row] = await rowsOf(office, [form])
    if (!row) throw new Error('one form was asked for')
    return {
      ...row,
      texts: wordedTexts(form),
      fieldNames: namesOf[form.kind].map((name) => ({ name, words: fieldWords[name] ?? name })),
      layouts: Object.keys(form.layouts) as FormLayout[],
      source: form.notes.source,
      points: form.notes.points,
      procedureFields: await listProcedureFields(office.store.db),
      today: todayOf(office),
    }
  },
  'forms.listOfCase': ({ office }, { caseId }) => listCaseForms(office, caseId),
  'forms.listPrints': ({ office }, { filter, cursor, limit }) => listPrints(office.store.db, filter, cursor, limit),
  'forms.listPrinters': ({ office }) => getPrinters(office.store.db),

  'register.getBooks': async ({ office, actor }) => {
    const { db } = office.store
    const { staffId } = await actor()
    const staff = await db.selectFrom('staff').select('full_name').where('id', '=', staffId).executeTakeFirst()
    return {
      settings: await getRegisterSettings(db),
      books: await listBooks(db),
      fields: await listProcedureFields(db),
      year: Number(todayOf(office).slice(0, 4)),
      headName: staff?.full_name ?? '',
    }
  },
  'register.list': async ({ office }, { after, limit, ...pages }) => {
    const filter = filterOf(pages)
    const rows = await listRegisterLines(office.store.db, filter, after, limit + 1)
    const page = rows.slice(0, limit)
    return {
      // The print has the number, as the form of the register wants it.
      rows: page.map(({ sentAt: _, resultAt: __, ...line }) => ({ ...line, phone: maskNumber(line.phone) })),
      next: rows.length > limit ? (page.at(-1)?.serial ?? null) : null,
      total: after === null ? await countRegisterLines(office.store.db, filter) : null,
    }
  },
  'register.configure': async ({ office, actor }, settings) => {
    await configureRegister(office.store.db, await actor(), settings)
    return {}
  },
  'register.openBook': async ({ office, actor }, input) => ({ label: await openBook(office.store.db, await actor(), input) }),
  'register.lockBook': async ({ office, actor }, input) => {
    await lockBook(office.store.db, await actor(), input)
    return {}
  },
}

type MineInternal = Extract<
  keyof InternalHandlers,
  | `internal.${'getForm' | 'recordForm' | 'getSample' | 'issueForm' | 'getRegister' | 'recordRegister'}${string}`
  | `internal.${'openPrint' | 'markPrint' | 'closePrint' | 'listPrint' | 'getPrint'}${string}`
>

export const internalFormHandlers: Pick<InternalHandlers, MineInternal> = {
  'internal.getFormPaper': ({ office }, paper) => formPaperOf(office, paper),
  'internal.getFormPapers': async ({ office, onProgress }, { papers }) => {
    const found = []
    for (const paper of papers) {
      found.push(await formPaperOf(office, paper))
      onProgress(found.length, papers.length * 4)
    }
    return found
  },
  'internal.getSampleForm': ({ office }, { formKey, texts }) => sampleFormPaper(office, formKey, texts),
  'internal.getFormDocx': async ({ office }, { versionId }) => {
    const { docx, docxName } = await getFormVersion(office.store.db, versionId)
    return docx === null ? null : { docx, docxName }
  },
  'internal.recordFormPrint': async ({ office, actor }, print) => recordFormPrint(office.store.db, await actor(), print),
  'internal.openPrintJobs': async ({ office, actor }, { works }) => openPrintJobs(office.store.db, await actor(), works),
  'internal.markPrintSent': async ({ office, actor }, { jobId }) => {
    await markPrintSent(office.store.db, await actor(), jobId)
    return null
  },
  'internal.closePrintJob': async ({ office, actor }, answer) => closePrintJob(office.store.db, await actor(), answer),
  'internal.listPrintJobs': ({ office }) => listPrintJobs(office.store.db),
  'internal.getPrintWork': ({ office }, { jobId }) => getPrintWork(office.store.db, jobId),
  'internal.issueFormVersion': async ({ office, actor }, { formKey, docx, ...version }) => {
    const { db } = office.store
    const form = getForm(office, formKey)
    const kept = docx === 'keep' ? await findFormVersion(db, formKey, version.fromDate, version.field) : null
    const template =
      docx === 'keep' ? { docx: kept?.docx ?? null, docxName: kept?.docxName ?? '' } : (docx ?? { docx: null, docxName: '' })
    return issueFormVersion(db, await actor(), form, { ...version, ...template })
  },
  'internal.getRegisterPaper': ({ office }, pages) => registerPaperOf(office, pages),
  'internal.recordRegisterPrint': async ({ office, actor }, print) => {
    await recordRegisterPrint(office.store.db, await actor(), print)
    return null
  },
}
