// How two records can look like those of one person. Pure.

/** Surest first. */
export const likenesses = ['number', 'nameAndBirth', 'nameAndPhone'] as const
export type Likeness = (typeof likenesses)[number]
