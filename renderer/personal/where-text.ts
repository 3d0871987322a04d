// Where a case file is, who has it, since when, as one line.
import type { TFunction } from 'i18next'
import type { Whereabouts } from '../../electron/api/cases.ts'
import { formatInstantDate } from '../format.ts'

/** `t` of the namespace `personal`. */
export function whereText(t: TFunction<'personal'>, { place, unit, step, holder, since }: Whereabouts): string {
  const values = { where: unit || step || t('where.nextUnit'), holder, since: formatInstantDate(since) }
  return t(place === 'step' && holder === '' ? 'where.notTaken' : `where.${place}`, values)
}
