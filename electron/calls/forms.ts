// Papers of cases and pages of the register: before they are printed, on a printer, as PDF, in Word; one or many. And the Word templates
// that an office brings.
import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import { AppError } from '../../db/model/errors.ts'
import type { FormLayout, PrintMethod } from '../../db/model/forms.ts'
import type { PrintWork } from '../../db/print-queue/rules.ts'
import type { InputOf } from '../api/contract.ts'
import type { ErrandHost } from '../errand-host.ts'
import { PickedFiles } from '../picked-files.ts'
import type { FormPress } from '../print/form-press.ts'
import type { PaperPress } from '../print/print-window.ts'
import type { MainHandlers } from '../router.ts'
import type { FormPaper, InternalCalls, InternalName } from '../worker/protocol.ts'
import { writeWhole } from '../write-whole.ts'

export interface FormCallParts {
  readonly errands: ErrandHost
  readonly press: PaperPress
  readonly formPress: FormPress
  readonly getWindow: () => BrowserWindow
  readonly t: (key: string) => string
  /** Who asks is who did it, even when the window locks meanwhile. */
  readonly getStaffId: () => string | null
  readonly ask: <Name extends InternalName>(
    name: Name,
    input: InternalCalls[Name]['input'],
    staffId?: string | null,
  ) => Promise<InternalCalls[Name]['output']>
}

type Mine = Extract<
  keyof MainHandlers,
  `forms.${string}` | `register.${string}` | `print.${'previewReceipt' | 'printReceipt' | 'saveReceipt'}`
>
type Asked = Pick<InputOf<'forms.preview'>, 'caseId' | 'kind' | 'documentId'>

/** The sheet that many papers of a kind are printed on in one run. */
const usualLayouts: readonly FormLayout[] = ['a4-two-up', 'a4', 'a5', 'a4-across']

