// The one table of keyboard shortcuts. Guarantees: one listener for the whole window; Ctrl means Cmd on a Mac; a plain letter never
// fires while somebody is typing, nor anything while an input method composes a Vietnamese syllable; while a dialog is open only
// the dialog's own shortcuts fire; of two shortcuts with the same keys the one registered last (the inner screen) wins.
// Letters and digits are matched by their place on the keyboard: the Vietnamese layout puts ă â ê ô on the digit row.

/** `app` is the same everywhere; `screen` belongs to what is shown now. The F1 sheet groups by it. */
export type ShortcutScope = 'app' | 'screen'

export interface Shortcut {
  id: string
  /** For example `Ctrl+N`, `Ctrl+Shift+F`, `F2`, `/`. */
  keys: string
  /** i18next key of the text in the F1 sheet; a shortcut without one is not listed. */
  labelKey?: string
  scope: ShortcutScope
  /** 0 is the window, 1 a dialog over it, 2 a dialog over that. */
  layer: number
  run: () => void
}

interface Chord {
  ctrl: boolean
  shift: boolean
  alt: boolean
  /** Upper-case letter, digit, `F1`…`F12`, a named key such as `Enter`, or one sign such as `/`. */
  key: string
}

/** The part of a KeyboardEvent that decides. */
export interface KeyPress {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
}

const NAMED_KEYS = new Set(['Enter', 'Escape', 'Delete', 'Backspace', 'Space', 'Insert', 'Home', 'End', 'PageUp', 'PageDown'])
const ARROWS: Record<string, string> = { Up: 'ArrowUp', Down: 'ArrowDown', Left: 'ArrowLeft', Right: 'ArrowRight' }
const isFunctionKey = (key: string): boolean => /^F([1-9]|1[0-2])$/.test(key)
const isLetterOrDigit = (key: string): boolean => /^[A-Z0-9]$/.test(key)

/**
 * Reads `Ctrl+Shift+N`. Throws RangeError when it is not a chord, or when a plain key that every focused control
 * needs for itself (Enter, Space, arrows, Home…) is asked for without Ctrl or Alt.
 */
export function parseKeys(keys: string): Chord {
  const parts = keys === '+' ? ['+'] : keys.endsWith('++') ? [...keys.slice(0, -2).split('+'), '+'] : keys.split('+')
  const last = parts.pop() ?? ''
  const chord: Chord = { ctrl: false, shift: false, alt: false, key: '' }
  for (const part of parts) {
    if (part === 'Ctrl') chord.ctrl = true
    else if (part === 'Shift') chord.shift = true
    else if (part === 'Alt') chord.alt = true
    else throw new RangeError(`not a modifier: ${part} in ${keys}`)
  }
  if (last.length === 1) chord.key = last.toUpperCase()
  else if (isFunctionKey(last)) chord.key = last
  else if (NAMED_KEYS.has(last)) chord.key = last
  else if (ARROWS[last]) chord.key = ARROWS[last]
  else throw new RangeError(`not a key: ${last} in ${keys}`)
  const ownedByControls = chord.key.length > 1 && !isFunctionKey(chord.key) && chord.key !== 'Escape'
  if (ownedByControls && !chord.ctrl && !chord.alt) throw new RangeError(`${keys} needs Ctrl or Alt`)
  return chord
}

/** True when the key press is the chord. On a Mac Cmd stands for Ctrl. */
export function matchesChord(chord: Chord, press: KeyPress, mac: boolean): boolean {
  const ctrl = mac ? press.metaKey : press.ctrlKey
  const otherCtrl = mac ? press.ctrlKey : press.metaKey
  if (ctrl !== chord.ctrl || otherCtrl || press.altKey !== chord.alt) return false
  if (isLetterOrDigit(chord.key)) {
    if (press.shiftKey !== chord.shift) return false
    if (press.code === '') return press.key.toUpperCase() === chord.key
    return press.code === `Key${chord.key}` || press.code === `Digit${chord.key}` || press.code === `Numpad${chord.key}`
  }
  // A sign may need Shift on one keyboard and not on another: the sign itself decides.
  if (chord.key.length === 1) return press.key === chord.key
  if (press.shiftKey !== chord.shift) return false
  return chord.key === 'Space' ? press.key === ' ' : press.key === chord.key
}

