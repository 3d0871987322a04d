// Finding in short lists that are already in the window, the way the database search does it: marks and case do not matter, words
// may stand in any order, and each may be the beginning of a word.
import { fold, tokens } from '../../db/model/text.ts'

/** True when every word of `query` begins a word of `text`. An empty query matches everything. */
export function matchesQuery(text: string, query: string): boolean {
  const words = tokens(fold(text))
  return tokens(fold(query)).every((part) => words.some((word) => word.startsWith(part)))
}
