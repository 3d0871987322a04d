// The line by which an office's key goes to another office, in a letter or as a file.
import { AppError } from '../model/errors.ts'
import type { TrustedIssuer } from '../packs/pack-file.ts'
import { findPublicKey } from '../sync/keys.ts'

const keyLine = /^motcua-key 1 ([A-Z0-9][A-Z0-9.]{0,19}) ([A-Za-z0-9+/=]{40,200}) (\S.{0,199})$/

interface IssuerKey {
  readonly publicKey: string
  readonly issuerCode: string
  readonly issuerName: string
}

/** The line that an office gives out. */
export const keyText = ({ issuerCode, issuerName, publicKey }: IssuerKey): string =>
  `motcua-key 1 ${issuerCode} ${publicKey} ${issuerName}`

/** What a line or a file of one line says. Throws pack.keyInvalid. */
export function readKeyText(text: string): TrustedIssuer {
  const [, issuerCode = '', publicKey = '', issuerName = ''] =
    keyLine.exec(
      text
        .replace(/^\uFEFF/, '')
        .normalize()
        .trim(),
    ) ?? []
  const key = findPublicKey(publicKey)
  if (!key) throw new AppError('pack.keyInvalid')
  return { keyId: key.id, publicKey, issuerCode, issuerName }
}