/** True when the chord would also be text, or would take a key that a menu or list uses to find an entry. */
export const isPlain = (chord: Chord): boolean => !chord.ctrl && !chord.alt && !isFunctionKey(chord.key) && chord.key !== 'Escape'

const MAC_SIGNS: Record<string, string> = {
  Ctrl: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Enter: '↩',
  Escape: 'esc',
  Delete: '⌦',
  Backspace: '⌫',
}
const KEY_CAPS: Record<string, string> = {
  Escape: 'Esc',
  Delete: 'Del',
  Insert: 'Ins',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
}

/** The caps to show, in order: `['Ctrl', 'Shift', 'N']`. */
export function keyCaps(keys: string, mac: boolean): string[] {
  const chord = parseKeys(keys)
  const names = [chord.ctrl && 'Ctrl', chord.alt && 'Alt', chord.shift && 'Shift', chord.key].filter((name) => name !== false)
  return names.map((name) => (mac ? MAC_SIGNS[name] : undefined) ?? KEY_CAPS[name] ?? name)
}

/** The value of `aria-keyshortcuts`. */
export function ariaKeys(keys: string, mac: boolean): string {
  const chord = parseKeys(keys)
  return [chord.ctrl && (mac ? 'Meta' : 'Control'), chord.alt && 'Alt', chord.shift && 'Shift', chord.key]
    .filter(Boolean)
    .join('+')
}

/** True on macOS; false where there is no window (unit tests). */
export const isMac = (): boolean => typeof navigator !== 'undefined' && navigator.userAgent.includes('Macintosh')

const TYPING =
  'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="menu"], [role="listbox"], [role="combobox"]'
const NOT_TYPED_IN = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'range', 'file', 'color'])

/** True when the element takes typed characters, or finds its entries by them. */
export function takesTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  const owner = target.closest(TYPING)
  return owner !== null && !(owner instanceof HTMLInputElement && NOT_TYPED_IN.has(owner.type))
}

interface ShortcutRegistry {
  /** Adds a shortcut; the returned function takes it away. Throws RangeError for keys that are not a chord. */
  register(shortcut: Shortcut): () => void
  /** A dialog opens: until the returned function is called, only shortcuts of this layer (or a higher open one) fire. */
  openLayer(layer: number): () => void
  /** Runs the shortcut that belongs to the key press, if there is one; returns whether it ran. */
  press(press: KeyPress, typing: boolean): boolean
  /** What the F1 sheet shows: labelled shortcuts, `app` first, in the order of registration, each id once. */
  list(): { id: string; keys: string; labelKey: string; scope: ShortcutScope }[]
}

export function createShortcutRegistry(mac: boolean): ShortcutRegistry {
  const entries = new Set<{ shortcut: Shortcut; chord: Chord }>()
  const openLayers = new Set<{ layer: number }>()
  return {
    register(shortcut) {
      const entry = { shortcut, chord: parseKeys(shortcut.keys) }
      entries.add(entry)
      return () => void entries.delete(entry)
    },
    openLayer(layer) {
      const opened = { layer }
      openLayers.add(opened)
      return () => void openLayers.delete(opened)
    },
    press(press, typing) {
      const top = Math.max(0, ...[...openLayers].map((opened) => opened.layer))
      const hit = [...entries].findLast(
        ({ shortcut, chord }) => shortcut.layer === top && !(typing && isPlain(chord)) && matchesChord(chord, press, mac),
      )
      hit?.shortcut.run()
      return hit !== undefined
    },
    list() {
      const labelled = [...entries].flatMap(({ shortcut: { id, keys, labelKey, scope } }) =>
        labelKey ? [{ id, keys, labelKey, scope }] : [],
      )
      const once = [...new Map(labelled.map((entry) => [entry.id, entry])).values()]
      return [...once.filter((entry) => entry.scope === 'app'), ...once.filter((entry) => entry.scope === 'screen')]
    },
  }
}

/** The registry of this window. */
export const shortcuts = createShortcutRegistry(isMac())

/** What the F1 sheet shows now. */
export const listShortcuts = (): ReturnType<ShortcutRegistry['list']> => shortcuts.list()

/** Attaches the window's only shortcut listener; the returned function detaches it. */
export function listenForShortcuts(target: Window): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return
    if (shortcuts.press(event, takesTyping(event.target))) event.preventDefault()
  }
  target.addEventListener('keydown', onKeyDown)
  return () => target.removeEventListener('keydown', onKeyDown)
}