const safe = (name: string): string => name.replace(/[\\/:*?"<>|\s]+/g, '-')

export function makeFormHandlers(parts: FormCallParts): Pick<MainHandlers, Mine> {
  const { errands, press, formPress, getWindow, t, ask, getStaffId } = parts
  const { getForm, shelve } = formPress
  const picked = new PickedFiles<{ docx: string; docxName: string; formKey: string }>()

  const fileNameOf = (paper: Pick<FormPaper, 'code' | 'isTraining'>, number: string) =>
    `${paper.isTraining ? 'TAP-HUAN-' : ''}${safe(paper.code)}${number}`

  /** The receipt's file bears the case's code alone, as it did before there were other papers. */
  const numberOf = (paper: FormPaper) => (paper.kind === 'receipt' ? '' : `-${t(`formFile.${paper.kind}`)}`)

  async function askWhere(name: string, format: 'pdf' | 'docx', title: string): Promise<string | undefined> {
    const { filePath } = await dialog.showSaveDialog(getWindow(), {
      title,
      defaultPath: join(app.getPath('documents'), `${name}.${format}`),
      filters: [format === 'pdf' ? { name: 'PDF', extensions: ['pdf'] } : { name: 'Word', extensions: ['docx'] }],
    })
    return filePath || undefined
  }

  const workOf = (
    { kind: form, ...asked }: Asked,
    { formKey, versionId }: FormPaper,
    layout: FormLayout,
    printer: string | null,
    reason: string,
  ): PrintWork => ({ kind: 'form', ...asked, form, formKey, versionId, layout, reason, printer: printer ?? '' })

  const record = (
    asked: Asked,
    paper: FormPaper,
    about: { method: PrintMethod; printer: string; reason: string },
    staffId: string | null,
  ) => ask('internal.recordFormPrint', { ...asked, ...about, formKey: paper.formKey, versionId: paper.versionId }, staffId)

  async function preview(asked: Asked, layout: FormLayout) {
    const paper = await ask('internal.getFormPaper', asked)
    const url = await shelve(paper, layout)
    press.warmUp(url)
    return { url, copyNumber: paper.copyNumber }
  }

  async function print(asked: Asked, layout: FormLayout, printer: string | null, reason: string) {
    const staffId = getStaffId()
    const paper = await ask('internal.getFormPaper', asked)
    const work = workOf(asked, paper, layout, printer, reason)
    const [copyNumber = 0] = await formPress.queue.print([work], staffId, async () =>
      press.toPrinter(await shelve(paper, layout), printer, layout),
    )
    return { copyNumber }
  }

  async function save(asked: Asked, layout: FormLayout, format: 'pdf' | 'docx', reason: string) {
    const staffId = getStaffId()
    const paper = await ask('internal.getFormPaper', asked)
    const address = format === 'pdf' ? await shelve(paper, layout) : null
    const filePath = await askWhere(
      fileNameOf(paper, numberOf(paper)),
      format,
      t(format === 'pdf' ? 'saveReceipt' : 'saveFormDocx'),
    )
    if (!filePath) return { fileName: null, copyNumber: null }
    writeWhole(filePath, address === null ? await toDocx(paper) : await press.toPdf(address))
    return {
      fileName: basename(filePath),
      copyNumber: await record(asked, paper, { method: format, printer: '', reason }, staffId),
    }
  }

  async function toDocx(paper: FormPaper): Promise<Buffer> {
    const form = await getForm(paper.formKey, paper.texts)
    const { filledDocx, startingDocx } = await import('../print/form-docx.ts')
    const template = paper.docx === null ? await startingDocx(form, { hasListing: false }) : Buffer.from(paper.docx, 'base64')
    return filledDocx(template, form, paper.fields, paper.isTraining)
  }

  /** Papers with the sheets they are printed on. */
  async function manyPapers(papers: readonly Asked[]) {
    const found = await ask('internal.getFormPapers', { papers })
    return Promise.all(
      found.map(async (paper, index) => {
        const form = await getForm(paper.formKey, paper.texts)
        const layout = usualLayouts.find((one) => form.layouts[one] !== undefined) ?? 'a4'
        return { asked: papers[index] as Asked, paper, layout }
      }),
    )
  }

  const receiptOf = (caseId: string): Asked => ({ caseId, kind: 'receipt', documentId: '' })
  const { pagesOf } = formPress

  return {
    'print.previewReceipt': ({ caseId, layout }) => preview(receiptOf(caseId), layout),
    // Who asked is who printed, even when the window locks while the printer or the dialog takes its time.
    'print.printReceipt': ({ caseId, layout, printer }) => print(receiptOf(caseId), layout, printer, ''),
    'print.saveReceipt': ({ caseId, layout }) => save(receiptOf(caseId), layout, 'pdf', ''),

    'forms.preview': ({ layout, ...asked }) => preview(asked, layout),
    'forms.print': ({ layout, printer, reason, ...asked }) => print(asked, layout, printer, reason),
    'forms.save': ({ layout, format, reason, ...asked }) => save(asked, layout, format, reason),
    'forms.printMany': async ({ papers, printer }, onProgress) => {
      const staffId = getStaffId()
      const found = await manyPapers(papers)
      const works = found.map(({ asked, paper, layout }) => workOf(asked, paper, layout, printer, ''))
      const send = async (_: PrintWork, index: number) => {
        const { paper, layout } = found[index] as (typeof found)[number]
        await press.toPrinter(await shelve(paper, layout), printer, layout)
      }
      return { count: (await formPress.queue.print(works, staffId, send, { onProgress })).length }
    },
    'forms.saveMany': async ({ papers }, onProgress) => {
      const staffId = getStaffId()
      const found = await manyPapers(papers)
      const isTraining = found.some(({ paper }) => paper.isTraining)
      const filePath = await askWhere(
        `${isTraining ? 'TAP-HUAN-' : ''}${t('manyFormsName')}-${papers.length}`,
        'pdf',
        t('saveManyForms'),
      )
      if (!filePath) return { fileName: null }
      const { joinPdfs } = await import('../print/join-pdfs.ts')
      const pdfs: Buffer[] = []
      for (const { paper, layout } of found) {
        onProgress(pdfs.length, papers.length)
        pdfs.push(await press.toPdf(await shelve(paper, layout), { isTagged: false }))
      }
      onProgress(pdfs.length, papers.length)
      writeWhole(filePath, joinPdfs(pdfs, t('manyFormsTitle')))
      // Counted when the file stands there whole: what was called off was never printed.
      for (const { asked, paper } of found) await record(asked, paper, { method: 'pdf', printer: '', reason: '' }, staffId)
      return { fileName: basename(filePath) }
    },

    'forms.previewSample': async ({ formKey, texts, layout }) => {
      const paper = await ask('internal.getSampleForm', { formKey, texts })
      return { url: await shelve(paper, layout) }
    },
    'forms.pickDocx': async ({ formKey }) => {
      const form = await getForm(formKey, {})
      const { filePaths } = await dialog.showOpenDialog(getWindow(), {
        title: t('pickFormDocx'),
        properties: ['openFile'],
        filters: [{ name: 'Word', extensions: ['docx'] }],
      })
      const file = filePaths[0]
      if (!file) return null
      const { namesOf } = await import('../../db/forms/kinds.ts')
      const { docx, used, unknown } = await errands.run('forms.pickDocx', { file, known: namesOf[form.kind] })
      const docxName = basename(file)
      const isRight = unknown.length === 0 && used.length > 0
      return { token: isRight ? picked.keep({ docx, docxName, formKey }) : null, fileName: docxName, used, unknown }
    },
    'forms.saveDocx': async ({ formKey, texts, versionId }) => {
      const form = await getForm(formKey, texts)
      const kept = versionId === null ? null : await ask('internal.getFormDocx', { versionId })
      const name = kept
        ? kept.docxName.replace(/\.docx$/i, '')
        : safe(`${t('formTemplateName')}-${form.number}-${form.instrument}`)
      const filePath = await askWhere(name, 'docx', t('saveFormDocx'))
      if (!filePath) return { fileName: null }
      const bytes = kept
        ? Buffer.from(kept.docx, 'base64')
        : await (await import('../print/form-docx.ts')).startingDocx(form, { hasListing: true })
      writeWhole(filePath, bytes)
      return { fileName: basename(filePath) }
    },
    'forms.issueVersion': async ({ docx, ...version }) => {
      const template = docx === null || docx === 'keep' ? docx : picked.get(docx.token)
      if (template !== null && template !== 'keep' && template.formKey !== version.formKey) throw new AppError('input.invalid')
      const given = template === null || template === 'keep' ? template : { docx: template.docx, docxName: template.docxName }
      const versionId = await ask('internal.issueFormVersion', { ...version, docx: given })
      if (docx !== null && docx !== 'keep') picked.forget(docx.token)
      return { versionId }
    },

    'register.preview': async (pages) => ({ url: (await pagesOf(pages)).url }),
    'register.print': async ({ printer, ...pages }) => {
      const staffId = getStaffId()
      const { paper, url } = await pagesOf(pages)
      const { formKey, about } = paper
      const work: PrintWork = { kind: 'register', ...pages, formKey, about, printer: printer ?? '' }
      await formPress.queue.print([work], staffId, () => press.toPrinter(url, printer, 'a4-across'))
      return {}
    },
    'register.save': async (pages) => {
      const staffId = getStaffId()
      const { paper, url } = await pagesOf(pages)
      const days = pages.from === null ? '' : `-${pages.from}-${pages.to}`
      const name = `${paper.isTraining ? 'TAP-HUAN-' : ''}${t('registerName')}-${safe(paper.code)}${days}`
      const filePath = await askWhere(name, 'pdf', t('saveRegister'))
      if (!filePath) return { fileName: null }
      writeWhole(filePath, await press.toPdf(url))
      const { formKey, about } = paper
      const { year, book } = pages
      await ask('internal.recordRegisterPrint', { year, book, formKey, about, method: 'pdf', printer: '' }, staffId)
      return { fileName: basename(filePath) }
    },
  }
}
