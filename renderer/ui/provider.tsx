// UiProvider { children }: mounted once around the application. Carries the base style sheet, toasts and the shortcut
// listener, and tells Base UI to write no <style> elements, which the content security policy would refuse.
import './base.css'
import { CSPProvider } from '@base-ui/react/csp-provider'
import type { ReactNode } from 'react'
import { ToastRegion } from './toast.tsx'
import { useShortcutListener } from './use-shortcuts.ts'

export function UiProvider({ children }: { children: ReactNode }) {
  useShortcutListener()
  return (
    <CSPProvider disableStyleElements>
      {children}
      <ToastRegion />
    </CSPProvider>
  )
}
