// PastDue: of a stub that is keyed in so late that its promise is past, said before it is saved.
import { useTranslation } from 'react-i18next'
import { systemClock, toInstant } from '../../../../db/model/clock.ts'
import { instantToLocal } from '../../../../db/model/local-time.ts'
import { formatDate } from '../../../format.ts'
import { Banner } from '../../../ui/banner.tsx'
import { useDuePreview } from '../use-due-preview.ts'

export function PastDue() {
  const { t } = useTranslation('stubs')
  const { due } = useDuePreview()
  if (!due?.dueAt || due.dueAt > instantToLocal(toInstant(systemClock.nowMs()))) return null
  return (
    <Banner tone="warn" title={t('keyIn.pastDue', { at: `${due.dueAt.slice(11)} ${formatDate(due.dueAt.slice(0, 10))}` })}>
      {t('keyIn.pastDueText')}
    </Banner>
  )
}
