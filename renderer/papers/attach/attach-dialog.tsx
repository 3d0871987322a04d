// AttachDialog { place, files, source, applicantName, onClose }: a file to one component, from the disk, dropped, pasted, scanned just now or used
// again. With `files` (dropped or pasted onto the line) it begins with them. Several files are gone through one by one.
import { useQuery } from '@tanstack/react-query'
import { FolderOpen } from 'lucide-react'
import { type ClipboardEvent, type DragEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ChosenFile, type EarlierScan, wholeCase } from '../../../electron/api/papers.ts'
import { api } from '../../client.ts'
import { failureText } from '../../failures.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { earlierPapersQuery } from '../paper-queries.ts'
import type { PaperPlace } from '../papers-card.tsx'
import { filesOf, uploadFile } from '../upload.ts'
import { ViewerDialog, type ViewerItem } from '../viewer/viewer-dialog.tsx'
import { ConfirmAttach } from './confirm-attach.tsx'
import { EarlierList } from './earlier-list.tsx'
import { ReuseDialog } from './reuse-dialog.tsx'
import { TrayList } from './tray-list.tsx'

interface AttachDialogProps {
  place: PaperPlace
  files: readonly File[]
  source: 'drop' | 'paste'
  applicantName: string
  onClose: () => void
}

export function AttachDialog({ place, files, source, applicantName, onClose }: AttachDialogProps) {
  const { t } = useTranslation('papers')
  const [queue, setQueue] = useState<readonly ChosenFile[]>([])
  const [reused, setReused] = useState<EarlierScan | null>(null)
  const [viewed, setViewed] = useState<ViewerItem | null>(null)
  const [isReading, setReading] = useState(files.length > 0)
  const [error, setError] = useState<unknown>(null)
  const take = async (read: () => Promise<readonly ChosenFile[]>) => {
    setReading(true)
    setError(null)
    try {
      setQueue(await read())
    } catch (failure) {
      setError(failure)
    } finally {
      setReading(false)
    }
  }
  const bring = (brought: readonly File[], how: 'drop' | 'paste') =>
    void take(async () => {
      const chosen: ChosenFile[] = []
      for (const file of brought) chosen.push(await uploadFile(file, how === 'paste' ? t('attach.pasted') : file.name, how))
      return chosen
    })
  // What was dropped or pasted onto the line is read once, at the beginning.
  const begun = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    if (!begun.current && files.length > 0) bring(files, source)
    begun.current = true
  }, [])

  const [file, ...rest] = queue
  if (viewed) return <ViewerDialog items={[viewed]} onClose={() => setViewed(null)} />
  if (file)
    return (
      <ConfirmAttach
        key={file.token}
        place={place}
        file={file}
        waiting={rest.length}
        onNext={() => {
          if (rest.length > 0) setQueue(rest)
          else onClose()
        }}
        onSkip={() => setQueue(rest)}
        onClose={onClose}
      />
    )
  if (reused) return <ReuseDialog place={place} scan={reused} onDone={onClose} onClose={() => setReused(null)} />
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('attach.title', { name: place.name })}
      size="wide"
      footer={<Button onClick={onClose}>{t('close')}</Button>}
    >
      <Chooser
        isReading={isReading}
        error={error}
        onPick={() => void take(async () => (await api.papers.pickFiles({})).files)}
        onFiles={bring}
      />
      <TrayList onTake={(chosen) => setQueue([chosen])} onView={setViewed} />
      {place.component !== wholeCase && (
        <Earlier place={place} applicantName={applicantName} onReuse={setReused} onView={setViewed} />
      )}
    </Dialog>
  )
}

interface ChooserProps {
  isReading: boolean
  error: unknown
  onPick: () => void
  onFiles: (files: readonly File[], how: 'drop' | 'paste') => void
}

function Chooser({ isReading, error, onPick, onFiles }: ChooserProps) {
  const { t } = useTranslation('papers')
  const [isOver, setOver] = useState(false)
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const files = filesOf(event.dataTransfer)
    if (files.length > 0) onFiles(files, 'drop')
  }
  const onPaste = (event: ClipboardEvent) => {
    const files = filesOf(event.clipboardData)
    if (files.length > 0) onFiles(files, 'paste')
  }
  return (
    <>
      {error !== null && <Banner tone="error">{failureText(t, error)}</Banner>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping and pasting; the button does the same by keys */}
      <div
        className={cx('attach-zone', isOver && 'paper-over')}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        onPaste={onPaste}
      >
        <Button variant="primary" icon={FolderOpen} busy={isReading} onClick={onPick}>
          {t('attach.pick')}
        </Button>
        <span>{t('attach.zone')}</span>
        {isReading && <Spinner />}
      </div>
    </>
  )
}

interface EarlierProps {
  place: PaperPlace
  applicantName: string
  onReuse: (scan: EarlierScan) => void
  onView: (item: ViewerItem) => void
}

function Earlier({ place, applicantName, onReuse, onView }: EarlierProps) {
  const { t } = useTranslation('papers')
  const earlier = useQuery(earlierPapersQuery(place.caseId, place.component))
  if (!earlier.data || earlier.data.rows.length === 0) return null
  return (
    <section className="attach-part">
      <h3>{t('attach.earlier', { name: applicantName })}</h3>
      <EarlierList rows={earlier.data.rows} onReuse={onReuse} onView={onView} />
    </section>
  )
}
