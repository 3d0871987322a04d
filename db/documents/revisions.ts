// The rows of a document's revision table, drawn from its versions: nobody types what changed.
import type { Db } from '../event.ts'
import type { Change } from '../model/change-text.ts'
import type { IsoDate } from '../model/local-time.ts'
import { processContent } from '../processes/content.ts'
import { compareProcesses } from '../processes/difference.ts'

export interface RevisionRow {
  readonly issue: number
  readonly revision: number
  readonly approvedOn: IsoDate | null
  readonly reason: string
  /** From the version before; empty for the first one. */
  readonly changes: readonly Change[]
}

/** Versions of a process up to the given one, oldest first: the approved ones, and the given one whatever its state. */
export async function listRevisions(db: Db, documentId: string, versionId: string): Promise<RevisionRow[]> {
  const rows = await db
    .selectFrom('document_version')
    .select(['id', 'issue', 'revision', 'approved_on', 'reason', 'content'])
    .where('document_id', '=', documentId)
    .where((eb) => eb.or([eb('status', '=', 'approved'), eb('id', '=', versionId)]))
    .orderBy('issue')
    .orderBy('revision')
    .execute()
  const upTo = rows.slice(0, rows.findIndex(({ id }) => id === versionId) + 1)
  const contents = upTo.map(({ content }) => processContent.parse(JSON.parse(content)))
  return upTo.map(({ issue, revision, approved_on, reason }, index) => {
    const before = contents[index - 1]
    const after = contents[index]
    return { issue, revision, approvedOn: approved_on, reason, changes: before && after ? compareProcesses(before, after) : [] }
  })
}
