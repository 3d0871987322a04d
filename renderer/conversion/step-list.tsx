// StepList { conversion, onShow(tab) }: the steps in the order of the law, what fulfils each, and what can be done for it.
import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { InstrumentKind } from '../../electron/api/conformity.ts'
import { type Conversion, type ConversionStep, type EntryStep, entrySteps } from '../../electron/api/conversions.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { api } from '../client.ts'
import { staleConformity } from '../conformity/conformity-queries.ts'
import { formatDate } from '../format.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { StepDialog } from './step-dialog.tsx'

const icons = { done: CircleCheck, open: CircleAlert, none: CircleDashed } as const
const isEntry = (step: ConversionStep): step is EntryStep => entrySteps.some((entry) => entry === step)

export interface StepListProps {
  conversion: Conversion
  onShow: (tab: 'gaps' | 'documents') => void
}

export function StepList({ conversion, onShow }: StepListProps) {
  const { t } = useTranslation('conversion')
  const [, navigate] = useLocation()
  const mayManage = usePermission('conformity.manage') && conversion.status === 'open'
  const [recording, setRecording] = useState<EntryStep | null>(null)
  const [isDrafting, setDrafting] = useState(false)
  const { documents, counts, draft, fresh } = conversion
  const action = (step: ConversionStep): ReactNode => {
    if (step === 'gaps') return <Button onClick={() => onShow('gaps')}>{t('page.gaps')}</Button>
    if (step === 'documents') return <Button onClick={() => onShow('documents')}>{t('page.documents')}</Button>
    if (isEntry(step)) {
      return (
        mayManage && (
          <Button aria-label={t('entry.buttonOf', { step: t(`step.${step}`) })} onClick={() => setRecording(step)}>
            {t('entry.button')}
          </Button>
        )
      )
    }
    return (
      step === 'instrument' &&
      mayManage &&
      fresh === null &&
      draft === null && <Button onClick={() => setDrafting(true)}>{t('replacement.button')}</Button>
    )
  }
  const detail = (step: ConversionStep): ReactNode => {
    if (step === 'gaps') return t('step.gapsText', { ...counts })
    if (step === 'documents') {
      const issued = documents.filter(({ state }) => state === 'issued').length
      if (documents.length === 0 && counts.assessed < counts.clauses) return t('step.documentsUnknown')
      const exempt = documents.filter(({ state }) => state === 'exempt').length
      return t('step.documentsText', { issued, exempt, total: documents.length })
    }
    if (isEntry(step)) return <Entries conversion={conversion} step={step} />
    if (step === 'instrument') {
      const known = fresh ?? draft
      if (known === null) return t('step.instrumentText', { edition: conversion.toEdition })
      return (
        <Link href={routes.instrument(known.id)}>{fresh ? known.title : t('replacement.draft', { title: known.title })}</Link>
      )
    }
    return <Link href={routes.instrument(conversion.instrumentId)}>{conversion.instrument}</Link>
  }
  const next = conversion.status === 'open' ? conversion.steps.find(({ state }) => state === 'open')?.step : undefined
  return (
    <div className="conversion-scroll">
      <Card title={t('page.steps')}>
        <ol className="conversion-steps">
          {conversion.steps.map(({ step, state, on }) => (
            <li key={step}>
              <span className={`conversion-${state}`}>
                <Icon of={icons[state]} />
              </span>
              <span className="conversion-step">
                <span>
                  <span className="conversion-name">{t(`step.${step}`)}</span>{' '}
                  <span className={state === 'open' ? 'conversion-open' : 'conversion-soft'}>
                    {on === null ? t(`stepState.${step === next ? 'next' : state}`) : t('stepState.on', { date: formatDate(on) })}
                  </span>
                </span>
                <span className="conversion-detail">{detail(step)}</span>
              </span>
              {action(step) || <span />}
            </li>
          ))}
        </ol>
      </Card>
      <Card title={t('field.reason')}>
        <p>{conversion.reason}</p>
      </Card>
      {recording && <StepDialog conversion={conversion} step={recording} onClose={() => setRecording(null)} />}
      {isDrafting && (
        <ReplacementDialog
          conversion={conversion}
          onClose={() => setDrafting(false)}
          onDrafted={(id) => navigate(routes.instrument(id))}
        />
      )}
    </div>
  )
}

function Entries({ conversion, step }: { conversion: Conversion; step: EntryStep }) {
  const { t } = useTranslation('conversion')
  const entries = conversion.entries.filter((entry) => entry.step === step)
  if (entries.length === 0) return t(`step.${step}Text`)
  return entries.map(({ actId, on, number, conclusion, file, justification, staffName }) => (
    <span key={actId} className="conversion-step">
      <span>{[formatDate(on), number, conclusion, file, staffName].filter(Boolean).join(' · ')}</span>
      {justification && <span>{t('entry.justified', { reason: justification })}</span>}
    </span>
  ))
}

interface ReplacementDialogProps {
  conversion: Conversion
  onClose: () => void
  onDrafted: (instrumentId: string) => void
}

function ReplacementDialog({ conversion, onClose, onDrafted }: ReplacementDialogProps) {
  const { t } = useTranslation('conversion')
  const [kind, setKind] = useState<InstrumentKind>('declaration')
  const [title, setTitle] = useState('')
  return (
    <FormDialog
      stale={staleConformity}
      title={t('replacement.title', { instrument: conversion.instrument })}
      description={t('replacement.text', { edition: conversion.toEdition })}
      confirm={t('replacement.confirm')}
      done={t('replacement.done')}
      fields={['title']}
      act={() => api.conversions.draftReplacement({ conversionId: conversion.id, kind, title })}
      onDone={({ instrumentId }) => onDrafted(instrumentId)}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Field group label={t('conformity:field.kind')}>
            <RadioGroup<InstrumentKind>
              options={(['declaration', 'certificate'] as const).map((value) => ({
                value,
                label: t(`conformity:kind.${value}`),
                description: t(`conformity:kindText.${value}`),
              }))}
              value={kind}
              onValueChange={setKind}
            />
          </Field>
          <Field label={t('conformity:field.title')} hint={t('replacement.titleHint')} error={errors.title} required>
            <TextInput maxLength={200} value={title} onValueChange={setTitle} />
          </Field>
        </>
      )}
    </FormDialog>
  )
}
