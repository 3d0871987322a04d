// The words of a conversion that the database, the contract and the page share.

/** In the order of the law: nothing is audited before it is written, nothing declared before it is confirmed. */
export const conversionSteps = ['gaps', 'documents', 'audit', 'review', 'confirmation', 'instrument', 'replacement'] as const
export type ConversionStep = (typeof conversionSteps)[number]

export const conversionStatuses = ['open', 'closed', 'givenUp'] as const
export type ConversionStatus = (typeof conversionStatuses)[number]

export const verdicts = ['met', 'partly', 'notMet', 'notApplicable'] as const
export type Verdict = (typeof verdicts)[number]
/** Verdicts that ask for an action. */
export const gapVerdicts: readonly Verdict[] = ['partly', 'notMet']

/** Where a document of the scope stands: `old`: nobody has begun; `exempt`: it stays as it is, with a reason. */
export const reissueStates = ['old', 'draft', 'issued', 'exempt'] as const
export type ReissueState = (typeof reissueStates)[number]
