// RecoveryScreen: the database cannot be used. Why, in plain words; then the ways on, the harmless one first. Works without any
// database and without sign-in, by keyboard alone, and has no way to delete anything.
import './recovery.css'
import { useMutation, useQuery } from '@tanstack/react-query'
import { FolderOpen, LifeBuoy, Usb } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStatus } from '../app/session.tsx'
import { api } from '../client.ts'
import { SaveDiagnosticsButton } from '../diagnostics/save-diagnostics-button.tsx'
import { failureText } from '../failures.ts'
import { EntryFrame } from '../people/entry/entry-frame.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/card.tsx'
import { useToast } from '../ui/toast.tsx'
import { BackupList } from './backup-list.tsx'
import { OpenCopyButton } from './open-copy-button.tsx'
import { SalvageDialog } from './salvage-dialog.tsx'

/** Reasons that are mended outside the program: taking back a backup would only hide them. */
const mendedOutside: ReadonlySet<string> = new Set([
  'store.inUse',
  'store.restarting',
  'store.networkFolder',
  'store.cloudFolder',
  'store.readOnly',
  'store.diskFull',
  'store.vanished',
  'store.fromFuture',
])
/** Reasons for which there is a file that may still show something. */
const salvageable: ReadonlySet<string> = new Set([
  'store.damaged',
  'store.notADatabase',
  'store.chainBroken',
  'store.migrationFailed',
  'app.unexpected',
])

export function RecoveryScreen() {
  const { t } = useTranslation('recovery')
  const toast = useToast()
  const { failure, databaseFolder } = useStatus()
  const [isSalvaging, setSalvaging] = useState(false)
  const retry = useMutation({
    mutationFn: () => api.app.retryOpen({}),
    onSuccess: ({ state }) => state === 'unavailable' && toast.show({ tone: 'error', title: t('stillClosed') }),
  })
  const show = useMutation({
    mutationFn: () => api.recovery.showFolder({}),
    onError: (error) => toast.show({ tone: 'error', title: t('folderNotShown'), description: failureText(t, error) }),
  })
  const code = failure?.code ?? 'app.unexpected'
  const offersBackups = !mendedOutside.has(code)
  const reason =
    code === 'app.unexpected' ? t('unforeseen') : t(`errors:${code}`, { ...failure?.params, defaultValue: t('unforeseen') })
  return (
    <EntryFrame size="wide" title={t('title')}>
      <div className="entry-body recovery">
        <Banner tone="error" title={reason}>
          <p>{t('safe')}</p>
          <p className="recovery-folder">{t('folder', { folder: databaseFolder })}</p>
        </Banner>
        <div className="recovery-ways">
          <Button variant="primary" busy={retry.isPending} onClick={() => retry.mutate()} autoFocus>
            {t('retry')}
          </Button>
          {salvageable.has(code) && (
            <Button icon={LifeBuoy} onClick={() => setSalvaging(true)}>
              {t('salvage.open')}
            </Button>
          )}
          {offersBackups && <OpenCopyButton icon={Usb}>{t('open.elsewhere')}</OpenCopyButton>}
          <SaveDiagnosticsButton />
          <Button icon={FolderOpen} busy={show.isPending} onClick={() => show.mutate()}>
            {t('showFolder')}
          </Button>
          <Button variant="quiet" onClick={() => void api.app.quit({})}>
            {t('quit')}
          </Button>
        </div>
        {offersBackups && <Backups />}
      </div>
      {isSalvaging && <SalvageDialog onClose={() => setSalvaging(false)} />}
    </EntryFrame>
  )
}

function Backups() {
  const { t } = useTranslation('recovery')
  const list = useQuery({ queryKey: ['recovery.list'], queryFn: () => api.recovery.list({}) })
  return (
    <Section title={t('list.title')} description={t('list.description')}>
      {list.isError ? (
        <Banner tone="error" action={<Button onClick={() => void list.refetch()}>{t('list.again')}</Button>}>
          {failureText(t, list.error)}
        </Banner>
      ) : (
        <BackupList backups={list.data ?? []} isLoading={list.isPending} />
      )}
    </Section>
  )
}
