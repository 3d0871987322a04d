// Both languages are part of the bundle: a switch needs no disk, and a missing text cannot be a missing file.
import i18next, { type Resource, type ResourceKey } from 'i18next'
import { initReactI18next } from 'react-i18next'

const files = import.meta.glob<ResourceKey>('../resources/locales/*/*.json', { eager: true, import: 'default' })

export const languages = ['vi', 'en'] as const
export type Language = (typeof languages)[number]

const resources: Resource = {}
for (const [path, texts] of Object.entries(files)) {
  const [language = '', file = ''] = path.split('/').slice(-2)
  resources[language] = { ...resources[language], [file.replace('.json', '')]: texts }
}

export const setLanguage = async (language: Language): Promise<void> => {
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

await i18next.use(initReactI18next).init({
  resources,
  lng: 'vi',
  fallbackLng: 'vi',
  defaultNS: 'common',
  ns: Object.keys(resources.vi ?? {}),
  interpolation: { escapeValue: false }, // React escapes
  returnNull: false,
})

export { i18next }
