// Typing to choose.
//   Combobox      { items, itemKey, itemLabel, value, onValueChange, onQuery?, renderItem?, searchText?, loading?, emptyText?, placeholder?,
//                   icon?, disabled?, readOnly?, ref?, onFocus?, onBlur?, aria-label? }
//                 the value is one of the items, or null. Leaving the box with half a word puts the chosen one back.
//   SuggestInput  { items, itemKey, itemLabel, value: string, onValueChange(text), onPick?(item), …the same }
//                 free text; the list only helps. onPick tells when an item was taken.
// Without onQuery the list is filtered here, marks and word order apart (`nguyen duyen` finds `Nguyễn Thị Duyên`). With onQuery the
// caller filters: it is told the text ('' when the list closes), and gives new `items` and `loading`. renderItem may show several lines.
// While the list is open Base UI hides the rest of the page from screen readers; aria-labelledby keeps the label nevertheless.
import './input.css'
import './popup.css'
import { Autocomplete } from '@base-ui/react/autocomplete'
import { Combobox as Base } from '@base-ui/react/combobox'
import { ChevronDown, X } from 'lucide-react'
import { type ReactNode, type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './button.tsx'
import { useFieldControl } from './field.tsx'
import { Icon, type IconType } from './icon.tsx'
import { matchesQuery } from './matches-query.ts'
import { Spinner } from './spinner.tsx'

interface ListProps<Item> {
  items: Item[]
  itemKey: (item: Item) => string
  /** The text in the box when the item is chosen. */
  itemLabel: (item: Item) => string
  renderItem?: (item: Item) => ReactNode
  /** What the filter here looks at; itemLabel unless said otherwise. */
  searchText?: (item: Item) => string
  onQuery?: (query: string) => void
  loading?: boolean
  emptyText?: ReactNode
  placeholder?: string
  icon?: IconType
  disabled?: boolean
  readOnly?: boolean
  id?: string
  'aria-label'?: string
  onFocus?: () => void
  onBlur?: () => void
  ref?: Ref<HTMLInputElement>
}

interface ComboboxProps<Item> extends ListProps<Item> {
  value: Item | null
  onValueChange: (item: Item | null) => void
}

interface SuggestInputProps<Item> extends ListProps<Item> {
  value: string
  onValueChange: (text: string) => void
  onPick?: (item: Item) => void
}

/** Nobody reads further; who needs another entry types more. */
const SHOWN_ITEMS = 100

/** The reasons for which the text changes because a person typed or emptied it. */
const isTyped = (reason: string) => reason === 'input-change' || reason === 'input-clear' || reason === 'clear-press'

export function Combobox<Item>(props: ComboboxProps<Item>) {
  const {
    items,
    itemKey,
    itemLabel,
    renderItem,
    searchText = itemLabel,
    value,
    onValueChange,
    onQuery,
    loading,
    emptyText,
  } = props
  const { t } = useTranslation('ui')
  const { attributes, labelId } = useFieldControl({ id: props.id })
  return (
    <Base.Root
      items={items}
      value={value}
      onValueChange={(next: Item | null) => onValueChange(next)}
      itemToStringLabel={itemLabel}
      isItemEqualToValue={(item, chosen) => itemKey(item) === itemKey(chosen)}
      filter={onQuery ? null : (item, query) => matchesQuery(searchText(item), query)}
      onInputValueChange={(text, { reason }) => isTyped(reason) && onQuery?.(text)}
      onOpenChange={(open) => !open && onQuery?.('')}
      autoHighlight
      limit={SHOWN_ITEMS}
      disabled={props.disabled}
      readOnly={props.readOnly}
    >
      <Base.InputGroup className="input">
        {props.icon && <Icon of={props.icon} />}
        <Base.Input
          {...attributes}
          ref={props.ref}
          aria-label={props['aria-label']}
          aria-labelledby={labelId}
          className="input-bare"
          placeholder={props.placeholder}
          spellCheck={false}
          onFocus={props.onFocus}
          onBlur={props.onBlur}
        />
        {loading && <Spinner />}
        {!props.readOnly && !props.disabled && (
          <>
            <Base.Clear render={<IconButton size="small" label={t('clear')} icon={X} />} />
            <Base.Trigger render={<IconButton size="small" label={t('openList')} icon={ChevronDown} tabIndex={-1} />} />
          </>
        )}
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner className="popup-place" align="start" sideOffset={4}>
          {/* The focus never leaves the box; giving it "back" would take it from whoever has moved on. */}
          <Base.Popup className="popup" aria-busy={loading || undefined} finalFocus={false}>
            <Base.Empty className="popup-note">{loading ? t('loading') : (emptyText ?? t('noMatches'))}</Base.Empty>
            <Base.List>
              {(item: Item) => (
                <Base.Item key={itemKey(item)} value={item} className="popup-item">
                  {renderItem ? <span className="popup-words">{renderItem(item)}</span> : itemLabel(item)}
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

export function SuggestInput<Item>(props: SuggestInputProps<Item>) {
  const { items, itemKey, itemLabel, renderItem, searchText = itemLabel, value, onValueChange, onPick, onQuery, loading } = props
  const { attributes, labelId } = useFieldControl({ id: props.id })
  const [isOpen, setOpen] = useState(false)
  const hits = onQuery ? items : items.filter((item) => matchesQuery(searchText(item), value))
  return (
    <Autocomplete.Root
      items={hits}
      // An open list without entries is not to be seen, yet would hide the page from screen readers.
      open={isOpen && hits.length > 0}
      onOpenChange={setOpen}
      value={value}
      onValueChange={(text, { reason }) => {
        onValueChange(text)
        if (isTyped(reason)) onQuery?.(text)
      }}
      itemToStringValue={itemLabel}
      limit={SHOWN_ITEMS}
      filter={null}
      disabled={props.disabled}
      readOnly={props.readOnly}
    >
      <Autocomplete.InputGroup className="input">
        {props.icon && <Icon of={props.icon} />}
        <Autocomplete.Input
          {...attributes}
          ref={props.ref}
          aria-label={props['aria-label']}
          aria-labelledby={labelId}
          className="input-bare"
          placeholder={props.placeholder}
          spellCheck={false}
          onBlur={props.onBlur}
        />
        {loading && <Spinner />}
      </Autocomplete.InputGroup>
      <Autocomplete.Portal>
        <Autocomplete.Positioner className="popup-place" align="start" sideOffset={4}>
          <Autocomplete.Popup className="popup popup-suggest" finalFocus={false}>
            <Autocomplete.List>
              {(item: Item) => (
                <Autocomplete.Item key={itemKey(item)} value={item} className="popup-item" onClick={() => onPick?.(item)}>
                  {renderItem ? <span className="popup-words">{renderItem(item)}</span> : itemLabel(item)}
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  )
}
