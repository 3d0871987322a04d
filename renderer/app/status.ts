// The program's state as the page follows it: asked once, then told by notices.
import { useSyncExternalStore } from 'react'
import type { AppStatus } from '../../electron/api/app.ts'
import { api, onNotice } from '../client.ts'
import { setLanguage } from '../i18n.ts'

type SignIns = Awaited<ReturnType<typeof api.people.listSignIns>>

let status: AppStatus | null = null
const listeners = new Set<() => void>()
/** Who may sign in, asked beside the first state: nearly every start shows it. */
let signIns: SignIns | undefined

function become(next: AppStatus): void {
  if (JSON.stringify(next) === JSON.stringify(status)) return // told again, which would draw everything again
  status = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Reads the first state, in the language of which the page then begins. */
export async function readStatus(): Promise<void> {
  onNotice('status', become)
  const asked = api.people.listSignIns({}).catch(() => undefined) // the sign-in screen asks again and says why
  const first = await api.app.getStatus({})
  await setLanguage(first.machine.language)
  signIns = await asked
  become(status ?? first)
}

export const useAppStatus = (): AppStatus | null => useSyncExternalStore(subscribe, () => status)

/** What was answered before the first screen, once. */
export function takeSignIns(): SignIns | undefined {
  const taken = signIns
  signIns = undefined
  return taken
}
