// Banner { tone: 'info' | 'warn' | 'error' | 'success', title?, children?, action?, onClose? }
// A message that stays where it belongs, above what it is about. action: a Button. Errors and warnings that appear later are
// announced (role alert / status) because the element is mounted then.
import './banner.css'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './button.tsx'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import { TONE_ICONS, type Tone } from './tones.ts'

interface BannerProps {
  tone: Tone
  title?: ReactNode
  children?: ReactNode
  action?: ReactNode
  onClose?: () => void
}

export function Banner({ tone, title, children, action, onClose }: BannerProps) {
  const { t } = useTranslation('ui')
  return (
    <div className={cx('banner', `banner-${tone}`)} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon of={TONE_ICONS[tone]} large />
      <div className="banner-words">
        {title && <p className="banner-title">{title}</p>}
        {children && <div>{children}</div>}
      </div>
      {action}
      {onClose && <IconButton size="small" label={t('close')} icon={X} onClick={onClose} />}
    </div>
  )
}
