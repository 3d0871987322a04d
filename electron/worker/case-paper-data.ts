// What papers about several cases say.
import { listHandedCases } from '../../db/cases/life/hand-over.ts'
import { listCases } from '../../db/cases/queries.ts'
import { listForMinutes } from '../../db/destruction/queries.ts'
import { cellText, columnKind, needsFacts } from '../../db/model/case-columns.ts'
import { toInstant } from '../../db/model/clock.ts'
import { AppError } from '../../db/model/errors.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import { getOfficeProfile, getStaffNames } from '../../db/people/queries.ts'
import { mostPrintedCases } from '../api/print.ts'
import type { CasePaper } from '../print/case-paper.ts'
import type { Context } from './handlers.ts'
import type { InternalCalls } from './protocol.ts'

type Call = InternalCalls['internal.getCasePaper']

const pageRows = 200

/** Throws app.cancelled between two pages, print.tooManyRows. */
export async function casePaperData(
  { office, onProgress, actor }: Context,
  { paper: asked, total }: Call['input'],
): Promise<Call['output']> {
  const { db } = office.store
  const { name, settings } = await getOfficeProfile(db)
  const printedOn = instantToLocal(toInstant(office.clock.nowMs())).slice(0, 10)
  const head = { governingBody: settings.governingBody, officeName: name, place: settings.place, printedOn }
  const answer = (paper: CasePaper) => ({ paper, isTraining: office.store.kind === 'training' })
  if (asked.kind === 'handOver') {
    const { staffId } = await actor()
    const printedBy = (await getStaffNames(db, [staffId]))[staffId] ?? ''
    const cases = await listHandedCases(db, asked.caseIds)
    return answer({ kind: 'handOver', ...head, deskName: settings.deskName, printedBy, cases })
  }
  if (asked.kind === 'destruction') {
    const cases = await listForMinutes(db, asked.caseIds)
    return answer({ kind: 'destruction', ...head, recordNumber: asked.recordNumber, cases })
  }
  const { filter, sort, columns, headings, words, about } = asked
  const word = (key: string) => words[key] ?? ''
  const rows: string[][] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await listCases(db, office.clock, filter, sort, cursor || null, pageRows, needsFacts(columns))
    rows.push(...page.rows.map((row) => columns.map((column) => cellText(row, column, word))))
    if (rows.length > mostPrintedCases) throw new AppError('print.tooManyRows', { most: mostPrintedCases })
    cursor = page.nextCursor
    onProgress(rows.length, Math.max(total ?? 0, rows.length + (cursor === null ? 0 : pageRows)))
  }
  return answer({
    kind: 'list',
    ...head,
    about,
    headings,
    isNumber: columns.map((column) => columnKind(column) !== 'text' && columnKind(column) !== 'word'),
    rows,
  })
}
