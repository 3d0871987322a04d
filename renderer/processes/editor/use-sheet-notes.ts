// What a person is told after a change of a table that is easily made by mistake: it can be undone where the message stands.
import { useTranslation } from 'react-i18next'
import type { SheetChange } from '../../ui/sheet/sheet.tsx'
import { useToast } from '../../ui/toast.tsx'

export function useSheetNotes(undo: () => void) {
  const { t } = useTranslation('process-editor')
  const toast = useToast()
  return (why: SheetChange, refused: readonly string[]) => {
    const action = { label: t('undo'), onAction: undo }
    if (refused.length > 0) {
      toast.show({ tone: 'warn', title: t('sheet.refused', { count: refused.length }), description: refused.join(' | '), action })
    } else if (why === 'removed' || why === 'pasted') toast.show({ tone: 'info', title: t(`sheet.${why}`), action })
  }
}
