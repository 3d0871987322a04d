// Where the keyboard is on the intake screen. Every field stands in an element with `data-field`, whose name is its path in the form:
// the draft keeps it, errors jump to it, and Enter goes to the next one, so that a clerk needs no second key for "done here".

const FOCUSABLE = 'input:not(:disabled), textarea:not(:disabled), button:not(:disabled), [tabindex]'

const isReachable = (element: HTMLElement): boolean =>
  element.tabIndex >= 0 && element.getAttribute('aria-hidden') !== 'true' && element.checkVisibility()

/** The name of the field in which the element stands; '' when in none. */
export const fieldNameOf = (element: Element | null): string => element?.closest<HTMLElement>('[data-field]')?.dataset.field ?? ''

/**
 * The controls that are typed into, in reading order; of radio buttons only the chosen one, or the first. Lists that open on Enter
 * are left to Tab.
 */
function stops(root: HTMLElement): HTMLElement[] {
  const seen = new Set<string>()
  return [...root.querySelectorAll<HTMLElement>('[data-field] :is(input, textarea)')].filter((element) => {
    if (!isReachable(element)) return false
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true
    const group = [...root.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(element.name)}"]`)]
    const chosen = group.find((radio) => radio.checked) ?? group[0]
    if (element !== chosen || seen.has(element.name)) return false
    seen.add(element.name)
    return true
  })
}

/** Scrolls so that the control and as much of its section as fits is in sight. */
export function reveal(control: Element | null): void {
  control?.closest('section')?.scrollIntoView({ block: 'nearest' })
  control?.scrollIntoView({ block: 'nearest' })
}

function moveTo(control: HTMLElement): void {
  control.focus({ preventScroll: true })
  reveal(control)
}

/** Focuses the first control of the named field; returns whether there is one. */
export function focusField(root: HTMLElement | null, name: string): boolean {
  const place = root?.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`)
  const inField = place ? [...place.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(isReachable) : []
  const control = inField.find((element) => element.matches('input, textarea, [role="combobox"]')) ?? inField[0]
  if (control) moveTo(control)
  return control !== undefined
}

/** Focuses the field after the one in which `from` stands; false at the end of the screen. */
export function focusNextField(root: HTMLElement, from: Element): boolean {
  const name = fieldNameOf(from)
  const all = stops(root)
  const next = all
    .slice(all.findLastIndex((element) => fieldNameOf(element) === name || element === from) + 1)
    .find((element) => fieldNameOf(element) !== name)
  if (next) moveTo(next)
  if (next instanceof HTMLInputElement && next.type === 'text') next.select()
  return next !== undefined
}

/** Whether Enter in the element may mean "next field": a one-line text or a choice, and no list of hits waits for it. */
export const goesOnByEnter = (element: Element): boolean =>
  element instanceof HTMLInputElement &&
  element.type !== 'checkbox' &&
  !(element.getAttribute('aria-expanded') === 'true' && element.hasAttribute('aria-activedescendant'))
