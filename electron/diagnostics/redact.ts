// Takes out of a text what names a person or a computer before it leaves the office: home folders, the account's name, the computer's
// name, long numbers (identity cards, telephones), addresses of mail. In doubt something harmless goes too.
import { homedir, hostname, userInfo } from 'node:os'

export interface PrivateNames {
  readonly home: string
  readonly account: string
  readonly computer: string
}

/** Of this computer; what cannot be asked is empty. */
export function privateNames(): PrivateNames {
  let account = ''
  try {
    account = userInfo().username
  } catch {
    // An account without an entry has no name to hide.
  }
  return { home: homedir(), account, computer: hostname() }
}

/** A shorter name is a syllable of many words. */
const shortestName = 3
const homeFolders = /((?:[A-Za-z]:)?[\\/]+(?:Users|home|Documents and Settings)[\\/]+)[^\\/\r\n"]+/gi
const mailAddresses = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
/** Eight digits are a date; identity cards and telephones have nine and more. Times and versions have points or signs between. */
const longNumbers = /(?<![\p{L}\p{N}-])\+?\d{9,}(?![\p{L}\p{N}])/gu

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const wholeWord = (name: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, 'giu')

/** The way to redact one text. */
export function openRedactor({ home, account, computer }: PrivateNames): (text: string) => string {
  const words = [account, computer, computer.split('.')[0] ?? ''].filter((name) => name.length >= shortestName).map(wholeWord)
  return (text) => {
    let redacted = text.normalize('NFC')
    if (home.length >= shortestName) redacted = redacted.replaceAll(home.normalize('NFC'), '~')
    redacted = redacted.replace(homeFolders, '$1***').replace(mailAddresses, '***')
    for (const word of words) redacted = redacted.replace(word, '***')
    return redacted.replace(longNumbers, '***')
  }
}

/** Every text of a value redacted; the names of fields are the program's own and stay. */
export function redactAll<T>(value: T, redact: (text: string) => string): T {
  if (typeof value === 'string') return redact(value) as T
  if (Array.isArray(value)) return value.map((one) => redactAll(one, redact)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, redactAll(one, redact)])) as T
}
