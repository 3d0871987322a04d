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
  root.dataset.theme = theme
  root.dataset.contrast = contrast
  root.dataset.textSize = textSize
}
