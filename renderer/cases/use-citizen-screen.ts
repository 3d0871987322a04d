// useCitizenScreen(read): F8 shows the citizen at the desk what `read` tells, or puts it away; what has been left is not shown on. The
// function that it returns does the same for a button.
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShownToCitizen } from '../../electron/api/citizen.ts'
import { api } from '../client.ts'
import { failureText } from '../failures.ts'
import { useToast } from '../ui/toast.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'

export const citizenKey = 'F8'

/** @param read what is shown; null where there is nothing to show yet */
export function useCitizenScreen(read: () => ShownToCitizen | null): () => void {
  const { t } = useTranslation('citizen')
  const toast = useToast()
  const toggle = () => {
    const shown = read()
    if (shown === null) return
    api.citizen.toggle({ shown }).catch((error: unknown) => {
      toast.show({ title: failureText(t, error), tone: 'error' })
    })
  }
  useShortcut('cases.citizen', citizenKey, toggle, { labelKey: 'citizen:show' })
  useEffect(
    () => () => {
      // Signed out meanwhile: the main process has taken it away itself.
      api.citizen.clear({}).catch(() => undefined)
    },
    [],
  )
  return toggle
}
