// What every screen says about backups, to the people who may act: a mark at the link to their screen, and a banner when the program
// could not make one by itself.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { routes } from '../app/routes.ts'
import { formatInstant } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { backupFailureText } from './backup-failure.ts'
import { needsAttention, useBackupState } from './use-backup-state.ts'

/** Beside the name of the screen in the navigation; nothing while all is well. */
export function BackupMark() {
  const { t } = useTranslation('backup')
  const state = useBackupState()
  return state && needsAttention(state) ? <Badge tone="warn">{t('mark')}</Badge> : null
}

/** Above the screen, until it is closed or the next failure comes. */
export function BackupFailureBanner() {
  const { t } = useTranslation('backup')
  const [location, navigate] = useLocation()
  const failure = useBackupState()?.failure ?? null
  const [seen, setSeen] = useState<string | null>(null)
  if (!failure || failure.at === seen) return null
  const open = location.startsWith(routes.backups) ? undefined : (
    <Button size="small" onClick={() => navigate(routes.backups)}>
      {t('failure.open')}
    </Button>
  )
  return (
    <Banner
      tone="warn"
      title={t('failure.title', { at: formatInstant(failure.at) })}
      action={open}
      onClose={() => setSeen(failure.at)}
    >
      {backupFailureText(t, failure)} {t('failure.text')}
    </Banner>
  )
}
