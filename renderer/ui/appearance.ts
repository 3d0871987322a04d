// How the person wants the window to look, written as attributes of <html>; tokens.css does the rest.

type Theme = 'light' | 'dark' | 'system'
type Contrast = 'normal' | 'high'
/** Percent of the normal text size: 100, 112.5 or 125. */
type TextSize = '100' | '112' | '125'

export interface Appearance {
  theme: Theme
  contrast: Contrast
  textSize: TextSize
}

/** Applies the settings to the document at once. */
export function applyAppearance(root: HTMLElement, { theme, contrast, textSize }: Appearance): void {
  for (const [name, value] of Object.entries({ theme, contrast, textSize })) {
    if (root.dataset[name] !== value) root.dataset[name] = value // writing the same would style the whole page anew
  }
}
