// A paper is written down here before it goes to a printer and closed afterwards, in the transaction that counts it in the log of prints. So
// a power cut between the two leaves a question for the clerk, and never a paper that is printed or counted twice by itself.
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { recordFormPrintInTx } from '../forms/commands.ts'
import { toInstant } from '../model/clock.ts'
import { AppError } from '../model/errors.ts'
import { newId } from '../model/ids.ts'
import { recordRegisterPrintInTx } from '../register/commands.ts'
import { recordStubsPrintInTx } from '../stubs/commands.ts'
import { getPrintWork } from './queries.ts'
import { isSamePaper, type PrintWork, printWork } from './rules.ts'

/**
 * Writes down what is about to be printed. Returns the ids of the jobs, in order. Throws print.unanswered while nobody has said what
 * became of an earlier job of the same paper.
 */
export async function openPrintJobs(db: Db, actor: Actor, works: readonly PrintWork[]): Promise<string[]> {
  authorise(actor, 'case.print')
  return db.transaction().execute(async (tx) => {
    const rows = await tx.selectFrom('print_job').select('work').execute()
    const open = rows.map(({ work }) => printWork.parse(JSON.parse(work)))
    if (works.some((work) => open.some((other) => isSamePaper(work, other)))) throw new AppError('print.unanswered')
    const ids: string[] = []
    for (const work of works) {
      const id = newId(actor.clock.nowMs())
      const createdAt = toInstant(actor.clock.nowMs())
      await tx
        .insertInto('print_job')
        .values({ id, staff_id: actor.staffId, work: JSON.stringify(work), created_at: createdAt, sent_at: null })
        .execute()
      ids.push(id)
    }
    return ids
  })
}

/** From here on the paper may come out of the printer. */
export async function markPrintSent(db: Db, actor: Actor, jobId: string): Promise<void> {
  authorise(actor, 'case.print')
  await db
    .updateTable('print_job')
    .set({ sent_at: toInstant(actor.clock.nowMs()) })
    .where('id', '=', jobId)
    .execute()
}

/**
 * Closes a job: the paper is there and is counted, or it is not. Returns the number of the print, null where none is counted.
 * Throws entity.notFound for a job that is closed: answering twice counts once.
 */
export async function closePrintJob(
  db: Db,
  actor: Actor,
  { jobId, isPrinted, reason }: { jobId: string; isPrinted: boolean; reason: string },
): Promise<number | null> {
  authorise(actor, 'case.print')
  return db.transaction().execute(async (tx) => {
    const work = await getPrintWork(tx, jobId)
    await tx.deleteFrom('print_job').where('id', '=', jobId).execute()
    return isPrinted ? countPrintInTx(tx, actor, work, reason) : null
  })
}

async function countPrintInTx(tx: Tx, actor: Actor, work: PrintWork, reason: string): Promise<number> {
  switch (work.kind) {
    case 'form': {
      const { kind: _, form, layout: __, ...paper } = work
      return recordFormPrintInTx(tx, actor, { ...paper, kind: form, method: 'printer', reason: reason || work.reason })
    }
    case 'register': {
      const { year, book, formKey, about, printer } = work
      return recordRegisterPrintInTx(tx, actor, { year, book, formKey, about, printer, method: 'printer', reason })
    }
    case 'stubs': {
      const { blockId, from, to, printer } = work
      return recordStubsPrintInTx(tx, actor, { blockId, from, to, printer, method: 'printer', reason })
    }
  }
}
