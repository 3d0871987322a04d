// Shortcuts from React: a shortcut lives as long as the component that declares it.
//
//   useShortcut('cases.new', 'Ctrl+N', openNewCase, { labelKey: 'cases:shortcuts.new', scope: 'app', enabled: canAccept })
//
// `labelKey` puts it into the F1 sheet; `scope` defaults to 'screen'. `useShortcutListener` is called once, by UiProvider.
// Dialog opens a layer by itself: what its children declare fires only in it, and what lies under it is silent.
import { createContext, useContext, useEffect, useEffectEvent, useLayoutEffect } from 'react'
import { listenForShortcuts, type ShortcutScope, shortcuts } from './shortcuts.ts'

/** How many dialogs this part of the tree stands in. */
export const ShortcutLayer = createContext(0)

interface ShortcutOptions {
  labelKey?: string
  scope?: ShortcutScope
  enabled?: boolean
}

/** Runs `run` when the keys are pressed, while the component is mounted and `enabled` is not false. */
export function useShortcut(id: string, keys: string, run: () => void, options: ShortcutOptions = {}): void {
  const { labelKey, scope = 'screen', enabled = true } = options
  const layer = useContext(ShortcutLayer)
  const onPress = useEffectEvent(run)
  // With the drawing and not after it: what the screen offers answers to its keys at once.
  useLayoutEffect(() => {
    if (!enabled) return
    return shortcuts.register({ id, keys, labelKey, scope, layer, run: () => onPress() })
  }, [id, keys, labelKey, scope, enabled, layer])
}

/** Silences everything below `layer` while the component that calls it is mounted. */
export function useOpenLayer(layer: number): void {
  useLayoutEffect(() => shortcuts.openLayer(layer), [layer])
}

export function useShortcutListener(): void {
  useEffect(() => listenForShortcuts(window), [])
}
