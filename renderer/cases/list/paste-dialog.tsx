// PasteDialog { pasted, onApplied, onClose }: what a paste would change, cell by cell, with the old text above the new one. A cell that cannot
// be changed is red and says why beside it; nothing is changed until none is left, by mending the table or by leaving them out.
import './paste-dialog.css'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CaseColumn, isCellColumn } from '../../../db/model/case-columns.ts'
import { type CellEdit, type ListedRow, mostEdits } from '../../../electron/api/cases.ts'
import { api } from '../../client.ts'
import { issueText } from '../../failures.ts'
import { formatNumber } from '../../format.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { QueryFailure } from '../case-parts.tsx'
import { staleLife } from '../life/life-queries.ts'
import { columnName } from './column-names.ts'
import { editsOf, type Pasted, type PastedCell } from './paste-edits.ts'

interface PasteDialogProps {
  pasted: Pasted
  /** `undo`: what takes it back. */
  onApplied: (undo: readonly CellEdit[], count: number) => void
  onClose: () => void
}

/** Rows that the preview draws; the others are counted. */
const shownRows = 200

const keyOf = ({ row, column }: Pick<PastedCell, 'row' | 'column'>): string => `${row.id} ${column}`

export function PasteDialog({ pasted, onApplied, onClose }: PasteDialogProps) {
  const { t } = useTranslation('caselist')
  const [reason, setReason] = useState('')
  const [leavesOut, setLeavesOut] = useState(false)
  const possible = useMemo(() => pasted.cells.filter(({ column }) => isCellColumn(column)), [pasted])
  const edits = useMemo(() => editsOf(pasted.cells), [pasted])
  const isTooMuch = edits.length > mostEdits
  const check = useQuery({
    queryKey: ['cases.checkCells', edits],
    queryFn: () => api.cases.checkCells({ edits }),
    enabled: edits.length > 0 && !isTooMuch,
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  const faults = useMemo(() => {
    const found = new Map<string, string>()
    for (const cell of pasted.cells) if (!isCellColumn(cell.column)) found.set(keyOf(cell), t('paste.notThisColumn'))
    for (const issue of check.data?.issues ?? []) {
      const cell = possible[Number(issue.path.split('.')[1])]
      if (cell) found.set(keyOf(cell), issueText(t as TFunction, issue))
    }
    return found
  }, [pasted, possible, check.data, t])
  const isFaulty = (edit: CellEdit) => faults.has(`${edit.caseId} ${edit.column}`)
  const good = edits.filter((edit) => !isFaulty(edit))
  const mayApply = good.length > 0 && !isTooMuch && check.data !== undefined && (leavesOut || faults.size === 0)
  return (
    <FormDialog
      stale={staleLife}
      size="wide"
      title={t('paste.title')}
      description={t('paste.text')}
      confirm={t('paste.apply', { count: good.length })}
      mayConfirm={mayApply}
      act={async () => {
        const { count, undo } = await api.cases.correctCells({ reason, edits: good })
        onApplied(undo, count)
      }}
      fields={['reason']}
      onClose={onClose}
    >
      {(errors) => (
        <div className="paste">
          {isTooMuch && <Banner tone="error">{t('paste.tooMuch', { most: formatNumber(mostEdits) })}</Banner>}
          {check.isError && <QueryFailure error={check.error} onRetry={() => check.refetch()} />}
          {pasted.cells.length === 0 && <p>{t('paste.nothing')}</p>}
          {(pasted.linesOver > 0 || pasted.columnsOver > 0) && (
            <Banner tone="warn">{t('paste.over', { lines: pasted.linesOver, columns: pasted.columnsOver })}</Banner>
          )}
          {faults.size > 0 && (
            <Banner
              tone={leavesOut ? 'warn' : 'error'}
              action={
                good.length > 0 &&
                !leavesOut && (
                  <Button size="small" onClick={() => setLeavesOut(true)}>
                    {t('paste.leaveOut')}
                  </Button>
                )
              }
            >
              {t(leavesOut ? 'paste.leftOut' : 'paste.faulty', { count: faults.size })}
            </Banner>
          )}
          {pasted.cells.length > 0 && <PasteGrid cells={pasted.cells} faults={faults} />}
          <Field label={t('paste.reason')} error={errors.reason} required>
            <TextInput maxLength={1_000} value={reason} onValueChange={setReason} />
          </Field>
        </div>
      )}
    </FormDialog>
  )
}

function PasteGrid({ cells, faults }: { cells: readonly PastedCell[]; faults: ReadonlyMap<string, string> }) {
  const { t } = useTranslation('caselist')
  const columns = [...new Set(cells.map(({ column }) => column))]
  const byRow = new Map<ListedRow, Map<CaseColumn, PastedCell>>()
  for (const cell of cells) byRow.set(cell.row, (byRow.get(cell.row) ?? new Map()).set(cell.column, cell))
  // What is red comes first: it is what has to be looked at.
  const rows = [...byRow].toSorted(
    ([, one], [, other]) =>
      Number([...other.values()].some((cell) => faults.has(keyOf(cell)))) -
      Number([...one.values()].some((cell) => faults.has(keyOf(cell)))),
  )
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, and then the keyboard must reach it */}
      <section className="paste-scroll" aria-label={t('paste.preview')} tabIndex={0}>
        <table className="paste-table">
          <thead>
            <tr>
              <th scope="col">{t('column.code')}</th>
              {!columns.includes('applicant') && <th scope="col">{t('column.applicant')}</th>}
              {columns.map((column) => (
                <th key={column} scope="col">
                  {columnName(t, column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shownRows).map(([row, changed]) => (
              <tr key={row.id}>
                <th scope="row" className="tabular">
                  {row.officialCode ?? row.provisionalCode}
                </th>
                {!columns.includes('applicant') && <td>{row.applicantName}</td>}
                {columns.map((column) => {
                  const cell = changed.get(column)
                  const fault = faults.get(keyOf({ row, column }))
                  return (
                    <td key={column} className={cx(fault !== undefined && 'paste-fault')}>
                      {cell && (
                        <>
                          {cell.from !== '' && <del>{cell.from}</del>} <ins>{cell.to}</ins>
                        </>
                      )}
                      {fault !== undefined && <span className="paste-why">{fault}</span>}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length > shownRows && <p className="paste-more">{t('paste.more', { count: rows.length - shownRows })}</p>}
    </>
  )
}
