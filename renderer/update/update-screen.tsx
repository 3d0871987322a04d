// UpdateScreen: which version runs, and taking a new one from a file. Three steps, each seen before the next: the file and whether
// its signature is good; installing, which changes nothing that runs; the restart, when it suits.
import './update.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleHelp, FileUp, PackageCheck, RotateCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { OutputOf } from '../../electron/api/contract.ts'
import type { UpdateOffer } from '../../electron/api/program.ts'
import { helpAddress } from '../app/routes.ts'
import { usePermission, useStatus } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { failureOf, failureText } from '../failures.ts'
import { formatInstantDate } from '../format.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { DescriptionList } from '../ui/description-list.tsx'
import { Page } from '../ui/page.tsx'
import { Progress } from '../ui/progress.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { useProgress } from '../use-progress.ts'

type State = OutputOf<'program.getState'>

const stateKey = ['program.getState']

export function UpdateScreen() {
  const { t } = useTranslation('update')
  const mayUpdate = usePermission('program.update')
  const state = useQuery({ queryKey: stateKey, queryFn: () => api.program.getState({}) })
  const takesFiles = state.data?.updates !== 'noKeys'
  return (
    <Page title={t('title')} description={mayUpdate ? takesFiles && t('description') : t('readOnly')}>
      <div className="update">
        {state.isError && <QueryFailure error={state.error} onRetry={() => state.refetch()} />}
        {state.isPending && <Spinner />}
        {state.data && mayUpdate && <UpdateSteps state={state.data} />}
        {state.data && <RunningVersion state={state.data} />}
      </div>
    </Page>
  )
}

function RunningVersion({ state }: { state: State }) {
  const { t } = useTranslation('update')
  const keys = state.keyIds.length > 0 ? state.keyIds.join(', ') : t('noKeys')
  return (
    <Card title={t('running')}>
      <DescriptionList
        items={[
          { label: t('version'), value: <span className="tabular">{state.version}</span> },
          { label: t('keys'), value: <span className="tabular">{keys}</span> },
          ...(state.updateFolder === null ? [] : [{ label: t('folder'), value: state.updateFolder }]),
        ]}
      />
    </Card>
  )
}

function UpdateSteps({ state }: { state: State }) {
  const { t } = useTranslation('update')
  const queries = useQueryClient()
  const { isFileOpened, offeredVersion } = useStatus().update
  const [offer, setOffer] = useState<UpdateOffer | null>(null)
  const show = (found: UpdateOffer | null) => found && setOffer(found)
  const picking = useMutation({ mutationFn: () => api.program.pickUpdate({}), onSuccess: show })
  const { mutate: find, ...finding } = useMutation({ mutationFn: () => api.program.findOffer({}), onSuccess: show })
  const install = useMutation({
    mutationFn: ({ token }: UpdateOffer) => api.program.installUpdate({ token }),
    onSuccess: () => {
      setOffer(null)
      return queries.invalidateQueries({ queryKey: stateKey })
    },
  })
  const restart = useMutation({ mutationFn: () => api.program.restart({}) })
  const progress = useProgress('program.installUpdate', install.isPending)
  const mayPick = state.updates === 'allow' && !picking.isPending && !install.isPending

  function pick() {
    if (!mayPick) return
    finding.reset()
    install.reset()
    picking.mutate()
  }
  useShortcut('update.pick', 'Ctrl+O', pick, { labelKey: 'update:shortcut.pick', enabled: mayPick })

  // What was opened with the program, or lies in the policy's folder, is shown without being asked for.
  const isWaiting = isFileOpened || (offeredVersion !== null && offer === null)
  useEffect(() => {
    if (isWaiting) find()
  }, [isWaiting, find])

  if (state.updates === 'noKeys') return <ByHand />
  if (state.updates === 'off') {
    return (
      <Banner tone="info" title={t('off.title')}>
        {t('off.text')}
      </Banner>
    )
  }
  const refusal = picking.error ?? finding.error
  const wasCancelled = install.error !== null && failureOf(install.error).code === 'app.cancelled'
  return (
    <>
      {state.readyVersion !== null && (
        <Banner
          tone="success"
          title={t('ready.title', { version: state.readyVersion })}
          action={
            <Button variant="primary" icon={RotateCw} busy={restart.isPending} onClick={() => restart.mutate()} autoFocus>
              {t('ready.restart')}
            </Button>
          }
        >
          {t('ready.text')}
        </Banner>
      )}
      {refusal && !offer && (
        <Banner tone="error" title={t('refused')}>
          {failureText(t, refusal)}
        </Banner>
      )}
      {install.error && (
        <Banner tone={wasCancelled ? 'info' : 'error'} title={t('notInstalled')}>
          {failureText(t, install.error)}
        </Banner>
      )}
      {install.isPending && offer && (
        <Progress
          label={t('installing', { version: offer.version })}
          value={progress.value}
          detail={t('installingText')}
          onCancel={progress.cancel}
        />
      )}
      {offer && !install.isPending && (
        <Offer offer={offer} onInstall={() => install.mutate(offer)} onDismiss={() => setOffer(null)} />
      )}
      {!offer && (
        <Card
          title={t('how.title')}
          footer={
            <Button
              variant={state.readyVersion === null ? 'primary' : undefined}
              icon={FileUp}
              shortcut="Ctrl+O"
              busy={picking.isPending}
              onClick={pick}
            >
              {t('pick')}
            </Button>
          }
        >
          <p>{t('how.text')}</p>
        </Card>
      )}
    </>
  )
}

/** A build that trusts no publisher's key: no file can be checked, so the way on is the installer. */
function ByHand() {
  const { t } = useTranslation('update')
  const { platform } = useStatus()
  const [, navigate] = useLocation()
  return (
    <Card
      title={t('noKey.title')}
      footer={
        <Button icon={CircleHelp} onClick={() => navigate(helpAddress('update'))}>
          {t('noKey.help')}
        </Button>
      }
    >
      <div className="update-by-hand">
        <p>{t('noKey.text')}</p>
        <ol>
          <li>{t('noKey.backUp')}</li>
          <li>{t(`noKey.install.${platform === 'win32' || platform === 'darwin' ? platform : 'linux'}`)}</li>
          <li>{t('noKey.open')}</li>
        </ol>
      </div>
    </Card>
  )
}

function Offer({ offer, onInstall, onDismiss }: { offer: UpdateOffer; onInstall: () => void; onDismiss: () => void }) {
  const { t, i18n } = useTranslation('update')
  const { version, createdAt, keyId, fileName, notes } = offer
  const words = (i18n.language === 'en' ? notes.en || notes.vi : notes.vi || notes.en).trim()
  return (
    <Card
      title={t('offer.title', { version })}
      footer={
        <>
          <Button onClick={onDismiss}>{t('offer.dismiss')}</Button>
          <Button variant="primary" icon={PackageCheck} onClick={onInstall} autoFocus>
            {t('offer.install', { version })}
          </Button>
        </>
      }
    >
      <div className="update-offer">
        <DescriptionList
          items={[
            { label: t('offer.date'), value: formatInstantDate(createdAt) },
            { label: t('offer.signature'), value: t('offer.signed', { keyId }) },
            { label: t('offer.file'), value: fileName },
          ]}
        />
        <div>
          <p className="update-notes-title">{t('offer.notes')}</p>
          <p className="update-notes">{words === '' ? t('offer.noNotes') : words}</p>
        </div>
      </div>
    </Card>
  )
}
