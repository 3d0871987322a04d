// Another procedure, or another sub-case, for a case that was received under the wrong one. The case keeps its code, its line of the register
// and its calendar; what it runs by and what is promised are those of the right procedure from the hour of receipt on.
import type { Tx } from '../event.ts'
import { AppError, refuseFields } from '../model/errors.ts'
import { getCurrentVersion, getVersionContent } from '../procedures/queries.ts'
import type { LifeContext } from './life/context.ts'
import { chooseVariant, findProcessInForce, getVariants, limitInForce } from './process-version.ts'
import type { Correction } from './rules.ts'

/** The states in which no step has been worked on by the wrong process. */
const atTheDesk: readonly string[] = ['checking', 'supplementBefore', 'received']

interface Pinned {
  readonly procedureVersionId: string
  readonly processVersionId: string | null
}

/**
 * What the case is pinned to instead, with the limit that follows. Throws case.procedureFixed once the file has left the desk, input.invalid
 * for a procedure that is out of use or a sub-case that the process does not have.
 */
export async function rightProcedureInTx(
  tx: Tx,
  { file }: Pick<LifeContext, 'file'>,
  before: Pinned & { readonly procedureId: string },
  to: Pick<Correction, 'procedureId' | 'variant' | 'receivedAt'>,
) {
  if (!atTheDesk.includes(file.status)) throw new AppError('case.procedureFixed')
  const isOther = to.procedureId !== before.procedureId
  const version = await getCurrentVersion(tx, to.procedureId)
  if (isOther && version.withdrawnOn !== null) refuseFields([{ path: 'procedureId', code: 'procedureWithdrawn' }])
  const process = isOther ? await findProcessInForce(tx, to.procedureId, to.receivedAt.slice(0, 10)) : null
  const processVersionId = isOther ? (process?.versionId ?? null) : before.processVersionId
  const variants = processVersionId === null ? [] : await getVariants(tx, processVersionId)
  const variant = chooseVariant(processVersionId === null ? null : { variants }, to.variant === '' ? null : to.variant)
  const content = isOther ? version.content : await getVersionContent(tx, before.procedureVersionId)
  return {
    pinned: {
      procedureVersionId: isOther ? version.id : before.procedureVersionId,
      processVersionId,
    },
    variant: variant?.key ?? '',
    name: content.name,
    limit: limitInForce(content, variant),
  }
}
