// Applying and remembering how a person wants the window. Before anybody signs in, the window looks the usual way.
import { api } from '../client.ts'
import { type Language, languages, setLanguage } from '../i18n.ts'
import { type Appearance, applyAppearance } from '../ui/appearance.ts'
import { parseAppearance } from './remembered-appearance.ts'

const usual: Appearance = { theme: 'system', contrast: 'normal', textSize: '100' }

/** What the window looks like now. */
export const currentAppearance = (): Appearance => parseAppearance(JSON.stringify(document.documentElement.dataset)) ?? usual

/** Applies what people.getPreferences returned; what it does not say stays as it is. */
export function applyRememberedAppearance(preferences: Readonly<Record<string, string>>): void {
  const appearance = parseAppearance(preferences.appearance)
  if (appearance) applyAppearance(document.documentElement, appearance)
  const language = languages.find((known) => known === preferences.language)
  if (language) void setLanguage(language)
}

/** The look and language of a window in which nobody is signed in: the next person does not inherit the last one's. */
export function resetAppearance(language: Language): void {
  applyAppearance(document.documentElement, usual)
  void setLanguage(language)
}

export const rememberAppearance = (appearance: Appearance) =>
  api.people.setPreference({ key: 'appearance', value: JSON.stringify(appearance) })

export const rememberLanguage = (language: string) => api.people.setPreference({ key: 'language', value: language })
