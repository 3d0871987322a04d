// ReceivedNotice { received, onClose }: the code and date of the case before, for telling the citizen; gone with the next procedure.
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../../format.ts'
import { Banner } from '../../../ui/banner.tsx'
import type { Received } from '../intake-screen.tsx'
import type { IntakeValues } from '../model/values.ts'

export function ReceivedNotice({ received, onClose }: { received: Received; onClose: () => void }) {
  const { t } = useTranslation('intake')
  const procedureId = useWatch<IntakeValues, 'procedureId'>({ name: 'procedureId' })
  if (procedureId !== '') return null
  return (
    <Banner
      tone={received.wasOverdue ? 'warn' : 'success'}
      title={t(`${received.answer ?? 'received'}.title`, { code: received.provisionalCode })}
      onClose={onClose}
    >
      {received.answer !== null
        ? t(`${received.answer}.text`)
        : received.wasOverdue && received.dueAt
          ? t('stubs:keyIn.wasOverdue', { at: formatInstant(received.dueAt) })
          : received.dueAt
            ? t('received.due', { at: formatInstant(received.dueAt) })
            : t('received.undated')}
    </Banner>
  )
}
