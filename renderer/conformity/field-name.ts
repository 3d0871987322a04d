// The field of an instrument that a complaint is about, in words: the call names it by its path.
import { useTranslation } from 'react-i18next'

const known = [
  'title',
  'issuer',
  'number',
  'ordinal',
  'issuedOn',
  'inForceFrom',
  'expiresOn',
  'headName',
  'note',
  'links',
  'lines',
  'entries',
] as const

export function useFieldName(): (path: string) => string {
  const { t } = useTranslation('conformity')
  return (path) => {
    const [first = '', index] = path.replace(/^details\./, '').split('.')
    const name = known.find((field) => field === first)
    if (name === undefined) return path
    return index === undefined ? t(`field.${name}`) : t('fieldAt', { field: t(`field.${name}`), number: Number(index) + 1 })
  }
}
