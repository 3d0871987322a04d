// Trust: this computer's code for the telephone, the province's list taken from a file; and, for the office that gives lists out, the
// computers that may send and the recipients that can open.
import './bundles.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Ban, FileDown, FileKey, FileUp, KeyRound, Plus, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { OutputOf } from '../../electron/api/contract.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { failureText } from '../failures.ts'
import { formatInstantDate } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { useToast } from '../ui/toast.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { trustQuery } from './bundle-queries.ts'
import { AdmitDialog, BeginDialog, CompareDialog, RevokeDialog } from './trust-dialogs.tsx'

type Trust = OutputOf<'trust.get'>
export type TrustedDevice = NonNullable<Trust['list']>['offices'][number]['devices'][number]
export type Request = NonNullable<OutputOf<'trust.pickRequest'>>
type Compare = NonNullable<NonNullable<OutputOf<'trust.take'>>['compare']>

const ownTones = { noList: 'neutral', unknown: 'warn', admitted: 'success', revoked: 'error' } as const

export function TrustScreen() {
  const { t } = useTranslation('bundles')
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  const toast = useToast()
  const mayConfigure = usePermission('office.configure')
  const trust = useQuery(trustQuery)
  const [compare, setCompare] = useState<Compare | null>(null)
  const [isBeginning, setBeginning] = useState(false)
  const [request, setRequest] = useState<Request | null>(null)
  const [revoked, setRevoked] = useState<TrustedDevice | null>(null)
  const back = () => navigate(routes.bundles)
  useShortcut('bundles.back', 'Alt+Left', back, { labelKey: 'bundles:shortcut.back' })
  const take = useMutation({
    mutationFn: () => api.trust.take({}),
    onSuccess: (taken) => {
      if (!taken) return
      if (taken.compare) setCompare(taken.compare)
      else toast.show({ title: t('trust.taken', { serial: taken.serial }) })
      void queries.invalidateQueries({ queryKey: ['bundles'] })
    },
  })
  const pickRequest = useMutation({
    mutationFn: () => api.trust.pickRequest({}),
    onSuccess: (picked) => picked && setRequest(picked),
  })
  const saved = ({ fileName }: { fileName: string | null }) => fileName && toast.show({ title: t('trust.saved', { fileName }) })
  const saveEnrolment = useMutation({ mutationFn: () => api.trust.saveEnrolment({}), onSuccess: saved })
  const save = useMutation({ mutationFn: () => api.trust.save({}), onSuccess: saved })
  const failed = [take, pickRequest, saveEnrolment, save].find(({ error }) => error !== null)
  const { own, list = null, canIssue = false } = trust.data ?? {}
  return (
    <Page
      title={t('trust.title')}
      description={t('trust.description')}
      breadcrumbs={[{ label: t('title'), onSelect: back }]}
      actions={
        mayConfigure && (
          <Button variant="primary" icon={FileUp} busy={take.isPending} onClick={() => take.mutate()}>
            {t('trust.take')}
          </Button>
        )
      }
    >
      {trust.isError && <QueryFailure error={trust.error} onRetry={() => trust.refetch()} />}
      {trust.isPending && <Spinner />}
      {failed?.error && <Banner tone="error" title={failureText(t, failed.error)} onClose={() => failed.reset()} />}
      {own && (
        <div className="bundles-trust">
          <Card
            title={t('trust.own', { device: own.deviceCode })}
            footer={
              <Button icon={FileDown} busy={saveEnrolment.isPending} onClick={() => saveEnrolment.mutate()}>
                {t('trust.saveEnrolment')}
              </Button>
            }
          >
            <div className="bundles-stack">
              <div className="bundles-buttons">
                <span className="bundles-code tabular">{own.code}</span>
                <Badge tone={ownTones[own.state]}>{t(`trust.ownState.${own.state}`)}</Badge>
              </div>
              <p>{t('trust.ownText')}</p>
            </div>
          </Card>
          {list === null ? (
            <Card>
              <EmptyState
                icon={KeyRound}
                title={t('trust.none')}
                action={
                  mayConfigure &&
                  canIssue && (
                    <Button icon={Plus} onClick={() => setBeginning(true)}>
                      {t('trust.begin.open')}
                    </Button>
                  )
                }
              >
                {t(canIssue ? 'trust.noneIssuer' : 'trust.noneText')}
              </EmptyState>
            </Card>
          ) : (
            <ListCards
              list={list}
              mayIssue={mayConfigure && canIssue}
              isPicking={pickRequest.isPending}
              isSaving={save.isPending}
              onAdmit={() => pickRequest.mutate()}
              onSave={() => save.mutate()}
              onRevoke={setRevoked}
            />
          )}
        </div>
      )}
      {compare && <CompareDialog of={compare} onClose={() => setCompare(null)} />}
      {isBeginning && <BeginDialog onClose={() => setBeginning(false)} />}
      {request && <AdmitDialog of={request} onClose={() => setRequest(null)} />}
      {revoked && <RevokeDialog of={revoked} onClose={() => setRevoked(null)} />}
    </Page>
  )
}

