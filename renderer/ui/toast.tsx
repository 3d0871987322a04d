// Short notes at the lower right, for what has just happened; never for something that must be read to go on (Banner, Dialog).
//   useToast() → { show({ title, description?, tone?, action?: {label, onAction}, timeoutMs? }): id, close(id) }
//   ToastRegion  mounted once, by UiProvider
// Each note is a status in a polite region: it does not interrupt a screen reader. A note stays while the pointer or the focus is on it; F6 goes to it.
// A note with an action (Undo) stays 10 s, others 6 s, an error until it is closed.
import './toast.css'
import { Toast } from '@base-ui/react/toast'
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './button.tsx'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'

export type Tone = 'info' | 'success' | 'warn' | 'error'

export const TONE_ICONS = { info: Info, success: CircleCheck, warn: TriangleAlert, error: CircleAlert } as const

const NOTE_MS = 6_000
const NOTE_WITH_ACTION_MS = 10_000

export interface ToastOptions {
  title: string
  description?: string
  tone?: Tone
  action?: { label: string; onAction: () => void }
  /** Milliseconds; 0 keeps it until it is closed. */
  timeoutMs?: number
}

const isTone = (type: string | undefined): type is Tone => type !== undefined && type in TONE_ICONS

export function useToast() {
  const { add, close } = Toast.useToastManager()
  return useMemo(
    () => ({
      show({ title, description, tone = 'success', action, timeoutMs }: ToastOptions): string {
        const usual = tone === 'error' ? 0 : action ? NOTE_WITH_ACTION_MS : NOTE_MS
        const id = add({
          title,
          description,
          type: tone,
          timeout: timeoutMs ?? usual,
          actionProps: action && {
            children: action.label,
            onClick: () => {
              action.onAction()
              close(id)
            },
          },
        })
        return id
      },
      close: (id: string) => close(id),
    }),
    [add, close],
  )
}

export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider limit={4}>
      {children}
      <ToastRegion />
    </Toast.Provider>
  )
}

function ToastRegion() {
  const { t } = useTranslation('ui')
  const { toasts } = Toast.useToastManager()
  return (
    <Toast.Portal>
      <Toast.Viewport className="toast-region" aria-label={t('notifications')}>
        {toasts.map((toast) => {
          const tone = isTone(toast.type) ? toast.type : 'info'
          return (
            <Toast.Root key={toast.id} toast={toast} swipeDirection={[]} className={cx('toast', `toast-${tone}`)}>
              <Toast.Content className="toast-content" role="status">
                <Icon of={TONE_ICONS[tone]} large />
                <div className="toast-words">
                  <Toast.Title className="toast-title" render={<p />} />
                  <Toast.Description className="toast-description" />
                </div>
                <Toast.Action className="button button-secondary button-small" />
                <Toast.Close render={<IconButton size="small" label={t('close')} icon={X} />} />
              </Toast.Content>
            </Toast.Root>
          )
        })}
      </Toast.Viewport>
    </Toast.Portal>
  )
}
