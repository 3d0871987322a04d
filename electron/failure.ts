// What a thrown error becomes on its way to the page: a code with its values. What nobody foresaw becomes an incident number,
// under which the log has the kind of error and its place; neither message nor stack leaves the process.
import { AppError } from '../db/model/errors.ts'
import { findStoreFailure } from '../db/store/failures.ts'
import type { Failure, Reply } from './api/call.ts'
import type { Log } from './log.ts'

export function failureOf(error: unknown, log: Log, where: string): Failure {
  if (error instanceof RefusedReply)
    return { code: error.code, params: error.params, issues: error.issues, incident: error.incident }
  const known = error instanceof AppError ? error : findStoreFailure(error, '')
  if (!known) return { code: 'app.unexpected', params: {}, issues: [], incident: log.incident(where, error) }
  log.info('refused', { where, code: known.code })
  return { code: known.code, params: known.params, issues: known.issues, incident: null }
}

/** The value of a reply; a refusal is thrown again, whole. */
export function unwrap<Value>(reply: Reply<Value>): Value {
  if (reply.ok) return reply.value
  throw new RefusedReply(reply.error)
}

/** A refusal from a worker on its way to the page: the log has it already, its incident number must not be lost. */
class RefusedReply extends AppError {
  readonly incident: string | null

  constructor({ code, params, issues, incident }: Failure) {
    super(code, params, issues)
    this.incident = incident
  }
}
