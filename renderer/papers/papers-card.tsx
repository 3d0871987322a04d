// PapersCard { caseId }: the papers of a case, component by component: its scans, the originals that the office keeps, why it is not scanned.
// A file can be dropped or pasted onto the line of a component; everything is also in its menu.
import './papers.css'
import { useQuery } from '@tanstack/react-query'
import { BookKey, ChevronDown, Ellipsis, Eye, FilePlus2, RotateCcw, ShieldOff, SquarePen, Trash2, Undo2 } from 'lucide-react'
import { type ClipboardEvent, type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { KeptOriginal } from '../../electron/api/originals.ts'
import { type PaperComponent, type Scan, wholeCase } from '../../electron/api/papers.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { formatDate, formatInstant } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { cx } from '../ui/cx.ts'
import { Icon } from '../ui/icon.tsx'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { AttachDialog } from './attach/attach-dialog.tsx'
import { GiveBackDialog, KeepOriginalDialog, OriginalReasonDialog } from './original-dialogs.tsx'
import { DescribeScanDialog, NotScannedDialog, TakeOffDialog } from './paper-dialogs.tsx'
import { casePapersQuery } from './paper-queries.ts'
import { kindIcon, sizeText, ValidityBadge } from './paper-words.tsx'
import { filesOf } from './upload.ts'
import { ViewerDialog, type ViewerItem } from './viewer/viewer-dialog.tsx'

/** What a dialog is open for. */
type Open =
  | { readonly act: 'attach'; readonly place: PaperPlace; readonly files: readonly File[]; readonly source: 'drop' | 'paste' }
  | { readonly act: 'view'; readonly scan: Scan }
  | { readonly act: 'describe' | 'takeOff'; readonly scan: Scan }
  | { readonly act: 'notScanned' | 'keep'; readonly place: PaperPlace }
  | { readonly act: 'giveBack'; readonly originals: readonly KeptOriginal[] }
  | { readonly act: 'reopen' | 'strike'; readonly original: KeptOriginal }

export interface PaperPlace {
  readonly caseId: string
  readonly component: number
  /** Of the component; the case's own line has words of its own. */
  readonly name: string
  readonly notScanned: PaperComponent['notScanned']
}

export function PapersCard({ caseId }: { caseId: string }) {
  const { t } = useTranslation('papers')
  const papers = useQuery(casePapersQuery(caseId))
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  if (papers.isError) return <QueryFailure error={papers.error} onRetry={() => papers.refetch()} />
  if (!papers.data)
    return (
      <Card title={t('title')}>
        <Spinner />
      </Card>
    )
  const { components, scans, originals, applicantName } = papers.data
  const attached = scans.filter(({ takenOffReason }) => takenOffReason === null)
  const items = attached.map(viewerItem)
  // What belonged to a component that a correction took away stands with the case as a whole.
  const positions = new Set(components.map(({ position }) => position))
  const placeOf = ({ component }: { component: number }) => (positions.has(component) ? component : wholeCase)
  const lines = [
    ...components.map(({ position, name, notScanned }) => ({ caseId, component: position, name, notScanned })),
    { caseId, component: wholeCase, name: t('wholeCase'), notScanned: null },
  ]
  return (
    <Card title={t('title')} flush actions={<Link href={routes.originals}>{t('held.link')}</Link>}>
      <ul className="papers">
        {lines.map((place) => (
          <PaperLine
            key={place.component}
            place={place}
            scans={scans.filter((scan) => placeOf(scan) === place.component)}
            originals={originals.filter((original) => placeOf(original) === place.component && original.struckReason === null)}
            onOpen={setOpen}
          />
        ))}
      </ul>
      {open?.act === 'attach' && (
        <AttachDialog place={open.place} files={open.files} source={open.source} applicantName={applicantName} onClose={close} />
      )}
      {open?.act === 'view' && (
        <ViewerDialog
          items={items}
          start={Math.max(
            0,
            attached.findIndex(({ id }) => id === open.scan.id),
          )}
          onClose={close}
        />
      )}
      {open?.act === 'describe' && <DescribeScanDialog scan={open.scan} onClose={close} />}
      {open?.act === 'takeOff' && <TakeOffDialog scan={open.scan} onClose={close} />}
      {open?.act === 'notScanned' && <NotScannedDialog place={open.place} onClose={close} />}
      {open?.act === 'keep' && <KeepOriginalDialog place={open.place} onClose={close} />}
      {open?.act === 'giveBack' && <GiveBackDialog originals={open.originals} onClose={close} />}
      {(open?.act === 'reopen' || open?.act === 'strike') && (
        <OriginalReasonDialog act={open.act} original={open.original} onClose={close} />
      )}
    </Card>
  )
}

const viewerItem = (scan: Scan): ViewerItem => ({
  key: scan.id,
  title: scan.title,
  detail: `${scan.fileName} · ${sizeText(scan.sizeBytes)} · ${formatInstant(scan.addedAt)} · ${scan.addedBy}`,
  open: () => api.papers.view({ scanId: scan.id }),
})

interface PaperLineProps {
  place: PaperPlace
  scans: readonly Scan[]
  originals: readonly KeptOriginal[]
  onOpen: (open: Open) => void
}

function PaperLine({ place, scans, originals, onOpen }: PaperLineProps) {
  const { t } = useTranslation('papers')
  const mayWrite = usePermission('paper.write')
  const [isOver, setOver] = useState(false)
  const canTake = mayWrite && place.notScanned !== 'secret'
  const attach = (files: readonly File[], source: 'drop' | 'paste') => onOpen({ act: 'attach', place, files, source })
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const files = filesOf(event.dataTransfer)
    if (canTake && files.length > 0) attach(files, 'drop')
  }
  const onDragOver = (event: DragEvent) => {
    if (!canTake || !event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setOver(true)
  }
  const onPaste = (event: ClipboardEvent) => {
    const files = filesOf(event.clipboardData)
    if (canTake && files.length > 0) attach(files, 'paste')
  }
  const items: MenuItem[] = [
    { id: 'keep', label: t('act.keep'), icon: BookKey, onSelect: () => onOpen({ act: 'keep', place }) },
    ...(place.component === wholeCase
      ? []
      : [
          { id: 'notScanned', label: t('act.notScanned'), icon: ShieldOff, onSelect: () => onOpen({ act: 'notScanned', place }) },
        ]),
  ]
  return (
    <li
      className={cx('paper-line', isOver && 'paper-over')}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      onPaste={onPaste}
    >
      <div className="paper-words">
        <p className={cx('paper-name', place.component === wholeCase && 'paper-whole')}>{place.name}</p>
        {place.notScanned !== null && <Badge tone="info">{t(`notScanned.${place.notScanned}`)}</Badge>}
        <ul className="paper-items">
          {scans.map((scan) => (
            <ScanItem key={scan.id} scan={scan} mayWrite={mayWrite} onOpen={onOpen} />
          ))}
          {originals.map((original) => (
            <OriginalLine key={original.id} original={original} mayWrite={mayWrite} onOpen={onOpen} />
          ))}
        </ul>
      </div>
      {mayWrite && (
        <div className="paper-acts">
          {canTake && (
            <Button
              size="small"
              icon={FilePlus2}
              aria-label={t('act.addTo', { name: place.name })}
              onClick={() => attach([], 'drop')}
            >
              {t('act.add')}
            </Button>
          )}
          <Menu
            align="end"
            trigger={<IconButton size="small" icon={Ellipsis} label={t('act.more', { name: place.name })} />}
            items={items}
          />
        </div>
      )}
    </li>
  )
}

interface ScanItemProps {
  scan: Scan
  mayWrite: boolean
  onOpen: (open: Open) => void
}

function ScanItem({ scan, mayWrite, onOpen }: ScanItemProps) {
  const { t } = useTranslation('papers')
  if (scan.takenOffReason !== null)
    return (
      <li className="paper-item paper-off">
        <Icon of={kindIcon(scan.kind)} />
        <span>
          <s>{scan.title}</s> {t('takenOff', { reason: scan.takenOffReason })}
        </span>
      </li>
    )
  return (
    <li className="paper-item">
      <Button size="small" variant="quiet" icon={kindIcon(scan.kind)} onClick={() => onOpen({ act: 'view', scan })}>
        <span className="paper-title">{scan.title}</span>
      </Button>
      <span className="paper-faint">
        {[
          sizeText(scan.sizeBytes),
          scan.issuedOn !== null && t('issued', { date: formatDate(scan.issuedOn) }),
          scan.source === 'reuse' && t('reused'),
          scan.reuseReason,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <ValidityBadge paper={scan} />
      {mayWrite && (
        <Menu
          align="end"
          trigger={<IconButton size="small" icon={ChevronDown} label={t('act.ofScan', { title: scan.title })} />}
          items={[
            { id: 'view', label: t('act.view'), icon: Eye, onSelect: () => onOpen({ act: 'view', scan }) },
            { id: 'describe', label: t('act.describe'), icon: SquarePen, onSelect: () => onOpen({ act: 'describe', scan }) },
            {
              id: 'takeOff',
              label: t('act.takeOff'),
              icon: Trash2,
              danger: true,
              onSelect: () => onOpen({ act: 'takeOff', scan }),
            },
          ]}
        />
      )}
    </li>
  )
}

function OriginalLine({
  original,
  mayWrite,
  onOpen,
}: {
  original: KeptOriginal
  mayWrite: boolean
  onOpen: (open: Open) => void
}) {
  const { t } = useTranslation('papers')
  const { title, count, keptOn, days, givenBackOn, givenBackTo } = original
  const words =
    givenBackOn === null
      ? t('original.held', { title, count, date: formatDate(keptOn), days })
      : t('original.back', { title, count, date: formatDate(givenBackOn), to: givenBackTo })
  return (
    <li className="paper-item">
      <Icon of={BookKey} />
      <span>{words}</span>
      {original.isOverstayed && <Badge tone="warn">{t('original.overstayed')}</Badge>}
      {mayWrite && givenBackOn === null && (
        <Button size="small" icon={Undo2} onClick={() => onOpen({ act: 'giveBack', originals: [original] })}>
          {t('act.giveBack')}
        </Button>
      )}
      {mayWrite && (
        <Menu
          align="end"
          trigger={<IconButton size="small" icon={ChevronDown} label={t('act.ofOriginal', { title })} />}
          items={[
            givenBackOn === null
              ? {
                  id: 'strike',
                  label: t('act.strike'),
                  icon: Trash2,
                  danger: true,
                  onSelect: () => onOpen({ act: 'strike', original }),
                }
              : { id: 'reopen', label: t('act.reopen'), icon: RotateCcw, onSelect: () => onOpen({ act: 'reopen', original }) },
          ]}
        />
      )}
    </li>
  )
}
