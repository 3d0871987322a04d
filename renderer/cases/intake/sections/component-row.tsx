// One line of the check list. Ticking fills the catalogue's numbers; a number above zero ticks. Memoised: with 24 papers only the
// changed line is drawn again.
//   GridRow   { row, currentColumn, onChange, onRemove }    currentColumn: the cell that Tab reaches, null in all other rows
//   GroupRow  { label, ticked, total, open, isCurrent, onToggle }   open: null where the sub-case cannot be closed
import { ChevronDown, ChevronRight, X } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../../ui/badge.tsx'
import { IconButton } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { cx } from '../../../ui/cx.ts'
import { Icon } from '../../../ui/icon.tsx'
import { TextInput } from '../../../ui/text-input.tsx'
import { countLimit, isHandedIn, setCount, tick, untick } from '../model/components.ts'
import type { ComponentRow } from '../model/values.ts'

const countKinds = ['originals', 'certified', 'copies'] as const

interface GridRowProps {
  row: ComponentRow
  currentColumn: number | null
  onChange: (row: ComponentRow) => void
  onRemove: (key: string) => void
}

export const GridRow = memo(function GridRow({ row, currentColumn, onChange, onRemove }: GridRowProps) {
  const { t } = useTranslation('intake')
  const isTicked = isHandedIn(row)
  const toggle = () => onChange(isTicked ? untick(row) : tick(row))
  return (
    <tr className={cx('intake-paper', isTicked && 'intake-paper-ticked')}>
      <td>
        <div className="intake-paper-name">
          <Checkbox
            label={
              <span className="intake-clamp" title={row.name}>
                {row.name}
              </span>
            }
            checked={isTicked}
            onCheckedChange={toggle}
            tabIndex={currentColumn === 0 ? 0 : -1}
            data-row={row.key}
            data-column={0}
            onKeyDown={(event) => {
              if (/^[1-9]$/.test(event.key) && !event.ctrlKey && !event.altKey) {
                onChange(setCount(row, 'originals', Number(event.key)))
              }
              if (event.key === 'Delete' && row.isOwn) onRemove(row.key)
            }}
          />
          {row.isOwn && (
            <IconButton size="small" tabIndex={-1} icon={X} label={t('components.remove')} onClick={() => onRemove(row.key)} />
          )}
        </div>
      </td>
      {countKinds.map((kind, index) => (
        <td key={kind}>
          <TextInput
            code
            className="intake-count"
            inputMode="numeric"
            maxLength={3}
            aria-label={t('components.countOf', { kind: t(`components.${kind}`), name: row.name })}
            value={row[kind] === 0 ? '' : String(row[kind])}
            tabIndex={currentColumn === index + 1 ? 0 : -1}
            data-row={row.key}
            data-column={index + 1}
            onFocus={(event) => event.currentTarget.select()}
            onValueChange={(typed) => {
              const digits = typed.replace(/\D/g, '')
              onChange(setCount(row, kind, Math.min(Number(digits), countLimit)))
            }}
            onKeyDown={(event) => {
              if (event.key !== ' ') return
              event.preventDefault()
              toggle()
            }}
          />
        </td>
      ))}
    </tr>
  )
})

interface GroupRowProps {
  label: string
  ticked: number
  total: number
  open: boolean | null
  isCurrent: boolean
  onToggle: (label: string) => void
}

export function GroupRow({ label, ticked, total, open, isCurrent, onToggle }: GroupRowProps) {
  const { t } = useTranslation('intake')
  const words = <span className="intake-group-label">{label}</span>
  return (
    <tr>
      <th className="intake-group" colSpan={4} scope="rowgroup">
        {open === null ? (
          words
        ) : (
          <button
            type="button"
            className="intake-group-button"
            aria-expanded={open}
            tabIndex={isCurrent ? 0 : -1}
            data-row={`group ${label}`}
            onClick={() => onToggle(label)}
          >
            <Icon of={open ? ChevronDown : ChevronRight} />
            {words}
            <Badge tone={ticked > 0 ? 'success' : 'neutral'}>{t('components.groupCount', { ticked, total })}</Badge>
          </button>
        )}
      </th>
    </tr>
  )
}
