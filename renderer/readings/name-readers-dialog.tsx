// NameReadersDialog { versionId, known, onClose }: who has to read a version: people of the office, ticked, and others by name, one a line. Who had to
// read the version before is proposed.
import '../copies/copies.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../electron/api/contract.ts'
import type { DocumentReader } from '../../electron/api/readings.ts'
import { api } from '../client.ts'
import { readerChoicesQuery } from '../copies/copy-queries.ts'
import { staleDocuments } from '../documents/document-queries.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { TextArea } from '../ui/text-input.tsx'
import { parseReaders, readerLine } from './reader-lines.ts'

interface NameReadersDialogProps {
  versionId: string
  /** Who has been named already. */
  known: readonly DocumentReader[]
  onClose: () => void
}

export function NameReadersDialog(props: NameReadersDialogProps) {
  const choices = useQuery(readerChoicesQuery(props.versionId))
  if (choices.isPending) return null
  return <LoadedDialog {...props} choices={choices.data ?? { staff: [], earlier: [] }} />
}

function LoadedDialog({
  versionId,
  known,
  onClose,
  choices,
}: NameReadersDialogProps & { choices: OutputOf<'readings.getChoices'> }) {
  const { t } = useTranslation('readings')
  const named = new Set(known.map(({ staffId, name }) => staffId ?? name))
  const staff = choices.staff.filter(({ staffId }) => !named.has(staffId))
  const earlier = choices.earlier.filter(({ staffId, name }) => !named.has(staffId ?? name))
  const [ticked, setTicked] = useState<ReadonlySet<string>>(
    () => new Set(earlier.flatMap(({ staffId }) => (staffId === null ? [] : [staffId]))),
  )
  const [others, setOthers] = useState(() =>
    earlier
      .filter(({ staffId }) => staffId === null)
      .map(readerLine)
      .join('\n'),
  )
  const chosen = staff.filter(({ staffId }) => ticked.has(staffId))
  const readers = [...chosen, ...parseReaders(others).map((person) => ({ staffId: null, ...person }))]
  const tick = (staffId: string, isTicked: boolean) => {
    const next = new Set(ticked)
    if (isTicked) next.add(staffId)
    else next.delete(staffId)
    setTicked(next)
  }
  return (
    <FormDialog
      stale={staleDocuments}
      title={t('name.title')}
      description={earlier.length > 0 ? t('name.proposed') : t('name.text')}
      confirm={t('name.confirm', { count: readers.length })}
      done={t('name.done', { count: readers.length })}
      size="wide"
      act={() => api.readings.name({ versionId, readers })}
      onClose={onClose}
    >
      {(errors) => {
        const wrong = Object.keys(errors).find((path) => path === 'readers' || path.startsWith('readers.'))
        return (
          <>
            {staff.length > 0 && (
              <Field group label={t('name.staff')}>
                <div className="copies-people">
                  {staff.map(({ staffId, name, position }) => (
                    <Checkbox
                      key={staffId}
                      label={name}
                      description={position || undefined}
                      checked={ticked.has(staffId)}
                      onCheckedChange={(isTicked) => tick(staffId, isTicked)}
                    />
                  ))}
                </div>
              </Field>
            )}
            {staff.length > 1 && (
              <p>
                <Button size="small" onClick={() => setTicked(new Set(staff.map(({ staffId }) => staffId)))}>
                  {t('name.all')}
                </Button>
              </p>
            )}
            <Field label={t('name.others')} hint={t('name.othersHint')} error={wrong && errors[wrong]}>
              <TextArea rows={3} maxLength={40_000} value={others} onValueChange={setOthers} />
            </Field>
          </>
        )
      }}
    </FormDialog>
  )
}
