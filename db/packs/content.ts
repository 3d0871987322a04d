// What a pack says: the manifest that is signed, and its parts. Everything of a pack is checked against this before it is shown.
import { z } from 'zod'
import { calendarFile } from '../calendar/rules.ts'
import { documentBody } from '../documents/content.ts'
import { documentKinds, foldCode, processGroups } from '../documents/rules.ts'
import { foldLaw, lawDetails } from '../laws/rules.ts'
import type { IssueCode } from '../model/errors.ts'
import { isRealDate } from '../model/local-time.ts'
import { toNfc } from '../model/text.ts'
import { procedureContent } from '../procedures/content.ts'

/** Extension of the files. */
export const packExtension = 'mcpack'
/** Of the office's documents: processes, and also manuals, policies, forms and instructions. */
export const packParts = ['documents', 'procedures', 'laws', 'calendar', 'units'] as const
export type PackPart = (typeof packParts)[number]

const line = (max: number) => z.string().max(max).overwrite(toNfc)
const filled = (max: number) => line(max).refine((value) => value !== '', { params: { issue: 'required' } })
const isoDate = z.string().refine(isRealDate, { params: { issue: 'notADate' } })
export const officeCode = z.string().regex(/^[A-Z0-9][A-Z0-9.]{0,19}$/)

export const packManifest = z.object({
  packId: z.uuid(),
  /** Rises with every pack of an office: an older one is not taken after a newer one. */
  number: z.number().int().min(1).max(1_000_000),
  issuer: z.object({ code: officeCode, name: filled(200) }),
  /** Codes of the offices that it is for; null for every office below the issuing one. */
  offices: z.array(officeCode).min(1).max(1_000).nullable(),
  madeOn: isoDate,
  validFrom: isoDate,
  title: filled(300),
  /** Number of the decision that it carries out. */
  decision: line(80),
  parts: z
    .array(
      z.object({
        name: z.enum(packParts),
        size: z
          .number()
          .int()
          .min(1)
          .max(512 * 1_048_576),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .min(1)
    .max(packParts.length)
    .refine((parts) => new Set(parts.map(({ name }) => name)).size === parts.length),
})
export type PackManifest = z.infer<typeof packManifest>

const complaint = (issue: IssueCode, path: PropertyKey[]) => ({ code: 'custom' as const, path, params: { issue } })

/** Refuses a list in which two entries are one and the same. */
function refuseTwice<Entry>(
  ctx: z.core.$RefinementCtx,
  path: string,
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
) {
  const seen = new Set<string>()
  entries.forEach((entry, index) => {
    const key = keyOf(entry)
    if (key === '') ctx.addIssue(complaint('required', [path, index]))
    else if (seen.has(key)) ctx.addIssue(complaint('listedTwice', [path, index]))
    seen.add(key)
  })
}

const packDocument = z
  .object({
    kind: z.enum(documentKinds),
    group: z.enum([...processGroups, '']),
    code: filled(60),
    issue: z.number().int().min(0).max(9_999),
    revision: z.number().int().min(0).max(9_999),
    reason: z.string().max(2_000),
    approvedOn: isoDate,
    reviewDueOn: isoDate.nullable(),
    approverName: line(200),
    body: documentBody,
  })
  .superRefine(({ kind, group, body }, ctx) => {
    if (body.kind !== kind) ctx.addIssue(complaint('invalid', ['body', 'kind']))
    if ((kind === 'process') === (group === '')) ctx.addIssue(complaint('required', ['group']))
    if (body.content.name === '') ctx.addIssue(complaint('required', ['body', 'content', 'name']))
  })
export type PackDocument = z.infer<typeof packDocument>

const withdrawn = z.array(z.object({ code: filled(100), name: line(1_000) })).max(10_000)

const documentsPart = z.object({ entries: z.array(packDocument).max(10_000), withdrawn }).superRefine((part, ctx) => {
  refuseTwice(ctx, 'entries', part.entries, ({ code }) => foldCode(code))
  const brought = new Set(part.entries.map(({ code }) => foldCode(code)))
  refuseTwice(ctx, 'withdrawn', part.withdrawn, ({ code }) => (brought.has(foldCode(code)) ? '' : foldCode(code)))
})

const proceduresPart = z
  .object({ entries: z.array(z.object({ localKey: filled(100), content: procedureContent })).max(10_000), withdrawn })
  .superRefine((part, ctx) => {
    refuseTwice(ctx, 'entries', part.entries, ({ localKey }) => localKey)
    const brought = new Set(part.entries.map(({ localKey }) => localKey))
    refuseTwice(ctx, 'withdrawn', part.withdrawn, ({ code }) => (brought.has(code) ? '' : code))
  })

const realDay = isoDate.nullable()
const packLaw = lawDetails
  .extend({ issuedOn: realDay, effectiveFrom: realDay, effectiveTo: realDay })
  .superRefine(({ title, issuedOn, effectiveFrom, effectiveTo }, ctx) => {
    if (title === '') ctx.addIssue(complaint('required', ['title']))
    if (issuedOn !== null && effectiveFrom !== null && effectiveFrom < issuedOn)
      ctx.addIssue(complaint('beforeIssue', ['effectiveFrom']))
    const start = effectiveFrom ?? issuedOn
    if (effectiveTo !== null && start !== null && effectiveTo <= start) ctx.addIssue(complaint('notAfterEffect', ['effectiveTo']))
  })
const lawsPart = z
  .object({ entries: z.array(packLaw).max(10_000) })
  .superRefine(({ entries }, ctx) => refuseTwice(ctx, 'entries', entries, ({ number }) => foldLaw(number)))

const unitsPart = z
  .object({
    entries: z
      .array(
        z.object({
          code: officeCode,
          name: filled(200),
          kind: z.enum(['province', 'ward', 'commune']),
          validFrom: isoDate,
          source: filled(500),
        }),
      )
      .max(10_000),
    withdrawn,
  })
  .superRefine((part, ctx) => {
    refuseTwice(ctx, 'entries', part.entries, ({ code }) => code)
    const brought = new Set(part.entries.map(({ code }) => code))
    refuseTwice(ctx, 'withdrawn', part.withdrawn, ({ code }) => (brought.has(code) ? '' : code))
  })

/** By part. Of a calendar the years count: they take the place of the same years of the office's own. */
export const partSchemas = {
  documents: documentsPart,
  procedures: proceduresPart,
  laws: lawsPart,
  calendar: calendarFile,
  units: unitsPart,
} as const satisfies Readonly<Record<PackPart, z.ZodType>>

export type PackContent = { readonly [Part in PackPart]?: z.infer<(typeof partSchemas)[Part]> }

/** What an entry of a pack would do to the office's own data. `absent`: to be withdrawn, but not there. */
export const entryKinds = ['new', 'changed', 'withdrawn', 'same', 'absent'] as const
export type EntryKind = (typeof entryKinds)[number]

/** Why a person must say whether the office's own stays. */
export const conflictKinds = ['ownVersion', 'underWay', 'withdrawnHere', 'laterEdit', 'otherKind'] as const
export type ConflictKind = (typeof conflictKinds)[number]

export const entryChoices = ['theirs', 'ours'] as const
export type EntryChoice = (typeof entryChoices)[number]

export const packStatuses = ['made', 'proposed', 'applied', 'rejected', 'rolledBack', 'refused'] as const
export type PackStatus = (typeof packStatuses)[number]

/** What stands in the way of taking a pack back. */
export const obstacleKinds = ['casesReceived', 'changedLater', 'namedByLaw'] as const
export type ObstacleKind = (typeof obstacleKinds)[number]
