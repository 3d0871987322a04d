// The English texts as one piece of code, read when somebody chooses English.
const files = import.meta.glob<Readonly<Record<string, unknown>>>('../resources/locales/en/*.json', {
  eager: true,
  import: 'default',
})

export const englishTexts: ReadonlyArray<readonly [namespace: string, texts: Readonly<Record<string, unknown>>]> = Object.entries(
  files,
).map(([path, texts]) => [path.split('/').at(-1)?.replace('.json', '') ?? '', texts])
