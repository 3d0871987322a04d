// What can be wrong with the scope.

/**
 * `noProcess`: a procedure of the list without a process in effect; `notDeclared`: covered by no valid instrument; `noLongerEffective`:
 * a scope line whose process is not in effect; `notInList`: a scope line whose procedure the list no longer has.
 */
export const scopeGaps = ['noProcess', 'notDeclared', 'noLongerEffective', 'notInList'] as const
export type ScopeGap = (typeof scopeGaps)[number]
