import { describe, expect, test, vi } from 'vitest'
import {
  ariaKeys,
  createShortcutRegistry,
  isPlain,
  type KeyPress,
  keyCaps,
  matchesChord,
  parseKeys,
  type Shortcut,
} from '../../../../renderer/ui/shortcuts.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
})

const entry = (keys: string, run: () => void, more: Partial<Shortcut> = {}): Shortcut => ({
  id: keys,
  keys,
  scope: 'screen',
  layer: 0,
  run,
  ...more,
})

describe('keys', () => {
  test('are read', () => {
    expect(parseKeys('Ctrl+Shift+n')).toEqual({ ctrl: true, shift: true, alt: false, key: 'N' })
    expect(parseKeys('F2').key).toBe('F2')
    expect(parseKeys('Ctrl++').key).toBe('+')
    expect(parseKeys('Alt+Down').key).toBe('ArrowDown')
  })
  test.each(['', 'Ctrl', 'Strg+N', 'Ctrl+F13', 'Enter', 'Shift+Space', 'Down'])('“%s” is refused', (keys) => {
    expect(() => parseKeys(keys)).toThrow(RangeError)
  })
  test('are shown as the keyboard names them', () => {
    expect(keyCaps('Ctrl+Shift+N', false)).toEqual(['Ctrl', 'Shift', 'N'])
    expect(keyCaps('Ctrl+S', true)).toEqual(['⌘', 'S'])
    expect(keyCaps('Escape', false)).toEqual(['Esc'])
    expect(ariaKeys('Ctrl+S', false)).toBe('Control+S')
    expect(ariaKeys('Ctrl+S', true)).toBe('Meta+S')
  })
})

describe('a key press', () => {
  test('means Ctrl, and Cmd on a Mac', () => {
    const save = parseKeys('Ctrl+S')
    expect(matchesChord(save, press('s', { ctrlKey: true }), false)).toBe(true)
    expect(matchesChord(save, press('s', { ctrlKey: true }), true)).toBe(false)
    expect(matchesChord(save, press('s', { metaKey: true }), true)).toBe(true)
    expect(matchesChord(save, press('s', { ctrlKey: true, shiftKey: true }), false)).toBe(false)
    expect(matchesChord(save, press('s'), false)).toBe(false)
  })
  test('is a digit by its place: the Vietnamese layout writes ă there', () => {
    expect(matchesChord(parseKeys('Ctrl+1'), press('ă', { code: 'Digit1', ctrlKey: true }), false)).toBe(true)
  })
  test('is a sign whatever Shift it needs', () => {
    expect(matchesChord(parseKeys('?'), press('?', { code: 'Slash', shiftKey: true }), false)).toBe(true)
    expect(matchesChord(parseKeys('/'), press('/', { code: 'Digit7', shiftKey: true }), false)).toBe(true)
  })
  test('F keys and Escape are not text', () => {
    expect(['F1', 'Escape', 'Ctrl+K', 'Alt+K', '/', 'N', 'Shift+N'].map((keys) => isPlain(parseKeys(keys)))).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
      true,
    ])
  })
})

describe('the registry', () => {
  test('runs a shortcut until it is taken away', () => {
    const registry = createShortcutRegistry(false)
    const run = vi.fn()
    const remove = registry.register(entry('Ctrl+N', run))
    expect(registry.press(press('n', { ctrlKey: true }), false)).toBe(true)
    remove()
    remove()
    expect(registry.press(press('n', { ctrlKey: true }), false)).toBe(false)
    expect(run).toHaveBeenCalledTimes(1)
  })

  test('never takes a letter from somebody who types, but does take Ctrl and F keys', () => {
    const registry = createShortcutRegistry(false)
    const run = vi.fn()
    for (const keys of ['N', 'Ctrl+S', 'F2']) registry.register(entry(keys, run))
    expect(registry.press(press('n'), true)).toBe(false)
    expect(registry.press(press('s', { ctrlKey: true }), true)).toBe(true)
    expect(registry.press(press('F2', { code: 'F2' }), true)).toBe(true)
    expect(registry.press(press('n'), false)).toBe(true)
  })

  test('gives the same keys to the one registered last', () => {
    const registry = createShortcutRegistry(false)
    const [outer, inner] = [vi.fn(), vi.fn()]
    registry.register(entry('Ctrl+F', outer, { id: 'outer' }))
    const leave = registry.register(entry('Ctrl+F', inner, { id: 'inner' }))
    registry.press(press('f', { ctrlKey: true }), false)
    leave()
    registry.press(press('f', { ctrlKey: true }), false)
    expect([outer.mock.calls.length, inner.mock.calls.length]).toEqual([1, 1])
  })

  test('an open dialog silences what lies under it', () => {
    const registry = createShortcutRegistry(false)
    const [below, inside] = [vi.fn(), vi.fn()]
    registry.register(entry('Ctrl+S', below))
    registry.register(entry('Ctrl+S', inside, { id: 'dialog', layer: 1 }))
    const close = registry.openLayer(1)
    registry.press(press('s', { ctrlKey: true }), false)
    const closeUpper = registry.openLayer(2)
    expect(registry.press(press('s', { ctrlKey: true }), false)).toBe(false)
    closeUpper()
    close()
    registry.register(entry('Ctrl+S', below, { id: 'again' }))
    registry.press(press('s', { ctrlKey: true }), false)
    expect([below.mock.calls.length, inside.mock.calls.length]).toEqual([1, 1])
  })

  test('lists what has a label, the application first, each id once', () => {
    const registry = createShortcutRegistry(false)
    const run = vi.fn()
    registry.register(entry('F2', run, { id: 'edit', labelKey: 'edit' }))
    registry.register(entry('F3', run, { id: 'silent' }))
    registry.register(entry('Ctrl+K', run, { id: 'search', labelKey: 'search', scope: 'app' }))
    registry.register(entry('F2', run, { id: 'edit', labelKey: 'edit' }))
    expect(registry.list().map((shortcut) => shortcut.id)).toEqual(['search', 'edit'])
  })
})
