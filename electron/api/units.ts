// Calls about units that get another name, are merged or split.
import { z } from 'zod'
import { unitChangeKinds, unitLevels } from '../../db/units/rules.ts'
import { call, id, isoDate, nothing, text } from './call.ts'

export { type UnitChangeKind, unitChangeKinds } from '../../db/units/rules.ts'

const change = z.object({
  id,
  level: z.enum(unitLevels),
  kind: z.enum(unitChangeKinds),
  on: z.string(),
  ground: z.string(),
  from: z.array(z.string()),
  to: z.array(z.string()),
  recordedBy: z.string(),
})
export type UnitChangeRow = z.infer<typeof change>

const open = z.object({ runId: id, caseId: id, unit: z.string(), code: z.string(), applicantName: z.string() })
export type OpenAtUnit = z.infer<typeof open>

const names = z.array(text(200)).max(50)
const said = { kind: z.enum(unitChangeKinds), on: isoDate, ground: text(400) }

export const units = {
  list: call({ input: nothing, output: z.object({ rows: z.array(change) }), access: 'case.read', runs: 'writer' }),
  /** The departments at which something is open. */
  listNames: call({ input: nothing, output: z.object({ names: z.array(z.string()) }), access: 'case.read', runs: 'writer' }),
  /** The steps and tasks that are open at these departments. */
  listOpen: call({ input: z.object({ names }), output: z.object({ rows: z.array(open) }), access: 'case.read', runs: 'writer' }),
  changeDepartment: call({
    input: z.object({ ...said, from: names, to: names, moves: z.array(z.object({ runId: id, to: text(200) })).max(2_000) }),
    output: z.object({}),
    access: 'office.configure',
    runs: 'writer',
  }),
  /** The office itself; `heading` is what stands on its papers from that day on. */
  changeOffice: call({
    input: z.object({
      ...said,
      heading: z.object({ name: text(200), governingBody: text(200), deskName: text(200), place: text(100) }),
      code: text(20),
      others: names,
      movesOpen: z.boolean(),
    }),
    output: z.object({}),
    access: 'office.configure',
    runs: 'writer',
  }),
}
