// Whose packs this office takes, and the key with which it signs its own.
import type { Db } from '../event.ts'
import { AppError } from '../model/errors.ts'
import type { TrustedIssuer } from '../packs/pack-file.ts'
import { findPublicKey } from '../sync/keys.ts'
import { keyText } from './key-text.ts'

/** A key of the machine's policy: `46:MCow…`, office code and public key. */
export async function readPolicyKeys(db: Db, written: readonly string[]): Promise<TrustedIssuer[]> {
  const found: TrustedIssuer[] = []
  for (const one of written) {
    const [issuerCode = '', publicKey = ''] = one.split(':')
    const key = findPublicKey(publicKey)
    if (!key) continue
    const office = await db.selectFrom('office').select('name').where('code', '=', issuerCode).executeTakeFirst()
    found.push({ keyId: key.id, publicKey, issuerCode, issuerName: office?.name ?? issuerCode })
  }
  return found
}

export async function listKeys(db: Db) {
  const rows = await db.selectFrom('pack_key').selectAll().orderBy('added_at', 'desc').execute()
  return rows.map((row) => ({
    keyId: row.id,
    issuerCode: row.issuer_code,
    issuerName: row.issuer_name,
    isOwn: row.sealed !== '',
    addedAt: row.added_at,
    revokedAt: row.revoked_at,
    reason: row.reason,
    text: keyText({ publicKey: row.public_key, issuerCode: row.issuer_code, issuerName: row.issuer_name }),
  }))
}

const issuerOf = (row: { id: string; public_key: string; issuer_code: string; issuer_name: string }): TrustedIssuer => ({
  keyId: row.id,
  publicKey: row.public_key,
  issuerCode: row.issuer_code,
  issuerName: row.issuer_name,
})

/** Every key with which this office signs or has signed. */
export async function listOwn(db: Db): Promise<TrustedIssuer[]> {
  return (await db.selectFrom('pack_key').selectAll().where('sealed', '<>', '').execute()).map(issuerOf)
}

/** Keys whose packs are taken: those an administrator let in, and those of the machine's policy. Never this office's own. */
export async function listTrusted(db: Db, policyKeys: readonly string[]): Promise<TrustedIssuer[]> {
  const rows = await db.selectFrom('pack_key').selectAll().where('revoked_at', 'is', null).where('sealed', '=', '').execute()
  return [...rows.map(issuerOf), ...(await readPolicyKeys(db, policyKeys))]
}

/** The key with which this office signs. Throws pack.noKey. */
export async function getOwnKey(db: Db): Promise<{ keyId: string; sealed: string; publicKey: string }> {
  const row = await db
    .selectFrom('pack_key')
    .select(['id', 'sealed', 'public_key'])
    .where('sealed', '<>', '')
    .where('revoked_at', 'is', null)
    .orderBy('added_at', 'desc')
    .executeTakeFirst()
  if (!row) throw new AppError('pack.noKey')
  return { keyId: row.id, sealed: row.sealed, publicKey: row.public_key }
}
