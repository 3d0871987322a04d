// Correcting many cases at once, cell by cell, as somebody pastes them from a table. All of it or nothing: one cell at fault, or one that has
// another text by now than the one that was seen, and no case is changed. Each case keeps one correction with the reason; taking
// the paste back is the same command with old and new exchanged.
import { type Actor, authorise, type Db, type Tx } from '../event.ts'
import { type CellColumn, cellLimits } from '../model/case-columns.ts'
import { type FieldIssue, refuseFields } from '../model/errors.ts'
import { toNfc } from '../model/text.ts'
import { correctInTx, readReceivedInTx } from './correct.ts'
import { canonicalPerson, personIssues } from './intake.ts'
import type { CellEdit, Correction } from './rules.ts'

const person = (field: 'fullName' | 'address') => ({
  read: ({ applicant }: Correction) => applicant[field],
  write: (received: Correction, text: string): Correction => ({
    ...received,
    applicant: canonicalPerson({ ...received.applicant, [field]: toNfc(text) }),
  }),
})

const cells: Readonly<
  Record<CellColumn, { read: (received: Correction) => string; write: (received: Correction, text: string) => Correction }>
> = {
  applicant: person('fullName'),
  address: person('address'),
  summary: { read: ({ summary }) => summary, write: (received, text) => ({ ...received, summary: toNfc(text) }) },
  note: { read: ({ note }) => note, write: (received, text) => ({ ...received, note: text.trim() }) },
  setCount: { read: ({ setCount }) => String(setCount), write: (received, text) => ({ ...received, setCount: Number(text) }) },
}

const mostSets = 99
const needed: ReadonlySet<CellColumn> = new Set(['applicant', 'summary', 'setCount'])

/** What is wrong with one text for its column, whatever the case. */
function findFault(column: CellColumn, text: string): Omit<FieldIssue, 'path'> | null {
  if (needed.has(column) && text.trim() === '') return { code: 'required' }
  if (text.length > cellLimits[column]) return { code: 'tooLong', params: { max: cellLimits[column] } }
  if (column !== 'setCount') return null
  if (!/^\d+$/.test(text.trim())) return { code: 'notANumber' }
  if (Number(text) < 1) return { code: 'tooSmall', params: { min: 1 } }
  return Number(text) > mostSets ? { code: 'tooLarge', params: { max: mostSets } } : null
}

/** The corrections that the edits come to, by case, and what is wrong with which edit. Throws entity.notFound. */
async function planInTx(tx: Tx, edits: readonly CellEdit[]) {
  const issues: FieldIssue[] = []
  const wanted = new Map<string, { before: Correction; now: Correction }>()
  for (const [index, { caseId, column, from, to }] of edits.entries()) {
    const path = `edits.${index}`
    const received = wanted.get(caseId)?.before ?? (await readReceivedInTx(tx, caseId)).received
    const now = wanted.get(caseId)?.now ?? received
    const fault = findFault(column, to)
    if (cells[column].read(received) !== from) issues.push({ path, code: 'changedMeanwhile' })
    else if (fault) issues.push({ path, ...fault })
    else {
      const next = cells[column].write(now, to)
      if (column === 'applicant')
        issues.push(
          ...personIssues(path, next.applicant).flatMap((issue) => (issue.path.endsWith('fullName') ? [{ ...issue, path }] : [])),
        )
      wanted.set(caseId, { before: received, now: next })
    }
  }
  return { wanted, issues }
}

/** What stands against the edits, each complaint at `edits.<index>`; nothing is changed. Throws entity.notFound. */
export async function checkCells(db: Db, actor: Actor, edits: readonly CellEdit[]): Promise<readonly FieldIssue[]> {
  authorise(actor, 'case.receive')
  return db.transaction().execute(async (tx) => (await planInTx(tx, edits)).issues)
}

/**
 * Makes all edits in one transaction, or none; returns how many cases were corrected and the edits that take it back. What an edit leaves as it is corrects nothing. Throws
 * input.invalid with the cells at fault, entity.notFound.
 */
export async function correctCells(
  db: Db,
  actor: Actor,
  { reason, edits }: { readonly reason: string; readonly edits: readonly CellEdit[] },
): Promise<{ count: number; undo: CellEdit[] }> {
  authorise(actor, 'case.receive')
  if (reason === '') refuseFields([{ path: 'reason', code: 'required' }])
  return db.transaction().execute(async (tx) => {
    const { wanted, issues } = await planInTx(tx, edits)
    refuseFields(issues)
    let count = 0
    for (const [caseId, { before, now }] of wanted) {
      if (JSON.stringify(before) === JSON.stringify(now)) continue
      await correctInTx(tx, actor, caseId, reason, now)
      count += 1
    }
    const undo = edits.flatMap(({ caseId, column, from }) => {
      const now = wanted.get(caseId)?.now
      const text = now && cells[column].read(now)
      return text === undefined || text === from ? [] : [{ caseId, column, from: text, to: from }]
    })
    return { count, undo }
  })
}
