// RegisterToolbar: what the register leaves out, and as on which day. Every choice acts at once and says how many entries it would leave.
import { Search } from 'lucide-react'
import type { KeyboardEvent, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import {
  authorities,
  type DocumentKind,
  type DocumentSummary,
  processGroups,
  type VersionState,
  versionStates,
} from '../../../electron/api/documents.ts'
import { Combobox } from '../../ui/combobox.tsx'
import { DateInput } from '../../ui/date-input.tsx'
import { Select } from '../../ui/select.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { Toolbar } from '../../ui/toolbar.tsx'
import { FacetChips } from './facet-chips.tsx'
import { countBy, type Facet, type RegisterFilter, type Reviewer } from './register-filter.ts'

const vietnamese = new Intl.Collator('vi', { numeric: true })

export interface RegisterToolbarProps {
  kinds: readonly DocumentKind[]
  ofProcesses: boolean
  /** Every row of the register. */
  rows: readonly DocumentSummary[]
  filter: RegisterFilter
  /** The filter that the table shows: it may be a keystroke behind. */
  asked: RegisterFilter
  reviewer: Reviewer
  date: string
  onChange: (change: Partial<RegisterFilter>) => void
  onDate: (date: string) => void
  searchBox: RefObject<HTMLInputElement | null>
  onSearchKey: (event: KeyboardEvent) => void
}

export function RegisterToolbar(props: RegisterToolbarProps) {
  const { kinds, ofProcesses, rows, filter, asked, reviewer, date, onChange, onDate, searchBox, onSearchKey } = props
  const { t } = useTranslation('documents')
  const optionsOf = <Value extends string>(facet: Facet, values: readonly Value[], label: (value: Value) => string) => {
    const counts = countBy(rows, asked, reviewer, facet)
    return values.map((value) => ({ value, label: label(value), count: counts.get(value) ?? 0 }))
  }
  const valuesOf = (facet: 'field' | 'ownerUnit') =>
    [...new Set(rows.map((row) => row[facet]))].filter(Boolean).toSorted(vietnamese.compare)
  const states = versionStates.filter((state) => state === filter.state || rows.some((row) => row.state === state))

  return (
    <>
      <Toolbar label={t('list.filter')}>
        <span className="register-search">
          <TextInput
            ref={searchBox}
            icon={Search}
            aria-label={t('list.search')}
            placeholder={t('list.searchHint')}
            maxLength={200}
            value={filter.query}
            onValueChange={(query) => onChange({ query })}
            onClear={() => {
              onChange({ query: '' })
              searchBox.current?.focus()
            }}
            onKeyDown={onSearchKey}
          />
        </span>
        <span className="register-select">
          <WordChoice
            label={t('field.field')}
            placeholder={t('list.anyField')}
            values={valuesOf('field')}
            value={filter.field}
            onChange={(field) => onChange({ field })}
          />
        </span>
        {ofProcesses && (
          <span className="register-select">
            <Select
              aria-label={t('field.authority')}
              options={[
                { value: '', label: t('list.anyAuthority') },
                ...authorities.map((value) => ({ value, label: t(`authority.${value}`) })),
              ]}
              value={filter.authority ?? ''}
              onValueChange={(authority) => onChange({ authority: authority || null })}
            />
          </span>
        )}
        <span className="register-select">
          <WordChoice
            label={t('field.ownerUnit')}
            placeholder={t('list.anyOwner')}
            values={valuesOf('ownerUnit')}
            value={filter.ownerUnit}
            onChange={(ownerUnit) => onChange({ ownerUnit })}
          />
        </span>
        <span className="register-date">
          <span aria-hidden>{t('list.onDate')}</span>
          <DateInput aria-label={t('list.onDate')} value={date} onValueChange={onDate} />
        </span>
      </Toolbar>
      {rows.length > 0 && (
        <div className="register-chips">
          {ofProcesses ? (
            <FacetChips
              label={t('field.group')}
              options={optionsOf('group', processGroups, (value) => t(`group.${value}`))}
              value={filter.group}
              onChange={(group) => onChange({ group })}
            />
          ) : (
            <FacetChips
              label={t('field.kind')}
              options={optionsOf('kind', kinds, (value) => t(`kind.${value}`))}
              value={filter.kind}
              onChange={(kind) => onChange({ kind })}
            />
          )}
          <FacetChips<VersionState>
            label={t('field.state')}
            options={optionsOf('state', states, (value) => t(`state.${value}`))}
            value={filter.state}
            onChange={(state) => onChange({ state })}
          />
        </div>
      )}
    </>
  )
}

interface WordChoiceProps {
  label: string
  placeholder: string
  values: string[]
  value: string | null
  onChange: (value: string | null) => void
}

function WordChoice({ label, placeholder, values, value, onChange }: WordChoiceProps) {
  return (
    <Combobox
      aria-label={label}
      placeholder={placeholder}
      items={values}
      itemKey={(item) => item}
      itemLabel={(item) => item}
      value={value}
      onValueChange={onChange}
    />
  )
}
