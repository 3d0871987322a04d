// Menu { trigger, items: (MenuItem | 'separator')[], align? }
// Commands behind one button. A chosen one runs when the menu has closed and given the focus back: else that would take the focus from the
// dialog that the command opens. trigger: a Button or IconButton element. MenuItem: { id, label, onSelect, icon?, shortcut?, danger?, disabled? }.
import './menu.css'
import './popup.css'
import { Menu as Base } from '@base-ui/react/menu'
import { type ReactElement, type ReactNode, useRef } from 'react'
import { cx } from './cx.ts'
import { Icon, type IconType } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import { ariaKeys, isMac } from './shortcuts.ts'

export interface MenuItem {
  id: string
  label: ReactNode
  onSelect: () => void
  icon?: IconType
  shortcut?: string
  danger?: boolean
  disabled?: boolean
}

interface MenuProps {
  trigger: ReactElement
  items: (MenuItem | 'separator')[]
  align?: 'start' | 'end'
}

export function Menu({ trigger, items, align = 'start' }: MenuProps) {
  const chosen = useRef<() => void>(null)
  const onOpenChangeComplete = (isOpen: boolean) => {
    if (isOpen) return
    const act = chosen.current
    chosen.current = null
    act?.()
  }
  return (
    <Base.Root onOpenChangeComplete={onOpenChangeComplete}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="popup-place" sideOffset={4} align={align}>
          <Base.Popup className="popup menu">
            {items.map((item, index) =>
              item === 'separator' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: a separator has no identity but its place
                <Base.Separator key={index} className="popup-separator" />
              ) : (
                <Base.Item
                  key={item.id}
                  className={cx('popup-item', item.danger && 'menu-danger')}
                  disabled={item.disabled}
                  onClick={() => {
                    chosen.current = item.onSelect
                  }}
                  aria-keyshortcuts={item.shortcut ? ariaKeys(item.shortcut, isMac()) : undefined}
                >
                  {item.icon && <Icon of={item.icon} />}
                  <span className="popup-words">{item.label}</span>
                  {item.shortcut && <Kbd keys={item.shortcut} />}
                </Base.Item>
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
