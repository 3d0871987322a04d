// PairDialog { pair, onClose }: two records side by side; where they differ a person chooses what stays. Nothing is thrown away: each case
// keeps what it was given on its day, and the merge can be taken back while nothing new has been recorded.
import './pair-dialog.css'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { UserX } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonDetails } from '../../electron/api/people.ts'
import type { LikelyPair } from '../../electron/api/persons.ts'
import { api } from '../client.ts'
import { failureText } from '../failures.ts'
import { formatDate, formatInstant } from '../format.ts'
import { Button } from '../ui/button.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { useToast } from '../ui/toast.tsx'

export const stalePersons = [
  ['persons.findPairs'],
  ['persons.listMerges'],
  ['people.findPersons'],
  ['cases.list'],
  ['cases.get'],
] as const

type Side = 'one' | 'other'

/** In the order in which a person compares them; the kind of number goes with the number. */
const compared = [
  'fullName',
  'idNumber',
  'birthDate',
  'sex',
  'phone',
  'email',
  'address',
  'cardAddress',
  'taxNumber',
  'representative',
] as const satisfies readonly (keyof PersonDetails)[]
type Compared = (typeof compared)[number]

const isSame = (one: PersonDetails, other: PersonDetails, field: Compared): boolean =>
  one[field] === other[field] && (field !== 'idNumber' || one.idKind === other.idKind)

export function PairDialog({ pair, onClose }: { pair: LikelyPair; onClose: () => void }) {
  const { t } = useTranslation('persons')
  const toast = useToast()
  const queries = useQueryClient()
  const { one, other } = pair
  // The record with more cases is the one that people know.
  const [kept, setKept] = useState<Side>(other.caseCount > one.caseCount ? 'other' : 'one')
  const [picked, setPicked] = useState<Partial<Record<Compared, Side>>>({})
  const apart = useMutation({
    mutationFn: () => api.persons.keepApart({ oneId: one.id, otherId: other.id }),
    onSuccess: async () => {
      await Promise.all(stalePersons.map((queryKey) => queries.invalidateQueries({ queryKey })))
      toast.show({ title: t('apartDone') })
      onClose()
    },
    onError: (error) => toast.show({ title: failureText(t, error), tone: 'error' }),
  })
  const rest: Side = kept === 'one' ? 'other' : 'one'
  // What the kept record does not say, the other may.
  const sideOf = (field: Compared): Side => picked[field] ?? (pair[kept].person[field] === '' ? rest : kept)
  const details = (): PersonDetails => {
    const chosen = Object.fromEntries(compared.map((field) => [field, pair[sideOf(field)].person[field]]))
    return { ...pair[kept].person, ...chosen, idKind: pair[sideOf('idNumber')].person.idKind }
  }
  const fields = compared.filter((field) => one.person[field] !== '' || other.person[field] !== '')
  const sides = ['one', 'other'] as const
  const said = (side: Side, field: Compared): string => {
    const { person } = pair[side]
    if (field === 'sex') return person.sex === '' ? '' : t(`cases:sex.${person.sex}`)
    return field === 'birthDate' ? formatDate(person.birthDate) : person[field]
  }
  return (
    <FormDialog
      size="wide"
      stale={stalePersons}
      title={t('pair.title')}
      description={t('pair.text')}
      confirm={t('pair.confirm')}
      done={t('pair.done')}
      fields={[]}
      fieldName={(path) => t(`field.${path.replace('details.', '') as Compared}`)}
      act={() => api.persons.merge({ keptId: pair[kept].id, mergedId: pair[rest].id, details: details() })}
      onClose={onClose}
    >
      {() => (
        <>
          <div className="pair">
            <div className="pair-line">
              <span className="pair-name">{t('pair.kept')}</span>
              <RadioGroup
                label={t('pair.kept')}
                options={sides.map((value) => {
                  const { caseCount, lastCaseAt } = pair[value]
                  const last = lastCaseAt === null ? '' : t('pair.last', { at: formatInstant(lastCaseAt) })
                  return {
                    value,
                    label: t('pair.keep', { side: t(`column.${value}`) }),
                    description: [t('cases', { count: caseCount }), last].filter(Boolean).join(', '),
                  }
                })}
                value={kept}
                onValueChange={setKept}
              />
            </div>
            {fields.map((field) => (
              <div key={field} className="pair-line">
                <span className="pair-name">{t(`field.${field}`)}</span>
                {isSame(one.person, other.person, field) ? (
                  <span className="pair-same">{said('one', field)}</span>
                ) : (
                  <RadioGroup
                    label={t(`field.${field}`)}
                    options={sides.map((value) => ({ value, label: said(value, field) || t('pair.nothing') }))}
                    value={sideOf(field)}
                    onValueChange={(side) => setPicked({ ...picked, [field]: side })}
                  />
                )}
              </div>
            ))}
          </div>
          <div>
            <Button icon={UserX} busy={apart.isPending} onClick={() => apart.mutate()}>
              {t('pair.apart')}
            </Button>
          </div>
        </>
      )}
    </FormDialog>
  )
}
