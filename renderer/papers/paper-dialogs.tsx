// Small acts upon a scan and upon a component.
//   DescribeScanDialog { scan, onClose }    what paper it is, how long it holds
//   TakeOffDialog { scan, onClose }         off its case, with a reason
//   NotScannedDialog { place, onClose }     why a paper is not scanned, or that it is
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { notScannedReasons, type Scan } from '../../electron/api/papers.ts'
import { api } from '../client.ts'
import { Field } from '../ui/field.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { TextArea } from '../ui/text-input.tsx'
import { PaperFields } from './paper-fields.tsx'
import { PaperForm } from './paper-form.tsx'
import type { PaperPlace } from './papers-card.tsx'

export function DescribeScanDialog({ scan, onClose }: { scan: Scan; onClose: () => void }) {
  const { t } = useTranslation('papers')
  const [fields, setFields] = useState({
    title: scan.title,
    issuedOn: scan.issuedOn ?? '',
    validUntil: scan.validUntil ?? '',
  })
  return (
    <PaperForm
      title={t('describe.title')}
      confirm={t('save')}
      done={t('describe.done')}
      act={() =>
        api.papers.describe({
          scanId: scan.id,
          title: fields.title,
          issuedOn: fields.issuedOn || null,
          validUntil: fields.validUntil || null,
        })
      }
      onClose={onClose}
    >
      {(errors) => <PaperFields fields={fields} errors={errors} onChange={setFields} />}
    </PaperForm>
  )
}

export function TakeOffDialog({ scan, onClose }: { scan: Scan; onClose: () => void }) {
  const { t } = useTranslation('papers')
  const [reason, setReason] = useState('')
  return (
    <PaperForm
      title={t('takeOff.title', { title: scan.title })}
      description={t('takeOff.text')}
      confirm={t('takeOff.confirm')}
      done={t('takeOff.done')}
      danger
      act={() => api.papers.takeOff({ scanId: scan.id, reason })}
      onClose={onClose}
    >
      {(errors) => (
        <Field label={t('field.reason')} error={errors.reason} required>
          <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
        </Field>
      )}
    </PaperForm>
  )
}

export function NotScannedDialog({ place, onClose }: { place: PaperPlace; onClose: () => void }) {
  const { t } = useTranslation('papers')
  const [chosen, setChosen] = useState<(typeof notScannedReasons)[number] | 'scanned'>(place.notScanned ?? 'scanned')
  return (
    <PaperForm
      title={t('notScanned.title', { name: place.name })}
      description={t('notScanned.text')}
      confirm={t('save')}
      done={t('notScanned.done')}
      act={() =>
        api.papers.markNotScanned({
          caseId: place.caseId,
          component: place.component,
          reason: chosen === 'scanned' ? null : chosen,
        })
      }
      onClose={onClose}
    >
      {() => (
        <Field label={t('notScanned.label')} group>
          <RadioGroup
            value={chosen}
            onValueChange={setChosen}
            options={[
              { value: 'scanned' as const, label: t('notScanned.scanned') },
              ...notScannedReasons.map((value) => ({
                value,
                label: t(`notScanned.${value}`),
                description: t(`notScannedText.${value}`),
              })),
            ]}
          />
        </Field>
      )}
    </PaperForm>
  )
}
