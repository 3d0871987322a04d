// PeopleList { people, chosen, onChoose, inputRef }: everybody who may sign in, in sight. Typing narrows the list (marks do not matter), ↑↓ move,
// Enter or a click chooses.
import './people-list.css'
import { Search } from 'lucide-react'
import { type KeyboardEvent, type Ref, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '../../ui/cx.ts'
import { Field } from '../../ui/field.tsx'
import { matchesQuery } from '../../ui/matches-query.ts'
import { moveFocus } from '../../ui/move-focus.ts'
import { TextInput } from '../../ui/text-input.tsx'

export interface SignIn {
  readonly signInName: string
  readonly fullName: string
  readonly positionTitle: string
}

interface PeopleListProps {
  people: readonly SignIn[]
  chosen: string | undefined
  onChoose: (signInName: string) => void
  inputRef: Ref<HTMLInputElement>
}

const pageRows = 6

export function PeopleList({ people, chosen, onChoose, inputRef }: PeopleListProps) {
  const { t } = useTranslation('people')
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      people.findIndex((person) => person.signInName === chosen),
    ),
  )
  const matches = people.filter((person) =>
    matchesQuery(`${person.fullName} ${person.signInName} ${person.positionTitle}`, query),
  )
  const current = matches[Math.min(active, matches.length - 1)]
  const currentName = current?.signInName

  useEffect(() => {
    if (currentName) list.current?.querySelector('.people-active')?.scrollIntoView({ block: 'nearest' })
  }, [currentName])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      if (current) onChoose(current.signInName)
      return
    }
    const next =
      event.key.startsWith('Arrow') || event.key.startsWith('Page')
        ? moveFocus(event.key, active, matches.length, pageRows)
        : undefined
    if (next === undefined) return
    event.preventDefault()
    setActive(next)
  }

  return (
    <div className="people">
      <Field label={t('signIn.who')}>
        <TextInput
          ref={inputRef}
          icon={Search}
          role="combobox"
          aria-expanded
          aria-autocomplete="list"
          aria-controls={id}
          aria-activedescendant={current && `${id}${current.signInName}`}
          placeholder={t('signIn.find')}
          value={query}
          onKeyDown={onKeyDown}
          onValueChange={(text) => {
            setQuery(text)
            setActive(0)
          }}
        />
      </Field>
      <div ref={list} id={id} role="listbox" aria-label={t('signIn.who')} className="people-options">
        {matches.map((person, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box above has the focus and handles the keys
          // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant of the box above points here
          <div
            key={person.signInName}
            id={`${id}${person.signInName}`}
            role="option"
            aria-selected={person.signInName === chosen}
            className={cx('people-option', person === current && 'people-active')}
            onClick={() => {
              setActive(index)
              onChoose(person.signInName)
            }}
          >
            <span className="people-name">{person.fullName}</span>
            <span className="people-position">{person.positionTitle || person.signInName}</span>
          </div>
        ))}
      </div>
      {matches.length === 0 && <p className="people-none">{t('signIn.nobody')}</p>}
    </div>
  )
}
