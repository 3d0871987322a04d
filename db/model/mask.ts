// Personal numbers on a screen that the next citizen in the queue can see.

const shownDigits = 4

/** The number with all but its last four characters as dots; four or fewer are hidden whole. */
export const maskNumber = (number: string): string =>
  number.length <= shownDigits ? '•'.repeat(number.length) : '•'.repeat(number.length - shownDigits) + number.slice(-shownDigits)
