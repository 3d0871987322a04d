// What useTooltip shows.
import './tooltip.css'
import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactNode } from 'react'
import { Kbd } from './kbd.tsx'

interface TooltipPopupProps {
  anchor: Element
  shortcut: string | undefined
  side: 'top' | 'bottom' | 'left' | 'right'
  /** The pointer is on the words: they stay as long as it is. */
  onStay: () => void
  onLeave: () => void
  onClose: () => void
  children: ReactNode
}

export function TooltipPopup({ anchor, shortcut, side, onStay, onLeave, onClose, children }: TooltipPopupProps) {
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Positioner className="tooltip-place" anchor={anchor} side={side} sideOffset={6}>
          <Base.Popup className="tooltip" onPointerEnter={onStay} onPointerLeave={onLeave}>
            {children}
            {shortcut && <Kbd keys={shortcut} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
