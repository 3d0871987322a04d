// A case of an office as its events tell it: nothing of it can be changed here; the province gives it back with a reason.
import '../cases/page/case-page.css'
import { useQuery } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { HubCaseDetails } from '../../electron/api/hub.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure, StatusBadge } from '../cases/case-parts.tsx'
import { History } from '../cases/page/history.tsx'
import { api } from '../client.ts'
import { formatInstant, formatNumber } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { DescriptionList } from '../ui/description-list.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Page } from '../ui/page.tsx'
import { TextArea } from '../ui/text-input.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { caseQuery, staleHub } from './hub-queries.ts'

const whenOf = (instant: string | null): string => (instant === null ? '' : formatInstant(instant))

export function HubCasePage({ office, caseId }: { office: string; caseId: string }) {
  const { t } = useTranslation('hub')
  const [, navigate] = useLocation()
  const mayAnswer = usePermission('bundle.exchange')
  const [isSending, setSending] = useState(false)
  const found = useQuery(caseQuery(office, caseId))
  const back = () => navigate(routes.hubOffice(office))
  useShortcut('hub.back', 'Alt+Left', back, { labelKey: 'hub:shortcut.back' })
  const breadcrumbs = [
    { label: t('title'), onSelect: () => navigate(routes.hub) },
    { label: found.data?.officeName ?? office, onSelect: back },
  ]
  if (!found.data)
    return (
      <Page title={t('case.title')} breadcrumbs={breadcrumbs}>
        {found.isError && <QueryFailure error={found.error} onRetry={() => found.refetch()} />}
      </Page>
    )
  const details = found.data
  return (
    <Page
      title={<span className="tabular">{details.officialCode ?? details.code}</span>}
      description={t('case.readOnly', { office: details.officeName })}
      badge={<StatusBadge status={details.status} />}
      breadcrumbs={breadcrumbs}
      actions={
        mayAnswer && (
          <Button icon={Undo2} onClick={() => setSending(true)}>
            {t('case.sendBack')}
          </Button>
        )
      }
    >
      <div className="case-columns">
        <div className="case-main">
          {details.sentBack.map(({ at, reason }) => (
            <Banner key={`${at} ${reason}`} tone="info" title={t('case.sentBack', { at: formatInstant(at) })}>
              <span className="hub-reason">{reason}</span>
            </Banner>
          ))}
          <Facts details={details} />
          <History
            history={details.history.map(({ deviceCode, ...line }) => ({
              ...line,
              actorName: t('case.device', { device: deviceCode }),
              onBehalfOfName: '',
              changes: [],
            }))}
          />
        </div>
        <Card title={t('case.origin')}>
          <ul className="hub-lines">
            {details.origins.map(({ deviceCode, events, bundle }) => (
              <li key={deviceCode}>
                {t('case.originDevice', { device: deviceCode, number: formatNumber(events) })}
                {bundle &&
                  ` ${t('case.originBundle', {
                    number: bundle.number,
                    made: formatInstant(bundle.madeAt),
                    taken: formatInstant(bundle.takenAt),
                  })}`}
              </li>
            ))}
          </ul>
        </Card>
      </div>
      {isSending && <SendBackDialog office={office} details={details} onClose={() => setSending(false)} />}
    </Page>
  )
}

function Facts({ details }: { details: HubCaseDetails }) {
  const { t } = useTranslation(['hub', 'cases'])
  const { dueAt, originalDueAt, missedDueAt, finishResult } = details
  return (
    <Card title={t('case.facts')}>
      <DescriptionList
        columns={2}
        items={[
          { label: t('cases:column.applicant'), value: details.applicantName },
          { label: t('cases:column.procedure'), value: details.procedureName },
          { label: t('case.code'), value: details.code },
          { label: t('case.officialCode'), value: details.officialCode },
          { label: t('cases:fact.receivedAt'), value: whenOf(details.receivedAt) },
          {
            label: t('cases:column.due'),
            value: dueAt && (
              <>
                {whenOf(dueAt)} {details.isLate && <Badge tone="error">{t('late')}</Badge>}
              </>
            ),
          },
          ...(originalDueAt !== dueAt ? [{ label: t('case.originalDue'), value: whenOf(originalDueAt) }] : []),
          ...(missedDueAt !== null ? [{ label: t('case.missedDue'), value: whenOf(missedDueAt) }] : []),
          { label: t('column.holder'), value: details.holder },
          {
            label: t('case.finished'),
            value:
              details.finishedAt &&
              [whenOf(details.finishedAt), finishResult && t(`life:finish.${finishResult}`, { defaultValue: '' })]
                .filter(Boolean)
                .join(' · '),
          },
        ]}
      />
    </Card>
  )
}

function SendBackDialog({ office, details, onClose }: { office: string; details: HubCaseDetails; onClose: () => void }) {
  const { t } = useTranslation('hub')
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      title={t('case.sendBackTitle', { code: details.officialCode ?? details.code })}
      description={t('case.sendBackText', { office: details.officeName })}
      confirm={t('case.sendBackConfirm')}
      done={t('case.sendBackDone')}
      stale={staleHub}
      act={() => api.hub.sendBack({ office, caseId: details.id, reason })}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('case.reason')} hint={t('case.reasonHint')} error={errors.reason} required>
            <TextArea rows={4} maxLength={2_000} value={reason} onValueChange={setReason} />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}
