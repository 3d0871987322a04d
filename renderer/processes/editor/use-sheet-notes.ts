// What a person is told after a change of a table that is easily made by mistake: it can be undone where the message stands. The message
// goes with the next change, since undo takes back the last one.
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SheetChange } from '../../ui/sheet/sheet.tsx'
import { type ToastOptions, useToast } from '../../ui/toast.tsx'

export interface SheetNotes {
  /** After each change of the table. */
  readonly changed: (why: SheetChange, refused: readonly string[]) => void
  readonly tell: (note: ToastOptions) => void
}

export function useSheetNotes(undo: () => void): SheetNotes {
  const { t } = useTranslation('process-editor')
  const toast = useToast()
  const last = useRef<string>(null)
  const close = () => {
    if (last.current !== null) toast.close(last.current)
    last.current = null
  }
  const tell = (note: ToastOptions) => {
    close()
    last.current = toast.show({ ...note, action: { label: t('undo'), onAction: undo } })
  }
  return {
    tell,
    changed: (why, refused) => {
      if (refused.length > 0) {
        tell({ tone: 'warn', title: t('sheet.refused', { count: refused.length }), description: refused.join(' | ') })
      } else if (why === 'removed' || why === 'pasted') tell({ tone: 'info', title: t(`sheet.${why}`) })
      else close()
    },
  }
}
