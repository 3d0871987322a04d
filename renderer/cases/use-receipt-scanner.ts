// A receipt held before the scanner opens its case, wherever the person is in the program, unless a text field or a dialog has the
// focus: those take the scan themselves. Telling a scan from typing is db/model/scan-buffer.ts.
import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { parseCaseCode, toCaseCode } from '../../db/model/identity.ts'
import { SCAN_SILENCE_MS, ScanBuffer } from '../../db/model/scan-buffer.ts'
import { api } from '../client.ts'
import { failureText } from '../failures.ts'
import { useUnknownCode } from '../training/use-unknown-code.ts'
import { takesTyping } from '../ui/shortcuts.ts'
import { useToast } from '../ui/toast.tsx'

interface ReceiptScannerOptions {
  onCase: (caseId: string) => void
  /** False where a screen reads scans of its own: the intake reads cards. */
  enabled: boolean
}

/** Mounted once, by the shell. */
export function useReceiptScanner({ onCase, enabled }: ReceiptScannerOptions): void {
  const { t } = useTranslation('cases')
  const toast = useToast()
  const unknownCode = useUnknownCode()

  const onScan = useEffectEvent(async (text: string) => {
    if (parseCaseCode(text) === null) return void toast.show({ title: t('scan.notACase'), tone: 'info' })
    try {
      const hit = await api.cases.findByCode({ code: text })
      if (hit) onCase(hit.caseId)
      else toast.show({ title: unknownCode.textOf(text, t('scan.notFound', { code: toCaseCode(text) })), tone: 'warn' })
    } catch (error) {
      toast.show({ title: failureText(t, error), tone: 'error' })
    }
  })

  useEffect(() => {
    if (!enabled) return
    const scan = new ScanBuffer()
    let timer: ReturnType<typeof setTimeout> | undefined
    const take = (text: string | null) => {
      if (text !== null) void onScan(text)
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTakenElsewhere(event.target)) return
      const { key, code, timeStamp, altKey, ctrlKey, metaKey, repeat } = event
      const step = scan.press({ key, code, timeMs: timeStamp, alt: altKey, ctrl: ctrlKey || metaKey, repeat })
      if (step.swallow) {
        event.preventDefault()
        event.stopImmediatePropagation()
      }
      take(step.text)
      clearTimeout(timer)
      if (scan.capturing) timer = setTimeout(() => take(scan.settle(performance.now())), SCAN_SILENCE_MS)
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => {
      window.removeEventListener('keydown', onKeyDown, true)
      clearTimeout(timer)
    }
  }, [enabled])
}

const isTakenElsewhere = (target: EventTarget | null): boolean =>
  takesTyping(target) || (target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"]') !== null)
