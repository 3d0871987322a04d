// What the linter says of a version on a day.
import type { Db } from '../event.ts'
import type { IsoDate } from '../model/local-time.ts'
import { type Finding, lintProcess } from '../processes/lint.ts'
import type { DocumentBody } from './content.ts'

/** Documents that are no process have nothing to check. @param _date the day on which it is to be in effect. */
export async function findingsOf(_db: Db, body: DocumentBody, _date: IsoDate): Promise<Finding[]> {
  return body.kind === 'process' ? lintProcess(body.content) : []
}
