// RestoreEffects: what taking back a copy does, whichever copy it is.
import { useTranslation } from 'react-i18next'

export function RestoreEffects() {
  const { t } = useTranslation('backup')
  return (
    <ul className="recovery-list">
      <li>{t('restore.later')}</li>
      <li>{t('restore.aside')}</li>
      <li>{t('restore.epoch')}</li>
    </ul>
  )
}
