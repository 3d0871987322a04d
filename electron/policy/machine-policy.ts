// What the policy says to the program, and where it is written. Without the schemas that judge it.
import { join } from 'node:path'
import type { Policy } from './schema.ts'

export interface MachinePolicy {
  /** Whether update files are taken. */
  readonly updates: 'allow' | 'off'
  /** Whether versions that were taken from files are started. A mistake in the policy does not take an office's version away. */
  readonly startsTaken: boolean
  readonly updateFolder: string | null
  readonly updateKeys: readonly string[]
  readonly packKeys: readonly string[]
  readonly maxLockMinutes: number | null
  readonly dataFolder: string | null
  readonly language: 'vi' | 'en'
  /** Keys that are wrong; the file's own name when it cannot be read at all. */
  readonly problems: readonly string[]
}

/**
 * The policy's file for all users. On Windows under Program Files: unlike ProgramData, where every user may make a folder, so that
 * one could write the policy of all others.
 */
export function policyFile(isPackaged: boolean): string {
  const forTests = isPackaged ? undefined : process.env.MOTCUA_POLICY
  if (forTests) return forTests
  if (process.platform === 'win32') return join(process.env.ProgramFiles ?? 'C:\\Program Files', 'motcua', 'policy.json')
  return process.platform === 'darwin' ? '/Library/Application Support/motcua/policy.json' : '/etc/motcua/policy.json'
}

/** Where the last policy without a mistake is remembered, inside a user's data. */
export const rememberedPolicyFile = (userData: string): string => join(userData, 'policy-last.json')

export const toMachinePolicy = (policy: Policy, problems: readonly string[]): MachinePolicy => ({
  updates: policy.updates ?? 'allow',
  startsTaken: policy.updates !== 'off',
  updateFolder: policy.updateFolder ?? null,
  updateKeys: policy.updateKeys ?? [],
  packKeys: policy.packKeys ?? [],
  maxLockMinutes: policy.maxLockMinutes ?? null,
  dataFolder: policy.dataFolder ?? null,
  language: policy.language ?? 'vi',
  problems,
})
