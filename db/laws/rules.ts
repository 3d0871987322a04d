// Laws as external documents: how a number is compared, what a law is on a day, by when an office must have taken a change in. Pure.
import { z } from 'zod'
import { addMonths, type IsoDate } from '../model/local-time.ts'
import { fold, toNfc } from '../model/text.ts'

/** Words with which a citation goes on after the number: `… ngày 15/11/2015 của Chính phủ quy định …`. */
const afterNumber = /(\d[\d.]*[A-Z]?\/\S+?)[\s,;(]+(?:NGAY|CUA|VE|QUY DINH|HUONG DAN|SUA DOI|CONG BO)\b.*$/

/**
 * How the number and symbol of a law are compared: `Thông tư số 3/2025/TT–VPCP`, `03/2025/TT-VPCP` and `Thông tư 03/2025/TT-VPCP ngày
 * 15/9/2025` are one and the same. A text without a number keeps its whole name.
 */
export const foldLaw = (law: string): string =>
  fold(law)
    .toUpperCase()
    .replace(afterNumber, '$1')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s/g, '')
    .replace(/^\D*(?=[\d.]+[A-Z]?\/)/, '')
    .replace(/^0+(?=\d)/, '')

export const lawStates = ['notYet', 'inForce', 'ceased'] as const
export type LawState = (typeof lawStates)[number]

interface Dated {
  readonly issuedOn: IsoDate | null
  readonly effectiveFrom: IsoDate | null
  readonly effectiveTo: IsoDate | null
  readonly replacedBy: string | null
}

/** A law whose first day is not known counts as in force from its issue; one that was replaced on an unknown day has ceased. */
export function lawStateOn({ issuedOn, effectiveFrom, effectiveTo, replacedBy }: Dated, date: IsoDate): LawState {
  if (effectiveTo !== null ? effectiveTo <= date : replacedBy !== null) return 'ceased'
  const from = effectiveFrom ?? issuedOn
  return from !== null && from > date ? 'notYet' : 'inForce'
}

/** Months within which a change of law is taken into the processes, from its effect (Quyết định 19/2014/QĐ-TTg, Điều 4.4a). */
export const monthsToAbsorb = 3
export const absorbBy = (from: IsoDate): IsoDate => addMonths(from, monthsToAbsorb)

/** Not in effect yet; within the three months; late; taken in within them; taken in late. */
export const updateStates = ['ahead', 'running', 'overdue', 'inTime', 'late'] as const
export type UpdateState = (typeof updateStates)[number]

const line = (max: number) => z.string().max(max).overwrite(toNfc)
const paragraph = (max: number) =>
  z
    .string()
    .max(max)
    .overwrite((value) => value.split(/\r?\n/).map(toNfc).join('\n').trim())
const day = z.string().nullable()

/** What is recorded of a law. `replacedBy` is empty while nothing took its place. */
export const lawDetails = z.object({
  number: line(80),
  title: paragraph(1_000),
  issuer: line(200),
  issuedOn: day,
  effectiveFrom: day,
  effectiveTo: day,
  replacedBy: line(80),
  /** Numbers of the laws that it amends. */
  amends: z.array(line(80)).max(50),
  note: paragraph(2_000),
  source: paragraph(500),
})
export type LawDetails = z.infer<typeof lawDetails>
