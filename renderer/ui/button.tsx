// Buttons. All native <button> props pass through; `type` is 'button' unless said otherwise.
//   Button      { variant?: 'primary' | 'secondary' | 'quiet' | 'danger' (default secondary), size?: 'normal' | 'small', icon?, shortcut?, busy? }
//   IconButton  { label, icon, shortcut?, size?, busy?, pressed?, tooltipSide? }   label is both tooltip and accessible name
// `shortcut` only shows and announces the keys; useShortcut makes them work. A busy button keeps its place, its focus and its
// words, and ignores presses: what was asked for is running. So does one with aria-disabled, for what cannot be done for a while:
// `disabled` would take the focus from whoever is on it.
import './button.css'
import type { ComponentProps, MouseEvent } from 'react'
import { cx } from './cx.ts'
import { Icon, type IconType } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import { ariaKeys, isMac } from './shortcuts.ts'
import { Spinner } from './spinner.tsx'
import { useTooltip } from './tooltip.tsx'

interface ButtonProps extends ComponentProps<'button'> {
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger'
  size?: 'normal' | 'small'
  icon?: IconType
  shortcut?: string
  busy?: boolean
}

const keysAttribute = (shortcut: string | undefined) => (shortcut ? ariaKeys(shortcut, isMac()) : undefined)

/** Swallows the press of a button that stays focusable so that the focus is not lost. */
function unless(isResting: boolean, onClick: ComponentProps<'button'>['onClick']) {
  return (event: MouseEvent<HTMLButtonElement>) => {
    if (isResting) event.preventDefault()
    else onClick?.(event)
  }
}

export function Button(props: ButtonProps) {
  const { variant = 'secondary', size = 'normal', icon, shortcut, busy, className, children, onClick, ...rest } = props
  const isResting = busy === true || rest['aria-disabled'] === true
  return (
    <button
      type="button"
      {...rest}
      className={cx('button', `button-${variant}`, size === 'small' && 'button-small', className)}
      aria-keyshortcuts={keysAttribute(shortcut)}
      aria-busy={busy || undefined}
      aria-disabled={isResting || undefined}
      onClick={unless(isResting, onClick)}
    >
      {busy ? <Spinner /> : icon && <Icon of={icon} />}
      <span className="button-text">{children}</span>
      {shortcut && <Kbd keys={shortcut} />}
    </button>
  )
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  label: string
  icon: IconType
  shortcut?: string
  size?: 'normal' | 'small'
  busy?: boolean
  /** For a button that switches something on and off. */
  pressed?: boolean
  tooltipSide?: 'top' | 'bottom' | 'left' | 'right'
}

export function IconButton(props: IconButtonProps) {
  const { label, icon, shortcut, size = 'normal', busy, pressed, tooltipSide, className, onClick, ...rest } = props
  const { triggers, popup } = useTooltip({ content: label, shortcut, side: tooltipSide, own: rest })
  return (
    <>
      <button
        type="button"
        {...rest}
        {...triggers}
        className={cx('button', 'button-quiet', 'button-icon', size === 'small' && 'button-small', className)}
        aria-label={label}
        aria-keyshortcuts={keysAttribute(shortcut)}
        aria-pressed={pressed}
        aria-busy={busy || undefined}
        aria-disabled={busy || undefined}
        onClick={unless(busy === true, onClick)}
      >
        {busy ? <Spinner /> : <Icon of={icon} large={size === 'normal'} />}
      </button>
      {popup}
    </>
  )
}
