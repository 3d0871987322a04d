import { describe, expect, it } from 'vitest'
import { askedKey, holesOf, languages, namespaces, namespacesOf, readTexts } from './locales.ts'

/** Texts that are laid out with spaces, for a terminal. */
const laidOut = /^(cli:|calendar:cli\.)/
const plural = new Intl.PluralRules('en')

describe('the two languages', () => {
  it('have the same files', () => expect(namespacesOf('en')).toEqual(namespaces))

  it.each(namespaces)('have the same keys in %s', (namespace) => {
    const [vi, en] = languages.map((language) => Object.keys(readTexts(language, namespace)).map(askedKey))
    expect([...new Set(en)].toSorted()).toEqual([...new Set(vi)].toSorted())
  })

  it.each(namespaces)('fill in the same values in %s', (namespace) => {
    const holes = (language: 'vi' | 'en') => {
      const byKey: Record<string, string[]> = {}
      for (const [key, text] of Object.entries(readTexts(language, namespace))) {
        const asked = askedKey(key)
        // "one case" may leave the number out
        byKey[asked] = [...new Set([...(byKey[asked] ?? []), ...holesOf(text)])].sort()
      }
      return byKey
    }
    expect(holes('en')).toEqual(holes('vi'))
  })

  it.each(namespaces)('leave no text empty, broken or untidy in %s', (namespace) => {
    for (const language of languages) {
      for (const [key, text] of Object.entries(readTexts(language, namespace))) {
        const where = `${language} ${namespace}:${key}`
        expect(text.trim(), where).not.toBe('')
        expect(text, where).toBe(text.normalize('NFC'))
        expect(text.replace(/\{\{[^{}]+\}\}/g, ''), where).not.toMatch(/\{\{|\}\}|\$t\(/)
        if (!laidOut.test(`${namespace}:${key}`)) expect(text, where).not.toMatch(/^\s|\s$| {2}/)
      }
    }
  })

  // Two words for the program, and the programmers' word for what is recorded, made people ask what the difference is.
  it.each(namespaces)('call one thing by one name in %s', (namespace) => {
    for (const [key, text] of Object.entries(readTexts('vi', namespace))) {
      expect(text.toLowerCase(), `${namespace}:${key}`).not.toMatch(/phần mềm|sự kiện/)
    }
  })

  it('have every form of a number that the language knows', () => {
    for (const namespace of namespaces) {
      for (const language of languages) {
        const keys = Object.keys(readTexts(language, namespace))
        const forms = language === 'en' ? plural.resolvedOptions().pluralCategories : ['other']
        for (const key of keys.filter((one) => one !== askedKey(one))) {
          const missing = forms.filter((form) => !keys.includes(`${askedKey(key)}_${form}`))
          expect(missing, `${language} ${namespace}:${key}`).toEqual([])
        }
      }
    }
  })
})

describe('holesOf', () => {
  it('finds each name once, with or without a format', () => {
    expect(holesOf('{{b}} của {{ a }}, {{b, number}}')).toEqual(['a', 'b'])
    expect(holesOf('không có gì {a}')).toEqual([])
  })
})
