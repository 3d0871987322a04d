// What the columns of the list are called, on the screen and in files.
import type { TFunction } from 'i18next'
import type { CaseColumn } from '../../../db/model/case-columns.ts'

export const columnName = (t: TFunction<'caselist'>, column: CaseColumn): string => t(`column.${column}`)
