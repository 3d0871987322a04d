// What happens to the papers of a case. A scan's event names its content by sha256; the content lay in the store, checked, before the
// event was written. Nothing takes a content away again.
import { z } from 'zod'
import { blobKinds } from '../blobs/rules.ts'
import { defineEvent } from '../event.ts'
import { fold } from '../model/text.ts'
import { notScannedReasons, scanSources } from './rules.ts'

const ofComponent = { caseId: z.string(), component: z.number().int(), componentName: z.string() }
const description = { title: z.string(), issuedOn: z.string().nullable(), validUntil: z.string().nullable() }

export const paperEvents = {
  'paper.scanAttached': defineEvent({
    version: 1,
    payload: z.object({
      ...ofComponent,
      ...description,
      sha256: z.string(),
      kind: z.enum(blobKinds),
      sizeBytes: z.number().int(),
      fileName: z.string(),
      source: z.enum(scanSources),
      personId: z.string(),
      reusedFrom: z.string().nullable(),
      reuseReason: z.string(),
    }),
    project: async (tx, scan, event) => {
      await tx
        .insertInto('scan')
        .values({
          id: event.entity_id,
          case_id: scan.caseId,
          component: scan.component,
          component_name: scan.componentName,
          title: scan.title,
          folded_title: fold(scan.title),
          sha256: scan.sha256,
          kind: scan.kind,
          size_bytes: scan.sizeBytes,
          file_name: scan.fileName,
          source: scan.source,
          person_id: scan.personId,
          issued_on: scan.issuedOn,
          valid_until: scan.validUntil,
          reused_from: scan.reusedFrom,
          reuse_reason: scan.reuseReason,
          added_at: event.at,
          added_by: event.actor,
          taken_off_reason: null,
          taken_off_at: null,
          taken_off_by: null,
        })
        .execute()
    },
  }),

  'paper.scanDescribed': defineEvent({
    version: 1,
    payload: z.object(description),
    project: async (tx, { title, issuedOn, validUntil }, { entity_id }) => {
      await tx
        .updateTable('scan')
        .set({ title, folded_title: fold(title), issued_on: issuedOn, valid_until: validUntil })
        .where('id', '=', entity_id)
        .execute()
    },
  }),

  'paper.scanTakenOff': defineEvent({
    version: 1,
    payload: z.object({ reason: z.string() }),
    project: async (tx, { reason }, { entity_id, at, actor }) => {
      await tx
        .updateTable('scan')
        .set({ taken_off_reason: reason, taken_off_at: at, taken_off_by: actor })
        .where('id', '=', entity_id)
        .execute()
    },
  }),

  /** The entity is the case. Null: the paper is scanned like any other again. */
  'paper.notScanned': defineEvent({
    version: 1,
    payload: z.object({ ...ofComponent, reason: z.enum(notScannedReasons).nullable() }),
    project: async (tx, { caseId, component, reason }) => {
      if (reason === null) {
        await tx.deleteFrom('not_scanned').where('case_id', '=', caseId).where('component', '=', component).execute()
        return
      }
      await tx
        .insertInto('not_scanned')
        .values({ case_id: caseId, component, reason })
        .onConflict((conflict) => conflict.columns(['case_id', 'component']).doUpdateSet({ reason }))
        .execute()
    },
  }),

  /** The entity is the office. The folder lies on this computer; a setting that is left out stays as it is. */
  'paper.settingsChanged': defineEvent({
    version: 1,
    payload: z.object({ scannerFolder: z.string().nullable().optional(), limitMegabytes: z.number().int().optional() }),
    project: async (tx, { scannerFolder, limitMegabytes }) => {
      const rows = Object.entries({ scannerFolder, scanLimitMegabytes: limitMegabytes }).flatMap(([key, value]) =>
        value === undefined ? [] : [{ key, value: JSON.stringify(value) }],
      )
      if (rows.length === 0) return
      await tx
        .insertInto('office_setting')
        .values(rows)
        .onConflict((conflict) => conflict.column('key').doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })))
        .execute()
    },
  }),
}
