// ProcessPrintDialog { code, versionId, skeleton, onClose }: a version of a process as the document that offices know, in one of their
// layouts, and the two files it can become. Nothing here changes the process; the layout chosen here is for this paper alone.
import './process-print-dialog.css'
import { type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query'
import { FileDown, FileText } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Skeleton, skeletons } from '../../electron/api/documents.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { failureText } from '../failures.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { useToast } from '../ui/toast.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { useSize } from '../ui/use-size.ts'

interface ProcessPrintDialogProps {
  code: string
  versionId: string
  /** The layout that the version names. */
  skeleton: Skeleton
  onClose: () => void
}

/** A4 upright with the bar that scrolls it. */
const sheetWidthPx = 830

type Format = 'pdf' | 'docx'

export function ProcessPrintDialog({ code, versionId, skeleton: own, onClose }: ProcessPrintDialogProps) {
  const { t } = useTranslation('paper')
  const toast = useToast()
  const [skeleton, setSkeleton] = useState<Skeleton>(own)
  const primary = useRef<HTMLButtonElement>(null)
  const paper = useQuery({
    queryKey: ['print.previewProcess', { versionId, skeleton }],
    queryFn: () => api.print.previewProcess({ versionId, skeleton }),
    gcTime: 0, // the address lives only for a while
    refetchOnWindowFocus: false,
  })
  const save = useMutation({
    mutationFn: (format: Format) => api.print.saveProcess({ versionId, skeleton, format }),
    onSuccess: ({ fileName }) => fileName !== null && toast.show({ title: t('saved', { file: fileName }) }),
  })
  const start = (format: Format) => {
    if (!save.isPending) save.mutate(format)
  }
  const isSaving = (format: Format) => save.isPending && save.variables === format
  return (
    <Dialog
      open
      onClose={onClose}
      size="wide"
      title={t('title', { code })}
      initialFocus={primary}
      footer={
        <>
          <Button onClick={onClose}>{t('close')}</Button>
          <Button icon={FileText} shortcut="Ctrl+Shift+S" busy={isSaving('docx')} onClick={() => start('docx')}>
            {t('saveDocx')}
          </Button>
          <Button
            ref={primary}
            variant="primary"
            icon={FileDown}
            shortcut="Ctrl+S"
            busy={isSaving('pdf')}
            onClick={() => start('pdf')}
          >
            {t('savePdf')}
          </Button>
        </>
      }
    >
      <Keys onPdf={() => start('pdf')} onDocx={() => start('docx')} />
      <div className="process-print">
        <Preview paper={paper} />
        <div className="process-print-options">
          {save.isError && (
            <Banner tone="error" title={t('failed')}>
              {failureText(t, save.error)}
            </Banner>
          )}
          <Field label={t('skeleton')} group>
            <RadioGroup<Skeleton>
              options={skeletons.map((value) => ({ value, label: t(`difference:code.skeleton.${value}`) }))}
              value={skeleton}
              onValueChange={setSkeleton}
            />
          </Field>
          <p className="process-print-hint">{t('hint')}</p>
        </div>
      </div>
    </Dialog>
  )
}

function Preview({ paper }: { paper: UseQueryResult<{ url: string }> }) {
  const { t } = useTranslation('paper')
  const desk = useRef<HTMLDivElement>(null)
  // The sheet is seen in its whole width, also beside the choices of a small window.
  const zoom = Math.min(1, useSize(desk).width / sheetWidthPx) || 1
  return (
    <div className="process-print-desk" ref={desk}>
      {paper.isPending && <Spinner label={t('loading')} />}
      {paper.isError && <QueryFailure error={paper.error} onRetry={() => paper.refetch()} />}
      {paper.data && <iframe title={t('frame')} src={paper.data.url} sandbox="" style={{ zoom }} />}
    </div>
  )
}

/** Inside the dialog, so that the keys belong to it and the screen below stays silent. */
function Keys({ onPdf, onDocx }: { onPdf: () => void; onDocx: () => void }) {
  useShortcut('processPaper.pdf', 'Ctrl+S', onPdf, { labelKey: 'paper:shortcut.pdf' })
  useShortcut('processPaper.docx', 'Ctrl+Shift+S', onDocx, { labelKey: 'paper:shortcut.docx' })
  return null
}
