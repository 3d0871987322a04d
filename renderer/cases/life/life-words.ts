// Names of steps and lengths of working time, in words. Pure.
import type { TFunction } from 'i18next'
import type { PlannedStep } from '../../../electron/api/life.ts'

type Named = Pick<PlannedStep, 'label' | 'work'> & { readonly act?: string | null; readonly stepAct?: string }

/** "B2. Thẩm định hồ sơ"; a step that the process does not name is called by what it does. */
export const stepName = (t: TFunction<'life'>, step: Named): string => {
  const work = step.work || t(`stepAct.${step.stepAct ?? step.act ?? 'handle'}` as 'stepAct.handle')
  return step.label === '' ? work : `${step.label}. ${work}`
}

const minutesPerWorkingDay = 480

/** Working time: days of eight hours, hours, minutes; the two largest that are not zero. */
export function workingTime(t: TFunction<'life'>, minutes: number): string {
  const parts: readonly (readonly ['time.days' | 'time.hours' | 'time.minutes', number])[] = [
    ['time.days', Math.floor(minutes / minutesPerWorkingDay)],
    ['time.hours', Math.floor((minutes % minutesPerWorkingDay) / 60)],
    ['time.minutes', minutes % 60],
  ]
  const said = parts.filter(([, count]) => count > 0).slice(0, 2)
  return said.length === 0 ? t('time.minutes', { count: 0 }) : said.map(([key, count]) => t(key, { count })).join(' ')
}
