// Who is signed in and in what state the program is. The main process decides; the page only follows.
import { createContext, useContext } from 'react'
import type { AppStatus } from '../../electron/api/app.ts'
import type { Permission, Session } from '../../electron/api/people.ts'

export const StatusContext = createContext<AppStatus | null>(null)

/** The program's state. Throws outside the application's root. */
export function useStatus(): AppStatus {
  const status = useContext(StatusContext)
  if (!status) throw new Error('useStatus outside of the application')
  return status
}

/** The signed-in person. Throws on the screens before sign-in. */
export function useSession(): Session {
  const { session } = useStatus()
  if (!session) throw new Error('nobody is signed in')
  return session
}

/** Whether the signed-in person may do it: for hiding and disabling; the main process refuses anyway. */
export const usePermission = (permission: Permission): boolean => useStatus().session?.permissions.includes(permission) ?? false
