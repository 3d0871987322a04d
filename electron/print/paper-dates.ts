// Dates as printed papers give them.

/** `2026-11-23` → `23/11/2026`. */
export const formatDay = (isoDate: string): string => isoDate.split('-').toReversed().join('/')
