// Vietnamese of the first screens is part of the page's first code, that of all others part of theirs (texts-vi.ts), so a missing text
// cannot be a missing file; English is read when it is chosen, and the language changes only once its texts are there.
import i18next, { type ResourceKey } from 'i18next'
import { initReactI18next } from 'react-i18next'

export const languages = ['vi', 'en'] as const
export type Language = (typeof languages)[number]

type Files = Readonly<Record<string, ResourceKey>>

const namespaceOf = (path: string): string => path.split('/').at(-1)?.replace('.json', '') ?? ''

export function addTexts(language: Language, files: Files): void {
  for (const [path, texts] of Object.entries(files)) i18next.addResourceBundle(language, namespaceOf(path), texts)
}

/** The last language asked for: one whose texts arrive after another was chosen comes too late. */
let wanted: Language = 'vi'

export const setLanguage = async (language: Language): Promise<void> => {
  wanted = language
  if (language === 'en' && !i18next.hasResourceBundle('en', 'common')) {
    const { englishTexts } = await import('./texts-en.ts')
    addTexts('en', englishTexts)
    if (wanted !== language) return
  }
  if (i18next.language !== language) await i18next.changeLanguage(language) // else every text of the page would be drawn anew
  document.documentElement.lang = language
}

await i18next.use(initReactI18next).init({
  resources: {},
  lng: 'vi',
  fallbackLng: 'vi',
  defaultNS: 'common',
  ns: 'common',
  interpolation: { escapeValue: false }, // React escapes
  returnNull: false,
})
addTexts(
  'vi',
  import.meta.glob('../resources/locales/vi/{common,errors,people,training,ui,update}.json', { eager: true, import: 'default' }),
)

export { i18next }
