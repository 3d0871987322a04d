// What the calls about documents under control do in the database worker.
import * as documents from '../../db/documents/commands.ts'
import { findingsOf } from '../../db/documents/findings.ts'
import {
  compareVersions,
  getDocument,
  getDocumentHistory,
  getVersion,
  listDocuments,
  suggestDocumentCode,
} from '../../db/documents/queries.ts'
import { versionDraft } from '../../db/documents/rules.ts'
import { findDraft } from '../../db/draft.ts'
import { toInstant } from '../../db/model/clock.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import { getStaffNames } from '../../db/people/queries.ts'
import { findingKey } from '../../db/processes/lint.ts'
import type { Context, WorkerHandlers } from './handlers.ts'

const todayOf = ({ office }: Context): string => instantToLocal(toInstant(office.clock.nowMs())).slice(0, 10)

export const documentHandlers: Pick<WorkerHandlers, Extract<keyof WorkerHandlers, `documents.${string}`>> = {
  'documents.list': async (context, { filter, date }) => {
    const day = date ?? todayOf(context)
    return { rows: await listDocuments(context.office.store.db, filter, day), date: day }
  },
  'documents.get': async (context, { documentId }) => {
    const { db } = context.office.store
    const document = await getDocument(db, documentId, todayOf(context))
    const ids = document.versions.flatMap(({ author, submittedBy, reviewedBy, approvedBy }) => [
      author,
      ...[submittedBy, reviewedBy, approvedBy].filter((staffId) => staffId !== null),
    ])
    return { ...document, staff: await getStaffNames(db, ids) }
  },
  'documents.getVersion': (context, { versionId }) => getVersion(context.office.store.db, versionId, todayOf(context)),
  'documents.getHistory': async ({ office }, { documentId }) => ({
    entries: await getDocumentHistory(office.store.db, documentId),
  }),
  'documents.check': async (context, { body, date }) => {
    const findings = await findingsOf(context.office.store.db, body, date ?? todayOf(context))
    return { findings: findings.map((found) => ({ ...found, key: findingKey(found) })) }
  },
  'documents.compare': async ({ office }, { from, to }) => ({
    changes: await compareVersions(office.store.db, from, to),
  }),
  'documents.suggestCode': async ({ office }, input) => ({ code: await suggestDocumentCode(office.store.db, input) }),
  'documents.register': async ({ office, actor }, input) => documents.registerDocument(office.store.db, await actor(), input),
  'documents.renumber': async ({ office, actor }, input) => {
    await documents.renumberDocument(office.store.db, await actor(), input)
    return {}
  },
  'documents.draft': async ({ office, actor }, input) => ({
    versionId: await documents.draftVersion(office.store.db, await actor(), input),
  }),
  'documents.save': async ({ office, actor }, input) => ({
    hash: await documents.saveVersion(office.store.db, await actor(), input),
  }),
  'documents.getDraft': async ({ office, actor }, { versionId }) =>
    findDraft(office.store.db, (await actor()).staffId, versionDraft(versionId)),
  'documents.keepDraft': async ({ office, actor }, { versionId, payload }) => ({
    updatedAt: await documents.keepVersionDraft(office.store.db, await actor(), versionId, payload),
  }),
  'documents.dropDraft': async ({ office, actor }, { versionId }) => {
    await documents.dropVersionDraft(office.store.db, await actor(), versionId)
    return {}
  },
  'documents.drawFlow': async (_, { steps }) => {
    // Read when the first flow is drawn: no start waits for it.
    const { drawFlow } = await import('../../db/processes/flow.ts')
    return drawFlow(steps)
  },
  'documents.submit': async ({ office, actor }, input) => {
    await documents.submitVersion(office.store.db, await actor(), input)
    return {}
  },
  'documents.review': async ({ office, actor }, input) => {
    await documents.reviewVersion(office.store.db, await actor(), input)
    return {}
  },
  'documents.return': async ({ office, actor }, input) => {
    await documents.returnVersion(office.store.db, await actor(), input)
    return {}
  },
  'documents.approve': async ({ office, actor }, input) => {
    await documents.approveVersion(office.store.db, await actor(), input)
    return {}
  },
  'documents.discard': async ({ office, actor }, input) => {
    await documents.discardVersion(office.store.db, await actor(), input)
    return {}
  },
  'documents.withdraw': async ({ office, actor }, input) => {
    await documents.withdrawDocument(office.store.db, await actor(), input)
    return {}
  },
  'documents.enterDraft': async ({ office, actor }, input) => {
    await documents.enterDraft(office.store.db, await actor(), input)
    return {}
  },
  'documents.enter': async ({ office, actor }, input) => documents.enterVersion(office.store.db, await actor(), input),
}
