// The procedures that the process serves, chosen from the catalogue. One that the catalogue does not know (any more) stays by its key. The
// process takes over what the catalogue knows of a procedure where nothing stands yet.
import { useQuery } from '@tanstack/react-query'
import { BookOpen, X } from 'lucide-react'
import { useState } from 'react'
import { useController, useFormContext } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { ProcedureSummary } from '../../../../electron/api/procedures.ts'
import { api } from '../../../client.ts'
import { IconButton } from '../../../ui/button.tsx'
import { Combobox } from '../../../ui/combobox.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { MarkedField } from '../fields.tsx'
import { takenFrom } from '../model/from-procedure.ts'
import { type EditorValues, isSame } from '../model/values.ts'

const whole = { query: '', field: null, limit: 2_000 }

export function ProceduresSection() {
  const { t } = useTranslation('process-editor')
  const toast = useToast()
  const { field } = useController<EditorValues, 'procedures'>({ name: 'procedures' })
  const { getValues, setValue } = useFormContext<EditorValues>()
  const catalogue = useQuery({ queryKey: ['procedures.list', whole], queryFn: () => api.procedures.list(whole) })
  const rows = catalogue.data?.rows ?? []
  // Asked of the program, which puts first what the words name: the list here would stand in the order of the alphabet.
  const [query, setQuery] = useState('')
  const asked = { ...whole, query }
  const hits = useQuery({
    queryKey: ['procedures.list', asked],
    queryFn: () => api.procedures.list(asked),
    placeholderData: (last) => last,
  })
  const chosen = field.value.map((key) => ({ key, found: rows.find(({ localKey }) => localKey === key) }))
  /** The box is empty again after each choice. */
  const [turn, setTurn] = useState(0)
  const add = (procedure: ProcedureSummary | null) => {
    if (!procedure) return
    field.onChange([...field.value, procedure.localKey])
    setTurn(turn + 1)
    void takeOver(procedure.id)
  }
  const put = (values: Partial<EditorValues>) => {
    for (const [key, value] of Object.entries(values)) {
      setValue(key as keyof EditorValues, value as EditorValues[keyof EditorValues], { shouldDirty: true })
    }
  }
  async function takeOver(procedureId: string) {
    // Without it the link stands all the same, and what is empty is typed.
    const procedure = await api.procedures.get({ procedureId }).catch(() => null)
    if (!procedure) return
    const now = getValues()
    const { values, parts } = takenFrom(procedure.content, now)
    if (parts.length === 0) return
    const before = Object.fromEntries(Object.keys(values).map((key) => [key, now[key as keyof EditorValues]]))
    put(values)
    const undo = () => {
      const later = getValues()
      // What was changed since then is somebody's own work.
      const untouched = Object.entries(values).filter(([key, value]) => isSame(later[key as keyof EditorValues], value))
      put(Object.fromEntries(untouched.map(([key]) => [key, before[key]])))
    }
    toast.show({
      title: t('procedures.taken'),
      description: parts.map((part) => t(`procedures.part.${part}`)).join(', '),
      action: { label: t('undo'), onAction: undo },
    })
  }
  const remove = (key: string) => {
    const before = field.value
    field.onChange(before.filter((other) => other !== key))
    toast.show({
      tone: 'info',
      title: t('procedures.removed'),
      action: { label: t('undo'), onAction: () => field.onChange(before) },
    })
  }
  return (
    <>
      <MarkedField at="procedures" label={t('procedures.add')} hint={t('procedures.hint')}>
        <Combobox
          key={turn}
          items={(hits.data?.rows ?? []).filter(({ localKey }) => !field.value.includes(localKey))}
          itemKey={({ localKey }) => localKey}
          itemLabel={({ name }) => name}
          onQuery={setQuery}
          renderItem={({ name, nationalCode, shortCode, field: ofField }) => (
            <>
              {name}
              <span className="popup-description">{[nationalCode ?? shortCode, ofField].join(' · ')}</span>
            </>
          )}
          value={null}
          onValueChange={add}
          loading={hits.isPending || hits.isPlaceholderData}
          icon={BookOpen}
          ref={field.ref}
        />
      </MarkedField>
      {chosen.length === 0 ? (
        <EmptyState icon={BookOpen} title={t('procedures.none')}>
          {t('procedures.noneText')}
        </EmptyState>
      ) : (
        <ul className="served">
          {chosen.map(({ key, found }) => (
            <li key={key}>
              <span className="served-words">
                <span>{found?.name ?? t('procedures.unknown')}</span>
                <span className="served-code tabular">{found ? (found.nationalCode ?? found.shortCode) : key}</span>
              </span>
              <IconButton
                size="small"
                icon={X}
                label={t('procedures.remove', { name: found?.name ?? key })}
                onClick={() => remove(key)}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
