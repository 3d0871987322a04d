// What a process document says, as structured sections: it covers the skeletons that offices print (TCVN ISO 9001 in the
// administration; see resources/process-papers). A version keeps this whole; any change of any field is a revision.
import { z } from 'zod'
import { limitUnits, maxLimit } from '../calendar/deadline-input.ts'
import { amountUnits } from '../model/step-times.ts'
import { toNfc } from '../model/text.ts'

const line = (max: number) => z.string().max(max).overwrite(toNfc)
const paragraph = (max: number) =>
  z
    .string()
    .max(max)
    .overwrite((value) => value.split(/\r?\n/).map(toNfc).join('\n').trim())

/** Who decides in the end. What a procedure's "cơ quan có thẩm quyền quyết định" is counted by. */
export const authorities = [
  'provincialCommittee',
  'provincialChairman',
  'provincialOffice',
  'department',
  'communeCommittee',
  'communeChairman',
  'other',
] as const
export type Authority = (typeof authorities)[number]

/** Skeletons of the printed document: classic ISO, Hà Tĩnh 2025, Hà Nội 2025. */
export const skeletons = ['classic', 'haTinh', 'haNoi'] as const
export type Skeleton = (typeof skeletons)[number]

/** Minutes of working time and the unit they were written in; 60,000 are 125 working days. */
const amount = { minutes: z.number().int().min(1).max(600_000), unit: z.enum(amountUnits) }

export const stepTime = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('amount'), ...amount }),
  z.object({ kind: z.literal('officeHours') }),
  z.object({ kind: z.literal('notCounted') }),
  z.object({ kind: z.literal('sameDay') }),
  z.object({ kind: z.literal('group'), group: line(20) }),
])

/** What a step does for the case: the first receives, one decides, the last returns the result. */
export const stepActs = ['receive', 'handle', 'decide', 'return'] as const
export type StepAct = (typeof stepActs)[number]

export const processStep = z.object({
  /** As printed: "B1", "Bước 6". Unique in its variant. */
  label: line(20),
  work: paragraph(4_000),
  /** Office or unit that does it; and who in it. */
  unit: line(200),
  role: line(200),
  act: z.enum(stepActs),
  time: stepTime,
  /** Codes of forms that the step uses or fills in; each is one of `forms`. */
  forms: z.array(line(60)).max(30),
  results: paragraph(1_000),
  /** Label of an earlier step to which the work goes back when `condition` holds; null when it never does. */
  returnsTo: line(20).nullable(),
  condition: paragraph(1_000),
})
export type ProcessStep = z.infer<typeof processStep>

/** A sub-case with a limit and steps of its own (trường hợp a, b …). A process without sub-cases has one with an empty name. */
export const processVariant = z.object({
  key: line(20),
  name: line(400),
  timeLimit: z.object({ limit: z.number().positive().max(maxLimit), unit: z.enum(limitUnits) }).nullable(),
  /** Times that several steps share; a step names the group by its key. */
  groups: z.array(z.object({ key: line(20), label: line(200), ...amount })).max(40),
  steps: z.array(processStep).max(200),
})
export type ProcessVariant = z.infer<typeof processVariant>

export const processComponent = z.object({
  name: paragraph(2_000),
  originals: z.number().int().min(0).max(99),
  copies: z.number().int().min(0).max(99),
  isRequired: z.boolean(),
  condition: paragraph(1_000),
  /** Key of the sub-case that asks for it; null for all. */
  variant: line(20).nullable(),
})

/** A legal ground: a law of the register by its number and symbol ("19/2014/QĐ-TTg"), and the articles that matter. */
export const legalGround = z.object({ law: line(80), title: paragraph(1_000), articles: line(300) })

/** A form: `law` is the number of the text that issues it; empty for the office's own. */
export const processForm = z.object({ code: line(60), name: paragraph(1_000), law: line(80) })

/** A record to keep (hồ sơ lưu): what, where, how long. */
export const keptRecord = z.object({ name: paragraph(1_000), place: line(300), retention: line(200) })

export const processContent = z.object({
  name: line(500),
  field: line(200),
  authority: z.enum(authorities),
  /** The unit that owns the document and answers for it. */
  ownerUnit: line(200),
  skeleton: z.enum(skeletons),
  /** Catalogue keys of the procedures it serves; many processes serve many procedures (Circular 26/2014/TT-BKHCN, Article 41(6)). */
  procedures: z.array(line(100)).max(500),
  purpose: paragraph(8_000),
  scope: paragraph(8_000),
  references: z.array(paragraph(1_000)).max(100),
  definitions: z.array(z.object({ term: line(200), meaning: paragraph(2_000) })).max(100),
  legalGrounds: z.array(legalGround).max(100),
  conditions: paragraph(8_000),
  /** Ways of filing and of receiving the result. */
  ways: paragraph(4_000),
  components: z.array(processComponent).max(200),
  setCount: z.number().int().min(0).max(99),
  receivingPlace: paragraph(1_000),
  fee: paragraph(1_000),
  /** Who may file. */
  subjects: paragraph(1_000),
  results: z.array(paragraph(1_000)).max(50),
  performingBody: line(300),
  decidingBody: line(300),
  delegatedBody: line(300),
  coordinatingBodies: line(600),
  variants: z.array(processVariant).min(1).max(30),
  forms: z.array(processForm).max(200),
  records: z.array(keptRecord).max(100),
  /** Who returns results and keeps the file, as text (section 7 of the Hà Nội skeleton). */
  responsibility: paragraph(4_000),
})
export type ProcessContent = z.infer<typeof processContent>

/** What a new draft starts from: nothing invented, one case without steps. */
export const emptyProcessContent: ProcessContent = {
  name: '',
  field: '',
  authority: 'provincialCommittee',
  ownerUnit: '',
  skeleton: 'classic',
  procedures: [],
  purpose: '',
  scope: '',
  references: [],
  definitions: [],
  legalGrounds: [],
  conditions: '',
  ways: '',
  components: [],
  setCount: 1,
  receivingPlace: '',
  fee: '',
  subjects: '',
  results: [],
  performingBody: '',
  decidingBody: '',
  delegatedBody: '',
  coordinatingBodies: '',
  variants: [{ key: '', name: '', timeLimit: null, groups: [], steps: [] }],
  forms: [],
  records: [],
  responsibility: '',
}
