// What each kind of form takes: the schema of the document's own facts, the words it can show, and an example of it for looking at a form
// without a case. `fieldsFor` is the one way from facts to words.
import type { z } from 'zod'
import type { FormKind } from '../model/forms.ts'
import { controlSlip, controlSlipFields, controlSlipNames } from './control-slip.ts'
import { extension, extensionFields, extensionNames } from './extension.ts'
import type { CaseFacts } from './facts.ts'
import type { FormFields } from './form.ts'
import { receiptData, receiptFields, receiptNames } from './receipt.ts'
import { refusal, refusalFields, refusalNames } from './refusal.ts'
import { registerFields, registerNames, registerSheet } from './register-sheet.ts'
import { stop, stopFields, stopNames } from './stop.ts'
import { supplementRequest, supplementRequestFields, supplementRequestNames } from './supplement-request.ts'

/** The facts of the document of each kind; the receipt and the register hold all that they say, the others add to the case's facts. */
export const documentFacts = {
  receipt: receiptData,
  supplementRequest,
  refusal,
  extension,
  stop,
  controlSlip,
  register: registerSheet,
} as const satisfies Record<FormKind, z.ZodType>

/** A document of a kind with its facts. */
export type FormDocument = {
  [Kind in FormKind]: { readonly kind: Kind; readonly facts: z.infer<(typeof documentFacts)[Kind]> }
}[FormKind]

/** Kinds that stand on the facts of one case besides their own. */
export type CaseFormKind = Exclude<FormKind, 'receipt' | 'register'>

/** Every name that the sentences and the Word template of a kind may use. */
export const namesOf: Readonly<Record<FormKind, readonly string[]>> = {
  receipt: receiptNames,
  supplementRequest: supplementRequestNames,
  refusal: refusalNames,
  extension: extensionNames,
  stop: stopNames,
  controlSlip: controlSlipNames,
  register: registerNames,
}

/** Names that stand for a list or a table, each on a line of its own. */
export const listNames: readonly string[] = ['components', 'items', 'reasons', 'papersReturned', 'handOvers']

/**
 * The words of a form.
 * @param facts of the case; null for the receipt and the register, which hold their own. Throws a ZodError when the facts are not what
 * the form needs: that is a defect, not a user's mistake.
 */
export function fieldsFor(document: FormDocument, facts: CaseFacts | null): FormFields {
  if (document.kind === 'receipt') return receiptFields(receiptData.parse(document.facts))
  if (document.kind === 'register') return registerFields(registerSheet.parse(document.facts))
  if (facts === null) throw new Error(`a ${document.kind} needs the facts of its case`)
  switch (document.kind) {
    case 'supplementRequest':
      return supplementRequestFields(facts, supplementRequest.parse(document.facts))
    case 'refusal':
      return refusalFields(facts, refusal.parse(document.facts))
    case 'extension':
      return extensionFields(facts, extension.parse(document.facts))
    case 'stop':
      return stopFields(facts, stop.parse(document.facts))
    case 'controlSlip':
      return controlSlipFields(facts, controlSlip.parse(document.facts))
  }
}
