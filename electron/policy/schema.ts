// What whoever administers the computers may fix for all users of one: few things, each of which an office has asked for when it
// runs a program on more than one desk. What is set here wins over the office's settings and a person's choice.
import { z } from 'zod'
import { findPublicKey } from '../../db/sync/keys.ts'
import { isPublicKey } from '../update/trusted-keys.ts'

const localFolder = z
  .string()
  .max(1_000)
  .refine((path) => /^([A-Za-z]:[\\/]|\/)/.test(path))

/** `46:MCow…`: the code of an office and the public key with which it signs packs. */
const packKey = z
  .string()
  .refine((text) => /^[A-Z0-9][A-Z0-9.]{0,19}:/.test(text) && findPublicKey(text.split(':')[1] ?? '') !== undefined)

const policyShape = {
  /** `off`: updates come with the installer alone; update files are neither taken nor, if taken before, started. */
  updates: z.enum(['allow', 'off']),
  /** Folder (a share, a stick) where update files are looked for at start. */
  updateFolder: z.string().min(1).max(1_000),
  /** Further public keys whose updates are taken, base64 of the DER form. */
  updateKeys: z.array(z.string().refine(isPublicKey)).max(16),
  /** Offices whose packs of processes are taken without an administrator letting their key in. */
  packKeys: z.array(packKey).max(16),
  /** The window locks itself after at most so many minutes, whatever the office has set. */
  maxLockMinutes: z.number().int().min(1).max(240),
  /** Where the database lies: an absolute path on a disk of this computer. */
  dataFolder: localFolder,
  /** Language of the window as long as a person has not chosen another. */
  language: z.enum(['vi', 'en']),
} as const

type PolicyKey = keyof typeof policyShape
export const policyKeys = Object.keys(policyShape) as PolicyKey[]
const policy = z.object(policyShape).partial()
export type Policy = z.infer<typeof policy>

export interface JudgedPolicy {
  /** What is right. */
  readonly policy: Policy
  /** Keys that are unknown or whose value is wrong. */
  readonly wrong: readonly string[]
}

/** Judges each value by itself: one mistake does not undo the others. Throws when it is not a list of keys at all. */
export function judgePolicy(raw: unknown): JudgedPolicy {
  const values = z.record(z.string(), z.unknown()).parse(raw)
  const right: Record<string, unknown> = {}
  const wrong: string[] = []
  for (const [key, value] of Object.entries(values)) {
    const schema = Object.hasOwn(policyShape, key) ? policyShape[key as PolicyKey] : undefined
    const result = schema?.safeParse(value)
    if (result?.success) right[key] = result.data
    else wrong.push(key)
  }
  return { policy: policy.parse(right), wrong }
}
