import { expect, test } from 'vitest'
import { groupShortcuts } from '../../../../renderer/help/shortcut-groups.ts'
import { createShortcutRegistry, type ShortcutScope } from '../../../../renderer/ui/shortcuts.ts'

function sheetOf(registered: [id: string, keys: string, scope: ShortcutScope][]) {
  const registry = createShortcutRegistry(false)
  for (const [id, keys, scope] of registered) registry.register({ id, keys, scope, labelKey: `x:${id}`, layer: 0, run: () => {} })
  return groupShortcuts(registry.list()).map(({ scope, shortcuts }) => [scope, shortcuts.map(({ id }) => id)])
}

test('the screen comes first, and its keys replace those of the program', () => {
  const sheet = sheetOf([
    ['app.intake', 'Ctrl+N', 'app'],
    ['app.search', 'Ctrl+K', 'app'],
    ['procedures.receive', 'Ctrl+N', 'screen'],
  ])
  expect(sheet).toEqual([
    ['screen', ['procedures.receive']],
    ['app', ['app.search']],
  ])
})

test('the same keys declared twice are named once, by the one that fires', () => {
  const sheet = sheetOf([
    ['app.lock', 'Ctrl+L', 'app'],
    ['people.lock', 'Ctrl+L', 'app'],
  ])
  expect(sheet).toEqual([['app', ['people.lock']]])
})
