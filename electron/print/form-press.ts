// Makes the office's forms into papers, and sends what the print queue holds to a printer.
import { AppError } from '../../db/model/errors.ts'
import type { FormLayout } from '../../db/model/forms.ts'
import type { PrintWork } from '../../db/print-queue/rules.ts'
import type { FormPaper, InternalCalls, InternalName, RegisterPaper, StubPaper, StubSheets } from '../worker/protocol.ts'
import type { FormTemplate } from './form-templates.ts'
import type { PaperShelf } from './paper-shelf.ts'
import { PrintQueue } from './print-queue.ts'
import type { PaperPress } from './print-window.ts'

export type PaperAsk = <Name extends InternalName>(
  name: Name,
  input: InternalCalls[Name]['input'],
  staffId?: string | null,
) => Promise<InternalCalls[Name]['output']>

interface RegisterPages {
  readonly year: number
  readonly book: string
  readonly from: string | null
  readonly to: string | null
  readonly firstPage: number
}

export interface FormPress {
  readonly queue: PrintQueue
  /** A form with the office's own words. Throws entity.notFound. */
  readonly getForm: (key: string, texts: Readonly<Record<string, string>>) => Promise<FormTemplate>
  /** The address of a paper that can be shown and printed. */
  readonly shelve: (
    paper: Omit<FormPaper, 'kind' | 'documentId' | 'docx' | 'copyNumber'>,
    layout: FormLayout,
    firstPage?: number,
  ) => Promise<string>
  readonly pagesOf: (pages: RegisterPages) => Promise<{ paper: RegisterPaper; url: string }>
  /** Blank receipts of a block, with their stubs. */
  readonly stubsOf: (sheets: StubSheets) => Promise<{ paper: StubPaper; url: string }>
  /** Makes a paper anew, as it would be printed now, and sends it. */
  readonly send: (work: PrintWork) => Promise<void>
}

interface FormPressParts {
  readonly shelf: PaperShelf
  readonly press: PaperPress
  readonly formsFolder: string
  readonly ask: PaperAsk
}

export function makeFormPress({ shelf, press, formsFolder, ask }: FormPressParts): FormPress {
  let forms: FormTemplate[] | undefined

  const getForm: FormPress['getForm'] = async (key, texts) => {
    forms ??= (await import('./form-templates.ts')).loadFormTemplates(formsFolder)
    const form = forms.find((candidate) => candidate.key === key)
    if (!form) throw new AppError('entity.notFound', { entity: 'form' })
    return (await import('../../db/forms/form.ts')).withTexts(form, texts)
  }

  const shelve: FormPress['shelve'] = async (paper, layout, firstPage = 1) => {
    const form = await getForm(paper.formKey, paper.texts)
    const { renderForm } = await import('./render-form.ts') // with its libraries: the start goes without them
    return shelf.put(renderForm(form, paper, { layout, firstPage }), paper)
  }

  const pagesOf: FormPress['pagesOf'] = async ({ firstPage, ...pages }) => {
    const paper = await ask('internal.getRegisterPaper', pages)
    return { paper, url: await shelve({ ...paper, isProvisional: false }, 'a4-across', firstPage) }
  }

  const stubsOf: FormPress['stubsOf'] = async (sheets) => {
    const paper = await ask('internal.getStubPaper', sheets)
    const form = await getForm(paper.formKey, paper.texts)
    const { renderBlankForms } = await import('./render-form.ts')
    return { paper, url: shelf.put(renderBlankForms(form, paper.sheets), paper) }
  }

  const send: FormPress['send'] = async (work) => {
    const printer = work.printer === '' ? null : work.printer
    if (work.kind === 'form') {
      const { caseId, form: kind, documentId, layout } = work
      const paper = await ask('internal.getFormPaper', { caseId, kind, documentId })
      return press.toPrinter(await shelve(paper, layout), printer, layout)
    }
    if (work.kind === 'register') {
      const { year, book, from, to, firstPage } = work
      return press.toPrinter((await pagesOf({ year, book, from, to, firstPage })).url, printer, 'a4-across')
    }
    const { blockId, from, to } = work
    return press.toPrinter((await stubsOf({ blockId, from, to })).url, printer, 'a4-two-up')
  }

  return { queue: new PrintQueue(ask), getForm, shelve, pagesOf, stubsOf, send }
}
