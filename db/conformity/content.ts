// What is typed of an instrument: its details and its scope lines.
import { z } from 'zod'
import { processGroups } from '../documents/rules.ts'
import { isPartialDate } from '../model/partial-date.ts'
import { toNfc } from '../model/text.ts'
import { editions, linkRelations } from './rules.ts'

const line = (max: number) => z.string().max(max).overwrite(toNfc)
const paragraph = (max: number) =>
  z
    .string()
    .max(max)
    .overwrite((value) => value.split(/\r?\n/).map(toNfc).join('\n').trim())
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

export const instrumentDetails = z.object({
  title: line(200),
  issuer: line(300),
  edition: z.enum(editions),
  number: line(80),
  ordinal: z.number().int().min(1).max(99).nullable(),
  issuedOn: z.string().refine(isPartialDate, { params: { issue: 'notADate' } }),
  inForceFrom: isoDate.nullable(),
  expiresOn: isoDate.nullable(),
  isExpiryAssumed: z.boolean(),
  headName: line(200),
  headTitle: line(200),
  addresses: z.array(line(400)).max(50),
  surveillances: z.array(isoDate).max(20),
  links: z.array(z.object({ earlierId: z.uuid(), relation: z.enum(linkRelations) })).max(20),
  note: paragraph(4_000),
})
export type InstrumentDetails = z.infer<typeof instrumentDetails>

export const scopeLine = z.object({
  group: z.enum(processGroups),
  text: line(1_000),
  field: line(200),
  documentId: z.uuid().nullable(),
  procedureKey: line(100).nullable(),
})
export type ScopeLine = z.infer<typeof scopeLine>

export const maxLines = 2_000
export const scopeLines = z.array(scopeLine).max(maxLines)
