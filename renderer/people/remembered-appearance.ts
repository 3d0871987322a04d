// What a person's remembered choices say about the look of the window. Nothing remembered, or something that cannot be read,
// changes nothing.
import type { Appearance } from '../ui/appearance.ts'

export const themes = ['system', 'light', 'dark'] as const
export const contrasts = ['normal', 'high'] as const
export const textSizes = ['100', '112', '125'] as const

const isOneOf = <Value extends string>(values: readonly Value[], value: unknown): value is Value =>
  values.some((known) => known === value)

/** The appearance written as JSON, or undefined when there is none or a part is unknown. */
export function parseAppearance(json: string | undefined): Appearance | undefined {
  let stored: unknown
  try {
    stored = JSON.parse(json ?? 'null')
  } catch {
    return undefined
  }
  if (typeof stored !== 'object' || stored === null) return undefined
  const { theme, contrast, textSize } = stored as Partial<Record<keyof Appearance, unknown>>
  if (!isOneOf(themes, theme) || !isOneOf(contrasts, contrast) || !isOneOf(textSizes, textSize)) return undefined
  return { theme, contrast, textSize }
}
