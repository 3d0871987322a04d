// Papers on their way to a printer: written down first, counted once, and never printed or counted by themselves after a power cut.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { getCase } from '../../../../db/cases/queries.ts'
import { AppError } from '../../../../db/model/errors.ts'
import { closePrintJob, markPrintSent, openPrintJobs } from '../../../../db/print-queue/commands.ts'
import { listPrintJobs } from '../../../../db/print-queue/queries.ts'
import type { PrintWork } from '../../../../db/print-queue/rules.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { PrintQueue } from '../../../../electron/print/print-queue.ts'
import { formPaperOf } from '../../../../electron/worker/form-data.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { openTestOffice, sampleIntake, type TestOffice } from '../../../fixtures/office.ts'

let office: TestOffice
let caseId: string
beforeEach(async () => {
  office = await openTestOffice()
  const intake = sampleIntake({ procedureId: await office.procedureId('KS') })
  caseId = (await receiveCase(office.db, office.actor, intake, office.formKeyOn)).caseId
})
afterEach(() => office.close())

async function receipt(form: 'receipt' | 'controlSlip' = 'receipt'): Promise<PrintWork> {
  const { formKey, versionId } = await formPaperOf(office.office, { caseId, kind: form, documentId: '' })
  return {
    ...{ kind: 'form', caseId, form, documentId: '', formKey, versionId },
    ...{ layout: 'a5', reason: '', printer: 'Máy in quầy 1' },
  }
}
const prints = async () => (await getCase(office.db, caseId)).prints.map(({ kind, copyNumber }) => [kind, copyNumber])
const open = async (...works: PrintWork[]) => openPrintJobs(office.db, office.actor, works)
const close = (jobId: string, isPrinted: boolean) => closePrintJob(office.db, office.actor, { jobId, isPrinted, reason: 'x' })

/** The queue of the main process on the real commands, without a worker between. */
const queue = () =>
  new PrintQueue(async (name, input) => {
    const { db, actor } = office
    const calls = {
      'internal.openPrintJobs': () => openPrintJobs(db, actor, (input as { works: PrintWork[] }).works),
      'internal.markPrintSent': () => markPrintSent(db, actor, (input as { jobId: string }).jobId),
      'internal.closePrintJob': () => closePrintJob(db, actor, input as never),
    }
    return (await calls[name]()) as never
  })

it('leaves a question behind when the program ends between the printer and the log, and the answer counts it once', async () => {
  const [jobId = ''] = await open(await receipt())
  await markPrintSent(office.db, office.actor, jobId)
  expect(await listPrintJobs(office.db)).toMatchObject([
    { id: jobId, sentAt: expect.any(String), applicantName: 'Nguyễn Thị Duyên', staffName: expect.any(String) },
  ])
  expect(await prints()).toEqual([])
  expect(await close(jobId, true)).toBe(1)
  await expect(close(jobId, true)).rejects.toMatchObject({ code: 'entity.notFound' })
  expect([await prints(), await listPrintJobs(office.db)]).toEqual([[['receipt', 1]], []])
})

it('drops without counting', async () => {
  const [jobId = ''] = await open(await receipt())
  expect(await close(jobId, false)).toBeNull()
  expect(await prints()).toEqual([])
})

it('refuses the same paper while nobody has answered, and another paper not', async () => {
  const [jobId = ''] = await open(await receipt())
  await expect(open(await receipt())).rejects.toMatchObject({ code: 'print.unanswered' })
  await open(await receipt('controlSlip'))
  await close(jobId, false)
  await open(await receipt())
})

it('counts a sheet that came out spoiled, so that the next one says which it replaces', async () => {
  const [jobId = ''] = await open(await receipt())
  await close(jobId, true)
  const { fields } = await formPaperOf(office.office, { caseId, kind: 'receipt', documentId: '' })
  expect(fields.texts.reprint).toBe('Bản in lần 2, thay bản in ngày 23 tháng 11 năm 2026')
})

it('is no record of the office: a rebuild leaves it as it is', async () => {
  const [jobId = ''] = await open(await receipt())
  const before = await dumpTables(office.db, [...projectedTables, 'print_job'])
  await rebuildProjections(office.db)
  expect(await dumpTables(office.db, [...projectedTables, 'print_job'])).toEqual(before)
  expect(await close(jobId, true)).toBe(1)
})

it('drops what a printer refused and what was called off, and keeps what nobody knows', async () => {
  const works = [await receipt(), await receipt('controlSlip')]
  const sent: number[] = []
  const fail = (error: Error) => async (_: PrintWork, index: number) => {
    sent.push(index)
    throw error
  }
  await expect(queue().print(works, null, fail(new AppError('print.noPrinter')))).rejects.toThrow()
  expect(await listPrintJobs(office.db)).toEqual([])
  const onProgress = (done: number) => {
    if (done === 1) throw new AppError('app.cancelled')
  }
  await expect(queue().print(works, null, async () => {}, { onProgress })).rejects.toMatchObject({ code: 'app.cancelled' })
  expect(await listPrintJobs(office.db)).toEqual([])
  expect(await prints()).toEqual([['receipt', 1]])
  await expect(queue().print(works, null, fail(new Error('the window is gone')))).rejects.toThrow('the window is gone')
  expect((await listPrintJobs(office.db)).map(({ work }) => work.kind === 'form' && work.form)).toEqual(['receipt'])
  expect(sent).toEqual([0, 0])
})
