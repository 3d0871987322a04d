// Making this office's key, letting another office's key in, revoking it. A key goes from office to office as one line of text; that it
// arrived unchanged is proved by its fingerprint, read over the telephone.
import { type Actor, authorise, type Db } from '../event.ts'
import { AppError, refuseFields } from '../model/errors.ts'
import { newId } from '../model/ids.ts'
import { passphraseMinLength } from '../model/passphrase.ts'
import { getOfficeProfile } from '../people/queries.ts'
import { recordInTx } from '../record.ts'
import { makeSigningKey } from '../sync/keys.ts'
import { readKeyText } from './key-text.ts'

/** Makes this office's key pair; an earlier one no longer signs. Returns the fingerprint. */
export async function makeKey(db: Db, actor: Actor, passphrase: string): Promise<string> {
  authorise(actor, 'office.configure')
  if (passphrase.length < passphraseMinLength) {
    refuseFields([{ path: 'passphrase', code: 'tooShort', params: { min: passphraseMinLength } }])
  }
  const { id: keyId, publicKey, sealed } = await makeSigningKey(passphrase)
  const { code: issuerCode, name: issuerName } = await getOfficeProfile(db)
  await db.transaction().execute(async (tx) => {
    const earlier = await tx
      .selectFrom('pack_key')
      .select('id')
      .where('sealed', '<>', '')
      .where('revoked_at', 'is', null)
      .execute()
    const event = (type: string, payload: object) => ({ entity: 'packKey', entityId: newId(actor.clock.nowMs()), type, payload })
    await recordInTx(tx, actor, [
      ...earlier.map(({ id }) => event('packKey.revoked', { keyId: id, reason: '' })),
      event('packKey.made', { keyId, publicKey, issuerCode, issuerName, sealed }),
    ])
  })
  return keyId
}

/** Lets an office's key in once its fingerprint was compared. Throws pack.keyInvalid; input.invalid when it was not compared. */
export async function trustKey(
  db: Db,
  actor: Actor,
  { text, isCompared }: { readonly text: string; readonly isCompared: boolean },
): Promise<void> {
  authorise(actor, 'office.configure')
  const { keyId, publicKey, issuerCode, issuerName } = readKeyText(text)
  if (!isCompared) refuseFields([{ path: 'isCompared', code: 'notCompared' }])
  const { code } = await getOfficeProfile(db)
  if (issuerCode === code) refuseFields([{ path: 'text', code: 'notAllowed', params: { allowed: '' } }])
  await db.transaction().execute((tx) =>
    recordInTx(tx, actor, [
      {
        entity: 'packKey',
        entityId: newId(actor.clock.nowMs()),
        type: 'packKey.trusted',
        payload: { keyId, publicKey, issuerCode, issuerName },
      },
    ]),
  )
}

/** From now on nothing that this key signed is taken; what was applied stays. */
export async function revokeKey(
  db: Db,
  actor: Actor,
  { keyId, reason }: { readonly keyId: string; readonly reason: string },
): Promise<void> {
  authorise(actor, 'office.configure')
  if (reason === '') refuseFields([{ path: 'reason', code: 'required' }])
  await db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('pack_key').select('revoked_at').where('id', '=', keyId).executeTakeFirst()
    if (!row || row.revoked_at !== null) throw new AppError('entity.notFound', { entity: 'packKey' })
    const entityId = newId(actor.clock.nowMs())
    await recordInTx(tx, actor, [{ entity: 'packKey', entityId, type: 'packKey.revoked', payload: { keyId, reason } }])
  })
}
