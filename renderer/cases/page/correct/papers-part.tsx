// PapersPart: the papers that were handed in, with how many of each kind. A paper keeps its place, so that its scans stay with it; those of one
// that is taken away stand with the case as a whole.
import { Plus, X } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Correction } from '../../../../electron/api/cases.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { TextInput } from '../../../ui/text-input.tsx'
import type { PartProps } from './correct-dialog.tsx'

type Paper = Correction['components'][number]

const counts = ['originals', 'certified', 'copies'] as const
const mostCopies = 999

export function PapersPart({ value, onChange, error }: PartProps) {
  const { t } = useTranslation('correct')
  const { components } = value
  const table = useRef<HTMLTableElement>(null)
  const change = (index: number, next: Partial<Paper>) =>
    onChange({ components: components.map((paper, at) => (at === index ? { ...paper, ...next } : paper)) })
  const add = () => {
    onChange({ components: [...components, { position: null, name: '', originals: 1, certified: 0, copies: 0, note: '' }] })
    // The line is drawn first.
    requestAnimationFrame(() => table.current?.querySelector<HTMLElement>('tbody tr:last-child input')?.focus())
  }
  return (
    <>
      <table ref={table} className="component-table correct-papers">
        <thead>
          <tr>
            <th scope="col">{t('cases:component.name')}</th>
            {counts.map((kind) => (
              <th key={kind} scope="col">
                {t(`cases:component.${kind}`)}
              </th>
            ))}
            <th scope="col">{t('cases:component.note')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {components.map((paper, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line that was just added has no place yet, and lines never change places
            <tr key={index}>
              <td className="component-name">
                <Field label={t('paper.name', { number: index + 1 })} hideLabel error={error(`components.${index}.name`)}>
                  <TextInput maxLength={1_000} value={paper.name} onValueChange={(name) => change(index, { name })} />
                </Field>
              </td>
              {counts.map((kind) => (
                <td key={kind} className="component-count">
                  <TextInput
                    code
                    inputMode="numeric"
                    maxLength={3}
                    aria-label={t('paper.count', { kind: t(`cases:component.${kind}`), number: index + 1 })}
                    value={paper[kind] === 0 ? '' : String(paper[kind])}
                    onFocus={(event) => event.currentTarget.select()}
                    onValueChange={(typed) => change(index, { [kind]: Math.min(Number(typed.replace(/\D/g, '')), mostCopies) })}
                  />
                </td>
              ))}
              <td className="component-note">
                <TextInput
                  maxLength={400}
                  aria-label={t('paper.note', { number: index + 1 })}
                  value={paper.note}
                  onValueChange={(note) => change(index, { note })}
                />
              </td>
              <td>
                <IconButton
                  size="small"
                  icon={X}
                  label={t('paper.remove', { number: index + 1 })}
                  onClick={() => onChange({ components: components.filter((_, at) => at !== index) })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <Button size="small" icon={Plus} onClick={add}>
          {t('paper.add')}
        </Button>
      </p>
    </>
  )
}
