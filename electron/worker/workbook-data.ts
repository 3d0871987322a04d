// What goes into a workbook: the processes that the screen showed, or nothing for the template.
import { listForWorkbook } from '../../db/documents/workbook.ts'
import { toInstant } from '../../db/model/clock.ts'
import { type IsoDate, instantToLocal } from '../../db/model/local-time.ts'
import { columnsOf, sheetKeys } from '../../db/processes/workbook/sheets.ts'
import { writeGuide, writeWorkbook } from '../../db/processes/workbook/write-workbook.ts'
import type { Office } from './office.ts'
import type { InternalCalls } from './protocol.ts'

const guideWidths = [24, 34, 12, 90]

export async function workbookOf(
  { store, clock }: Office,
  { documentIds, date }: { readonly documentIds: readonly string[] | null; readonly date: IsoDate | null },
): Promise<InternalCalls['internal.getWorkbook']['output']> {
  const day = date ?? instantToLocal(toInstant(clock.nowMs())).slice(0, 10)
  const processes = documentIds === null ? [] : await listForWorkbook(store.db, documentIds, day)
  const sheets = writeWorkbook(processes).map((sheet, index) => {
    const key = sheetKeys[index]
    return { ...sheet, isForm: true, widths: key ? columnsOf(key).map(([, { width }]) => width) : [] }
  })
  return {
    sheets: [{ ...writeGuide(), isForm: false, widths: guideWidths }, ...sheets],
    count: processes.length,
    date: day,
    isTraining: store.kind === 'training',
  }
}
