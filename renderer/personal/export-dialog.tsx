// ExportDialog { personId, personName, onClose }: all that is held on a person into a file, on a stated ground, with how far it has come
// and the way to call it off.
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { personKinds } from '../../electron/api/people.ts'
import { holdingColumns, holdingSheets } from '../../electron/api/personal.ts'
import { api } from '../client.ts'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Progress } from '../ui/progress.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { useToast } from '../ui/toast.tsx'
import { useProgress } from '../use-progress.ts'

/** The words that the tables are made of, by their keys. */
function wordsOf(t: TFunction): Record<string, string> {
  const groups: readonly (readonly [name: string, path: string])[] = [
    ['role', 'personal:role'],
    ['look', 'personal:look'],
    ['status', 'cases:status'],
    ['fact', 'cases:person'],
    ['idKind', 'cases:idKind'],
    ['sex', 'cases:sex'],
    ['print', 'forms:kind'],
  ]
  const words: Record<string, string> = { fileName: t('personal:export.fileName'), scanFolder: t('personal:export.scanFolder') }
  for (const sheet of holdingSheets) words[`sheet.${sheet}`] = t(`personal:export.sheet.${sheet}`)
  for (const column of holdingColumns) words[`column.${column}`] = t(`personal:export.column.${column}`)
  for (const kind of personKinds) words[`kind.${kind}`] = t(`personal:kind.${kind}`)
  for (const [name, path] of groups) {
    const texts = t(path as 'common:ok', { returnObjects: true }) as unknown as Readonly<Record<string, unknown>>
    for (const [key, text] of Object.entries(texts)) if (typeof text === 'string') words[`${name}.${key}`] = text
  }
  return words
}

interface ExportDialogProps {
  personId: string
  personName: string
  onClose: () => void
}

export function ExportDialog({ personId, personName, onClose }: ExportDialogProps) {
  const { t } = useTranslation('personal')
  const { t: anyText } = useTranslation()
  const toast = useToast()
  const [ground, setGround] = useState('')
  const [isRunning, setRunning] = useState(false)
  const { value, cancel } = useProgress('personal.export', isRunning)
  const save = async () => {
    setRunning(true)
    try {
      return await api.personal.export({ personId, ground, words: wordsOf(anyText as TFunction) })
    } finally {
      setRunning(false)
    }
  }
  return (
    <FormDialog
      title={t('export.title', { name: personName })}
      description={t('export.text')}
      confirm={t('export.confirm')}
      stale={[['personal.listLooks']]}
      act={save}
      onDone={({ fileName, scans, missing }) => {
        if (fileName === null) return
        toast.show({
          title: t('export.done', { fileName }),
          description: missing > 0 ? t('export.missing', { count: missing }) : t('export.scans', { count: scans }),
          tone: missing > 0 ? 'warn' : 'success',
        })
      }}
      onClose={() => {
        cancel()
        onClose()
      }}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('export.ground')} hint={t('export.groundHint')} error={errors.ground} required>
            <TextInput maxLength={300} value={ground} onValueChange={setGround} />
          </Field>
          {isRunning && value !== undefined && <Progress label={t('export.progress')} value={value} />}
        </FormGrid>
      )}
    </FormDialog>
  )
}
