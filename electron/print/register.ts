// What all registers on paper share: their head, the place to sign, their look. Each adds its columns.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Mustache from 'mustache'
import { dateWords } from '../../db/forms/words.ts'
import type { IsoDate } from '../../db/model/local-time.ts'
import { officeHead } from './office-head.ts'
import type { Paper } from './paper-shelf.ts'

export interface RegisterHead {
  readonly governingBody: string
  readonly officeName: string
  readonly place: string
  /** ISO date. */
  readonly printedOn: IsoDate
}

/** A register's folder in resources/registers. */
export type RegisterKind =
  | 'internal-documents'
  | 'distribution'
  | 'reading-sheet'
  | 'gap-list'
  | 'hand-over'
  | 'handover'
  | 'case-list'
  | 'lost-device'
  | 'bundle'

interface RegisterView {
  readonly title: string
  /** As the office numbers its forms; '' for one that has none. */
  readonly formNumber: string
  readonly [name: string]: unknown
}

/** @param registers the folder resources/registers */
export function renderRegister(registers: string, kind: RegisterKind, head: RegisterHead, view: RegisterView): Paper {
  const read = (name: string) => readFileSync(join(registers, name), 'utf8')
  const whole = { ...view, kind, head: officeHead(head), place: head.place, printedOn: dateWords(head.printedOn) }
  return {
    html: Mustache.render(read('register.html'), whole, { columns: read(`${kind}/columns.html`) }),
    css: `${read('register.css')}\n${read(`${kind}/columns.css`)}`,
  }
}