interface ListCardsProps {
  list: NonNullable<Trust['list']>
  mayIssue: boolean
  isPicking: boolean
  isSaving: boolean
  onAdmit: () => void
  onSave: () => void
  onRevoke: (device: TrustedDevice) => void
}

function ListCards({ list, mayIssue, isPicking, isSaving, onAdmit, onSave, onRevoke }: ListCardsProps) {
  const { t } = useTranslation('bundles')
  return (
    <>
      <Card
        flush
        title={t('trust.list', { serial: list.serial, issuer: list.issuerName, date: formatInstantDate(list.issuedAt) })}
        footer={
          <>
            {mayIssue && (
              <Button icon={ShieldCheck} busy={isPicking} onClick={onAdmit}>
                {t('trust.admit.open')}
              </Button>
            )}
            <Button icon={FileDown} busy={isSaving} onClick={onSave}>
              {t('trust.save')}
            </Button>
          </>
        }
      >
        {list.offices.length === 0 ? (
          <EmptyState icon={ShieldCheck} title={t('trust.noDevices')}>
            {t('trust.noDevicesText')}
          </EmptyState>
        ) : (
          <ul className="bundles-devices">
            {list.offices.flatMap((office) =>
              office.devices.map((device) => (
                <li key={device.keyId} className="bundles-device">
                  <span className="bundles-grow">
                    <strong>{t('trust.device', { office: office.name, code: office.code, device: device.code })}</strong>
                    <br />
                    <span className="bundles-soft tabular">{device.spoken}</span>
                  </span>
                  {device.revokedAt === null ? (
                    <Badge tone="success">{t('trust.admitted', { date: formatInstantDate(device.admittedAt) })}</Badge>
                  ) : (
                    <span>
                      <Badge tone="error">{t('trust.revoked', { date: formatInstantDate(device.revokedAt) })}</Badge>{' '}
                      {device.reason}
                    </span>
                  )}
                  {mayIssue && device.revokedAt === null && (
                    <Button
                      size="small"
                      icon={Ban}
                      aria-label={t('trust.revoke.of', { device: device.code, office: office.name })}
                      onClick={() => onRevoke(device)}
                    >
                      {t('trust.revoke.open')}
                    </Button>
                  )}
                </li>
              )),
            )}
          </ul>
        )}
      </Card>
      <Card flush title={t('trust.recipients')}>
        <ul className="bundles-devices">
          {list.recipients.map(({ name, purpose, recipient }) => (
            <li key={recipient} className="bundles-device">
              <FileKey aria-hidden="true" size={18} />
              <span className="bundles-grow">
                <strong>{name}</strong>
                <br />
                <span className="bundles-soft">{recipient}</span>
              </span>
              <Badge tone="info">{t(`trust.purpose.${purpose}`)}</Badge>
            </li>
          ))}
        </ul>
      </Card>
    </>
  )
}
