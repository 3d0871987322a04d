// Giving out a trust list (the province) and taking one (an office).
import { type Actor, authorise, type Db } from '../event.ts'
import { toInstant } from '../model/clock.ts'
import { AppError, refuseFields } from '../model/errors.ts'
import type { NewEvent } from '../model/events.ts'
import { newId } from '../model/ids.ts'
import { getOwnKey, listTrusted } from '../pack-keys/queries.ts'
import { getOfficeProfile } from '../people/queries.ts'
import { recordInTx } from '../record.ts'
import { signWithSealed } from '../sync/keys.ts'
import { changeTrust, requireRecipients, type TrustChange } from './changes.ts'
import { readTrustList, type TrustList, writeTrustList } from './list.ts'
import { findTrust } from './queries.ts'

const listed = ({ serial, issuedAt, issuer }: TrustList, keyId: string, text: string, nowMs: number): NewEvent => ({
  entity: 'trust',
  entityId: newId(nowMs),
  type: 'trust.listed',
  payload: { serial, keyId, issuerCode: issuer.officeCode, issuerName: issuer.officeName, issuedAt, text },
})

/**
 * The province's next list: the one before with the changes, signed with its key. Throws pack.noKey, pack.wrongPassphrase, input.invalid
 * (`passphrase`, `code`, `reason`, `recipients`), bundle.trustOlder where the list in use is another office's.
 */
export async function issueTrust(
  db: Db,
  actor: Actor,
  { changes, passphrase }: { readonly changes: readonly TrustChange[]; readonly passphrase: string },
): Promise<{ serial: number; text: string }> {
  authorise(actor, 'office.configure')
  if (passphrase === '') refuseFields([{ path: 'passphrase', code: 'required' }])
  const { code: officeCode, name: officeName } = await getOfficeProfile(db)
  const { keyId, sealed, publicKey } = await getOwnKey(db)
  const issuedAt = toInstant(actor.clock.nowMs())
  const before = await findTrust(db)
  if (before && before.issuer.officeCode !== officeCode) {
    throw new AppError('bundle.trustOlder', { serial: before.serial, current: before.serial })
  }
  const issuer = { officeCode, officeName, publicKey }
  const start: TrustList = before ?? { serial: 0, issuedAt, issuer, recipients: [], offices: [] }
  const changed = changes.reduce((list, change) => changeTrust(list, change, issuedAt), start)
  const next: TrustList = { ...changed, serial: start.serial + 1, issuedAt, issuer }
  requireRecipients(next)
  const text = await writeTrustList(next, keyId, (bytes) => signWithSealed(sealed, passphrase, bytes))
  await db.transaction().execute((tx) => recordInTx(tx, actor, [listed(next, keyId, text, actor.clock.nowMs())]))
  return { serial: next.serial, text }
}

/**
 * Takes the province's list from a file. A key that is not trusted yet is let in when its fingerprint was compared. Throws
 * bundle.trustInvalid, trustForged, trustOlder, pack.unknownSigner with the fingerprint to compare.
 */
export async function takeTrust(
  db: Db,
  actor: Actor,
  {
    text,
    fileName,
    isCompared,
    policyKeys,
  }: { readonly text: string; readonly fileName: string; readonly isCompared: boolean; readonly policyKeys: readonly string[] },
): Promise<{ serial: number }> {
  authorise(actor, 'office.configure')
  const { list, keyId } = readTrustList(text, fileName)
  const { issuer, serial } = list
  const known = (await listTrusted(db, policyKeys)).find((one) => one.keyId === keyId)
  if (known && known.issuerCode !== issuer.officeCode) throw new AppError('bundle.trustForged', { file: fileName })
  const revoked = await db.selectFrom('pack_key').select('revoked_at').where('id', '=', keyId).executeTakeFirst()
  if (!known && (revoked || !isCompared))
    throw new AppError('pack.unknownSigner', { keyId: keyId.replace(/(.{4})(?=.)/g, '$1 ') })
  const current = await findTrust(db)
  if (current && current.issuer.officeCode === issuer.officeCode && serial <= current.serial) {
    throw new AppError('bundle.trustOlder', { serial, current: current.serial })
  }
  const nowMs = actor.clock.nowMs()
  const letIn: NewEvent = {
    entity: 'packKey',
    entityId: newId(nowMs),
    type: 'packKey.trusted',
    payload: { keyId, publicKey: issuer.publicKey, issuerCode: issuer.officeCode, issuerName: issuer.officeName },
  }
  await db.transaction().execute((tx) => recordInTx(tx, actor, [...(known ? [] : [letIn]), listed(list, keyId, text, nowMs)]))
  return { serial }
}
