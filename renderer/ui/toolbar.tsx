// Toolbar { label, children }: filters and commands above a list. ToolbarSpace pushes what follows to the end.
// Every control in it keeps its own tab stop: most are inputs, in which the arrow keys are needed.
import './toolbar.css'
import type { ReactNode } from 'react'

export function Toolbar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <search className="toolbar" aria-label={label}>
      {children}
    </search>
  )
}

export const ToolbarSpace = () => <span className="toolbar-space" />
