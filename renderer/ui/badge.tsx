// Badge { tone?: 'neutral' | 'info' | 'success' | 'warn' | 'error' (default neutral), icon?, children }: a state in one or two words.
// The words carry the meaning, the colour only helps.
import './badge.css'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { Icon, type IconType } from './icon.tsx'

export interface BadgeProps {
  tone?: 'neutral' | 'info' | 'success' | 'warn' | 'error'
  icon?: IconType
  children: ReactNode
}

export function Badge({ tone = 'neutral', icon, children }: BadgeProps) {
  return (
    <span className={cx('badge', `badge-${tone}`)}>
      {icon && <Icon of={icon} />}
      {children}
    </span>
  )
}
