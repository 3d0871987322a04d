// useScanner: a hand scanner that types works on the whole screen, whatever field is focused. Characters that reached a field before the
// scan was recognised are taken out again; the Enter at its end presses nothing. Silent while a dialog, the lock or another part
// of the window has the keyboard: a scan meant for them must not fill a form behind them.
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { removeLeaked, SCAN_SILENCE_MS, ScanBuffer, type ScanStep } from '../../../../db/model/scan-buffer.ts'

interface ScannerOptions {
  /** The screen that scans belong to. */
  root: RefObject<HTMLElement | null>
  onScan: (text: string) => void
  /** A burst of keys may begin: remember what its first keys could change. */
  onBurst: () => void
  /** The burst was a scan: undo what its first keys did in the focused element, beside its text. */
  onLeak: (focused: Element) => void
}

const burstGapMs = 50

/** Returns `reset`, which lets the same card be read again at once, for another person. */
export function useScanner({ root, onScan, onBurst, onLeak }: ScannerOptions): () => void {
  const [scan] = useState(() => new ScanBuffer())
  const before = useRef<{ field: TextField; value: string; caret: number } | null>(null)
  const isOurs = useEffectEvent((focused: Element | null) => {
    const screen = root.current
    if (!screen || screen.closest('[inert]')) return false
    if (!focused || focused === document.body || screen.contains(focused)) return true
    return focused.closest('[role="dialog"], [role="alertdialog"]') === null && !isTextField(focused)
  })
  const obey = useEffectEvent((step: Pick<ScanStep, 'leaked' | 'text'>) => {
    const focused = document.activeElement
    if (step.leaked !== '' && focused) {
      if (isTextField(focused)) takeOut(focused, step.leaked, before.current?.field === focused ? before.current : undefined)
      onLeak(focused)
    }
    if (step.text !== null) onScan(step.text)
  })
  const burst = useEffectEvent(() => {
    const focused = document.activeElement
    before.current = focused && isTextField(focused) ? { field: focused, value: focused.value, caret: caretOf(focused) } : null
    onBurst()
  })

  useEffect(() => {
    let latestMs = Number.NEGATIVE_INFINITY
    let silence: ReturnType<typeof setTimeout> | undefined

    const onKeyDown = (event: KeyboardEvent) => {
      if (!isOurs(document.activeElement)) return
      if (!scan.capturing && event.timeStamp - latestMs > burstGapMs) burst()
      latestMs = event.timeStamp
      const step = scan.press({
        key: event.key,
        timeMs: event.timeStamp,
        code: event.code,
        alt: event.altKey,
        ctrl: event.ctrlKey || event.metaKey,
        repeat: event.repeat,
      })
      // Alt and the numeric pad spell a character; shortcuts such as Alt+1 must not hear it.
      if (step.swallow) event.preventDefault()
      if (step.swallow || (event.altKey && event.code.startsWith('Numpad'))) event.stopImmediatePropagation()
      obey(step)
      clearTimeout(silence)
      if (scan.capturing)
        silence = setTimeout(() => obey({ leaked: '', text: scan.settle(performance.now()) }), SCAN_SILENCE_MS + 10)
    }
    const onBeforeInput = (event: Event) => {
      if (scan.capturing) event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown, { capture: true })
    document.addEventListener('beforeinput', onBeforeInput, { capture: true })
    return () => {
      clearTimeout(silence)
      document.removeEventListener('keydown', onKeyDown, { capture: true })
      document.removeEventListener('beforeinput', onBeforeInput, { capture: true })
    }
  }, [scan])

  return () => scan.reset()
}

type TextField = HTMLInputElement | HTMLTextAreaElement

const isTextField = (element: Element): element is TextField =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === 'text')

const caretOf = (field: TextField): number => field.selectionStart ?? field.value.length

/**
 * Takes the leaked characters out of a field the way typing would, so that React and the field's own part notice. Where the field did not
 * take them as they came (a short field, a number, an input method) it gets back what stood there before the burst.
 */
function takeOut(field: TextField, leaked: string, before: { value: string; caret: number } | undefined): void {
  const removed = removeLeaked(field.value, caretOf(field), leaked)
  const { value, caret } = removed.value === field.value ? (before ?? removed) : removed
  if (value === field.value) return
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype
  // React overrides the setter on the element itself and would not see the change.
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value)
  field.setSelectionRange(caret, caret)
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'deleteContentBackward' }))
}
