// ViewerDialog { items, start?, onClose }: papers inside the window, one after the other. Zoom, turning and pages by keys and by buttons.
//   items: { key, title, detail?, open }[]   `open` asks the main process for the paper
import './viewer.css'
import { ChevronLeft, ChevronRight, FileWarning, Maximize, RotateCw, ZoomIn, ZoomOut } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShownPaper } from '../../../electron/api/papers.ts'
import { failureText } from '../../failures.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useShortcut } from '../../ui/use-shortcuts.ts'
import { type Shown, useShown } from './use-shown.ts'

export interface ViewerItem {
  readonly key: string
  readonly title: string
  readonly detail?: string
  readonly open: () => Promise<ShownPaper>
}

interface ViewerDialogProps {
  items: readonly ViewerItem[]
  start?: number
  onClose: () => void
}

export function ViewerDialog({ items, start = 0, onClose }: ViewerDialogProps) {
  const [index, setIndex] = useState(start)
  const stage = useRef<HTMLElement>(null)
  const item = items[index]
  if (!item) return null
  return (
    <Dialog open onClose={onClose} title={item.title} description={item.detail} size="wide" initialFocus={stage}>
      <Viewer key={item.key} item={item} stage={stage} place={{ index, count: items.length, onMove: setIndex }} />
    </Dialog>
  )
}

interface Place {
  readonly index: number
  readonly count: number
  readonly onMove: (index: number) => void
}

const zoomStep = 1.25
const [leastScale, mostScale] = [0.1, 8]
/** Nothing is made larger than this merely because there is room. */
const mostFitScale = 1.5

type Zoom = number | 'width' | 'page'

function Viewer({ item, stage, place }: { item: ViewerItem; stage: RefObject<HTMLElement | null>; place: Place }) {
  const { t } = useTranslation('papers')
  const shown = useShown(item.open)
  const [zoom, setZoom] = useState<Zoom>('width')
  const [turn, setTurn] = useState(0)
  const [page, setPage] = useState(1)
  const scale = useRef(1)
  // Another paper takes the place of the one that held the focus.
  useEffect(() => stage.current?.focus(), [stage])
  const count = shown.kind === 'pages' ? shown.pages.count : 1
  const goTo = (next: number) => {
    if (next < 1 || next > count) return
    setPage(next)
    stage.current?.scrollTo({ top: 0 })
  }
  const zoomBy = (factor: number) => setZoom(Math.min(Math.max(scale.current * factor, leastScale), mostScale))
  const rotate = () => setTurn((turn + 90) % 360)
  const fit = () => setZoom(zoom === 'page' ? 'width' : 'page')
  const moveTo = (index: number) => index >= 0 && index < place.count && place.onMove(index)
  useShortcut('viewer.zoomIn', '+', () => zoomBy(zoomStep), { labelKey: 'papers:viewer.zoomIn' })
  useShortcut('viewer.zoomOut', '-', () => zoomBy(1 / zoomStep), { labelKey: 'papers:viewer.zoomOut' })
  useShortcut('viewer.fit', '0', fit, { labelKey: 'papers:viewer.fit' })
  useShortcut('viewer.rotate', 'R', rotate, { labelKey: 'papers:viewer.rotate' })
  useShortcut('viewer.nextPaper', 'Ctrl+PageDown', () => moveTo(place.index + 1), { labelKey: 'papers:viewer.nextPaper' })
  useShortcut('viewer.previousPaper', 'Ctrl+PageUp', () => moveTo(place.index - 1), { labelKey: 'papers:viewer.previousPaper' })
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { PageDown: page + 1, PageUp: page - 1, Home: 1, End: count }
    const next = steps[event.key]
    if (next === undefined || event.ctrlKey || event.altKey) return
    event.preventDefault()
    goTo(next)
  }
  return (
    <div className="viewer">
      <div className="viewer-bar">
        {shown.kind === 'pages' && (
          <>
            <IconButton
              label={t('viewer.previousPage')}
              icon={ChevronLeft}
              aria-disabled={page === 1}
              onClick={() => goTo(page - 1)}
            />
            <span className="viewer-count tabular" aria-live="polite">
              {t('viewer.page', { page, count })}
            </span>
            <IconButton
              label={t('viewer.nextPage')}
              icon={ChevronRight}
              aria-disabled={page === count}
              onClick={() => goTo(page + 1)}
            />
          </>
        )}
        <span className="viewer-gap" />
        <IconButton label={t('viewer.zoomOut')} shortcut="-" icon={ZoomOut} onClick={() => zoomBy(1 / zoomStep)} />
        <IconButton label={t('viewer.zoomIn')} shortcut="+" icon={ZoomIn} onClick={() => zoomBy(zoomStep)} />
        <IconButton label={t('viewer.fit')} shortcut="0" icon={Maximize} onClick={fit} />
        <IconButton label={t('viewer.rotate')} shortcut="R" icon={RotateCw} onClick={rotate} />
        <span className="viewer-gap" />
        {place.count > 1 && (
          <>
            <Button size="small" aria-disabled={place.index === 0} onClick={() => moveTo(place.index - 1)}>
              {t('viewer.previousPaper')}
            </Button>
            <span className="viewer-count tabular">{t('viewer.paper', { paper: place.index + 1, count: place.count })}</span>
            <Button size="small" aria-disabled={place.index === place.count - 1} onClick={() => moveTo(place.index + 1)}>
              {t('viewer.nextPaper')}
            </Button>
          </>
        )}
      </div>
      <section
        ref={stage}
        className="viewer-stage"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        tabIndex={0}
        aria-label={t('viewer.stage', { title: item.title })}
        onKeyDown={onKeyDown}
      >
        <Drawing
          shown={shown}
          title={item.title}
          zoom={zoom}
          turn={turn}
          page={page}
          stage={stage}
          onScale={(now) => (scale.current = now)}
        />
      </section>
    </div>
  )
}

