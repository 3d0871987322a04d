// The papers handed in. One tab stop: ↑↓ go between rows, ←→ between the tick and the three numbers, Space ticks, digits set numbers,
// Enter goes on to the applicant. Long lists show their sub-cases closed, so that a clerk opens the one at hand.
import { Plus } from 'lucide-react'
import { type KeyboardEvent, memo, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../../ui/badge.tsx'
import { Field } from '../../../ui/field.tsx'
import { TextInput } from '../../../ui/text-input.tsx'
import { useShortcut } from '../../../ui/use-shortcuts.ts'
import { useFormField } from '../fields.tsx'
import { fieldNameOf } from '../focus.ts'
import { useIntake } from '../intake-context.ts'
import { componentRows, groupsOf, isHandedIn, openGroupsLimit, ownRow } from '../model/components.ts'
import type { ComponentRow, IntakeValues } from '../model/values.ts'
import { useAskedComponents } from '../use-asked-components.ts'
import { GridRow, GroupRow } from './component-row.tsx'
import { SectionCard } from './section-card.tsx'

export const ComponentsSection = memo(function ComponentsSection() {
  const { t } = useTranslation('intake')
  const form = useFormContext<IntakeValues>()
  const { goTo } = useIntake()
  const { value: rows } = useFormField('components')

  // The one place where the list is made: after choosing, after another choice, and when a draft's procedure has a newer version.
  const loaded = useAskedComponents()
  useEffect(() => {
    if (!loaded || form.getValues('componentsOf') === loaded.of) return
    const isFirst = form.getValues('componentsOf') === ''
    const { channel, components } = form.getValues()
    form.setValue('components', componentRows(loaded, channel, components))
    form.setValue('componentsOf', loaded.of)
    if (isFirst && ['procedureId', ''].includes(fieldNameOf(document.activeElement))) {
      goTo(loaded.components.length > 0 ? 'components' : 'applicant.fullName')
    }
  }, [loaded, form, goTo])

  // Over the rows of the form, not of this rendering: two changes may fall between two renderings.
  const edit = useCallback(
    (how: (rows: ComponentRow[]) => ComponentRow[]) => form.setValue('components', how(form.getValues('components'))),
    [form],
  )
  const change = useCallback((next: ComponentRow) => edit((all) => all.map((row) => (row.key === next.key ? next : row))), [edit])
  const remove = useCallback(
    (key: string) => {
      edit((all) => all.filter((row) => row.key !== key))
      goTo('otherComponent')
    },
    [edit, goTo],
  )
  const add = (name: string) => edit((all) => [...all, ownRow(crypto.randomUUID(), name)])
  const count = rows.filter(isHandedIn).length
  const isPreTicked = loaded !== undefined && componentRows(loaded, form.getValues('channel'), []).some(isHandedIn)

  return (
    <SectionCard
      title={t('components.title')}
      shortcut="Alt+2"
      field="components"
      actions={count > 0 && <Badge>{t('components.count', { count })}</Badge>}
    >
      {rows.length > 0 && isPreTicked && <p className="intake-quiet">{t('components.preTicked')}</p>}
      {rows.length > 0 ? (
        <ComponentGrid rows={rows} onChange={change} onRemove={remove} />
      ) : (
        <p className="intake-quiet">{loaded ? t('components.noneListed') : t('components.chooseFirst')}</p>
      )}
      <OtherComponent onAdd={add} />
    </SectionCard>
  )
})

interface GridProps {
  rows: readonly ComponentRow[]
  onChange: (row: ComponentRow) => void
  onRemove: (key: string) => void
}

const columnCount = 4

function ComponentGrid({ rows, onChange, onRemove }: GridProps) {
  const { t } = useTranslation('intake')
  const { goTo } = useIntake()
  const grid = useRef<HTMLTableElement>(null)
  const [current, setCurrent] = useState({ row: '', column: 0 })
  const groups = useMemo(() => groupsOf(rows), [rows])
  const collapses = rows.length > openGroupsLimit
  const [opened, setOpened] = useState<ReadonlySet<string>>(
    () => new Set(groups.filter((group) => group.rows.some(isHandedIn)).map((group) => group.label ?? '')),
  )
  const isOpen = (label: string | null) => label === null || !collapses || opened.has(label)
  const toggle = (label: string) =>
    setOpened((before) => new Set(before.has(label) ? [...before].filter((other) => other !== label) : [...before, label]))

  const stops = groups.flatMap((group) => [
    ...(group.label !== null && collapses ? [`group ${group.label}`] : []),
    ...(isOpen(group.label) ? group.rows.map((row) => row.key) : []),
  ])
  const currentRow = stops.includes(current.row) ? current.row : stops[0]

  const move = (row: string | undefined, column: number) => {
    if (row === undefined) return
    const cell = grid.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row)}"][data-column="${column}"]`)
    const target = cell ?? grid.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row)}"]`)
    target?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !(event.target instanceof HTMLElement)) return
    const { row, column } = event.target.dataset
    if (row === undefined) return
    const at = Number(column ?? 0)
    const place = stops.indexOf(row)
    const go: Record<string, () => void> = {
      ArrowDown: () => (place + 1 < stops.length ? move(stops[place + 1], at) : goTo('otherComponent')),
      ArrowUp: () => move(stops[place - 1], at),
      ArrowRight: () => move(row, Math.min(at + 1, columnCount - 1)),
      ArrowLeft: () => move(row, Math.max(at - 1, 0)),
      Home: () => move(stops[0], at),
      End: () => move(stops.at(-1), at),
      Enter: () => goTo('applicant.fullName'),
    }
    const run = go[event.key]
    if (!run) return
    event.preventDefault()
    run()
  }

  return (
    <table
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid made of a table keeps its rows and headings
      role="grid"
      ref={grid}
      className="intake-papers"
      aria-label={t('components.title')}
      data-field="components"
      onKeyDown={onKeyDown}
      onFocus={({ target: { dataset } }) =>
        dataset.row !== undefined && setCurrent({ row: dataset.row, column: Number(dataset.column ?? 0) })
      }
    >
      <thead>
        <tr>
          <th scope="col">{t('components.name')}</th>
          <th scope="col">{t('components.originals')}</th>
          <th scope="col">{t('components.certified')}</th>
          <th scope="col">{t('components.copies')}</th>
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={`${group.label}${group.rows[0]?.key}`}>
          {group.label !== null && (
            <GroupRow
              label={group.label}
              ticked={group.rows.filter(isHandedIn).length}
              total={group.rows.length}
              open={collapses ? isOpen(group.label) : null}
              isCurrent={currentRow === `group ${group.label}`}
              onToggle={toggle}
            />
          )}
          {isOpen(group.label) &&
            group.rows.map((row) => (
              <GridRow
                key={row.key}
                row={row}
                currentColumn={currentRow === row.key ? current.column : null}
                onChange={onChange}
                onRemove={onRemove}
              />
            ))}
        </tbody>
      ))}
    </table>
  )
}

/** The empty last row: what is typed becomes a paper of its own with Enter, and counts even when it is left half way. */
function OtherComponent({ onAdd }: { onAdd: (name: string) => void }) {
  const { t } = useTranslation('intake')
  const { goTo } = useIntake()
  const { value, onValueChange } = useFormField('otherComponent')
  useShortcut('intake.otherComponent', 'Ctrl+Enter', () => goTo('otherComponent'), { labelKey: 'intake:shortcut.otherComponent' })
  const add = () => {
    if (value.trim() === '') return
    onAdd(value)
    onValueChange('')
  }
  return (
    <div data-field="otherComponent" className="intake-other-paper">
      <Field label={t('components.other')} hideLabel>
        <TextInput
          icon={Plus}
          placeholder={t('components.otherPlaceholder')}
          maxLength={1_000}
          value={value}
          onValueChange={onValueChange}
          onBlur={add}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && value.trim() !== '') {
              event.preventDefault()
              add()
            }
            if (event.key === 'ArrowUp') goTo('components')
          }}
        />
      </Field>
    </div>
  )
}
