// The procedures that the process serves, chosen from the catalogue or from the list in use that a decision published. One that neither
// knows (any more) stays by its key. The process takes over what the catalogue knows of a procedure where nothing stands yet.
import { useQuery } from '@tanstack/react-query'
import { BookOpen, X } from 'lucide-react'
import { useState } from 'react'
import { useController, useFormContext } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { api } from '../../../client.ts'
import { listsQuery, procedureListQuery } from '../../../conformity/conformity-queries.ts'
import { IconButton } from '../../../ui/button.tsx'
import { Combobox } from '../../../ui/combobox.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { matchesQuery } from '../../../ui/matches-query.ts'
import { useToast } from '../../../ui/toast.tsx'
import { MarkedField } from '../fields.tsx'
import { takenFrom } from '../model/from-procedure.ts'
import { type EditorValues, isSame } from '../model/values.ts'

const whole = { query: '', field: null, limit: 2_000 }

interface Choice {
  readonly key: string
  readonly name: string
  readonly code: string
  readonly field: string
  /** Null where the catalogue does not know the procedure. */
  readonly procedureId: string | null
}

/** The entries of the newest list that counts. */
function useListed() {
  const lists = useQuery(listsQuery)
  const listId = lists.data?.rows.find(({ struckReason }) => struckReason === null)?.id
  const list = useQuery({ ...procedureListQuery(listId ?? ''), enabled: listId !== undefined })
  return list.data?.entries ?? []
}

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
  const listed = useListed()
  const choices = (found: typeof rows): Choice[] =>
    found.map(({ id, localKey, name, nationalCode, shortCode, field: ofField }) => ({
      key: localKey,
      name,
      code: nationalCode ?? shortCode,
      field: ofField,
      procedureId: id,
    }))
  const inCatalogue = new Set(rows.flatMap(({ localKey, nationalCode }) => [localKey, nationalCode]))
  const others: Choice[] = listed
    .filter(({ key }) => !inCatalogue.has(key))
    .map(({ key, name, field: ofField }) => ({ key, name, code: key, field: ofField, procedureId: null }))
  const items = [
    ...choices(hits.data?.rows ?? []),
    ...others.filter(({ name, code }) => matchesQuery(`${code} ${name}`, query)),
  ].filter(({ key }) => !field.value.includes(key))
  const known = new Map([...others, ...choices(rows)].map((choice) => [choice.key, choice]))
  const chosen = field.value.map((key) => ({ key, found: known.get(key) }))
  /** The box is empty again after each choice. */
  const [turn, setTurn] = useState(0)
  const add = (choice: Choice | null) => {
    if (!choice) return
    field.onChange([...field.value, choice.key])
    setTurn(turn + 1)
    if (choice.procedureId !== null) void takeOver(choice.procedureId)
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
          items={items}
          itemKey={({ key }) => key}
          itemLabel={({ name }) => name}
          onQuery={setQuery}
          renderItem={({ name, code, field: ofField }) => (
            <>
              {name}
              <span className="popup-description">{[code, ofField].filter(Boolean).join(' · ')}</span>
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
                <span className="served-code tabular">{found?.code ?? key}</span>
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
