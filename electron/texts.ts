// The Vietnamese texts for whatever speaks outside the page: the command line, the file for support.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import i18next, { type i18n, type TFunction } from 'i18next'

/** Reads the locales; a key without a namespace is of `cli`. */
export async function loadTexts(resources: string): Promise<TFunction> {
  const folder = join(resources, 'locales', 'vi')
  const texts = Object.fromEntries(
    readdirSync(folder).map((file) => [
      file.replace('.json', ''),
      JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>,
    ]),
  )
  const instance: i18n = i18next.createInstance()
  return instance.init({
    lng: 'vi',
    resources: { vi: texts },
    ns: Object.keys(texts),
    defaultNS: 'cli',
    interpolation: { escapeValue: false },
  })
}
