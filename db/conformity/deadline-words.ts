// What the system has to do in time, and how it stands.

export const deadlineKinds = [
  'law',
  'list',
  'audit',
  'review',
  'expiry',
  'surveillance',
  'proofs',
  'documentReview',
  'posting',
  'recall',
  'conversion',
] as const
export type SystemDeadlineKind = (typeof deadlineKinds)[number]

/**
 * What a deadline is about, and so where it leads; `acts`: what is done for the system as a whole; `postings`: what hangs on boards;
 * `copies`: those to be fetched.
 */
export const deadlineTargets = ['acts', 'instrument', 'list', 'process', 'document', 'postings', 'copies', 'conversion'] as const
export type SystemDeadlineTarget = (typeof deadlineTargets)[number]

/** `never`: it has not been done at all; `late`: it was done, but after its day. */
export const deadlineStates = ['overdue', 'soon', 'later', 'never', 'late', 'done'] as const
export type SystemDeadlineState = (typeof deadlineStates)[number]
