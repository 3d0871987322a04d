// SectionCard { title, shortcut?, field?, actions?, children }: one part of the intake, under a small heading that shows how
// to get there by keyboard.
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../../../ui/card.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import { useShortcut } from '../../../ui/use-shortcuts.ts'
import { useIntake } from '../intake-context.ts'

interface SectionCardProps {
  title: string
  /** Keys that bring the keyboard to `field`. */
  shortcut?: 'Alt+1' | 'Alt+2' | 'Alt+3' | 'Alt+4' | 'Alt+5'
  field?: string
  actions?: ReactNode
  children: ReactNode
}

export function SectionCard({ title, shortcut, field, actions, children }: SectionCardProps) {
  return (
    <Card
      className="intake-card"
      title={title}
      actions={
        <>
          {actions}
          {shortcut && field && <Jump title={title} shortcut={shortcut} field={field} />}
        </>
      }
    >
      {children}
    </Card>
  )
}

function Jump({ title, shortcut, field }: { title: string; shortcut: string; field: string }) {
  const { t } = useTranslation('intake')
  const { goTo } = useIntake()
  const section = shortcut.at(-1) ?? ''
  useShortcut(`intake.section${section}`, shortcut, () => goTo(field), { labelKey: `intake:shortcut.section${section}` })
  return (
    <span title={t('goTo', { section: title })}>
      <Kbd keys={shortcut} />
    </span>
  )
}
