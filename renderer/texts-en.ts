// The English texts as one piece of code, read when somebody chooses English.
import type { ResourceKey } from 'i18next'

/** By path. */
export const englishTexts: Readonly<Record<string, ResourceKey>> = import.meta.glob('../resources/locales/en/*.json', {
  eager: true,
  import: 'default',
})
