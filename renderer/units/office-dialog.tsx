// OfficeDialog { onClose }: the office itself gets another name, is merged with others or is split. What stands on its papers from that day on
// is entered here; papers of earlier days keep what they bore.
import './units.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../electron/api/contract.ts'
import type { UnitChangeKind } from '../../electron/api/units.ts'
import { api } from '../client.ts'
import { today } from '../documents/control/days.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { atLeast, DateAndGround, KindField, NameRows } from './change-fields.tsx'

type Office = OutputOf<'people.getOffice'>

export function OfficeDialog({ onClose }: { onClose: () => void }) {
  const office = useQuery({ queryKey: ['people.getOffice'], queryFn: () => api.people.getOffice({}) })
  return office.data ? <OfficeForm office={office.data} onClose={onClose} /> : null
}

function OfficeForm({ office, onClose }: { office: Office; onClose: () => void }) {
  const { t } = useTranslation('units')
  const { governingBody, deskName, place } = office.settings
  const [kind, setKind] = useState<UnitChangeKind>('renamed')
  const [said, setSaid] = useState({ on: today(), ground: '' })
  const [heading, setHeading] = useState({ name: office.name, governingBody, deskName, place })
  const [code, setCode] = useState('')
  const [others, setOthers] = useState<string[]>([''])
  const [movesOpen, setMovesOpen] = useState(true)
  return (
    <FormDialog
      size="wide"
      stale={[['units.list'], ['people.getOffice'], ['app.getStatus'], ['cases.list'], ['cases.get']]}
      title={t('office.add')}
      description={t('office.text', { name: office.name })}
      confirm={t('save')}
      done={t('saved')}
      act={() => api.units.changeOffice({ kind, ...said, heading, code, others: kind === 'renamed' ? [] : others, movesOpen })}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <KindField kind={kind} onChange={setKind} />
          <FormGrid>
            <DateAndGround {...said} errors={errors} onChange={(next) => setSaid({ ...said, ...next })} />
            <Field
              label={t('office.name')}
              error={errors['heading.name'] ?? errors['to.0']}
              span={kind === 'renamed' ? 12 : 8}
              required
            >
              <TextInput maxLength={200} value={heading.name} onValueChange={(name) => setHeading({ ...heading, name })} />
            </Field>
            {kind !== 'renamed' && (
              <Field label={t('office.code')} error={errors.code} span={4} required>
                <TextInput code maxLength={20} value={code} onValueChange={setCode} />
              </Field>
            )}
            <Field label={t('office.governingBody')} error={errors['heading.governingBody']}>
              <TextInput
                maxLength={200}
                value={heading.governingBody}
                onValueChange={(text) => setHeading({ ...heading, governingBody: text })}
              />
            </Field>
            <Field label={t('office.deskName')} error={errors['heading.deskName']} span={8} required>
              <TextInput
                maxLength={200}
                value={heading.deskName}
                onValueChange={(text) => setHeading({ ...heading, deskName: text })}
              />
            </Field>
            <Field label={t('office.place')} error={errors['heading.place']} span={4} required>
              <TextInput
                maxLength={100}
                value={heading.place}
                onValueChange={(text) => setHeading({ ...heading, place: text })}
              />
            </Field>
          </FormGrid>
          {kind !== 'renamed' && (
            <>
              <NameRows
                label={t(kind === 'merged' ? 'office.mergedWith' : 'office.splitInto')}
                names={atLeast(others, others.length)}
                onChange={setOthers}
                errorOf={(index) => errors[`${kind === 'merged' ? 'from' : 'to'}.${index + 1}`]}
                many
              />
              <Checkbox
                label={t('office.movesOpen')}
                description={t('office.movesOpenText')}
                checked={movesOpen}
                onCheckedChange={setMovesOpen}
              />
            </>
          )}
        </>
      )}
    </FormDialog>
  )
}
