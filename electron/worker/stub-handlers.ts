// What the calls about blank receipts do in the database workers.
import { localNow } from '../../db/cases/intake-deadline.ts'
import { findDraft } from '../../db/draft.ts'
import { findFormVersion, getFormVersion } from '../../db/forms/queries.ts'
import { blankReceiptFields } from '../../db/forms/receipt.ts'
import { refuseFields } from '../../db/model/errors.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import { getOfficeSettings } from '../../db/people/queries.ts'
import { discardStubDraft, keyInStub, recordStubsPrint, reserveStubs, saveStubDraft, spoilStub } from '../../db/stubs/commands.ts'
import { findNextStub, getStubBlock, listPrintableStubs, listStubBlocks, listStubs } from '../../db/stubs/queries.ts'
import { stubDraft } from '../../db/stubs/rules.ts'
import { receiptFormKey } from './brought-files.ts'
import type { InternalHandlers, WorkerHandlers } from './handlers.ts'
import type { Office } from './office.ts'
import type { StubPaper, StubSheets } from './protocol.ts'

type Mine = Extract<keyof WorkerHandlers, `stubs.${string}`>

export const stubHandlers: Pick<WorkerHandlers, Mine> = {
  'stubs.listBlocks': async ({ office }) => ({ rows: await listStubBlocks(office.store.db) }),
  'stubs.list': async ({ office }, { blockId }) => ({ rows: await listStubs(office.store.db, blockId) }),
  'stubs.getNext': async ({ office }) => ({ code: await findNextStub(office.store.db, null) }),
  'stubs.reserve': async ({ office, actor }, input) => {
    const { db } = office.store
    const today = localNow(office.clock).slice(0, 10)
    const formKey = receiptFormKey(office, today)
    const version = await findFormVersion(db, formKey, today, '')
    const blockId = await reserveStubs(db, await actor(), input, { formKey, versionId: version?.id ?? null })
    const { first_number: from, count } = await getStubBlock(db, blockId)
    return { blockId, from, to: from + count - 1 }
  },
  'stubs.spoil': async ({ office, actor }, input) => {
    await spoilStub(office.store.db, await actor(), input)
    return {}
  },
  'stubs.keyIn': async ({ office, actor }, input) =>
    keyInStub(office.store.db, await actor(), input, (date) => receiptFormKey(office, date)),
  'stubs.getDraft': async ({ office, actor }) => findDraft(office.store.db, (await actor()).staffId, stubDraft),
  'stubs.saveDraft': async ({ office, actor }, { payload }) => ({
    updatedAt: await saveStubDraft(office.store.db, await actor(), payload),
  }),
  'stubs.discardDraft': async ({ office, actor }) => {
    await discardStubDraft(office.store.db, await actor())
    return {}
  },
}

type MineInternal = 'internal.getStubPaper' | 'internal.recordStubsPrint'

export const internalStubHandlers: Pick<InternalHandlers, MineInternal> = {
  'internal.getStubPaper': ({ office }, sheets) => stubPaperOf(office, sheets),
  'internal.recordStubsPrint': async ({ office, actor }, print) => recordStubsPrint(office.store.db, await actor(), print),
}

/** The sheets of a block that may be printed now; each says whether it was printed before. */
export async function stubPaperOf(office: Office, sheets: StubSheets): Promise<StubPaper> {
  const { db } = office.store
  const block = await getStubBlock(db, sheets.blockId)
  const stubs = await listPrintableStubs(db, sheets)
  if (stubs.length === 0) refuseFields([{ path: 'from', code: 'notFound' }])
  const { governingBody, deskName, place, receiptNumberSuffix: numberSuffix } = await getOfficeSettings(db)
  return {
    formKey: block.form_key,
    texts: block.version_id === null ? {} : (await getFormVersion(db, block.version_id)).texts,
    isTraining: office.store.kind === 'training',
    sheets: stubs.map((stub) => ({
      code: stub.code,
      isProvisional: true,
      fields: blankReceiptFields({
        ...{ governingBody, deskName, place, numberSuffix, code: stub.code },
        copyNumber: stub.print_count + 1,
        replacedOn: stub.printed_at === null ? null : instantToLocal(stub.printed_at).slice(0, 10),
      }),
    })),
  }
}
