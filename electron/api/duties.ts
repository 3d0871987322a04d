// Calls about what each member of the staff has in hand, and how it goes to others.
import { z } from 'zod'
import { dutyKinds, leaveStates } from '../../db/duties/rules.ts'
import { permissions } from '../../db/people/rules.ts'
import { call, id, isoDate, multilineText, nothing, text } from './call.ts'

export { type DutyKind, dutyKinds } from '../../db/duties/rules.ts'

const person = { staffId: id, fullName: z.string(), positionTitle: z.string() }

const item = z.object({
  kind: z.enum(dutyKinds),
  itemId: id,
  caseId: id.nullable(),
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  count: z.number(),
  /** UTC instant or ISO date. */
  dueAt: z.string().nullable(),
  /** What the receiver must be allowed to do. */
  needs: z.enum(permissions).nullable(),
})
export type HeldItem = z.infer<typeof item>

const duty = z.object({
  ...person,
  isActive: z.boolean(),
  held: z.partialRecord(z.enum(dutyKinds), z.number()),
  total: z.number(),
})
export type DutyRow = z.infer<typeof duty>

const handover = z.object({
  id,
  staffId: id,
  staffName: z.string(),
  positionTitle: z.string(),
  on: z.string(),
  reason: z.string(),
  further: z.string(),
  witness: z.string(),
  leftCount: z.number(),
  lineCount: z.number(),
  receivers: z.array(z.string()),
})
export type HandoverRow = z.infer<typeof handover>

const leave = z.object({
  id,
  staffId: id,
  fullName: z.string(),
  substituteId: id,
  substituteName: z.string(),
  from: z.string(),
  to: z.string(),
  note: z.string(),
  cancelledReason: z.string().nullable(),
  state: z.enum(leaveStates),
  mayChange: z.boolean(),
})
export type LeaveRow = z.infer<typeof leave>

export const duties = {
  /** Who is away when, and who does the work: of everybody, since everybody hands cases on. */
  listLeaves: call({ input: nothing, output: z.object({ rows: z.array(leave) }), access: 'signedIn', runs: 'writer' }),
  /** One's own leave; that of others needs duty.manage. */
  saveLeave: call({
    input: z.object({
      leaveId: id.nullable(),
      staffId: id,
      substituteId: id.nullable(),
      from: isoDate,
      to: isoDate,
      note: text(400),
    }),
    output: z.object({ leaveId: id }),
    access: 'signedIn',
    runs: 'writer',
  }),
  cancelLeave: call({
    input: z.object({ leaveId: id, reason: text(400) }),
    output: z.object({}),
    access: 'signedIn',
    runs: 'writer',
  }),
  /** Who has how much in hand: everybody who can sign in, and whoever cannot any more and still has something. */
  list: call({ input: nothing, output: z.object({ rows: z.array(duty) }), access: 'duty.manage', runs: 'writer' }),
  get: call({
    input: z.object({ staffId: id }),
    output: z.object({
      ...person,
      isActive: z.boolean(),
      items: z.array(item),
      receivers: z.array(z.object({ ...person, permissions: z.array(z.enum(permissions)) })),
    }),
    access: 'duty.manage',
    runs: 'writer',
  }),
  /** Refused whole when one line cannot go; `closesAccount` needs staff.manage too. */
  handOver: call({
    input: z.object({
      staffId: id,
      on: isoDate,
      reason: text(400),
      further: multilineText(4_000),
      witness: text(200),
      lines: z.array(z.object({ kind: z.enum(dutyKinds), itemId: id, to: id })).max(20_000),
      closesAccount: z.boolean(),
    }),
    output: z.object({ handoverId: id }),
    access: 'duty.manage',
    runs: 'writer',
  }),
  listHandovers: call({ input: nothing, output: z.object({ rows: z.array(handover) }), access: 'duty.manage', runs: 'writer' }),
}
