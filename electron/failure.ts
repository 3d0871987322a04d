// What a thrown error becomes on its way to the page: a code with its values. What nobody foresaw becomes an incident number,
// under which the log has the kind of error and its place; neither message nor stack leaves the process.
import { AppError } from '../db/model/errors.ts'
import { findStoreFailure } from '../db/store/failures.ts'
import type { Failure } from './api/call.ts'
import type { Log } from './log.ts'

export function failureOf(error: unknown, log: Log, where: string): Failure {
  const known = error instanceof AppError ? error : findStoreFailure(error, '')
  if (!known) return { code: 'app.unexpected', params: {}, issues: [], incident: log.incident(where, error) }
  log.info('refused', { where, code: known.code })
  return { code: known.code, params: known.params, issues: known.issues, incident: null }
}
