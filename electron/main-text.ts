// The few texts that the main process shows itself: titles of native dialogs, in Vietnamese: the main process shows them before anybody has chosen a language.
import texts from '../resources/locales/vi/main.json' with { type: 'json' }

/** Text of `main.json`; an unknown key is a defect. */
export function mainText(key: string): string {
  const text = (texts as Readonly<Record<string, string>>)[key]
  if (text === undefined) throw new Error(`no text ${key}`)
  return text
}
