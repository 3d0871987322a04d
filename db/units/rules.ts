// How units change, and what a change must say. Pure.
import { z } from 'zod'
import type { FieldIssue } from '../model/errors.ts'
import type { IsoDate } from '../model/local-time.ts'
import { isRealDate } from '../model/local-time.ts'

/** `department`: a unit of the office, as the steps of cases name it; `office`: the office itself. */
export const unitLevels = ['department', 'office'] as const
export type UnitLevel = (typeof unitLevels)[number]

export const unitChangeKinds = ['renamed', 'merged', 'split'] as const
export type UnitChangeKind = (typeof unitChangeKinds)[number]

export const officeHeading = z.object({ name: z.string(), governingBody: z.string(), deskName: z.string(), place: z.string() })
export type OfficeHeading = z.infer<typeof officeHeading>

export interface UnitChange {
  readonly kind: UnitChangeKind
  readonly on: IsoDate
  readonly ground: string
  readonly from: readonly string[]
  readonly to: readonly string[]
}

/** One becomes one, several become one, one becomes several; names are not said twice. It is recorded on its day or after. */
export function unitChangeIssues({ kind, on, ground, from, to }: UnitChange, today: IsoDate): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (!isRealDate(on)) issues.push({ path: 'on', code: 'notADate' })
  else if (on > today) issues.push({ path: 'on', code: 'inFuture' })
  if (ground === '') issues.push({ path: 'ground', code: 'required' })
  const least = { from: kind === 'merged' ? 2 : 1, to: kind === 'split' ? 2 : 1 }
  for (const [path, names] of [['from', from] as const, ['to', to] as const]) {
    for (let index = 0; index < Math.max(names.length, least[path]); index += 1) {
      const name = names[index] ?? ''
      if (name === '') issues.push({ path: `${path}.${index}`, code: 'required' })
      else if (names.indexOf(name) < index) issues.push({ path: `${path}.${index}`, code: 'notUnique', params: { value: name } })
    }
  }
  if (kind === 'renamed' && to[0] !== '' && to[0] === from[0])
    issues.push({ path: 'to.0', code: 'notUnique', params: { value: to[0] ?? '' } })
  return issues
}
