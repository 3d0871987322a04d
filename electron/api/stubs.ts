// Calls about blank receipts for the hours without power: their numbers, their sheets, and keying their stubs in afterwards.
import { z } from 'zod'
import { maxBlockStubs, stubStates } from '../../db/stubs/rules.ts'
import { call, id, instant, nothing, text } from './call.ts'
import { receiveInput } from './cases.ts'

export { maxBlockStubs, type StubState, stubStates } from '../../db/stubs/rules.ts'

const number = z.number().int().min(1).max(999_999_999)
const sheets = z.object({ blockId: id, from: number, to: number })
const stubText = text(60)
const reason = text(300)

const block = z.object({
  id,
  deviceCode: z.string(),
  firstNumber: z.number(),
  count: z.number(),
  firstCode: z.string(),
  lastCode: z.string(),
  unused: z.number(),
  keyed: z.number(),
  spoiled: z.number(),
  /** How often its sheets were printed at most; 0: reserved, and not printed yet. */
  printCount: z.number(),
  printedAt: instant.nullable(),
  reservedAt: instant,
  reservedByName: z.string(),
})
export type StubBlock = z.infer<typeof block>

const stub = z.object({
  number: z.number(),
  code: z.string(),
  state: z.enum(stubStates),
  printCount: z.number(),
  printedAt: instant.nullable(),
  keyed: z
    .object({
      caseId: id,
      applicantName: z.string(),
      receivedAt: instant,
      at: instant,
      byName: z.string(),
      /** The promise was past when the case was keyed in. */
      wasOverdue: z.boolean(),
    })
    .nullable(),
  spoiled: z.object({ at: instant, byName: z.string(), reason: z.string() }).nullable(),
})
export type Stub = z.infer<typeof stub>

export const stubs = {
  /** The newest first. */
  listBlocks: call({ input: nothing, output: z.object({ rows: z.array(block) }), access: 'case.read', runs: 'writer' }),
  list: call({
    input: z.object({ blockId: id }),
    output: z.object({ rows: z.array(stub) }),
    access: 'case.read',
    runs: 'writer',
  }),
  /** The stub that is keyed in next; null when none is left. */
  getNext: call({ input: nothing, output: z.object({ code: z.string().nullable() }), access: 'case.receive', runs: 'writer' }),
  /** Reserves the next numbers of this computer for good. Throws input.invalid {count}. */
  reserve: call({
    input: z.object({
      count: z
        .number()
        .int()
        .min(0)
        .max(maxBlockStubs * 10),
    }),
    output: z.object({ blockId: id, from: z.number(), to: z.number() }),
    access: 'case.receive',
    runs: 'writer',
  }),
  /** Throws input.invalid {stub: stubUnknown, stubKeyed, stubSpoiled}. */
  spoil: call({ input: z.object({ stub: stubText, reason }), output: nothing, access: 'case.receive', runs: 'writer' }),
  /** Of the sheets that nobody has used. Throws input.invalid {from: notFound} when none is left. */
  preview: call({ input: sheets, output: z.object({ url: z.string() }), access: 'case.read', runs: 'main' }),
  /** Throws print.noPrinter, print.failed. */
  print: call({
    input: sheets.extend({ printer: z.string().max(300).nullable() }),
    output: z.object({ copyNumber: z.number() }),
    access: 'case.print',
    runs: 'main',
  }),
  /** Asks where. `fileName` is null when the dialog was cancelled. */
  save: call({
    input: sheets,
    output: z.object({ fileName: z.string().nullable() }),
    access: 'case.print',
    runs: 'main',
  }),
  /** Makes a stub into the case that was received then. Sending the same case twice gives one. */
  keyIn: call({
    input: z.object({ stub: stubText, intake: receiveInput }),
    output: z.object({
      caseId: id,
      provisionalCode: z.string(),
      dueAt: instant.nullable(),
      wasOverdue: z.boolean(),
      nextStub: z.string().nullable(),
    }),
    access: 'case.receive',
    runs: 'writer',
  }),
  getDraft: call({
    input: nothing,
    output: z.object({ payload: z.string(), updatedAt: instant }).nullable(),
    access: 'case.receive',
    runs: 'writer',
  }),
  saveDraft: call({
    input: z.object({ payload: z.string().max(200_000) }),
    output: z.object({ updatedAt: instant }),
    access: 'case.receive',
    runs: 'writer',
  }),
  discardDraft: call({ input: nothing, output: nothing, access: 'case.receive', runs: 'writer' }),
}
