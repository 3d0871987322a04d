// NotSeen: stands where the source says nothing, which is not the same as "none".
import { useTranslation } from 'react-i18next'

export function NotSeen() {
  const { t } = useTranslation('catalogue')
  return <span className="procedure-label">{t('notSeen')}</span>
}
