// RegisterSettingsDialog { settings, fields, onClose }: who gives the numbers, and which groups of fields have books of their own.
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RegisterSettings } from '../../electron/api/register.ts'
import { api } from '../client.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { TextArea, TextInput } from '../ui/text-input.tsx'
import { useToast } from '../ui/toast.tsx'

interface Group {
  readonly key: number
  readonly code: string
  readonly name: string
  /** One a line, as typed. */
  readonly fields: string
}

interface RegisterSettingsDialogProps {
  settings: RegisterSettings
  fields: readonly string[]
  onClose: () => void
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

export function RegisterSettingsDialog({ settings, fields, onClose }: RegisterSettingsDialogProps) {
  const { t } = useTranslation('register')
  const toast = useToast()
  const [isAutomatic, setAutomatic] = useState(settings.isAutomatic)
  const [groups, setGroups] = useState<readonly Group[]>(() =>
    settings.groups.map((group, key) => ({ key, code: group.code, name: group.name, fields: group.fields.join('\n') })),
  )
  const change = (key: number, next: Partial<Group>) =>
    setGroups(groups.map((one) => (one.key === key ? { ...one, ...next } : one)))
  const known = new Set(fields.map((field) => field.toLocaleLowerCase('vi')))
  const unknownOf = (group: Group) => linesOf(group.fields).filter((field) => !known.has(field.toLocaleLowerCase('vi')))
  return (
    <FormDialog
      size="wide"
      stale={[['register']]}
      title={t('settingsDialog.title')}
      description={t('settingsDialog.text')}
      confirm={t('settingsDialog.confirm')}
      act={async () => {
        const given = groups.map(({ code, name, fields: typed }) => ({ code, name, fields: linesOf(typed) }))
        await api.register.configure({ isAutomatic, groups: given })
      }}
      onDone={() => toast.show({ title: t('settingsDialog.done') })}
      onClose={onClose}
    >
      {(errors) => (
        <div className="register-groups">
          <Field label={t('automatic')} hint={t('settingsDialog.automaticHint')} hideLabel group>
            <Checkbox label={t('settingsDialog.automatic')} checked={isAutomatic} onCheckedChange={setAutomatic} />
          </Field>
          <Field label={t('settingsDialog.groups')} hint={t('settingsDialog.groupsHint')} error={errors.groups} group>
            <div className="register-groups">
              {groups.map((group, index) => {
                const unknown = unknownOf(group)
                return (
                  <div key={group.key} className="register-group">
                    <FormGrid>
                      <Field
                        label={t('settingsDialog.code')}
                        hint={t('settingsDialog.codeHint')}
                        error={errors[`groups.${index}.code`] && t('settingsDialog.wrongCode')}
                        span={3}
                        required
                      >
                        <TextInput
                          maxLength={8}
                          value={group.code}
                          onValueChange={(code) => change(group.key, { code: code.toUpperCase() })}
                        />
                      </Field>
                      <Field label={t('settingsDialog.name')} error={errors[`groups.${index}.name`]} span={8} required>
                        <TextInput maxLength={200} value={group.name} onValueChange={(name) => change(group.key, { name })} />
                      </Field>
                      <Field
                        label={t('settingsDialog.fields')}
                        error={errors[`groups.${index}.fields`]}
                        warning={unknown.length > 0 ? t('settingsDialog.unknown', { names: unknown.join(', ') }) : undefined}
                        required
                      >
                        <TextArea rows={2} value={group.fields} onValueChange={(typed) => change(group.key, { fields: typed })} />
                      </Field>
                    </FormGrid>
                    <Button
                      size="small"
                      variant="quiet"
                      icon={Trash2}
                      onClick={() => setGroups(groups.filter(({ key }) => key !== group.key))}
                    >
                      {t('settingsDialog.remove', { name: group.name })}
                    </Button>
                  </div>
                )
              })}
              <p>
                <Button
                  icon={Plus}
                  onClick={() =>
                    setGroups([
                      ...groups,
                      { key: Math.max(-1, ...groups.map(({ key }) => key)) + 1, code: '', name: '', fields: '' },
                    ])
                  }
                >
                  {t('settingsDialog.add')}
                </Button>
              </p>
            </div>
          </Field>
        </div>
      )}
    </FormDialog>
  )
}
