// Which shortcuts the F1 sheet names: those that would fire.
import type { listShortcuts, ShortcutScope } from '../ui/shortcuts.ts'

type ListedShortcut = ReturnType<typeof listShortcuts>[number]

/**
 * The listed shortcuts by scope, those of the screen first. Of two with the same keys the screen's wins over the program's, and
 * within a scope the one registered last, exactly as on the keyboard; a scope without any is left out.
 */
export function groupShortcuts(listed: readonly ListedShortcut[]): { scope: ShortcutScope; shortcuts: ListedShortcut[] }[] {
  const winners = new Map<string, ListedShortcut>()
  for (const scope of ['app', 'screen'] as const) {
    for (const shortcut of listed) if (shortcut.scope === scope) winners.set(shortcut.keys, shortcut)
  }
  const groups = (['screen', 'app'] as const).map((scope) => ({
    scope,
    shortcuts: [...winners.values()].filter((shortcut) => shortcut.scope === scope),
  }))
  return groups.filter(({ shortcuts }) => shortcuts.length > 0)
}