interface DrawingProps {
  shown: Shown
  title: string
  zoom: Zoom
  turn: number
  page: number
  stage: RefObject<HTMLElement | null>
  onScale: (scale: number) => void
}

function Drawing({ shown, ...rest }: DrawingProps) {
  const { t } = useTranslation('papers')
  if (shown.kind === 'loading') return <Spinner />
  if (shown.kind === 'failed') return <Banner tone="error">{failureText(t, shown.error)}</Banner>
  if (shown.kind === 'undrawable')
    return (
      <EmptyState icon={FileWarning} title={t('viewer.undrawable')}>
        {t('viewer.undrawableText')}
      </EmptyState>
    )
  return shown.kind === 'picture' ? <Picture url={shown.url} {...rest} /> : <PageDrawing pages={shown.pages} {...rest} />
}

interface Size {
  readonly width: number
  readonly height: number
}

/** Pixels of the screen for one unit of the paper. */
function useScale(size: Size | undefined, zoom: Zoom, stage: DrawingProps['stage'], onScale: DrawingProps['onScale']): number {
  const [room, setRoom] = useState<Size>({ width: 0, height: 0 })
  useEffect(() => {
    const element = stage.current
    if (!element) return
    const observer = new ResizeObserver(() => setRoom({ width: element.clientWidth - edge, height: element.clientHeight - edge }))
    observer.observe(element)
    return () => observer.disconnect()
  }, [stage])
  if (!size || room.width <= 0) return 0
  const byWidth = room.width / size.width
  const fitted = zoom === 'page' ? Math.min(byWidth, room.height / size.height) : byWidth
  const scale = typeof zoom === 'number' ? zoom : Math.min(fitted, mostFitScale)
  onScale(scale)
  return scale
}
/** Both edges of the stage, in pixels. */
const edge = 32

type PartProps = Omit<DrawingProps, 'shown'>

function Picture({ url, title, zoom, turn, stage, onScale }: PartProps & { url: string }) {
  const [natural, setNatural] = useState<Size>()
  const isTurned = turn % 180 !== 0
  const size = natural && isTurned ? { width: natural.height, height: natural.width } : natural
  const scale = useScale(size, zoom, stage, onScale)
  const place = size && { width: size.width * scale, height: size.height * scale }
  return (
    <div className="viewer-paper" style={place}>
      <img
        src={url}
        alt={title}
        draggable={false}
        onLoad={({ currentTarget }) => setNatural({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })}
        style={
          natural && {
            width: natural.width * scale,
            height: natural.height * scale,
            transform: `translate(-50%, -50%) rotate(${turn}deg)`,
          }
        }
      />
    </div>
  )
}

function PageDrawing({
  pages,
  title,
  page,
  zoom,
  turn,
  stage,
  onScale,
}: PartProps & { pages: Extract<Shown, { kind: 'pages' }>['pages'] }) {
  const { t } = useTranslation('papers')
  const canvas = useRef<HTMLCanvasElement>(null)
  const [size, setSize] = useState<Size>()
  const [hasFailed, setFailed] = useState(false)
  const scale = useScale(size, zoom, stage, onScale)
  useEffect(() => {
    let isGone = false
    pages.sizeOf(page, turn).then(
      (next) => !isGone && setSize(next),
      () => !isGone && setFailed(true),
    )
    return () => {
      isGone = true
    }
  }, [pages, page, turn])
  useEffect(() => {
    if (canvas.current && scale > 0) void pages.draw(canvas.current, page, scale, turn).catch(() => setFailed(true))
  }, [pages, page, scale, turn])
  if (hasFailed) return <Banner tone="error">{t('viewer.pageFailed', { page })}</Banner>
  return (
    <canvas
      ref={canvas}
      className="viewer-page"
      role="img"
      aria-label={t('viewer.pageOf', { title, page })}
      style={size && { width: size.width * scale, height: size.height * scale }}
    />
  )
}
