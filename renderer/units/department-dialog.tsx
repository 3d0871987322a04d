// DepartmentDialog { onClose }: a department gets another name, is merged or split. Each case that is open there goes where the person says;
// one that is left keeps the old name.
import './units.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnitChangeKind } from '../../electron/api/units.ts'
import { staleLife } from '../cases/life/life-queries.ts'
import { api } from '../client.ts'
import { today } from '../documents/control/days.ts'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Select } from '../ui/select.tsx'
import { atLeast, DateAndGround, KindField, NameRows } from './change-fields.tsx'

/** Of the choice for a case that keeps the old name; no unit is called so. */
const keeps = ''

export function DepartmentDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('units')
  const [kind, setKind] = useState<UnitChangeKind>('renamed')
  const [from, setFrom] = useState([''])
  const [to, setTo] = useState([''])
  const [said, setSaid] = useState({ on: today(), ground: '' })
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map())
  const [all, setAll] = useState<string | null>(null)
  const known = useQuery({ queryKey: ['units.listNames'], queryFn: () => api.units.listNames({}) })
  const named = from.map((name) => name.trim()).filter((name) => known.data?.names.includes(name))
  const open = useQuery({
    queryKey: ['units.listOpen', { names: named }],
    queryFn: () => api.units.listOpen({ names: named }),
    enabled: named.length > 0,
  })
  const rows = named.length > 0 ? (open.data?.rows ?? []) : []
  const targets = to.map((name) => name.trim()).filter(Boolean)
  // One successor takes all unless somebody says otherwise; of several a person chooses.
  const usual = kind === 'split' ? keeps : (targets[0] ?? keeps)
  const targetOf = (runId: string) => {
    const target = chosen.get(runId) ?? all ?? usual
    return target === keeps || targets.includes(target) ? target : usual
  }
  const options = [...targets.map((name) => ({ value: name, label: name })), { value: keeps, label: t('open.keeps') }]
  const change = (next: UnitChangeKind) => {
    setKind(next)
    setFrom(atLeast(from, next === 'merged' ? 2 : 1))
    setTo(atLeast(to, next === 'split' ? 2 : 1))
  }
  return (
    <FormDialog
      size="wide"
      stale={[['units.list'], ['units.listNames'], ['units.listOpen'], ...staleLife]}
      title={t('department.add')}
      description={t('department.text')}
      confirm={t('save')}
      done={t('saved')}
      act={() =>
        api.units.changeDepartment({
          ...{ kind, ...said, from, to },
          moves: rows.flatMap(({ runId }) => (targetOf(runId) === keeps ? [] : [{ runId, to: targetOf(runId) }])),
        })
      }
      onClose={onClose}
    >
      {(errors) => (
        <>
          <KindField kind={kind} onChange={change} />
          <NameRows
            label={t('column.from')}
            names={from}
            onChange={setFrom}
            errorOf={(index) => errors[`from.${index}`]}
            many={kind === 'merged'}
            known={known.data?.names}
          />
          <NameRows
            label={t('column.to')}
            names={to}
            onChange={setTo}
            errorOf={(index) => errors[`to.${index}`]}
            many={kind === 'split'}
          />
          <FormGrid>
            <DateAndGround {...said} errors={errors} onChange={(next) => setSaid({ ...said, ...next })} />
          </FormGrid>
          {rows.length > 0 && targets.length > 0 && (
            <fieldset className="unit-open">
              <legend>{t('open.title', { count: rows.length })}</legend>
              <Field label={t('open.all')}>
                <Select
                  options={options}
                  value={all ?? usual}
                  onValueChange={(target) => {
                    setAll(target)
                    setChosen(new Map())
                  }}
                />
              </Field>
              <ul className="unit-rows">
                {rows.map(({ runId, code, applicantName, unit }) => (
                  <li key={runId}>
                    <span>
                      {applicantName} <span className="duties-soft tabular">{[code, unit].join(' – ')}</span>
                    </span>
                    <Select
                      aria-label={t('open.of', { name: applicantName, code })}
                      options={options}
                      value={targetOf(runId)}
                      onValueChange={(target) => setChosen(new Map([...chosen, [runId, target]]))}
                    />
                  </li>
                ))}
              </ul>
            </fieldset>
          )}
        </>
      )}
    </FormDialog>
  )
}
