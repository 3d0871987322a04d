// Icon { of, large? }: a lucide icon in our one stroke, sized in rem so that it grows with the text. Decorative: the words beside
// it, or the aria-label of the control around it, carry the meaning.
import './icon.css'
import type { ComponentType } from 'react'
import { cx } from './cx.ts'

/** The shape of a lucide-react icon. */
export type IconType = ComponentType<{ className?: string; strokeWidth?: number; 'aria-hidden'?: boolean }>

export function Icon({ of: Shape, large, className }: { of: IconType; large?: boolean; className?: string }) {
  return <Shape className={cx('icon', large && 'icon-large', className)} strokeWidth={1.75} aria-hidden />
}
