// Vietnamese is part of the page's first code, so a missing text cannot be a missing file; English is read when it is chosen, and
// the language changes only once its texts are there.
import i18next, { type ResourceKey } from 'i18next'
import { initReactI18next } from 'react-i18next'

const files = import.meta.glob<ResourceKey>('../resources/locales/vi/*.json', { eager: true, import: 'default' })

export const languages = ['vi', 'en'] as const
export type Language = (typeof languages)[number]

const vietnamese: Record<string, ResourceKey> = {}
for (const [path, texts] of Object.entries(files)) vietnamese[path.split('/').at(-1)?.replace('.json', '') ?? ''] = texts

/** The last language asked for: one whose texts arrive after another was chosen comes too late. */
let wanted: Language = 'vi'

export const setLanguage = async (language: Language): Promise<void> => {
  wanted = language
  if (language === 'en' && !i18next.hasResourceBundle('en', 'common')) {
    const { englishTexts } = await import('./texts-en.ts')
    for (const [namespace, texts] of englishTexts) i18next.addResourceBundle('en', namespace, texts)
    if (wanted !== language) return
  }
  if (i18next.language !== language) await i18next.changeLanguage(language) // else every text of the page would be drawn anew
  document.documentElement.lang = language
}

await i18next.use(initReactI18next).init({
  resources: { vi: vietnamese },
  lng: 'vi',
  fallbackLng: 'vi',
  defaultNS: 'common',
  ns: Object.keys(vietnamese),
  interpolation: { escapeValue: false }, // React escapes
  returnNull: false,
})

export { i18next }
