// TimeSum { variant }: what the steps take together, against the limit of the case, in days and hours and in words. A limit "trong ngày" is one working day.
import type { TFunction } from 'i18next'
import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { minutesPerWorkingDay, sumSteps } from '../../../../db/model/step-times.ts'
import { cx } from '../../../ui/cx.ts'
import { Icon } from '../../../ui/icon.tsx'
import { durationText } from '../duration-text.ts'
import type { VariantRow } from '../model/values.ts'

export function TimeSum({ variant }: { variant: VariantRow }) {
  const { t } = useTranslation('process-editor')
  const { minutes, limitMinutes, differenceMinutes } = sumSteps(variant)
  const words = (amount: number) => durationText(t as TFunction, amount)
  const unread = variant.steps.filter(({ unread: text }) => text !== undefined).length
  const hasLimit = variant.timeLimit === null || variant.timeLimit.unit === 'same-day' || variant.timeLimit.limit > 0
  const isSameDay = variant.timeLimit?.unit === 'same-day'
  const overDay = isSameDay ? minutes - minutesPerWorkingDay : 0
  const isRight = unread === 0 && hasLimit && (isSameDay ? minutes > 0 && overDay <= 0 : differenceMinutes === 0)
  const difference = isSameDay
    ? overDay > 0
      ? t('sum.overDay', { difference: words(overDay) })
      : t('sum.withinDay')
    : differenceMinutes === null || !hasLimit
      ? t('sum.noLimit')
      : differenceMinutes === 0
        ? t('sum.equal')
        : t(differenceMinutes < 0 ? 'sum.less' : 'sum.more', { difference: words(Math.abs(differenceMinutes)) })
  const isWrong = unread > 0 || overDay > 0 || !hasLimit || (differenceMinutes !== null && differenceMinutes !== 0)
  return (
    <output className={cx('time-sum', isRight && 'time-sum-right', isWrong && 'time-sum-wrong')}>
      {(isRight || isWrong) && <Icon of={isRight ? CircleCheck : TriangleAlert} />}
      <span className="tabular">{t('sum.steps', { sum: words(minutes) })}</span>
      {isSameDay && <span>{t('sum.limit', { limit: t('sum.sameDay') })}</span>}
      {limitMinutes !== null && <span className="tabular">{t('sum.limit', { limit: words(limitMinutes) })}</span>}
      <strong>{unread > 0 ? t('sum.unread', { count: unread }) : difference}</strong>
    </output>
  )
}
