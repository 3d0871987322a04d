// The checklist for a lost computer on paper: what the records tell, and the steps with room for who did each and when.
import type { IsoDate } from '../../db/model/local-time.ts'
import type { InputOf } from '../api/contract.ts'
import type { Paper } from './paper-shelf.ts'
import { type RegisterHead, renderRegister } from './register.ts'

export interface LostDevicePaper extends RegisterHead {
  readonly printedOn: IsoDate
  readonly sheet: InputOf<'print.previewLostDevice'>
}

/** @param registers the folder resources/registers */
export const renderLostDevice = (registers: string, { sheet, ...head }: LostDevicePaper): Paper =>
  renderRegister(registers, 'lost-device', head, {
    ...sheet,
    formNumber: '',
    steps: sheet.steps.map((step, index) => ({ ...step, number: index + 1 })),
  })
