// DescriptionList { items: {label, value}[], columns?: 1 | 2 }: what is known about one thing. An empty value shows a dash, so that
// nobody wonders whether it was left out.
import './description-list.css'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from './cx.ts'

interface DescriptionListProps {
  items: { label: string; value: ReactNode }[]
  columns?: 1 | 2
}

export function DescriptionList({ items, columns = 1 }: DescriptionListProps) {
  const { t } = useTranslation('ui')
  return (
    <div className="description-frame">
      <dl className={cx('description', columns === 2 && 'description-two')}>
        {items.map((item) => (
          <div key={item.label}>
            <dt>{item.label}</dt>
            <dd>
              {item.value === undefined || item.value === null || item.value === '' ? (
                <>
                  <span aria-hidden>—</span>
                  <span className="visually-hidden">{t('noValue')}</span>
                </>
              ) : (
                item.value
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
