// The policy as a start needs it. Most computers have none, and then nothing of what judges one is read: the window waits for this.
import { existsSync } from 'node:fs'
import { type MachinePolicy, toMachinePolicy } from './machine-policy.ts'
import { readRegistryPolicy } from './registry.ts'

/** The policy in force, as readPolicy tells it. Never throws. */
export async function readPolicyAtStart(file: string, remembered: string): Promise<MachinePolicy> {
  let registry: () => Record<string, unknown> | undefined
  try {
    const values = readRegistryPolicy()
    if (Object.keys(values ?? {}).length === 0 && !existsSync(file) && !existsSync(remembered)) return toMachinePolicy({}, [])
    registry = () => values
  } catch (error) {
    registry = () => {
      throw error
    }
  }
  return (await import('./policy.ts')).readPolicy(file, remembered, registry)
}
