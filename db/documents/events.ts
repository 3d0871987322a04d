// What happens to a document under control, and what each does to the rows. Every event's entity is the document.
import { z } from 'zod'
import { defineEvent, type Tx } from '../event.ts'
import type { StoredEvent } from '../model/events.ts'
import { columnsOf, linksOf } from './columns.ts'
import { type DocumentBody, documentBody } from './content.ts'
import { documentKinds, foldCode, processGroups } from './rules.ts'
import type { DocumentVersionTable } from './schema.ts'

const group = z.enum([...processGroups, ''])
const isoDate = z.string()
const number = { issue: z.number().int().min(0), revision: z.number().int().min(0) }

async function linkInTx(tx: Tx, versionId: string, body: DocumentBody): Promise<void> {
  await tx.deleteFrom('document_procedure').where('version_id', '=', versionId).execute()
  await tx.deleteFrom('document_law').where('version_id', '=', versionId).execute()
  const { procedures, laws } = linksOf(body)
  if (procedures.length > 0) {
    const rows = procedures.map((procedure_key) => ({ version_id: versionId, procedure_key }))
    await tx.insertInto('document_procedure').values(rows).execute()
  }
  if (laws.length > 0) {
    await tx
      .insertInto('document_law')
      .values(laws.map((law) => ({ version_id: versionId, ...law })))
      .execute()
  }
}

async function insertVersionInTx(
  tx: Tx,
  event: StoredEvent,
  body: DocumentBody,
  version: Pick<DocumentVersionTable, 'id' | 'issue' | 'revision' | 'status' | 'based_on' | 'reason'> &
    Partial<DocumentVersionTable>,
): Promise<void> {
  await tx
    .insertInto('document_version')
    .values({
      document_id: event.entity_id,
      is_from_paper: 0,
      pack_id: null,
      author: event.actor,
      drafted_at: event.at,
      changed_at: event.at,
      submitted_at: null,
      submitted_by: null,
      reviewed_at: null,
      reviewed_by: null,
      approved_at: null,
      approved_by: null,
      approver_name: '',
      approved_on: null,
      effective_from: null,
      effective_to: null,
      review_due_on: null,
      return_reason: '',
      exception_reason: '',
      justifications: '{}',
      ...columnsOf(body),
      ...version,
    })
    .execute()
  await linkInTx(tx, version.id, body)
}

const change = (tx: Tx, versionId: string, values: Partial<DocumentVersionTable>) =>
  tx.updateTable('document_version').set(values).where('id', '=', versionId).execute()

/** The version before is in effect until the day on which the new one begins. */
async function endEarlierInTx(tx: Tx, documentId: string, versionId: string, from: string): Promise<void> {
  await tx
    .updateTable('document_version')
    .set({ effective_to: from })
    .where('document_id', '=', documentId)
    .where('id', '<>', versionId)
    .where('status', '=', 'approved')
    .where((eb) => eb.or([eb('effective_to', 'is', null), eb('effective_to', '>', from)]))
    .execute()
}

