// The machine's policy: a JSON file that only administrators can write, on Windows also what group policy has put into the
// registry, which wins. A mistake in it never keeps the program from starting and never loosens it: the wrong value stays what it
// last was on this computer, update files are not taken while there is a mistake, and the window says what is wrong.
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { writeWhole } from '../write-whole.ts'
import { type MachinePolicy, toMachinePolicy } from './machine-policy.ts'
import { readRegistryPolicy } from './registry.ts'
import { type JudgedPolicy, judgePolicy, type Policy } from './schema.ts'

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
  const {
    updateKeys: _keys,
    packKeys: _packs,
    updateFolder: _folder,
    ...last
  } = judge(() => parseIfPresent(remembered), '').policy
  return { ...toMachinePolicy({ ...last, ...policy }, problems), updates: 'off' }
}

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
