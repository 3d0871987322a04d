// LockFrame { children }: covers the window while it is locked. A native modal dialog, because only the browser's top layer lies above
// and silences everything else in the page, also a dialog or menu that was open when the lock fell. Nothing closes it but unmounting;
// then the focus returns to where the person was typing.
import './lock-frame.css'
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useOpenLayer } from '../../ui/use-shortcuts.ts'

/** Above every dialog: what lies under the lock hears no shortcut. */
const lockLayer = 1_000

export function LockFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation('people')
  const frame = useRef<HTMLDialogElement>(null)
  const before = useRef<Element>(null)
  useOpenLayer(lockLayer)

  useLayoutEffect(() => {
    const dialog = frame.current
    before.current ??= document.activeElement
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  useEffect(
    () => () => {
      if (before.current instanceof HTMLElement) before.current.focus()
    },
    [],
  )

  return createPortal(
    <dialog ref={frame} closedby="none" className="lock-frame" aria-label={t('signIn.locked')}>
      {children}
    </dialog>,
    document.body,
  )
}
