// The papers that were on their way to a printer when the program ended, or still are.
import type { Db } from '../event.ts'
import { AppError } from '../model/errors.ts'
import { type PrintWork, printWork } from './rules.ts'

export interface PrintJob {
  readonly id: string
  readonly work: PrintWork
  readonly staffName: string
  /** UTC instants. */
  readonly createdAt: string
  readonly sentAt: string | null
  /** Of a paper of a case; '' for others. */
  readonly code: string
  readonly applicantName: string
}

/** In the order in which they were to be printed. */
export async function listPrintJobs(db: Db): Promise<PrintJob[]> {
  const rows = await db
    .selectFrom('print_job')
    .leftJoin('staff', 'staff.id', 'print_job.staff_id')
    .select(['print_job.id', 'work', 'print_job.created_at', 'sent_at', 'full_name'])
    .orderBy('print_job.id')
    .execute()
  const works = rows.map(({ work }) => printWork.parse(JSON.parse(work)))
  const caseIds = works.flatMap((work) => (work.kind === 'form' ? [work.caseId] : []))
  const cases =
    caseIds.length === 0
      ? []
      : await db
          .selectFrom('case_file')
          .select(['id', 'official_code', 'provisional_code', 'applicant_name'])
          .where('id', 'in', caseIds)
          .execute()
  return rows.map((row, index) => {
    const work = works[index] as PrintWork
    const file = work.kind === 'form' ? cases.find(({ id }) => id === work.caseId) : undefined
    return {
      id: row.id,
      work,
      staffName: row.full_name ?? '',
      createdAt: row.created_at,
      sentAt: row.sent_at,
      code: file ? (file.official_code ?? file.provisional_code) : '',
      applicantName: file?.applicant_name ?? '',
    }
  })
}

/** Throws entity.notFound for a job that is closed. */
export async function getPrintWork(db: Db, jobId: string): Promise<PrintWork> {
  const row = await db.selectFrom('print_job').select('work').where('id', '=', jobId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'paper' })
  return printWork.parse(JSON.parse(row.work))
}
