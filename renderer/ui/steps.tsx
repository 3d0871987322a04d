// Steps { label, items: {id, label, description?}[], current, onSelect? }: where one is in a guided task. Steps before `current` are
// done; with onSelect one can go back to them.
import './steps.css'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'

interface StepsProps<Id extends string> {
  label: string
  items: { id: Id; label: string; description?: string }[]
  current: Id
  onSelect?: (id: Id) => void
}

export function Steps<Id extends string>({ label, items, current, onSelect }: StepsProps<Id>) {
  const { t } = useTranslation('ui')
  const at = items.findIndex((item) => item.id === current)
  return (
    <nav aria-label={label}>
      <ol className="steps">
        {items.map((item, index) => {
          const done = index < at
          const words = (
            <>
              <span className="steps-mark tabular" aria-hidden>
                {done ? <Icon of={Check} /> : index + 1}
              </span>
              <span className="steps-words">
                <span>{item.label}</span>
                {item.description && <span className="steps-description">{item.description}</span>}
                {done && <span className="visually-hidden">{t('stepDone')}</span>}
              </span>
            </>
          )
          return (
            <li
              key={item.id}
              className={cx('steps-item', done && 'steps-done', index === at && 'steps-current')}
              aria-current={index === at ? 'step' : undefined}
            >
              {done && onSelect ? (
                <button type="button" className="steps-inner" onClick={() => onSelect(item.id)}>
                  {words}
                </button>
              ) : (
                <span className="steps-inner">{words}</span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
