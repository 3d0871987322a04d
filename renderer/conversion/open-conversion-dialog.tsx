// OpenConversionDialog   { onClose, onOpened }      which instrument is to be replaced by one of which edition, who answers for it, until when
// ChangeConversionDialog { conversion, onClose }    another responsible person, another end
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { draftEditions, type Edition, editions, type InstrumentSummary } from '../../electron/api/conformity.ts'
import type { Conversion } from '../../electron/api/conversions.ts'
import { api } from '../client.ts'
import { conformityAddress } from '../conformity/addresses.ts'
import { instrumentsQuery, staleConformity } from '../conformity/conformity-queries.ts'
import { today } from '../conformity/today.ts'
import { Button } from '../ui/button.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { CancelButton, Dialog } from '../ui/dialog.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Select } from '../ui/select.tsx'
import { TextArea, TextInput } from '../ui/text-input.tsx'

export interface OpenConversionDialogProps {
  onClose: () => void
  onOpened: (conversionId: string) => void
}

const isReplaceable = ({ state, replacedFrom }: InstrumentSummary) =>
  state !== 'draft' && state !== 'discarded' && state !== 'withdrawn' && replacedFrom === null

/** The next edition of which there is a TCVN, else the next one. */
function nextEdition(from: Edition): Edition {
  const later = editions.slice(editions.indexOf(from) + 1)
  return later.find((edition) => !draftEditions.includes(edition)) ?? later[0] ?? from
}

export function OpenConversionDialog({ onClose, onOpened }: OpenConversionDialogProps) {
  const { t } = useTranslation('conversion')
  const list = useQuery(instrumentsQuery(null))
  const rows = (list.data?.rows ?? []).filter(isReplaceable)
  const [chosen, setChosen] = useState<string | null>(null)
  const [typedEdition, setEdition] = useState<Edition | null>(null)
  const [responsible, setResponsible] = useState('')
  const [begunOn, setBegunOn] = useState(today)
  const [plannedEnd, setPlannedEnd] = useState('')
  const [reason, setReason] = useState('')
  const instrument = rows.find(({ id }) => id === chosen) ?? rows.at(-1) ?? null
  const fromEdition = instrument?.edition ?? '2008'
  const toEdition = typedEdition ?? nextEdition(fromEdition)
  if (rows.length === 0 && list.isSuccess) return <FirstInstrumentDialog onClose={onClose} />
  return (
    <FormDialog
      stale={staleConformity}
      title={t('open.title')}
      description={t('open.text')}
      confirm={t('open.confirm')}
      done={t('open.done')}
      fields={['instrumentId', 'toEdition', 'responsible', 'begunOn', 'plannedEnd', 'reason']}
      act={() =>
        api.conversions.open({
          instrumentId: instrument?.id ?? '',
          fromEdition,
          toEdition,
          responsible,
          begunOn,
          plannedEnd,
          reason,
        })
      }
      onDone={({ conversionId }) => onOpened(conversionId)}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Field
            label={t('field.instrumentId')}
            hint={t('open.fromHint', { edition: fromEdition })}
            error={errors.instrumentId}
            required
          >
            <Select
              options={rows.map(({ id, title, edition }) => ({ value: id, label: t('open.option', { title, edition }) }))}
              value={instrument?.id ?? null}
              onValueChange={setChosen}
            />
          </Field>
          <Field
            label={t('field.toEdition')}
            warning={draftEditions.includes(toEdition) ? t('draftEdition') : undefined}
            error={errors.toEdition}
            required
          >
            <Select<Edition>
              options={editions.map((edition) => ({
                value: edition,
                label: t(draftEditions.includes(edition) ? 'standardDraft' : 'standard', { edition }),
              }))}
              value={toEdition}
              onValueChange={setEdition}
            />
          </Field>
          <FormGrid>
            <Field label={t('field.responsible')} error={errors.responsible} required>
              <TextInput maxLength={200} value={responsible} onValueChange={setResponsible} />
            </Field>
            <Field label={t('field.begunOn')} error={errors.begunOn} span={6} required>
              <DateInput value={begunOn} onValueChange={setBegunOn} />
            </Field>
            <Field label={t('field.plannedEnd')} error={errors.plannedEnd} span={6} required>
              <DateInput value={plannedEnd} onValueChange={setPlannedEnd} />
            </Field>
            <Field label={t('field.reason')} hint={t('open.reasonHint')} error={errors.reason} required>
              <TextArea rows={2} maxLength={2_000} value={reason} onValueChange={setReason} />
            </Field>
          </FormGrid>
        </>
      )}
    </FormDialog>
  )
}

/** A plan replaces an instrument: without one there is nothing to fill in yet. */
function FirstInstrumentDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('conversion')
  const [, navigate] = useLocation()
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={t('open.title')}
      footer={
        <>
          <CancelButton>{t('back')}</CancelButton>
          <Button variant="primary" onClick={() => navigate(conformityAddress('instruments'))}>
            {t('open.toInstruments')}
          </Button>
        </>
      }
    >
      {t('open.noInstrument')}
    </Dialog>
  )
}

export function ChangeConversionDialog({ conversion, onClose }: { conversion: Conversion; onClose: () => void }) {
  const { t } = useTranslation('conversion')
  const [responsible, setResponsible] = useState(conversion.responsible)
  const [plannedEnd, setPlannedEnd] = useState(conversion.plannedEnd)
  const [reason, setReason] = useState(conversion.reason)
  return (
    <FormDialog
      stale={staleConformity}
      title={t('change.title')}
      confirm={t('save')}
      done={t('change.done')}
      fields={['responsible', 'plannedEnd', 'reason']}
      act={() => api.conversions.change({ conversionId: conversion.id, responsible, plannedEnd, reason })}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('field.responsible')} error={errors.responsible} span={8} required>
            <TextInput maxLength={200} value={responsible} onValueChange={setResponsible} />
          </Field>
          <Field label={t('field.plannedEnd')} error={errors.plannedEnd} span={4} required>
            <DateInput value={plannedEnd} onValueChange={setPlannedEnd} />
          </Field>
          <Field label={t('field.reason')} error={errors.reason} required>
            <TextArea rows={2} maxLength={2_000} value={reason} onValueChange={setReason} />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}
