// Tells a scanner that types (keyboard wedge) from a person, by keys, their times and how the text begins. It guarantees that the Enter
// at the end of a scan never presses a button, that a card held before the scanner is read once, and that typing by hand and
// held-down keys pass untouched. It owns no clock, no timer and no page: the screen feeds it `keydown` events and obeys.
//
//   on keydown, in the capture phase:  const step = scan.press({ key, timeMs: event.timeStamp, code, alt, ctrl, repeat })
//     step.swallow  -> preventDefault and stopImmediatePropagation
//     step.leaked   -> removeLeaked on the focused field: these characters came before a scan could be recognised
//     step.text     -> readCitizenCard
//   while scan.capturing:              cancel `beforeinput` too (characters composed by Alt codes or an input method), and
//                                      SCAN_SILENCE_MS after the latest key pass scan.settle(performance.now()) on in the same way
//   when the place to fill changes:    scan.reset(), so that one card may be read for two people in a row
//
// Alt codes (Alt down, digits of the numeric pad, Alt up) are read as code points: Alt+7877 is ế, and Alt+0225 is á. A code of
// 128 to 255 without the leading zero depends on the machine's old code page and becomes U+FFFD, as does a key that an input
// method took ('Process', 'Dead'): the reader of the card then marks the field. Not tried on scanner hardware. Backspace
// removes the latest character, because Unikey rewrites a syllable by sending Backspaces.

const GAP_MS = 50
const MIN_CHARS = 12
// Speed alone is no proof: a pasting tool, a macro or a very fast hand types quickly too, and its text must stay. What is read here
// begins like nothing that people type: a number and a separator (also as a wrong keyboard layout spells it), a case code, an address.
const BEGINNING = /^.{9,}[|｜¦~\\]|^TAM-|^(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}[.-]\d|^https?:\/\//i
const REPEAT_MS = 5000

/** A scan without a terminator ends when no key came for this long. */
export const SCAN_SILENCE_MS = 150

/** One `keydown`. `ctrl` stands for Control or Meta. */
export interface ScanKey {
  readonly key: string
  /** `event.timeStamp`, on the clock of `performance.now()`. */
  readonly timeMs: number
  readonly code?: string
  readonly alt?: boolean
  readonly ctrl?: boolean
  /** The key is held down and repeats by itself. */
  readonly repeat?: boolean
}

export interface ScanStep {
  readonly swallow: boolean
  /** What the focused field already received of this scan; set once, when the scan is recognised. */
  readonly leaked: string
  /** A finished scan; null when there is none, or when it repeats the last one within five seconds. */
  readonly text: string | null
}

const TERMINATORS = new Set(['Enter', 'Tab'])
const MODIFIERS = new Set(['Shift', 'Alt', 'AltGraph', 'Control', 'Meta', 'CapsLock', 'NumLock', 'Fn'])
const UNTRANSLATED = new Set(['Process', 'Dead', 'Unidentified'])

export class ScanBuffer {
  #text = ''
  #altDigits = ''
  #capturing = false
  #latestMs = Number.NEGATIVE_INFINITY
  #endedMs = Number.NEGATIVE_INFINITY
  #accepted = { text: '', atMs: Number.NEGATIVE_INFINITY }

  /** Whether a scan has been recognised and has not ended. */
  get capturing(): boolean {
    return this.#capturing
  }

  /** Takes the next key and says what becomes of it. */
  press(key: ScanKey): ScanStep {
    const gapMs = key.timeMs - this.#latestMs
    const finished = this.#capturing && gapMs > SCAN_SILENCE_MS ? this.#finish(this.#latestMs + SCAN_SILENCE_MS) : null
    if (!this.#capturing && gapMs > GAP_MS) this.#clear()
    this.#latestMs = key.timeMs

    const altDigit = key.alt && !key.ctrl ? /^Numpad(\d)$/.exec(key.code ?? '')?.[1] : undefined
    if (altDigit !== undefined) {
      this.#altDigits += altDigit
      return { swallow: this.#capturing, leaked: '', text: finished }
    }
    this.#composeAltCode()

    if (TERMINATORS.has(key.key)) {
      if (this.#capturing) return { swallow: true, leaked: '', text: this.#finish(key.timeMs) }
      this.#clear()
      // CR and LF, or a terminator slower than the silence.
      return { swallow: key.timeMs - this.#endedMs <= SCAN_SILENCE_MS, leaked: '', text: finished }
    }

    const before = this.#text
    this.#append(key)
    const isRecognised = this.#text.length >= MIN_CHARS && BEGINNING.test(this.#text)
    if (this.#capturing || !isRecognised) return { swallow: this.#capturing, leaked: '', text: finished }
    this.#capturing = true
    return { swallow: true, leaked: before, text: finished }
  }

  /** Ends a scan that has no terminator, once `timeMs` (`performance.now()`) is SCAN_SILENCE_MS past its last key. */
  settle(timeMs: number): string | null {
    return this.#capturing && timeMs - this.#latestMs >= SCAN_SILENCE_MS ? this.#finish(timeMs) : null
  }

  /** Forgets everything, the last accepted scan included. */
  reset(): void {
    this.#clear()
    this.#accepted = { text: '', atMs: Number.NEGATIVE_INFINITY }
  }

  #append(key: ScanKey): void {
    const isChord = key.ctrl && !key.alt // AltGr reports both
    if (key.repeat || isChord) {
      if (!this.#capturing) this.#clear()
    } else if (key.key === 'Backspace') this.#text = [...this.#text].slice(0, -1).join('')
    else if ([...key.key].length === 1) this.#text += key.key
    else if (UNTRANSLATED.has(key.key)) this.#text += '\uFFFD'
    else if (!MODIFIERS.has(key.key) && !this.#capturing) this.#clear()
  }

  #composeAltCode(): void {
    if (this.#altDigits === '') return
    const codePoint = Number(this.#altDigits)
    const isCodePage = codePoint > 127 && codePoint < 256 && !this.#altDigits.startsWith('0')
    this.#text += isCodePage || codePoint > 0x10ffff ? '\uFFFD' : String.fromCodePoint(codePoint)
    this.#altDigits = ''
  }

  #finish(atMs: number): string | null {
    this.#composeAltCode()
    const text = this.#text
    this.#clear()
    this.#endedMs = atMs
    if (text === this.#accepted.text && atMs - this.#accepted.atMs < REPEAT_MS) return null
    this.#accepted = { text, atMs }
    return text
  }

  #clear(): void {
    this.#text = ''
    this.#altDigits = ''
    this.#capturing = false
  }
}

/**
 * Takes a field's value and caret (an index into it) and returns both without the leaked characters before the caret. Unchanged when
 * they do not stand there (a number field, a full field, an input method), so that no typing of the user is ever removed.
 */
export function removeLeaked(value: string, caret: number, leaked: string): { value: string; caret: number } {
  const start = caret - leaked.length
  if (start < 0 || value.slice(start, caret) !== leaked) return { value, caret }
  return { value: value.slice(0, start) + value.slice(caret), caret: start }
}
