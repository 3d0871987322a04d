// ShortcutSheet { onClose }: the F1 window: the keys that work on the screen below it, and the way to the help.
import './help-screen.css'
import { CircleHelp } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { routes } from '../app/routes.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { KbdList } from '../ui/kbd.tsx'
import { listShortcuts } from '../ui/shortcuts.ts'
import { groupShortcuts } from './shortcut-groups.ts'

export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('help')
  const [, navigate] = useLocation()
  // Taken once: what the sheet itself registers must not show up in it.
  const [groups] = useState(() => groupShortcuts(listShortcuts()))

  const close = useRef<HTMLButtonElement>(null)

  function openHelp() {
    onClose()
    navigate(routes.help)
  }

  return (
    <Dialog
      open
      onClose={onClose}
      size="wide"
      initialFocus={close}
      title={t('shortcuts.title')}
      footer={
        <>
          <Button icon={CircleHelp} onClick={openHelp}>
            {t('shortcuts.openHelp')}
          </Button>
          <Button ref={close} variant="primary" onClick={onClose}>
            {t('shortcuts.close')}
          </Button>
        </>
      }
    >
      <KbdList
        groups={groups.map(({ scope, shortcuts }) => ({
          title: t(`shortcuts.scope.${scope}`),
          items: shortcuts.map(({ keys, labelKey }) => ({ keys, label: t(labelKey) })),
        }))}
      />
      <p className="shortcut-note">{t('shortcuts.lists')}</p>
    </Dialog>
  )
}
