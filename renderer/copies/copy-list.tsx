// CopyList { document, version }: the distribution list of a document: every numbered copy of all its versions, who has it, what became of it.
import { useQuery } from '@tanstack/react-query'
import { BookCopy, Ellipsis, PackageCheck, Plus, Printer, RotateCcw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../electron/api/contract.ts'
import type { DocumentCopy } from '../../electron/api/copies.ts'
import type { DocumentVersion } from '../../electron/api/documents.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { formatDate } from '../format.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { ControlPaperDialog } from './control-paper-dialog.tsx'
import { copiesQuery } from './copy-queries.ts'
import { CopyStanding, copyNumber, HolderName, isOut } from './copy-words.tsx'
import { HandOutDialog } from './hand-out-dialog.tsx'
import { CorrectDialog, type CorrectDialogProps, RecallDialog } from './recall-dialog.tsx'

interface CopyListProps {
  document: OutputOf<'documents.get'>
  /** The version in sight: new copies are of it. */
  version: DocumentVersion
}

export function CopyList({ document, version }: CopyListProps) {
  const { t } = useTranslation('copies')
  const mayEnter = usePermission('document.enter')
  const [handingOut, setHandingOut] = useState<'one' | 'earlier' | null>(null)
  const [recalled, setRecalled] = useState<DocumentCopy | null>(null)
  const [correction, setCorrection] = useState<Pick<CorrectDialogProps, 'copy' | 'act'> | null>(null)
  const [isPrinting, setPrinting] = useState(false)
  const list = useQuery(copiesQuery(document.id))
  const rows = list.data?.rows ?? []
  const canHandOut = mayEnter && version.status === 'approved'
  const hasEarlier = rows.some(
    ({ issue, revision, struckReason }) =>
      struckReason === null && (issue < version.issue || (issue === version.issue && revision < version.revision)),
  )

  const actsOn = (copy: DocumentCopy): MenuItem[] => [
    ...(copy.struckReason === null && copy.outcome !== null
      ? [{ id: 'reopen', label: t('action.reopen'), icon: RotateCcw, onSelect: () => setCorrection({ copy, act: 'reopen' }) }]
      : []),
    ...(isOut(copy)
      ? [
          { id: 'recall', label: t('action.recall'), icon: PackageCheck, onSelect: () => setRecalled(copy) },
          {
            id: 'strike',
            label: t('action.strike'),
            icon: Trash2,
            danger: true,
            onSelect: () => setCorrection({ copy, act: 'strike' }),
          },
        ]
      : []),
  ]

  const columns: Column<DocumentCopy>[] = [
    {
      id: 'number',
      header: t('field.number'),
      width: 4.5,
      numeric: true,
      render: (row) => <strong className={row.struckReason === null ? undefined : 'copies-struck'}>{copyNumber(row)}</strong>,
    },
    {
      id: 'version',
      header: t('field.version'),
      width: 4.5,
      numeric: true,
      render: (row) => t('documents:list.number', { issue: row.issue, revision: row.revision }),
    },
    { id: 'holder', header: t('field.holder'), grow: 2, minWidth: 12, render: (row) => <HolderName copy={row} /> },
    { id: 'givenOn', header: t('field.givenOn'), width: 8.5, numeric: true, render: (row) => formatDate(row.givenOn) },
    { id: 'givenBy', header: t('field.givenBy'), grow: 1, minWidth: 9, render: (row) => row.givenBy },
    { id: 'standing', header: t('field.standing'), grow: 2, minWidth: 12, render: (row) => <CopyStanding copy={row} /> },
    ...(mayEnter
      ? [
          {
            id: 'acts',
            header: t('field.acts'),
            width: 4,
            render: (row: DocumentCopy) =>
              row.struckReason === null && (
                <Menu
                  align="end"
                  trigger={<IconButton size="small" icon={Ellipsis} label={t('action.of', { number: copyNumber(row) })} />}
                  items={actsOn(row)}
                />
              ),
          },
        ]
      : []),
  ]

  if (list.isError) return <QueryFailure error={list.error} onRetry={() => list.refetch()} />
  const buttons = (
    <>
      {rows.length > 0 && (
        <Button size="small" icon={Printer} onClick={() => setPrinting(true)}>
          {t('action.print')}
        </Button>
      )}
      {canHandOut && hasEarlier && (
        <Button size="small" icon={BookCopy} onClick={() => setHandingOut('earlier')}>
          {t('action.takeEarlier')}
        </Button>
      )}
      {canHandOut && (
        <Button size="small" variant="primary" icon={Plus} onClick={() => setHandingOut('one')}>
          {t('action.handOut', { number: t('documents:list.number', version) })}
        </Button>
      )}
    </>
  )
  return (
    <Card flush title={t('list.title')} actions={buttons}>
      <DataTable
        fit
        label={t('list.title')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        loading={list.isPending}
        lines="all"
        empty={
          <EmptyState icon={BookCopy} title={t('list.none')}>
            {canHandOut ? t('list.noneText') : t('list.noneReadOnly')}
          </EmptyState>
        }
      />
      {handingOut && (
        <HandOutDialog version={version} takesEarlier={handingOut === 'earlier'} onClose={() => setHandingOut(null)} />
      )}
      {recalled && <RecallDialog copies={[recalled]} onClose={() => setRecalled(null)} />}
      {correction && <CorrectDialog {...correction} onClose={() => setCorrection(null)} />}
      {isPrinting && (
        <ControlPaperDialog
          title={t('paper.distribution')}
          paper={{ kind: 'distribution', documentId: document.id }}
          onClose={() => setPrinting(false)}
        />
      )}
    </Card>
  )
}
