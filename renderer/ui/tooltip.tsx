// useTooltip({ content, shortcut?, side?, own }) → { triggers, popup }: a few words about one control, on hover and on keyboard focus.
// `triggers` go onto the control (they call `own`, the control's own handlers), `popup` beside it. Never the only place of something
// needed: touch and screen readers may not see it, so the control keeps its own name. Most are never seen, so what draws one is read
// and mounted only then.
import { type ComponentProps, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { lazyPart } from '../app/lazy-screen.tsx'

const TooltipPopup = lazyPart(() => import('./tooltip-popup.tsx')).screen((part) => part.TooltipPopup)

const OPEN_DELAY_MS = 500
/** Time to move the pointer from the control onto the words. */
const CLOSE_DELAY_MS = 100

type Triggers = Pick<ComponentProps<'button'>, 'onPointerEnter' | 'onPointerLeave' | 'onPointerDown' | 'onFocus' | 'onBlur'>

export interface TooltipOptions {
  content: ReactNode
  shortcut?: string
  side?: 'top' | 'bottom' | 'left' | 'right'
  own: Triggers
}

export function useTooltip({ content, shortcut, side = 'bottom', own }: TooltipOptions) {
  const [anchor, setAnchor] = useState<Element | null>(null)
  const timer = useRef<number>(undefined)
  const show = (next: Element | null, delayMs = 0) => {
    clearTimeout(timer.current)
    if (delayMs > 0) timer.current = window.setTimeout(setAnchor, delayMs, next)
    else setAnchor(next)
  }
  useEffect(() => () => clearTimeout(timer.current), [])

  const triggers: Triggers = {
    onPointerEnter: (event) => {
      own.onPointerEnter?.(event)
      if (event.pointerType !== 'touch') show(event.currentTarget, OPEN_DELAY_MS)
    },
    onPointerLeave: (event) => {
      own.onPointerLeave?.(event)
      show(null, CLOSE_DELAY_MS)
    },
    onPointerDown: (event) => {
      own.onPointerDown?.(event)
      show(null)
    },
    onFocus: (event) => {
      own.onFocus?.(event)
      if (event.currentTarget.matches(':focus-visible')) show(event.currentTarget)
    },
    onBlur: (event) => {
      own.onBlur?.(event)
      show(null)
    },
  }
  const popup = anchor && (
    <Suspense fallback={null}>
      <TooltipPopup
        anchor={anchor}
        shortcut={shortcut}
        side={side}
        onStay={() => show(anchor)}
        onLeave={() => show(null, CLOSE_DELAY_MS)}
        onClose={() => show(null)}
      >
        {content}
      </TooltipPopup>
    </Suspense>
  )
  return { triggers, popup }
}
