// TrainingUnavailable: the training data cannot be used. Nothing of them is worth mending: they are made anew, or left by the band.
import { useTranslation } from 'react-i18next'
import { useStatus } from '../app/session.tsx'
import { EntryFrame } from '../people/entry/entry-frame.tsx'
import { Banner } from '../ui/banner.tsx'
import { ResetTraining } from './training-buttons.tsx'

export function TrainingUnavailable() {
  const { t } = useTranslation('training')
  const { failure } = useStatus()
  const code = failure?.code ?? 'app.unexpected'
  return (
    <EntryFrame title={t('unavailable.title')} description={t('unavailable.text')}>
      <div className="entry-body">
        <Banner tone="error">
          {t(`errors:${code}`, { ...failure?.params, incident: '', defaultValue: t('errors:app.unexpected', { incident: '' }) })}
        </Banner>
        <div className="entry-way">
          <ResetTraining />
        </div>
      </div>
    </EntryFrame>
  )
}
