// The machine's policy: a JSON file that only administrators can write, on Windows also what group policy has put into the
// registry, which wins. A mistake in it never keeps the program from starting and never loosens it: the wrong value stays what it
// last was on this computer, update files are not taken while there is a mistake, and the window says what is wrong.
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { writeWhole } from '../write-whole.ts'
import { readRegistryPolicy } from './registry.ts'
import { type JudgedPolicy, judgePolicy, type Policy } from './schema.ts'

export interface MachinePolicy {
  /** Whether update files are taken. */
  readonly updates: 'allow' | 'off'
  /** Whether versions that were taken from files are started. A mistake in the policy does not take an office's version away. */
  readonly startsTaken: boolean
  readonly updateFolder: string | null
  readonly updateKeys: readonly string[]
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

/** The policy in force. Never throws. `remembered`: see rememberedPolicyFile. */
export function readPolicy(file: string, remembered: string, registry = readRegistryPolicy): MachinePolicy {
  const fromFile = judge(() => parseIfPresent(file), 'policy.json')
  const fromRegistry = judge(() => registry() ?? {}, 'HKLM')
  const policy = { ...fromFile.policy, ...fromRegistry.policy }
  const problems = [...fromFile.wrong, ...fromRegistry.wrong]
  if (problems.length === 0) {
    remember(remembered, policy)
    return toMachinePolicy(policy, problems)
  }
  // Whom to trust is not a thing to remember.
  const { updateKeys: _keys, updateFolder: _folder, ...last } = judge(() => parseIfPresent(remembered), '').policy
  return { ...toMachinePolicy({ ...last, ...policy }, problems), updates: 'off' }
}

const toMachinePolicy = (policy: Policy, problems: readonly string[]): MachinePolicy => ({
  updates: policy.updates ?? 'allow',
  startsTaken: policy.updates !== 'off',
  updateFolder: policy.updateFolder ?? null,
  updateKeys: policy.updateKeys ?? [],
  maxLockMinutes: policy.maxLockMinutes ?? null,
  dataFolder: policy.dataFolder ?? null,
  language: policy.language ?? 'vi',
  problems,
})

function judge(read: () => unknown, name: string): JudgedPolicy {
  try {
    return judgePolicy(read())
  } catch {
    return { policy: {}, wrong: [name] }
  }
}

function parseIfPresent(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return {}
    throw error
  }
  return JSON.parse(text.replace(/^\uFEFF/, ''))
}

/** Only when it has changed: most starts write nothing. */
function remember(file: string, policy: Policy): void {
  const before = judge(() => parseIfPresent(file), '')
  if (before.wrong.length === 0 && JSON.stringify(before.policy) === JSON.stringify(policy)) return
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeWhole(file, JSON.stringify(policy))
  } catch {
    // A full or write-protected disk: the next start tries again.
  }
}
