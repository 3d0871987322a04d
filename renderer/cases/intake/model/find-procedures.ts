// Finding a procedure while the clerk types, over the whole catalogue held in the window: the answer stands in the same frame as the
// letter, so that a quick `KS` Enter can never take the first hit of `K`.
import { fold, tokens, withoutOpening } from '../../../../db/model/text.ts'
import type { ProcedureSummary } from '../../../../electron/api/procedures.ts'

/** Hits that are worth showing. */
const shownLimit = 60

interface ProcedureIndex {
  /** The best hits of what was typed; the daily procedures for an empty text. */
  find(query: string): ProcedureSummary[]
}

const compact = (text: string): string => fold(text).replaceAll(' ', '').toUpperCase()

/** Takes the catalogue in the order of names and returns its index. */
export function indexProcedures(catalogue: readonly ProcedureSummary[]): ProcedureIndex {
  const rows = catalogue.map((procedure) => {
    const name = fold(procedure.name)
    return { procedure, name, words: tokens(`${name} ${fold(procedure.field)}`) }
  })
  return {
    find(query) {
      const code = compact(query)
      const text = fold(query).trim()
      const parts = tokens(text)
      const rank = ({ procedure, name, words }: (typeof rows)[number]): number => {
        if (code === '') return 0
        if (procedure.shortCode === code) return 0
        if (procedure.shortCode.startsWith(code)) return 1
        if (procedure.nationalCode?.startsWith(text)) return 2
        if (name.startsWith(text) || withoutOpening(name).startsWith(text)) return 3
        if (parts.every((part) => words.some((word) => word.startsWith(part)))) return name.includes(text) ? 4 : 5
        return 6
      }
      // Of two names that hold the words, the one that holds little else is meant: `khai sinh` is the registration of a birth, not the
      // copy of an extract of its certificate.
      const excess = ({ name }: (typeof rows)[number]): number => (text === '' ? 0 : name.length)
      return rows
        .map((row) => ({ row, rank: rank(row) }))
        .filter((hit) => hit.rank < 6)
        .sort((a, b) => a.rank - b.rank || a.row.procedure.tier - b.row.procedure.tier || excess(a.row) - excess(b.row))
        .slice(0, shownLimit)
        .map(({ row }) => row.procedure)
    },
  }
}
