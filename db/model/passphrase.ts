// Passphrases for copies that leave the computer: long enough to resist guessing on another machine, and a proposal that can be
// written on paper and typed with any Vietnamese input method switched on.

/** Shortest passphrase that is taken. A proposal is longer. */
export const passphraseMinLength = 12
export const passphraseMaxLength = 200

// Every onset goes with every rime in Vietnamese spelling, so each draw is worth 9 bits. No rime ends in a Telex tone key and no
// letter stands twice: what is typed stays what it is.
const onsets = ['b', 'ch', 'kh', 'h', 'l', 'm', 'n', 'nh', 'ph', 's', 't', 'th', 'tr', 'v', 'x', 'r']
const rimes = 'a ai am an ang anh ao at au e em en eo et i ia im in inh it o oa oi om on ong ot u ua un ung ut'.split(' ')
/** Read with the wrong marks these are rude; nobody should have to copy them out. */
const unseemly: ReadonlySet<string> = new Set(['lon', 'chet', 'vu', 'chim'])
const syllableCount = 6

/** `tham-nua-...-47`: six syllables and two digits, about 60 bits. `draw` returns a uniform whole number below its argument. */
export function proposePassphrase(draw: (below: number) => number): string {
  const syllables: string[] = []
  while (syllables.length < syllableCount) {
    const syllable = `${onsets[draw(onsets.length)]}${rimes[draw(rimes.length)]}`
    if (!unseemly.has(syllable)) syllables.push(syllable)
  }
  return [...syllables, `${draw(10)}${draw(10)}`].join('-')
}
