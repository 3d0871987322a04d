// Short notes at the lower right, for what has just happened; never for something that must be read to go on (Banner, Dialog).
//   useToast() → { show({ title, description?, tone?, action?: {label, onAction}, timeoutMs? }): id, close(id) }
//   ToastRegion  mounted once, by UiProvider
// Each note is a status in a polite region: it does not interrupt a screen reader. A note stays while the pointer or the focus is on it; F6 goes to it.
// A note with an action (Undo) stays 10 s, others 6 s, an error until it is closed. The region's code is read when the page has nothing
// else to do, or with the first note: the sign-in screen comes without it.
import { memo, Suspense, useEffect, useState } from 'react'
import { lazyPart } from '../app/lazy-screen.tsx'
import { whenQuiet } from '../app/when-quiet.ts'
import type { Tone } from './tones.ts'

const region = lazyPart(() => import('./toast-region.tsx'))
const Region = region.screen((part) => part.ToastRegion)

export interface ToastOptions {
  title: string
  description?: string
  tone?: Tone
  action?: { label: string; onAction: () => void }
  /** Milliseconds; 0 keeps it until it is closed. */
  timeoutMs?: number
}

const toasts = {
  show(options: ToastOptions): string {
    const id = crypto.randomUUID()
    void region.read().then(({ addToast }) => addToast(id, options))
    return id
  },
  close(id: string): void {
    void region.read().then(({ closeToast }) => closeToast(id))
  },
}

export const useToast = () => toasts

export const ToastRegion = memo(function ToastRegion() {
  const [isWanted, setWanted] = useState(false)
  useEffect(() => whenQuiet(() => setWanted(true)), [])
  return <Suspense fallback={null}>{isWanted && <Region />}</Suspense>
})
