// The one way in which chunks are encrypted and opened: age files (https://age-encryption.org/v1) to X25519 recipients, by the
// library. Loaded when it is needed: a worker that only answers the desk does not carry it.
const loadAge = () => import('age-encryption')

/** A new identity (the secret that opens) and its recipient (what others encrypt for). */
export async function makeIdentity(): Promise<{ identity: string; recipient: string }> {
  const { generateX25519Identity, identityToRecipient } = await loadAge()
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

export async function recipientOf(identity: string): Promise<string> {
  const { identityToRecipient } = await loadAge()
  return identityToRecipient(identity)
}

/** Whether a text is an age recipient of the kind that is used here. */
export async function isRecipient(text: string): Promise<boolean> {
  const { Encrypter } = await loadAge()
  try {
    new Encrypter().addRecipient(text)
    return text.startsWith('age1') && !text.startsWith('age1pq') && !text.startsWith('age1tag')
  } catch {
    return false
  }
}

export async function encryptFor(recipients: readonly string[], plain: Uint8Array): Promise<Uint8Array> {
  const { Encrypter } = await loadAge()
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return encrypter.encrypt(plain)
}

/** The content, or undefined where none of the identities opens it or a byte was changed. */
export async function findDecrypted(identities: readonly string[], sealed: Uint8Array): Promise<Uint8Array | undefined> {
  if (identities.length === 0) return undefined
  const { Decrypter } = await loadAge()
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  try {
    return await decrypter.decrypt(sealed)
  } catch {
    return undefined
  }
}
