// What the office of the year does: its procedures with their limits and steps, the rules of waiting, and what happens to it.
import type { Rules, Step } from './model.ts'
import { type Limit, type Minute, minuteOf } from './model-time.ts'

export const flood = { decidedAt: minuteOf('2026-10-12T09:00'), closed: ['2026-10-13', '2026-10-14', '2026-10-15'] } as const
export const outage = '2026-09-15'
export const merger = { on: '2026-04-01', from: ['Phòng Kinh tế', 'Phòng Hạ tầng'], to: 'Phòng Kinh tế – Hạ tầng' } as const
export const renamed = { on: '2026-11-02', from: ['Bộ phận một cửa'], to: 'Trung tâm một cửa' } as const
export const leavers = { handler: minuteOf('2026-06-30T16:00'), desk: minuteOf('2026-09-30T16:30') } as const
export const newVersionFrom = '2026-07-01'

const deskUnit = 'Bộ phận một cửa'
const step = (act: Step['act'], unit: string, minutes: number | null, group?: string): Step => ({
  act,
  unit,
  minutes,
  ...(group !== undefined && { group }),
})
export const threeHands = [
  step('receive', deskUnit, null),
  step('handle', 'Phòng Kinh tế', 480),
  step('handle', 'Phòng Hạ tầng', 240),
  step('decide', 'Lãnh đạo UBND', 240),
  step('handle', 'Văn thư', 60),
  step('return', deskUnit, null),
]
const shared = [
  step('receive', deskUnit, null),
  step('handle', 'Phòng Hạ tầng', 4_800, 'g'),
  step('handle', 'Phòng Kinh tế', 4_800, 'g'),
  step('decide', 'Lãnh đạo UBND', 960),
  step('return', deskUnit, null),
]
export const twoHands = [
  step('receive', deskUnit, null),
  step('handle', 'Phòng Kinh tế', 720),
  step('decide', 'Lãnh đạo UBND', 240),
  step('return', deskUnit, null),
]
const atOnce = [step('receive', deskUnit, null), step('return', deskUnit, null)]
/** Where no process is in effect. */
const usual = [step('receive', '', null), step('handle', '', null), step('decide', '', null), step('return', '', null)]

export interface Kind {
  readonly key: string
  readonly field: string
  readonly weight: number
  readonly limit: Limit | null
  readonly plan: readonly Step[]
  readonly hasProcess: boolean
  readonly variants?: ReadonlyArray<{ readonly key: string; readonly limit: Limit; readonly plan: readonly Step[] }>
  readonly rules?: Rules
}
/** As the catalogue of the city has them; the limits are copied by hand. */
export const kinds: readonly Kind[] = [
  { key: 'KS', field: 'Hộ tịch', weight: 22, limit: { count: 1, unit: 'same-day', cutoff: '15:00' }, plan: atOnce, hasProcess: true },
  { key: 'CT', field: 'Chứng thực', weight: 14, limit: { count: 1, unit: 'same-day', cutoff: '15:00' }, plan: usual, hasProcess: false },
  { key: 'HKD', field: 'Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)', weight: 18, limit: { count: 3, unit: 'working-days' }, plan: threeHands, hasProcess: true },
  { key: 'KTD', field: 'Hộ tịch', weight: 8, limit: { count: 5, unit: 'working-days' }, plan: usual, hasProcess: false },
  { key: 'CMD', field: 'Đất đai', weight: 10, limit: { count: 15, unit: 'days' }, plan: shared, hasProcess: true, rules: { supplement: 'resume', payment: 'resume' } },
  { key: 'XDT', field: 'Đất đai', weight: 10, limit: { count: 20, unit: 'working-days' }, plan: shared, hasProcess: true, rules: { supplement: 'resume', payment: 'continue' } },
  { key: 'BDCN', field: 'Đất đai', weight: 8, limit: { count: 18, unit: 'working-days' }, plan: twoHands, hasProcess: true, rules: { supplement: 'continue', payment: 'restart' },
    variants: [{ key: 'a', limit: { count: 10, unit: 'working-days' }, plan: twoHands }, { key: 'b', limit: { count: 12, unit: 'days' }, plan: shared }] },
  { key: 'HVTN', field: 'Viễn thông và Internet', weight: 4, limit: { count: 7, unit: 'days' }, plan: usual, hasProcess: false },
  { key: 'TEKC', field: 'Trẻ em', weight: 3, limit: { count: 12, unit: 'hours' }, plan: usual, hasProcess: false },
  { key: 'CMC', field: 'Hộ tịch', weight: 3, limit: null, plan: usual, hasProcess: false, rules: { supplement: 'resume', payment: 'continue' } },
] // biome-ignore format: a table

const rulesFrom = minuteOf('2026-01-05')
export const rulesOf = (key: string, at: Minute): Rules =>
  (at >= rulesFrom ? kinds.find((kind) => kind.key === key)?.rules : undefined) ?? { supplement: 'restart', payment: 'continue' }
