// Keyboard hints.
//   Kbd      { keys }                      the caps of one shortcut, for example keys="Ctrl+S" (⌘S on a Mac); hidden from screen
//                                          readers, because the control it stands in carries aria-keyshortcuts
//   KbdList  { groups: {title, items: {keys, label}[]}[] }   the F1 sheet
import './kbd.css'
import { isMac, keyCaps } from './shortcuts.ts'

export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="kbd" aria-hidden>
      {keyCaps(keys, isMac()).map((cap) => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  )
}

interface KbdGroup {
  title: string
  items: { keys: string; label: string }[]
}

export function KbdList({ groups }: { groups: KbdGroup[] }) {
  return (
    <div className="kbd-list">
      {groups.map((group) => (
        <section key={group.title}>
          <h3>{group.title}</h3>
          <dl>
            {group.items.map((item) => (
              <div key={item.keys}>
                <dt>{item.label}</dt>
                <dd>
                  <Kbd keys={item.keys} />
                  <span className="visually-hidden">{keyCaps(item.keys, isMac()).join(' + ')}</span>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
