// What an office knows of a procedure at one moment. A version keeps this whole, and a case pins the version it was accepted
// under, so a later import or edit never changes what was promised. Nothing here says where the data came from but `source`.
import { z } from 'zod'
import { limitUnits } from '../calendar/rules.ts'

/** `limit` counts `unit`s; a `same-day` limit is always 1 and goes with a `cutoff`. */
export const timeLimit = z.object({ limit: z.number().int().min(1), unit: z.enum(limitUnits) })
export type TimeLimit = z.infer<typeof timeLimit>

/** How far a value can be relied on: read at the source, deduced from a second figure, or old and partial. */
export const confidences = ['high', 'medium', 'low'] as const

/** One paper the applicant must hand in. */
const procedureComponent = z.object({
  name: z.string().min(1),
  /** The sub-case in which the paper is asked for; null when always. */
  caseLabel: z.string().nullable(),
  originals: z.number().int().min(0),
  copies: z.number().int().min(0),
  form: z.string().nullable(),
})

/** One line of the published order of work. `hours` are working hours, 8 a day; null when the source gives none. */
const procedureStep = z.object({
  order: z.number().int().min(1),
  name: z.string().min(1),
  role: z.string().nullable(),
  hours: z.number().min(0).nullable(),
  timeText: z.string().nullable(),
  output: z.string().nullable(),
})

/** null and an empty list mean "not seen in the source", never "there is none". */
export const procedureContent = z.object({
  nationalCode: z.string().min(1).nullable(),
  altCodes: z.array(z.string()),
  shortCode: z.string().min(2),
  name: z.string().min(1),
  field: z.string(),
  group: z.string(),
  level: z.string(),
  /** Who may file: cá nhân, tổ chức … */
  subjects: z.array(z.string()),
  authority: z.string().nullable(),
  /** null: the office must settle the limit before a due date can be computed. */
  timeLimit: timeLimit.nullable(),
  timeLimitText: z.string().nullable(),
  /** Other limits of the same source, by sub-case or way of filing, as text. */
  timeOptions: z.array(z.string()),
  /** `HH:mm` after which a same-day procedure is due the next working day. */
  cutoff: z.string().nullable(),
  components: z.array(procedureComponent),
  /** Papers the source lists; more than `components` when the list was cut. */
  componentTotal: z.number().int().min(0),
  feeText: z.string().nullable(),
  legalBasis: z.array(z.string()),
  result: z.string().nullable(),
  steps: z.array(procedureStep),
  source: z.string(),
  /** ISO date on which the source was read. */
  asOf: z.string().nullable(),
  confidence: z.enum(confidences),
  notes: z.array(z.string()),
  /** 1 daily work of the desk, 2 common, 3 rare or for reference. */
  tier: z.number().int().min(1).max(3),
  /** The announcing decision (quyết định công bố), its ISO date, and the body that issued the procedure. */
  decision: z.string().nullable(),
  decisionDate: z.string().nullable(),
  promulgatedBy: z.string().nullable(),
})
export type ProcedureContent = z.infer<typeof procedureContent>
