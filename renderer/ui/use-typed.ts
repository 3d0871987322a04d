// Whether a person has put something into the form of a dialog, so that it is not thrown away by a slip on Esc. Read from the controls
// themselves: no dialog has to say what it holds, and none can be forgotten. What the program fills in by itself before the first key or
// click is nothing typed; neither is what was typed and taken back.
import { type RefObject, useRef } from 'react'

const controls = 'form :is(input, textarea, select, button[role="combobox"], button[aria-label])'

/** What the controls of the forms in `body` hold, as one text; null: there is no form. */
function readControls(body: HTMLElement | null): string | null {
  if (!body?.querySelector('form')) return null
  const held = [...body.querySelectorAll<HTMLElement>(controls)].map((control) => {
    if (control instanceof HTMLInputElement) {
      return control.type === 'checkbox' || control.type === 'radio' ? control.checked : control.value
    }
    if (control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement) return control.value
    // A select shows its choice; what was chosen one by one shows a button each to take it away again.
    return control.role === 'combobox' ? control.textContent : control.ariaLabel
  })
  return JSON.stringify(held)
}

/** `watch` goes onto the dialog; `step` is another value when another form takes the place of the one before. */
export function useTyped(body: RefObject<HTMLElement | null>, step: unknown) {
  const start = useRef<{ step: unknown; held: string | null } | null>(null)
  // Before the key or the click has an effect. Keys that only move do no harm: what is held is the same before and after.
  const begin = () => {
    if (start.current?.step !== step) start.current = { step, held: readControls(body.current) }
  }
  // Text that came without key or click (a scanner, dictation): what stood before is not known. A search box is no form and holds nothing.
  const typedBlind = () => {
    if (start.current?.step !== step) start.current = { step, held: readControls(body.current) === null ? null : '' }
  }
  const isTyped = (): boolean => {
    const begun = start.current
    return begun !== null && begun.step === step && begun.held !== null && begun.held !== readControls(body.current)
  }
  const watch = {
    onKeyDownCapture: begin,
    onPointerDownCapture: begin,
    onPasteCapture: begin,
    onDropCapture: begin,
    onInputCapture: typedBlind,
  }
  return { isTyped, watch }
}
