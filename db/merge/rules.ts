// Why an event stands in the log and not in the rows.

/**
 * `overtaken`: another computer had moved the thing on; `missing`: what it is about was not applied either; `taken`: a number or a name is
 * in use; `serialTaken`: applied without its line in the register; `unknown`: of a newer program; `invalid`: not as its type demands.
 */
export const clashReasons = ['overtaken', 'missing', 'taken', 'serialTaken', 'unknown', 'invalid'] as const
export type ClashReason = (typeof clashReasons)[number]

/** Reasons that a person has to look at; the others are for a newer program. */
export const openReasons = ['overtaken', 'missing', 'taken', 'serialTaken'] as const
