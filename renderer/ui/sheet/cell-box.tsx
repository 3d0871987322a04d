// The box of the one cell that has the keyboard. Unseen until something is typed, so that an input method composes Vietnamese syllables in it
// from the first letter; then it stands in the place of the cell's text, with the suggestions of the column under it.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the box handles the keys of its list
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: it is a combobox where the column has suggestions
// biome-ignore-all lint/a11y/useFocusableInteractive: the box keeps the focus
import {
  type ClipboardEventHandler,
  type KeyboardEvent,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { cx } from '../cx.ts'
import { matchesQuery } from '../matches-query.ts'

export interface CellMark {
  readonly tone: 'error' | 'warning'
  readonly text: string
}

export interface Choice {
  readonly text: string
  readonly description?: string
}

/** Where the keyboard goes after a cell: on, down, nowhere, to another part of the page, or where an arrow leads. */
export type Leave = 'next' | 'back' | 'down' | 'stay' | 'away' | 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'

export interface CellBoxProps {
  label: string
  text: string
  isMany: boolean
  isStrict: boolean
  keepsOthers: boolean
  choices: (() => readonly Choice[]) | undefined
  mark: CellMark | undefined
  /** Gets what goes into the text, for a double click. */
  opener: Ref<() => void>
  onKey: (event: KeyboardEvent) => boolean
  onTyped: (text: string) => void
  /** The typed text, or null when the cell keeps its own. */
  onCommit: (text: string | null, leave: Leave) => void
  onCopy: ClipboardEventHandler
  onCut: ClipboardEventHandler
  onPaste: ClipboardEventHandler
}

const shownChoices = 50
const arrows: readonly string[] = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']

export function CellBox({
  label,
  text,
  isMany,
  isStrict,
  keepsOthers,
  choices,
  mark,
  opener,
  onKey,
  onTyped,
  onCommit,
  ...clipboard
}: CellBoxProps) {
  const id = useId()
  const box = useRef<HTMLTextAreaElement>(null)
  /** `type`: begun by typing, the arrows lead on; `edit`: gone into, the arrows move in the text. */
  const [mode, setMode] = useState<'move' | 'type' | 'edit'>('move')
  const [query, setQuery] = useState<string | null>(null)
  const [index, setIndex] = useState(-1)
  /** Leaving the box by a key commits; the blur that follows must not do it again. */
  const isDone = useRef(false)

  const isOpen = mode !== 'move'
  const all = isOpen && choices ? choices() : []
  const hits = all.filter(
    (choice) => query === null || query === '' || matchesQuery(`${choice.text} ${choice.description ?? ''}`, query),
  )
  const listed = hits.slice(0, shownChoices)
  const best = isStrict && query ? 0 : -1
  const picked = index >= 0 ? index : best

  const open = () => {
    if (mode !== 'move' || !box.current) return
    isDone.current = false
    box.current.value = text
    setMode('edit')
    setQuery(null)
    setIndex(isStrict ? all.findIndex((choice) => choice.text === text) : -1)
    const { current } = box
    requestAnimationFrame(() => (isStrict ? current.select() : current.setSelectionRange(text.length, text.length)))
  }
  const close = (next: string | null, leave: Leave) => {
    isDone.current = true
    setMode('move')
    setIndex(-1)
    setQuery(null)
    if (box.current) box.current.value = ''
    onCommit(next, leave)
  }
  const typed = (): string | null => {
    const choice = listed[picked]
    if (choice) return choice.text
    const value = box.current?.value ?? ''
    return isStrict && !keepsOthers && query !== '' && !all.some((one) => one.text === value) ? null : value
  }
  useImperativeHandle(opener, () => open)
  const latest = useRef({ isOpen, typed, onCommit })
  latest.current = { isOpen, typed, onCommit }

  // The cell goes away with what was typed: another one was chosen by a click.
  useEffect(() => {
    const { current } = box
    return () => {
      const now = latest.current
      if (now.isOpen && !isDone.current && current) {
        isDone.current = true
        now.onCommit(now.typed(), 'away')
      }
    }
  }, [])

  const onEditKey = (event: KeyboardEvent): boolean => {
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey
    if (event.key === 'Escape') close(null, 'stay')
    else if (event.key === 'Tab' && isPlain) close(typed(), event.shiftKey ? 'back' : 'next')
    else if (event.key === 'Enter' && event.altKey && isMany && box.current) {
      box.current.setRangeText('\n', box.current.selectionStart, box.current.selectionEnd, 'end')
    } else if (event.key === 'Enter' && isPlain && !event.shiftKey) close(typed(), 'down')
    else if (isPlain && listed.length > 0 && (event.key === 'ArrowDown' || (event.key === 'ArrowUp' && index >= 0))) {
      setIndex(Math.min(listed.length - 1, Math.max(-1, index + (event.key === 'ArrowDown' ? 1 : -1))))
    } else if (mode === 'type' && isPlain && !event.shiftKey && arrows.includes(event.key)) close(typed(), event.key as Leave)
    else return false
    return true
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (isOpen) {
      if (onEditKey(event)) event.preventDefault()
      return
    }
    const isOpening = event.key === 'F2' || (event.key === 'Enter' && !event.ctrlKey && !event.altKey)
    if (isOpening) open()
    else if (!onKey(event)) return
    event.preventDefault()
  }

  return (
    <>
      <textarea
        ref={box}
        className={cx('sheet-box', isOpen && 'sheet-box-open')}
        rows={1}
        aria-label={label}
        aria-invalid={mark ? true : undefined}
        aria-describedby={mark ? `${id}mark` : undefined}
        role={choices ? 'combobox' : undefined}
        aria-expanded={choices ? listed.length > 0 : undefined}
        aria-controls={listed.length > 0 ? `${id}list` : undefined}
        aria-activedescendant={picked >= 0 ? `${id}${picked}` : undefined}
        aria-autocomplete={choices ? 'list' : undefined}
        spellCheck={false}
        autoComplete="off"
        onKeyDown={onKeyDown}
        onInput={(event) => {
          if (mode === 'move') isDone.current = false
          if (mode === 'move') setMode('type')
          setQuery(event.currentTarget.value)
          onTyped(event.currentTarget.value)
          setIndex(-1)
        }}
        onBlur={() => {
          if (isOpen && !isDone.current) close(typed(), 'away')
        }}
        {...(isOpen ? {} : clipboard)}
      />
      {mark && (
        <span id={`${id}mark`} className="visually-hidden">
          {mark.text}
        </span>
      )}
      {listed.length > 0 && (
        <div
          id={`${id}list`}
          className="popup sheet-list"
          role="listbox"
          aria-label={label}
          popover="manual"
          ref={(list) => list?.showPopover()}
        >
          {listed.map((choice, at) => (
            <div
              key={choice.text}
              id={`${id}${at}`}
              role="option"
              aria-selected={at === picked}
              className="popup-item"
              ref={at === picked ? (item) => item?.scrollIntoView({ block: 'nearest' }) : undefined}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => close(choice.text, 'stay')}
            >
              <span className="popup-words">
                {choice.text}
                {choice.description && <span className="popup-description">{choice.description}</span>}
              </span>
            </div>
          ))}
        </div>
      )}
    </>
  )
}
