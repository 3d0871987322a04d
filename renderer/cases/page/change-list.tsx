// ChangeList { changes }: the fields of a correction, each with its old and its new text.
import { useTranslation } from 'react-i18next'
import type { CaseDetails } from '../../../electron/api/cases.ts'
import { formatLocal } from '../../format.ts'

type Change = CaseDetails['history'][number]['changes'][number]

export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation('correct')
  if (changes.length === 0) return null
  const label = (field: string) => {
    const [role, name] = field.split('.')
    if (name === undefined) return t(`field.${role}`)
    const isOwn = name === 'idKind' || name === 'idNumber' || name === 'kind'
    return `${t(`cases:party.${role}`)}, ${isOwn ? t(`person.${name}`) : t(`cases:person.${name}`)}`
  }
  const text = (field: string, value: string) => {
    const name = field.split('.').at(-1) ?? ''
    if (value === '') return t('empty')
    if (name === 'receivedAt') return formatLocal(value)
    if (name === 'kind') return t(`kind.${value}`)
    if (name === 'idKind') return t(`idKind.${value}`)
    if (name === 'sex') return t(`cases:sex.${value}`)
    if (name === 'channel') return t(`cases:channel.${value}`)
    return name === 'returnMethod' ? t(`cases:returnMethod.${value}`) : value
  }
  return (
    <ul className="history-changes">
      {changes.map(({ field, from, to }) => (
        <li key={field}>{t('change', { label: label(field), from: text(field, from), to: text(field, to) })}</li>
      ))}
    </ul>
  )
}