export const documentEvents = {
  'document.registered': defineEvent({
    version: 1,
    payload: z.object({ kind: z.enum(documentKinds), group, code: z.string() }),
    project: async (tx, { kind, group: group_name, code }, { entity_id, at }) => {
      await tx
        .insertInto('document')
        .values({ id: entity_id, kind, group_name, code, created_at: at, withdrawn_from: null })
        .execute()
      await tx
        .insertInto('document_code')
        .values({ folded: foldCode(code), code, document_id: entity_id })
        .execute()
    },
  }),

  'document.renumbered': defineEvent({
    version: 1,
    payload: z.object({ code: z.string(), group, reason: z.string() }),
    project: async (tx, { code, group: group_name }, { entity_id }) => {
      await tx.updateTable('document').set({ code, group_name }).where('id', '=', entity_id).execute()
      await tx
        .insertInto('document_code')
        .values({ folded: foldCode(code), code, document_id: entity_id })
        .onConflict((conflict) => conflict.column('folded').doUpdateSet({ code }))
        .execute()
    },
  }),

  'document.drafted': defineEvent({
    version: 1,
    payload: z.object({
      versionId: z.string(),
      ...number,
      basedOn: z.string().nullable(),
      reason: z.string(),
      body: documentBody,
    }),
    project: (tx, { versionId, issue, revision, basedOn, reason, body }, event) =>
      insertVersionInTx(tx, event, body, { id: versionId, issue, revision, status: 'draft', based_on: basedOn, reason }),
  }),

  'document.saved': defineEvent({
    version: 1,
    payload: z.object({ versionId: z.string(), ...number, reason: z.string(), body: documentBody }),
    project: async (tx, { versionId, issue, revision, reason, body }, { at }) => {
      await change(tx, versionId, { ...columnsOf(body), issue, revision, reason, changed_at: at })
      await linkInTx(tx, versionId, body)
    },
  }),

  'document.submitted': defineEvent({
    version: 1,
    payload: z.object({ versionId: z.string(), hash: z.string() }),
    project: async (tx, { versionId }, { at, actor }) => {
      await change(tx, versionId, { status: 'inReview', submitted_at: at, submitted_by: actor, return_reason: '' })
    },
  }),

  'document.reviewed': defineEvent({
    version: 1,
    payload: z.object({ versionId: z.string(), hash: z.string(), note: z.string() }),
    project: async (tx, { versionId }, { at, actor }) => {
      await change(tx, versionId, { status: 'inApproval', reviewed_at: at, reviewed_by: actor })
    },
  }),

  'document.returned': defineEvent({
    version: 1,
    payload: z.object({ versionId: z.string(), reason: z.string() }),
    project: async (tx, { versionId, reason }) => {
      const cleared = { submitted_at: null, submitted_by: null, reviewed_at: null, reviewed_by: null }
      await change(tx, versionId, { ...cleared, status: 'draft', return_reason: reason })
    },
  }),

  'document.approved': defineEvent({
    version: 1,
    payload: z.object({
      versionId: z.string(),
      hash: z.string(),
      approvedOn: isoDate,
      effectiveFrom: isoDate,
      reviewDueOn: isoDate.nullable(),
      approverName: z.string(),
      exceptionReason: z.string(),
      justifications: z.record(z.string(), z.string()),
    }),
    project: async (tx, approval, { entity_id, at, actor }) => {
      await endEarlierInTx(tx, entity_id, approval.versionId, approval.effectiveFrom)
      await change(tx, approval.versionId, {
        status: 'approved',
        approved_at: at,
        approved_by: actor,
        approver_name: approval.approverName,
        approved_on: approval.approvedOn,
        effective_from: approval.effectiveFrom,
        review_due_on: approval.reviewDueOn,
        exception_reason: approval.exceptionReason,
        justifications: JSON.stringify(approval.justifications),
      })
    },
  }),

  /** A version that was issued on paper before it was entered here: its signature is on the paper. */
  'document.entered': defineEvent({
    version: 1,
    payload: z.object({
      versionId: z.string(),
      ...number,
      reason: z.string(),
      body: documentBody,
      approvedOn: isoDate,
      effectiveFrom: isoDate,
      reviewDueOn: isoDate.nullable(),
      approverName: z.string(),
    }),
    project: async (tx, entered, event) => {
      await endEarlierInTx(tx, event.entity_id, entered.versionId, entered.effectiveFrom)
      await insertVersionInTx(tx, event, entered.body, {
        id: entered.versionId,
        issue: entered.issue,
        revision: entered.revision,
        status: 'approved',
        based_on: null,
        reason: entered.reason,
        is_from_paper: 1,
        approver_name: entered.approverName,
        approved_on: entered.approvedOn,
        effective_from: entered.effectiveFrom,
        review_due_on: entered.reviewDueOn,
      })
    },
  }),

  /** The same of what was typed into a draft. */
  'document.draftEntered': defineEvent({
    version: 1,
    payload: z.object({
      versionId: z.string(),
      ...number,
      hash: z.string(),
      approvedOn: isoDate,
      effectiveFrom: isoDate,
      reviewDueOn: isoDate.nullable(),
      approverName: z.string(),
    }),
    project: async (tx, entered, { entity_id }) => {
      await endEarlierInTx(tx, entity_id, entered.versionId, entered.effectiveFrom)
      await change(tx, entered.versionId, {
        status: 'approved',
        issue: entered.issue,
        revision: entered.revision,
        is_from_paper: 1,
        approver_name: entered.approverName,
        approved_on: entered.approvedOn,
        effective_from: entered.effectiveFrom,
        review_due_on: entered.reviewDueOn,
        return_reason: '',
      })
    },
  }),

  /** A version that a higher office issued and handed down in a pack; the head who approved the pack approved it. */
  'document.handedDown': defineEvent({
    version: 1,
    payload: z.object({
      versionId: z.string(),
      packId: z.string(),
      ...number,
      reason: z.string(),
      body: documentBody,
      approvedOn: isoDate,
      effectiveFrom: isoDate,
      reviewDueOn: isoDate.nullable(),
      approverName: z.string(),
    }),
    project: async (tx, given, event) => {
      await endEarlierInTx(tx, event.entity_id, given.versionId, given.effectiveFrom)
      await insertVersionInTx(tx, event, given.body, {
        id: given.versionId,
        issue: given.issue,
        revision: given.revision,
        status: 'approved',
        based_on: null,
        reason: given.reason,
        pack_id: given.packId,
        approved_at: event.at,
        approved_by: event.actor,
        approver_name: given.approverName,
        approved_on: given.approvedOn,
        effective_from: given.effectiveFrom,
        review_due_on: given.reviewDueOn,
      })
    },
  }),

  /** A handed-down version that nobody used is taken back; the versions that it ended last as long as before. */
  'document.rolledBack': defineEvent({
    version: 1,
    payload: z.object({
      versionId: z.string(),
      earlier: z.array(z.object({ versionId: z.string(), effectiveTo: isoDate.nullable() })),
      reason: z.string(),
    }),
    project: async (tx, { versionId, earlier, reason }) => {
      await change(tx, versionId, { status: 'discarded', return_reason: reason })
      for (const { versionId: id, effectiveTo } of earlier) await change(tx, id, { effective_to: effectiveTo })
    },
  }),

  /** Takes back that the whole document was withdrawn. */
  'document.reinstated': defineEvent({
    version: 1,
    payload: z.object({ reason: z.string() }),
    project: async (tx, _, { entity_id }) => {
      await tx.updateTable('document').set({ withdrawn_from: null }).where('id', '=', entity_id).execute()
    },
  }),

  'document.discarded': defineEvent({
    version: 1,
    payload: z.object({ versionId: z.string(), reason: z.string() }),
    project: async (tx, { versionId, reason }) => {
      await change(tx, versionId, { status: 'discarded', return_reason: reason })
    },
  }),

  /** These two tell of themselves in the history alone. */
  'document.printed': defineEvent({
    version: 1,
    payload: z.object({ versionId: z.string() }),
    project: async () => {},
  }),
  'document.savedAsFile': defineEvent({
    version: 1,
    payload: z.object({ versionId: z.string(), format: z.enum(['PDF', 'Word']) }),
    project: async () => {},
  }),

  'document.withdrawn': defineEvent({
    version: 1,
    payload: z.object({ from: isoDate, reason: z.string() }),
    project: async (tx, { from }, { entity_id }) => {
      await tx.updateTable('document').set({ withdrawn_from: from }).where('id', '=', entity_id).execute()
    },
  }),
}
