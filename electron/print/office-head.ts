// Who stands in the head of a paper.
import { fold } from '../../db/model/text.ts'

export interface OfficeHead {
  /** '' when the office's own line says it already. */
  readonly governingBody: string
  readonly officeName: string
}

/**
 * The body above the office and the office, each once: a commune is set up as "Phường Thuận Hóa" under "Ủy ban nhân dân phường Thuận
 * Hóa", and the longer of the two says both.
 */
export function officeHead({ governingBody, officeName }: OfficeHead): OfficeHead {
  const isSaidAbove = officeName !== '' && fold(governingBody).includes(fold(officeName))
  return isSaidAbove ? { governingBody: '', officeName: governingBody } : { governingBody, officeName }
}
