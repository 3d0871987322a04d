// The gap list of an edition conversion on paper. Its words are Vietnamese whatever the window speaks, as those of its workbook are.
import { type GapList, gapColumns, gapLines } from '../../db/conversion/gap-sheet.ts'
import { dateWords } from '../../db/forms/words.ts'
import type { Paper } from './paper-shelf.ts'
import { type RegisterHead, renderRegister } from './register.ts'

export interface GapListPaper extends RegisterHead, Pick<GapList, 'instrument' | 'fromEdition' | 'toEdition' | 'rows'> {}

/** @param registers the folder resources/registers */
export const renderGapList = (registers: string, { rows, instrument, fromEdition, toEdition, ...head }: GapListPaper): Paper =>
  renderRegister(registers, 'gap-list', head, {
    title: `Khoảng trống khi chuyển từ TCVN ISO 9001:${fromEdition} sang ISO 9001:${toEdition}`,
    formNumber: '',
    day: dateWords(head.printedOn),
    instrument,
    total: rows.length,
    columns: gapColumns.map(([heading], index) => ({ heading, number: index + 1 })),
    rows: gapLines(rows).map((cells) => ({ cells })),
  })
