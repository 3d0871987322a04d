// What a sentence of a form is called beside its box: by what it is where it has a place of its own, else by its number.
import type { TFunction } from 'i18next'

const named: Readonly<Record<string, string>> = {
  title: 'forms:page.titleLabel',
  numberSuffix: 'forms:page.suffixLabel',
  remark: 'forms:page.remarkLabel',
}

export const sentenceLabel = (t: TFunction, key: string, index: number): string =>
  t(named[key] ?? 'forms:page.sentence', { number: index - 1 })
