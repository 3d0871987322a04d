// Spinner { label? }: a small turning ring; `label` (default "Đang tải") is read out. Apart from Progress, which has a button in it.
import './progress.css'
import { useTranslation } from 'react-i18next'

export function Spinner({ label }: { label?: string }) {
  const { t } = useTranslation('ui')
  return (
    <span className="spinner" role="status">
      <span className="visually-hidden">{label ?? t('loading')}</span>
    </span>
  )
}
