// UiProvider { children }: mounted once around the application. Carries the base style sheet, tooltips, toasts and the shortcut
// listener, and tells Base UI to write no <style> elements, which the content security policy would refuse.
import './base.css'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactNode } from 'react'
import { ToastProvider } from './toast.tsx'
import { useShortcutListener } from './use-shortcuts.ts'

const TOOLTIP_DELAY_MS = 500

export function UiProvider({ children }: { children: ReactNode }) {
  useShortcutListener()
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={TOOLTIP_DELAY_MS}>
        <ToastProvider>{children}</ToastProvider>
      </Tooltip.Provider>
    </CSPProvider>
  )
}
