// What a member of the staff can have in hand, and who may take it over. Pure.
import { z } from 'zod'
import type { Permission } from '../people/rules.ts'

/**
 * `step`: a step of a case; `task`: an opinion or a part that was asked for; `desk`: a file that has not left the desk; `waiting`: a case
 * that comes back to the person when the applicant has done their part; `loan`: an old file that the person lent out; `borrowed`: one
 * that the person has.
 */
export const dutyKinds = ['step', 'task', 'waiting', 'desk', 'original', 'book', 'loan', 'borrowed', 'copy', 'reading'] as const
export type DutyKind = (typeof dutyKinds)[number]

/** Kinds whose keeper stands in `custody`; the records of the others name the person themselves. */
export const keptKinds = ['desk', 'waiting', 'original', 'book', 'loan'] as const satisfies readonly DutyKind[]
export type KeptKind = (typeof keptKinds)[number]

const needed: Readonly<Record<DutyKind, Permission | null>> = {
  step: 'case.work',
  task: null,
  waiting: 'case.work',
  desk: 'case.receive',
  original: 'paper.write',
  book: 'register.manage',
  loan: 'oldFile.write',
  borrowed: null,
  copy: null,
  reading: 'document.read',
}

/** What the receiver of a thing must be allowed to do; a step of the desk or a decision asks for more than work. */
export function permissionFor(kind: DutyKind, act: 'receive' | 'handle' | 'decide' | 'return' | null): Permission | null {
  if (kind === 'step' && act === 'decide') return 'case.decide'
  if (kind === 'step' && (act === 'receive' || act === 'return')) return 'case.receive'
  return needed[kind]
}

/** What a substitute must be allowed to do where the one who is away is. */
export const dutyPermissions: readonly Permission[] = ['case.receive', 'case.work', 'case.decide']

/** Where a leave stands on a day. */
export const leaveStates = ['now', 'toCome', 'over', 'cancelled'] as const

/** One thing that went over, as it was called then. */
export const handoverLine = z.object({
  kind: z.enum(dutyKinds),
  itemId: z.string(),
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  count: z.number().int(),
  to: z.string(),
  toName: z.string(),
  toPosition: z.string(),
})
export type HandoverLine = z.infer<typeof handoverLine>
