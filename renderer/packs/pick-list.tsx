// PickList { label, options: {id, label}[], picked, onChange, empty }: many of a long list, found by words without marks. What is picked stays
// picked when the words change.
import { Search } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fold } from '../../db/model/text.ts'
import { formatNumber } from '../format.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { TextInput } from '../ui/text-input.tsx'

export interface PickOption {
  readonly id: string
  readonly label: string
}

interface PickListProps {
  label: string
  options: readonly PickOption[]
  picked: ReadonlySet<string>
  onChange: (picked: ReadonlySet<string>) => void
  empty: string
}

/** More are found by typing. */
const shownAtMost = 300

export function PickList({ label, options, picked, onChange, empty }: PickListProps) {
  const { t } = useTranslation('packs')
  const [typed, setTyped] = useState('')
  const words = fold(typed).split(' ').filter(Boolean)
  const found = options.filter((option) => words.length === 0 || words.every((word) => fold(option.label).includes(word)))
  const shown = found.slice(0, shownAtMost)
  const toggle = (id: string, isPicked: boolean) => {
    const next = new Set(picked)
    if (isPicked) next.add(id)
    else next.delete(id)
    onChange(next)
  }
  return (
    <Card title={t('pick.title', { label, number: formatNumber(picked.size) })}>
      {options.length === 0 ? (
        <p className="document-soft">{empty}</p>
      ) : (
        <fieldset className="packs-pick">
          <legend className="visually-hidden">{label}</legend>
          <div className="packs-pick-head">
            <TextInput
              icon={Search}
              aria-label={t('pick.search', { label })}
              placeholder={t('pick.searchHint')}
              maxLength={200}
              value={typed}
              onValueChange={setTyped}
              onClear={() => setTyped('')}
            />
            <Button size="small" onClick={() => onChange(new Set([...picked, ...found.map(({ id }) => id)]))}>
              {t('pick.all', { number: formatNumber(found.length) })}
            </Button>
            <Button size="small" onClick={() => onChange(new Set())}>
              {t('pick.none')}
            </Button>
          </div>
          <div className="packs-pick-list">
            {shown.map(({ id, label: words }) => (
              <Checkbox key={id} label={words} checked={picked.has(id)} onCheckedChange={(isPicked) => toggle(id, isPicked)} />
            ))}
            {found.length > shown.length && <p className="document-soft">{t('pick.more')}</p>}
          </div>
        </fieldset>
      )}
    </Card>
  )
}
