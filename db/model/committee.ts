// Whose procedures "the committee's and its chairman's" are. Pure.

const provincial = ['provincialCommittee', 'provincialChairman'] as const
const communal = ['communeCommittee', 'communeChairman'] as const

/**
 * The authorities that are the committee and its chairman of the office that a list belongs to: the province's where the list names
 * any of them, else the commune's. A provincial list may name those of the communes too, a commune's never those of the province.
 */
export function committeeOf(authorities: Iterable<string>): readonly string[] {
  const named = new Set(authorities)
  return provincial.some((authority) => named.has(authority)) ? provincial : communal
}
