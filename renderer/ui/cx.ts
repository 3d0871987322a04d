// Joins class names, leaving out what does not apply.

/** Class names separated by a space; empty, false and undefined parts are dropped. */
export const cx = (...parts: (string | false | undefined | null)[]): string => parts.filter(Boolean).join(' ')
