// Where a case file can be. Pure, without a schema: the page names them too.

/** `step`: with a step; `desk`: with the desk that received it; `result`: the result waits; the others say how it ended. */
export const casePlaces = ['desk', 'step', 'result', 'returned', 'archived', 'ended'] as const
export type CasePlace = (typeof casePlaces)[number]

/** How a case was found, the surest first: a number of the register, last digits, a name with a birth, words with their marks, words. */
export const caseMatches = ['register', 'tail', 'born', 'exact', 'words'] as const
export type CaseMatch = (typeof caseMatches)[number]
