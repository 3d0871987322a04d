// ReaderList { document, version }: who has to read a version and who has, by a word on screen or a signature on paper.
import { useQuery } from '@tanstack/react-query'
import { BookOpenCheck, Ellipsis, PenLine, Printer, RotateCcw, UserMinus, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../electron/api/contract.ts'
import type { DocumentVersion } from '../../electron/api/documents.ts'
import type { DocumentReader } from '../../electron/api/readings.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { ControlPaperDialog } from '../copies/control-paper-dialog.tsx'
import { readersQuery } from '../copies/copy-queries.ts'
import { staleDocuments } from '../documents/document-queries.ts'
import { formatDate, formatNumber } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Menu } from '../ui/menu.tsx'
import { TextArea } from '../ui/text-input.tsx'
import { NameReadersDialog } from './name-readers-dialog.tsx'
import { SheetDialog } from './sheet-dialog.tsx'

interface ReaderListProps {
  document: OutputOf<'documents.get'>
  version: DocumentVersion
}

type Dialog = 'name' | 'sheet' | 'print'

export function ReaderList({ document, version }: ReaderListProps) {
  const { t } = useTranslation('readings')
  const mayEnter = usePermission('document.enter')
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const [corrected, setCorrected] = useState<DocumentReader | null>(null)
  const close = () => setDialog(null)
  const list = useQuery(readersQuery(version.id))
  const rows = list.data?.rows ?? []
  const unread = rows.filter(({ readOn }) => readOn === null)
  const number = t('documents:list.number', { issue: version.issue, revision: version.revision })

  const columns: Column<DocumentReader>[] = [
    { id: 'name', header: t('field.name'), grow: 2, minWidth: 11, render: (row) => row.name },
    { id: 'position', header: t('field.position'), grow: 2, minWidth: 11, render: (row) => row.position || '—' },
    { id: 'standing', header: t('field.standing'), grow: 3, minWidth: 14, render: (row) => <Standing reader={row} /> },
    ...(mayEnter
      ? [
          {
            id: 'acts',
            header: t('copies:field.acts'),
            width: 4,
            render: (row: DocumentReader) => (
              <Menu
                align="end"
                trigger={<IconButton size="small" icon={Ellipsis} label={t('action.of', { name: row.name })} />}
                items={[
                  row.readOn === null
                    ? { id: 'release', label: t('action.release'), icon: UserMinus, onSelect: () => setCorrected(row) }
                    : { id: 'strike', label: t('action.strike'), icon: RotateCcw, onSelect: () => setCorrected(row) },
                ]}
              />
            ),
          },
        ]
      : []),
  ]
  if (list.isError) return <QueryFailure error={list.error} onRetry={() => list.refetch()} />
  const buttons = mayEnter && (
    <>
      <Button size="small" icon={Printer} onClick={() => setDialog('print')}>
        {t('action.print')}
      </Button>
      {unread.length > 0 && (
        <Button size="small" icon={PenLine} onClick={() => setDialog('sheet')}>
          {t('action.sheet')}
        </Button>
      )}
      <Button size="small" variant="primary" icon={UserPlus} onClick={() => setDialog('name')}>
        {t('action.name')}
      </Button>
    </>
  )
  return (
    <Card
      flush
      title={
        <span className="copies-line">
          {t('list.title', { number })}
          {rows.length > 0 && (
            <Badge tone={unread.length === 0 ? 'success' : 'warn'}>
              {t('list.count', { read: formatNumber(rows.length - unread.length), total: formatNumber(rows.length) })}
            </Badge>
          )}
        </span>
      }
      actions={buttons}
    >
      <DataTable
        fit
        label={t('list.title', { number })}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        loading={list.isPending}
        lines="all"
        empty={
          <EmptyState icon={BookOpenCheck} title={t('list.none')}>
            {mayEnter ? t('list.noneText') : t('list.noneReadOnly')}
          </EmptyState>
        }
      />
      {dialog === 'name' && <NameReadersDialog versionId={version.id} known={rows} onClose={close} />}
      {dialog === 'sheet' && <SheetDialog versionId={version.id} unread={unread} onClose={close} />}
      {dialog === 'print' && (
        <ControlPaperDialog
          title={t('print', { code: document.code })}
          paper={{ kind: 'readingSheet', versionId: version.id }}
          onClose={close}
        />
      )}
      {corrected && <CorrectDialog reader={corrected} onClose={() => setCorrected(null)} />}
    </Card>
  )
}

function Standing({ reader }: { reader: DocumentReader }) {
  const { t } = useTranslation('readings')
  const { readOn, how, sheetNote, recordedBy } = reader
  if (readOn === null) return <Badge tone="warn">{t('unread')}</Badge>
  const date = formatDate(readOn)
  return (
    <span title={how === 'sheet' ? t('recordedBy', { name: recordedBy }) : undefined}>
      <Badge tone="success">{t('read')}</Badge>{' '}
      {how === 'sheet' ? t('onSheet', { date, note: sheetNote }) : t('onScreen', { date })}
    </span>
  )
}

/** Takes back a reading that was recorded by mistake, or frees somebody who has not read from having to. */
function CorrectDialog({ reader, onClose }: { reader: DocumentReader; onClose: () => void }) {
  const { t } = useTranslation('readings')
  const [reason, setReason] = useState('')
  const act = reader.readOn === null ? 'release' : 'strike'
  return (
    <FormDialog
      stale={staleDocuments}
      title={t(`correct.${act}.title`, { name: reader.name })}
      description={t(`correct.${act}.text`)}
      confirm={t(`action.${act}`)}
      done={t(`correct.${act}.done`, { name: reader.name })}
      act={() => api.readings[act]({ readerId: reader.id, reason })}
      onClose={onClose}
    >
      {(errors) => (
        <Field label={t('correct.reason')} error={errors.reason} required>
          <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
        </Field>
      )}
    </FormDialog>
  )
}
