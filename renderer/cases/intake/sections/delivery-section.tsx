// How the case came and how its result goes back, the book it is entered in, and the hour of receipt where it is not now (cases written
// on paper during an outage). Everything has a usual value: most days nobody touches this part.
import { useQuery } from '@tanstack/react-query'
import { History, TimerReset } from 'lucide-react'
import { memo, useEffect } from 'react'
import { useFormContext, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { systemClock, toInstant } from '../../../../db/model/clock.ts'
import { instantToLocal, isLocalDateTime } from '../../../../db/model/local-time.ts'
import { channels, type ReturnMethod, returnMethods } from '../../../../electron/api/cases.ts'
import { api } from '../../../client.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { TextInput } from '../../../ui/text-input.tsx'
import { Cell, FormText, useFormField } from '../fields.tsx'
import { useIntake } from '../intake-context.ts'
import type { IntakeValues } from '../model/values.ts'
import { useDebounced } from '../use-debounced.ts'
import { DateTimeField } from './date-time-field.tsx'
import { SectionCard } from './section-card.tsx'

export const DeliverySection = memo(function DeliverySection() {
  const { t } = useTranslation('intake')
  const { isStub } = useIntake().desk
  const channel = useFormField('channel')
  return (
    <SectionCard title={t('delivery.title')} shortcut="Alt+5" field="channel">
      <div className="intake-columns">
        <Cell name="channel" span={6} narrow={12}>
          <Field label={t('delivery.channel')} group>
            <RadioGroup
              ref={channel.ref}
              look="segmented"
              options={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
              value={channel.value}
              onValueChange={channel.onValueChange}
            />
          </Field>
        </Cell>
        {!isStub && <ReceivedAt />}
        <ReturnFields />
        <BookFields />
      </div>
    </SectionCard>
  )
})

function ReturnFields() {
  const { t } = useTranslation('intake')
  const form = useFormContext<IntakeValues>()
  const { habits } = useIntake()
  const method = useFormField('returnMethod')

  const usualPlace = (of: ReturnMethod): string => {
    if (of === 'desk') return habits.deskName
    if (of === 'online') return ''
    const { hasCollector, collector, applicant } = form.getValues()
    return hasCollector && collector.person.address !== '' ? collector.person.address : applicant.address
  }
  const choose = (next: ReturnMethod) => {
    const place = form.getValues('returnPlace')
    if (place === '' || place === usualPlace(method.value)) form.setValue('returnPlace', usualPlace(next))
    method.onValueChange(next)
  }
  return (
    <>
      <Cell name="returnMethod" span={6} narrow={12}>
        <Field label={t('delivery.returnMethod')} group>
          <RadioGroup
            ref={method.ref}
            look="segmented"
            options={returnMethods.map((value) => ({ value, label: t(`returnMethod.${value}`) }))}
            value={method.value}
            onValueChange={choose}
          />
        </Field>
      </Cell>
      <FormText
        name="returnPlace"
        label={t('delivery.returnPlace')}
        span={6}
        narrow={12}
        input={{ maxLength: 300, placeholder: t(`returnPlacePlaceholder.${method.value}`) }}
      />
    </>
  )
}

function BookFields() {
  const { t } = useTranslation('intake')
  const form = useFormContext<IntakeValues>()
  const [typedBook, serialIsOwn, typedTime] = useWatch<IntakeValues, ['book', 'serialIsOwn', 'receivedAt']>({
    name: ['book', 'serialIsOwn', 'receivedAt'],
  })
  // A paper case of last year goes into last year's book.
  const receivedAt = typedTime !== null && isLocalDateTime(typedTime) ? typedTime : null
  const book = useDebounced(typedBook.trim(), 300)
  const suggestion = useQuery({
    queryKey: ['cases.suggestSerial', { book, year: receivedAt?.slice(0, 4) }],
    queryFn: () => api.cases.suggestSerial({ book, receivedAt }),
    enabled: !serialIsOwn,
  })
  const isAutomatic = suggestion.data?.isAutomatic ?? false
  const suggested = book === '' ? null : (suggestion.data?.serial ?? null)
  useEffect(() => {
    if (!serialIsOwn) form.setValue('serial', suggested, { shouldValidate: true })
  }, [serialIsOwn, suggested, form])
  return (
    <>
      <WholeNumberField name="setCount" label={t('delivery.setCount')} maxLength={2} unit={t('delivery.setUnit')} />
      {isAutomatic ? (
        <Cell name="book" span={8} narrow={8}>
          <Field label={t('delivery.register')} group error={form.formState.errors.book?.message}>
            <p>{t('delivery.automatic')}</p>
          </Field>
        </Cell>
      ) : (
        <>
          <FormText name="book" label={t('delivery.book')} span={4} narrow={4} input={{ maxLength: 20, code: true }} />
          <WholeNumberField
            name="serial"
            label={t('delivery.serial')}
            maxLength={7}
            onTyped={() => form.setValue('serialIsOwn', true)}
          />
        </>
      )}
    </>
  )
}

interface WholeNumberFieldProps {
  name: 'setCount' | 'serial'
  label: string
  maxLength: number
  unit?: string
  onTyped?: () => void
}

/** A number of a few digits, null when empty; written without a separator, as in the book. */
function WholeNumberField({ name, label, maxLength, unit, onTyped }: WholeNumberFieldProps) {
  const { value, onValueChange, onBlur, ref, error } = useFormField(name)
  return (
    <Cell name={name} span={4} narrow={4}>
      <Field label={label} error={error}>
        <TextInput
          ref={ref}
          code
          inputMode="numeric"
          maxLength={maxLength}
          unit={unit}
          value={value ?? ''}
          onValueChange={(typed) => {
            onTyped?.()
            onValueChange(Number(typed.replace(/\D/g, '')) || null)
          }}
          onBlur={onBlur}
        />
      </Field>
    </Cell>
  )
}

function ReceivedAt() {
  const { t } = useTranslation('intake')
  const { goTo } = useIntake()
  const { value, onValueChange } = useFormField('receivedAt')
  const now = () => instantToLocal(toInstant(systemClock.nowMs()))
  if (value === null) {
    return (
      <Cell name="receivedAt" span={6} narrow={12}>
        <Field label={t('delivery.receivedAt')} group>
          <div className="intake-now">
            <span>{t('delivery.now')}</span>
            <Button
              size="small"
              variant="quiet"
              icon={History}
              onClick={() => {
                onValueChange(now())
                goTo('receivedAt')
              }}
            >
              {t('delivery.earlier')}
            </Button>
          </div>
        </Field>
      </Cell>
    )
  }
  const backToNow = () => {
    onValueChange(null)
    goTo('receivedAt')
  }
  return (
    <Cell name="receivedAt" span={6} narrow={12}>
      <DateTimeField
        name="receivedAt"
        label={t('delivery.receivedAt')}
        hint={t('delivery.receivedHint')}
        usualTime={now().slice(11)}
        max={now().slice(0, 10)}
        action={<IconButton icon={TimerReset} label={t('delivery.backToNow')} onClick={backToNow} />}
      />
    </Cell>
  )
}
