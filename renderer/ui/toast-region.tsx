// Where the notes of useToast stand: at the lower right, below any dialog; those that come while a dialog is open, in its own line for
// notes (note-place.ts), so that none ever lies over a button that somebody is about to press.
import './toast.css'
import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './button.tsx'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import { notePlace, useNotePlaceShown } from './note-place.ts'
import type { ToastOptions } from './toast.tsx'
import { TONE_ICONS, type Tone } from './tones.ts'

const NOTE_MS = 6_000
const NOTE_WITH_ACTION_MS = 10_000
const LIMIT = 4

const manager = Toast.createToastManager()
/** Notes that came before the region stood. */
let waiting: (() => void)[] | undefined = []
const whenStanding = (step: () => void) => (waiting ? waiting.push(step) : step())

export function addToast(id: string, { title, description, tone = 'success', action, timeoutMs }: ToastOptions): void {
  const usual = tone === 'error' ? 0 : action ? NOTE_WITH_ACTION_MS : NOTE_MS
  const actionProps = action && {
    children: action.label,
    onClick: () => {
      action.onAction()
      manager.close(id)
    },
  }
  whenStanding(() =>
    manager.add({ id, title, description, type: tone, timeout: timeoutMs ?? usual, actionProps, data: { place: notePlace() } }),
  )
}

export const closeToast = (id: string): void => void whenStanding(() => manager.close(id))

const isTone = (type: string | undefined): type is Tone => type !== undefined && type in TONE_ICONS

export function ToastRegion() {
  // Runs after the provider's own effects: from then on it hears the manager.
  useEffect(() => {
    const steps = waiting ?? []
    waiting = undefined
    for (const step of steps) step()
  }, [])
  return (
    <Toast.Provider limit={LIMIT} toastManager={manager}>
      <Notes />
    </Toast.Provider>
  )
}

function Notes() {
  const { t } = useTranslation('ui')
  const { toasts } = Toast.useToastManager<{ place: HTMLElement | null }>()
  const dialog = useNotePlaceShown()
  const shown = dialog ? toasts.filter(({ data }) => data?.place === dialog) : toasts
  return (
    <Toast.Portal container={dialog ?? undefined}>
      <Toast.Viewport className={dialog ? 'toast-line' : 'toast-region'} aria-label={t('notifications')}>
        {shown.map((toast) => {
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
