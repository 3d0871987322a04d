// WorkbookMenu { rows, date }: processes from and to Excel. A workbook is chosen, checked whole and shown before anything is entered; while
// anything of it is wrong, there is only the list of what to mend.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FileDown, FileSpreadsheet, FileUp } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../../electron/api/contract.ts'
import type { DocumentSummary } from '../../../electron/api/documents.ts'
import { usePermission } from '../../app/session.tsx'
import { api } from '../../client.ts'
import { failureText } from '../../failures.ts'
import { formatNumber } from '../../format.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { DescriptionList } from '../../ui/description-list.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Menu } from '../../ui/menu.tsx'
import { useToast } from '../../ui/toast.tsx'
import { WorkbookComplaints } from './workbook-complaints.tsx'
import './workbook.css'

type Picked = NonNullable<OutputOf<'documents.pickWorkbook'>>

interface WorkbookMenuProps {
  /** What the register shows now. */
  rows: readonly DocumentSummary[]
  /** The day of the rows. */
  date: string | null
}

export function WorkbookMenu({ rows, date }: WorkbookMenuProps) {
  const { t } = useTranslation('workbook')
  const toast = useToast()
  const mayEnter = usePermission('document.enter')
  const picking = useMutation({ mutationFn: () => api.documents.pickWorkbook({}) })
  const saving = useMutation({
    mutationFn: (documentIds: string[] | null) => api.documents.saveWorkbook({ documentIds, date }),
    onSuccess: ({ fileName, count }, documentIds) => {
      if (fileName === null) return
      const left = (documentIds?.length ?? 0) - count
      const saved = { number: formatNumber(count), left: formatNumber(left) }
      toast.show({
        title: t('saved', { fileName }),
        ...(documentIds === null ? {} : { description: left > 0 ? t('savedSome', saved) : t('savedAll', saved) }),
      })
    },
  })
  const busy = picking.isPending || saving.isPending
  const error = picking.error ?? saving.error

  function close() {
    picking.reset()
    saving.reset()
  }

  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button icon={FileSpreadsheet} busy={busy}>
            {t('menu')}
          </Button>
        }
        items={[
          ...(mayEnter ? [{ id: 'import', label: t('import'), icon: FileUp, onSelect: () => picking.mutate() }] : []),
          {
            id: 'export',
            label: t('export'),
            icon: FileDown,
            disabled: rows.length === 0,
            onSelect: () => saving.mutate(rows.map(({ id }) => id)),
          },
          { id: 'template', label: t('template'), icon: FileSpreadsheet, onSelect: () => saving.mutate(null) },
        ]}
      />
      {picking.data && picking.data.token === null && <WorkbookComplaints picked={picking.data} onClose={close} />}
      {picking.data && picking.data.token !== null && (
        <ImportDialog picked={picking.data} token={picking.data.token} onClose={close} />
      )}
      {error && <FailureDialog text={failureText(t, error)} onClose={close} />}
    </>
  )
}

/** What entering the workbook would do, and the step that does it. */
function ImportDialog({ picked, token, onClose }: { picked: Picked; token: string; onClose: () => void }) {
  const { t } = useTranslation('workbook')
  const toast = useToast()
  const queryClient = useQueryClient()
  const next = useRef<HTMLButtonElement>(null)
  const entering = useMutation({
    mutationFn: () => api.documents.importWorkbook({ token }),
    onSuccess: ({ added, changed }) => {
      void queryClient.invalidateQueries()
      toast.show({
        title: t('entered'),
        description: t('enteredText', { added: formatNumber(added), changed: formatNumber(changed) }),
      })
      onClose()
    },
  })
  const changes = picked.added + picked.changed > 0
  const close = () => !entering.isPending && onClose()
  const counted = (number: number) => t('processes', { number: formatNumber(number) })

  return (
    <Dialog
      open
      onClose={close}
      title={t('title')}
      initialFocus={next}
      footer={
        <>
          <Button ref={changes ? undefined : next} onClick={close} disabled={entering.isPending}>
            {t('cancel')}
          </Button>
          {changes && (
            <Button ref={next} variant="primary" busy={entering.isPending} onClick={() => entering.mutate()}>
              {t('enter')}
            </Button>
          )}
        </>
      }
    >
      <div className="workbook">
        {entering.isError && <Banner tone="error">{failureText(t, entering.error)}</Banner>}
        <DescriptionList
          items={[
            { label: t('file'), value: picked.fileName },
            { label: t('added'), value: counted(picked.added) },
            { label: t('changed'), value: counted(picked.changed) },
            { label: t('unchanged'), value: counted(picked.unchanged) },
          ]}
        />
        <Banner tone="info">{changes ? t('whatHappens') : t('nothingToDo')}</Banner>
      </div>
    </Dialog>
  )
}

function FailureDialog({ text, onClose }: { text: string; onClose: () => void }) {
  const { t } = useTranslation('workbook')
  const done = useRef<HTMLButtonElement>(null)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('failed')}
      initialFocus={done}
      footer={
        <Button ref={done} variant="primary" onClick={onClose}>
          {t('close')}
        </Button>
      }
    >
      <Banner tone="error">{text}</Banner>
    </Dialog>
  )
}
