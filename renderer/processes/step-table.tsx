// StepTable { variant }: the steps of one sub-case as the document prints them, and whether their times add up to the limit.
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { minutesPerWorkingDay, sumSteps } from '../../db/model/step-times.ts'
import type { ProcessStep, ProcessVariant } from '../../electron/api/documents.ts'
import { durationWords } from '../documents/document-words.tsx'
import { formatNumber } from '../format.ts'
import { cx } from '../ui/cx.ts'

/** As it was written: an amount in its own unit, a shared time with the name of its group. */
function timeWords(t: TFunction, { time }: ProcessStep, variant: ProcessVariant): string {
  const amount = ({ minutes, unit }: { minutes: number; unit: 'hours' | 'days' }) =>
    t(`documents:duration.${unit}`, { number: formatNumber(minutes / (unit === 'days' ? minutesPerWorkingDay : 60)) })
  if (time.kind === 'amount') return amount(time)
  if (time.kind !== 'group') return t(`processes:time.${time.kind}`)
  const group = variant.groups.find(({ key }) => key === time.group)
  return group ? t('processes:time.group', { label: group.label || group.key, amount: amount(group) }) : time.group
}

export function StepTable({ variant }: { variant: ProcessVariant }) {
  const { t } = useTranslation('processes')
  const { minutes, limitMinutes, differenceMinutes } = sumSteps(variant)
  const isWrong = differenceMinutes !== null && differenceMinutes !== 0
  return (
    <table className="document-table">
      {variant.name && <caption>{variant.name}</caption>}
      <thead>
        <tr>
          <th scope="col" className="document-narrow">
            {t('sheet.order')}
          </th>
          <th scope="col">{t('steps.work')}</th>
          <th scope="col" className="document-medium">
            {t('steps.responsible')}
          </th>
          <th scope="col" className="document-narrow">
            {t('steps.time')}
          </th>
          <th scope="col" className="document-medium">
            {t('steps.formsAndResults')}
          </th>
        </tr>
      </thead>
      <tbody>
        {variant.steps.map((step) => (
          <tr key={step.label}>
            <td>{step.label}</td>
            <td>
              {step.work}
              {step.returnsTo !== null && (
                <p className="document-soft">{t('steps.returns', { step: step.returnsTo, condition: step.condition })}</p>
              )}
            </td>
            <td>{[step.role, step.unit].filter(Boolean).join('\n') || '—'}</td>
            <td>{timeWords(t as TFunction, step, variant)}</td>
            <td>{[step.forms.join('; '), step.results].filter(Boolean).join('\n') || '—'}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={3}>{t('steps.sum')}</td>
          <td colSpan={2} className={cx(isWrong && 'document-wrong')}>
            {durationWords(t as TFunction, minutes)}
            {limitMinutes !== null &&
              ` ${t(isWrong ? 'steps.notTheLimit' : 'steps.theLimit', { limit: durationWords(t as TFunction, limitMinutes) })}`}
          </td>
        </tr>
      </tfoot>
    </table>
  )
}
