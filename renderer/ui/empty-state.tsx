// EmptyState { icon, title, children?, action? }: instead of an empty list, what would stand here and how to begin. action: Buttons.
import './empty-state.css'
import type { ReactNode } from 'react'
import { Icon, type IconType } from './icon.tsx'

interface EmptyStateProps {
  icon: IconType
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
}

export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="empty">
      <Icon of={icon} className="empty-icon" />
      <p className="empty-title">{title}</p>
      {children && <div className="empty-text">{children}</div>}
      {action && <div className="empty-action">{action}</div>}
    </div>
  )
}
