// Amounts of working time in words: "2,5 ngày (20 giờ)".
import type { TFunction } from 'i18next'
import { daysAndHours } from '../../../db/model/step-time-text.ts'

export const durationText = (t: TFunction, minutes: number): string => t('process-editor:duration', daysAndHours(minutes))
