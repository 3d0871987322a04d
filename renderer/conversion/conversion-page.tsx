// One conversion: its steps in the order of the law, the gap list, the documents to be issued anew.
import '../conformity/conformity-screen.css'
import './conversion.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useSearch } from 'wouter'
import type { Conversion } from '../../electron/api/conversions.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { conformityAddress } from '../conformity/addresses.ts'
import { formatDate } from '../format.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { Page } from '../ui/page.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { conversionQuery } from './conversion-queries.ts'
import { StatusBadge } from './conversion-words.tsx'
import { CloseDialog, GiveUpDialog } from './end-dialogs.tsx'
import { GapList } from './gap-list.tsx'
import { ChangeConversionDialog } from './open-conversion-dialog.tsx'
import { ReissueList } from './reissue-list.tsx'
import { StepList } from './step-list.tsx'

const tabs = ['steps', 'gaps', 'documents'] as const
export type ConversionTab = (typeof tabs)[number]

export function ConversionPage({ conversionId }: { conversionId: string }) {
  const { t } = useTranslation('conversion')
  const [, navigate] = useLocation()
  const known = useQuery(conversionQuery(conversionId))
  const back = () => navigate(conformityAddress('conversions'))
  useShortcut('conversion.back', 'Alt+Left', back, { labelKey: 'conversion:shortcut.back' })
  const breadcrumbs = [{ label: t('title'), onSelect: back }]
  if (known.data) return <LoadedConversion conversion={known.data} breadcrumbs={breadcrumbs} />
  return (
    <Page title={t('title')} breadcrumbs={breadcrumbs}>
      {known.isError ? <QueryFailure error={known.error} onRetry={() => known.refetch()} /> : <Spinner />}
    </Page>
  )
}

interface LoadedConversionProps {
  conversion: Conversion
  breadcrumbs: { label: string; onSelect: () => void }[]
}

function LoadedConversion({ conversion, breadcrumbs }: LoadedConversionProps) {
  const { t } = useTranslation('conversion')
  const [, navigate] = useLocation()
  const search = useSearch()
  const mayManage = usePermission('conformity.manage')
  const [dialog, setDialog] = useState<'change' | 'close' | 'giveUp' | null>(null)
  const isOpen = conversion.status === 'open'
  const asked = new URLSearchParams(search).get('tab')
  const tab = tabs.find((one) => one === asked) ?? 'steps'
  const show = (next: ConversionTab) =>
    navigate(`${routes.conversion(conversion.id)}?${new URLSearchParams({ tab: next })}`, { replace: true })
  const isReplaced = conversion.steps.find(({ step }) => step === 'replacement')?.state === 'done'
  const waiting = conversion.documents.filter(({ state }) => state === 'old' || state === 'draft').length
  return (
    <Page
      fill
      title={t('page.title', { from: conversion.fromEdition, to: conversion.toEdition })}
      breadcrumbs={breadcrumbs}
      badge={<StatusBadge conversion={conversion} />}
      description={t('page.text', {
        instrument: conversion.instrument,
        responsible: conversion.responsible,
        from: formatDate(conversion.begunOn),
        to: formatDate(conversion.plannedEnd),
      })}
      actions={
        mayManage &&
        isOpen && (
          <>
            <Menu
              align="end"
              trigger={<Button>{t('more')}</Button>}
              items={[
                { id: 'change', label: t('change.button'), onSelect: () => setDialog('change') },
                { id: 'giveUp', label: t('giveUp.button'), danger: true, onSelect: () => setDialog('giveUp') },
              ]}
            />
            <Button variant={isReplaced ? 'primary' : 'secondary'} onClick={() => setDialog('close')}>
              {t('close.button')}
            </Button>
          </>
        )
      }
    >
      <div className="conversion-fill">
        <Remarks conversion={conversion} />
        <Tabs<ConversionTab>
          label={t('page.parts')}
          value={tab}
          onValueChange={show}
          items={[
            { value: 'steps', label: t('page.steps'), content: <StepList conversion={conversion} onShow={show} /> },
            {
              value: 'gaps',
              label: t('page.gaps'),
              count: conversion.counts.clauses - conversion.counts.assessed,
              content: <GapList conversion={conversion} />,
            },
            { value: 'documents', label: t('page.documents'), count: waiting, content: <ReissueList conversion={conversion} /> },
          ]}
        />
      </div>
      {dialog === 'change' && <ChangeConversionDialog conversion={conversion} onClose={() => setDialog(null)} />}
      {dialog === 'close' && <CloseDialog conversion={conversion} onClose={() => setDialog(null)} />}
      {dialog === 'giveUp' && <GiveUpDialog conversion={conversion} onClose={() => setDialog(null)} />}
    </Page>
  )
}

function Remarks({ conversion }: { conversion: Conversion }) {
  const { t } = useTranslation('conversion')
  const { status, endReason, isDraftEdition, other, endedOn } = conversion
  return (
    <>
      {isDraftEdition && <Banner tone="warn">{t('draftEdition')}</Banner>}
      {status === 'open' && other && (
        <Banner tone="warn">{t('page.otherEdition', { title: other.title, edition: other.edition })}</Banner>
      )}
      {status === 'givenUp' && (
        <Banner tone="info">{t('page.givenUp', { date: formatDate(endedOn ?? ''), reason: endReason })}</Banner>
      )}
      {status === 'closed' && endReason && <Banner tone="info">{t('page.closedWith', { reason: endReason })}</Banner>}
    </>
  )
}
