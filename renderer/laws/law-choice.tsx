// LawChoice { laws, value, onChange }: one law of the register by its number, found by number or words without marks.
import type { LawSummary } from '../../electron/api/laws.ts'
import { Combobox } from '../ui/combobox.tsx'

export interface LawChoiceProps {
  laws: LawSummary[]
  /** Number; empty for none. */
  value: string
  onChange: (number: string) => void
}

export function LawChoice({ laws, value, onChange }: LawChoiceProps) {
  return (
    <Combobox
      items={laws}
      itemKey={({ id }) => id}
      itemLabel={({ number }) => number}
      searchText={({ number, title }) => `${number} ${title}`}
      renderItem={({ number, title }) => (
        <span className="law-pair">
          <strong>{number}</strong>
          <span>{title}</span>
        </span>
      )}
      value={laws.find(({ number }) => number === value) ?? null}
      onValueChange={(law) => onChange(law?.number ?? '')}
    />
  )
}
