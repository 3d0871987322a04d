// The second identity that opens what is sent to the province, kept by somebody else in case the first is lost. It exists in the clear
// only here, between being made and being sealed with a passphrase; what leaves is the sealed file and the recipient. The file is a
// plain age file: `age -d` opens it with the passphrase.
import { refuseFields } from '../model/errors.ts'
import { passphraseMinLength } from '../model/passphrase.ts'
import { makeIdentity } from './bundle/age.ts'

/** scrypt's N is 2 to this, as for backups that are carried away. */
const scryptWorkFactor = 17

/** Throws input.invalid (`escrowPassphrase`) for a passphrase that is too short. */
export async function makeEscrow(passphrase: string): Promise<{ recipient: string; sealed: Uint8Array }> {
  if (passphrase.length < passphraseMinLength) {
    refuseFields([{ path: 'escrowPassphrase', code: 'tooShort', params: { min: passphraseMinLength } }])
  }
  const { identity, recipient } = await makeIdentity()
  const { Encrypter } = await import('age-encryption')
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  encrypter.setScryptWorkFactor(scryptWorkFactor)
  return { recipient, sealed: await encrypter.encrypt(`# ${recipient}\n${identity}\n`) }
}
