// Windows over the window.
//   Dialog         { open, onClose, title, description?, size?: 'small' | 'normal' | 'wide', footer?, initialFocus?, children }
//                  modal: keeps the focus, gives it back on closing, Esc and the cross close it, a click beside it does not. Another
//                  title is another step, and its first control has the focus when the one before had it. Put buttons into `footer`,
//                  CancelButton among them. A form inside: <form id="x"> and a footer button with form="x"; once something was
//                  typed into it, every way of closing asks first. Most are FormDialog (form-dialog.tsx).
//   CancelButton   closes the dialog that it stands in, as Esc does
//   ConfirmDialog  { open, onCancel, onConfirm, title, children?, confirmLabel, cancelLabel?, danger?, busy? }
//                  asks before something that cannot be taken back; the focus starts on Cancel when it is dangerous
// While one is open, only shortcuts declared inside it work.
import './dialog.css'
import { AlertDialog } from '@base-ui/react/alert-dialog'
import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactNode, type RefObject, useContext, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from './button.tsx'
import { cx } from './cx.ts'
import { useNotePlace } from './note-place.ts'
import { ShortcutLayer, useOpenLayer } from './use-shortcuts.ts'
import { useTyped } from './use-typed.ts'

function Layer({ children }: { children: ReactNode }) {
  const layer = useContext(ShortcutLayer) + 1
  useOpenLayer(layer)
  return <ShortcutLayer value={layer}>{children}</ShortcutLayer>
}

/**
 * When another step (another title) takes the place of the one that held the focus, its first control gets it. Base UI takes a lost
 * focus to the dialog itself a frame after anything that asked for it with `autoFocus`, so this comes a frame later.
 */
function useStepFocus(body: RefObject<HTMLElement | null>, title: ReactNode, firstControl: () => HTMLElement | null | undefined) {
  const shown = useRef(title)
  const focusFirst = useEffectEvent(() => {
    const held = document.activeElement
    if (held === document.body || held === body.current?.closest('.dialog')) firstControl()?.focus()
  })
  useEffect(() => {
    if (shown.current === title) return
    shown.current = title
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(focusFirst)
    })
    return () => cancelAnimationFrame(frame)
  }, [title])
}

interface DialogProps {
  open: boolean
  onClose: () => void
  title: ReactNode
  description?: ReactNode
  size?: 'small' | 'normal' | 'wide'
  footer?: ReactNode
  /** What is focused first; unless said otherwise the first control, where there is none the main button, never the cross. */
  initialFocus?: RefObject<HTMLElement | null>
  children?: ReactNode
}

export function Dialog({ open, onClose, title, description, size = 'normal', footer, initialFocus, children }: DialogProps) {
  const { t } = useTranslation('ui')
  const body = useRef<HTMLDivElement>(null)
  const foot = useRef<HTMLDivElement>(null)
  const firstControl = () =>
    body.current?.querySelector<HTMLElement>('input:not(:disabled), textarea, select, button, a[href]') ??
    foot.current?.querySelector<HTMLElement>('.button-primary:enabled') ??
    foot.current?.querySelector<HTMLElement>('button:enabled')
  useStepFocus(body, title, firstControl)
  const { isTyped, watch } = useTyped(body, title)
  const [isAsking, setAsking] = useState(false)
  const notes = useNotePlace()
  const close = () => (isTyped() ? setAsking(true) : onClose())
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && close()} disablePointerDismissal>
      <Base.Portal>
        <Base.Backdrop className="dialog-scrim" />
        <Base.Viewport className="dialog-place">
          <Base.Popup
            className={cx('dialog', `dialog-${size}`)}
            initialFocus={initialFocus ?? (() => firstControl() ?? true)}
            {...watch}
          >
            <Layer>
              <div className="dialog-head">
                <Base.Title className="dialog-title">{title}</Base.Title>
                <Base.Close render={<IconButton label={t('close')} icon={X} shortcut="Escape" />} />
              </div>
              <div className="dialog-body" ref={body}>
                {description && <Base.Description className="dialog-description">{description}</Base.Description>}
                {children}
              </div>
              <div className="dialog-notes" ref={notes} />
              {footer && (
                <div className="dialog-foot" ref={foot}>
                  {footer}
                </div>
              )}
              <ConfirmDialog
                open={isAsking}
                title={t('typed.title')}
                confirmLabel={t('typed.drop')}
                cancelLabel={t('typed.keep')}
                danger
                onCancel={() => setAsking(false)}
                onConfirm={() => {
                  setAsking(false)
                  onClose()
                }}
              >
                {t('typed.text')}
              </ConfirmDialog>
            </Layer>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}

/** Closes the dialog in whose footer it stands, unless something typed is to be kept. */
export function CancelButton({ children, disabled }: { children?: ReactNode; disabled?: boolean }) {
  const { t } = useTranslation('ui')
  return <Base.Close render={<Button disabled={disabled}>{children ?? t('cancel')}</Button>} />
}

interface ConfirmDialogProps {
  open: boolean
  onCancel: () => void
  onConfirm: () => void
  title: ReactNode
  children?: ReactNode
  confirmLabel: string
  cancelLabel?: string
  danger?: boolean
  busy?: boolean
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onCancel, onConfirm, title, children, confirmLabel, cancelLabel, danger, busy } = props
  const { t } = useTranslation('ui')
  const cancel = useRef<HTMLButtonElement>(null)
  const confirm = useRef<HTMLButtonElement>(null)
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !next && !busy && onCancel()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog-scrim" />
        <AlertDialog.Viewport className="dialog-place">
          <AlertDialog.Popup className="dialog dialog-small" initialFocus={danger ? cancel : confirm}>
            <Layer>
              <div className="dialog-head">
                <AlertDialog.Title className="dialog-title">{title}</AlertDialog.Title>
              </div>
              {children && (
                <AlertDialog.Description className="dialog-body" render={<div />}>
                  {children}
                </AlertDialog.Description>
              )}
              <div className="dialog-foot">
                <Button ref={cancel} onClick={onCancel} disabled={busy}>
                  {cancelLabel ?? t('cancel')}
                </Button>
                <Button ref={confirm} variant={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
                  {confirmLabel}
                </Button>
              </div>
            </Layer>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
