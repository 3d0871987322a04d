// EntryFrame { title, description?, language?, size?, children }: the frame of the screens before the work: first run, sign-in, forced
// change of password. It alone scrolls.
import './entry-frame.css'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { BrandMark } from '../../app/brand-mark.tsx'
import { TrainingBand } from '../../training/training-band.tsx'
import { cx } from '../../ui/cx.ts'
import { LanguageSwitch, type LanguageSwitchProps } from '../language-switch.tsx'

interface EntryFrameProps {
  title: ReactNode
  description?: ReactNode
  size?: 'small' | 'normal' | 'wide'
  onLanguageChange?: LanguageSwitchProps['onChange']
  children: ReactNode
}

export function EntryFrame({ title, description, size = 'normal', onLanguageChange, children }: EntryFrameProps) {
  const { t } = useTranslation('people')
  return (
    <main className="entry">
      <header className="entry-top">
        <p className="entry-brand">
          <BrandMark className="entry-mark" />
          {t('common:productName')}
        </p>
        <TrainingBand />
        <LanguageSwitch onChange={onLanguageChange} />
      </header>
      <div className={cx('entry-sheet', `entry-${size}`)}>
        <header className="entry-head">
          <h1>{title}</h1>
          {description && <p>{description}</p>}
        </header>
        {children}
      </div>
    </main>
  )
}
