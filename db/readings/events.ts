// Who has to read a version of a document, and who has. The entity is the document; each event names the people, so that the log reads
// without the rows.
import { z } from 'zod'
import { defineEvent, type Tx } from '../event.ts'
import { instantToLocal } from '../model/local-time.ts'
import { personSortKey } from '../model/text.ts'
import type { DocumentReaderTable } from './schema.ts'

const readers = z.array(z.object({ readerId: z.string(), name: z.string() }))

const change = (tx: Tx, of: z.infer<typeof readers>, values: Partial<DocumentReaderTable>) =>
  tx
    .updateTable('document_reader')
    .set(values)
    .where(
      'id',
      'in',
      of.map(({ readerId }) => readerId),
    )
    .execute()

export const readingEvents = {
  'document.readersNamed': defineEvent({
    version: 1,
    payload: z.object({
      versionId: z.string(),
      readers: z.array(
        z.object({ readerId: z.string(), staffId: z.string().nullable(), name: z.string(), position: z.string() }),
      ),
    }),
    project: async (tx, { versionId, readers: people }, { entity_id, at }) => {
      await tx
        .insertInto('document_reader')
        .values(
          people.map(({ readerId, staffId, name, position }) => ({
            id: readerId,
            document_id: entity_id,
            version_id: versionId,
            staff_id: staffId,
            name,
            position,
            sort_key: personSortKey(name),
            named_at: at,
            read_on: null,
            read_how: null,
            recorded_by: null,
            sheet_note: '',
            released_reason: null,
          })),
        )
        .execute()
    },
  }),

  /** By the person, on screen. `hash` is that of the content that was read. */
  'document.readingConfirmed': defineEvent({
    version: 1,
    payload: z.object({ versionId: z.string(), hash: z.string(), readers }),
    project: async (tx, { readers: of }, { at, actor }) => {
      await change(tx, of, { read_on: instantToLocal(at).slice(0, 10), read_how: 'screen', recorded_by: actor })
    },
  }),

  /** From a signed sheet; `note` says where it lies. */
  'document.readingRecorded': defineEvent({
    version: 1,
    payload: z.object({ versionId: z.string(), on: z.string(), note: z.string(), readers }),
    project: async (tx, { on, note, readers: of }, { actor }) => {
      await change(tx, of, { read_on: on, read_how: 'sheet', recorded_by: actor, sheet_note: note })
    },
  }),

  /** It was recorded by mistake: the person has still to read. */
  'document.readingStruck': defineEvent({
    version: 1,
    payload: z.object({ versionId: z.string(), readers, reason: z.string() }),
    project: async (tx, { readers: of }) => {
      await change(tx, of, { read_on: null, read_how: null, recorded_by: null, sheet_note: '' })
    },
  }),

  'document.readerReleased': defineEvent({
    version: 1,
    payload: z.object({ versionId: z.string(), readers, reason: z.string() }),
    project: async (tx, { readers: of, reason }) => {
      await change(tx, of, { released_reason: reason })
    },
  }),
}
