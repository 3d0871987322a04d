// What the main process asks the workers of the hub, which know nothing of the office's own database: what they need of it comes along.
import type { OfficeCaseFilter, OfficeState, RejectedLine } from '../../db/hub/overview.ts'
import type { HubPlace, TotalsFilter, TotalsRow } from '../../db/hub/queries.ts'
import type { HubCase, HubCaseDetails, Missing, TakenFile } from '../api/hub.ts'

/** The province as its own office's database knows it. */
export interface HubProvince {
  readonly officeCode: string
  readonly officeName: string
  readonly deviceId: string
  readonly deviceCode: string
  /** The list in use, which it issued. */
  readonly trustText: string
  /** Name of the newest migration of its database. */
  readonly schema: string
}

/** A receipt as a file, or why there is none, and the codes for the telephone. */
export interface WrittenReceipt {
  readonly office: string
  readonly fileName: string | null
  readonly failure: TakenFile['failure']
  readonly codes: Array<{ readonly deviceCode: string; readonly spoken: string; readonly events: number }>
}

/** By the names of the calls that a person can call off. */
export interface HubCalls {
  'hub.take': {
    input: { readonly files: readonly string[]; readonly salvage: boolean; readonly province: HubProvince }
    output: { readonly rows: Array<Omit<TakenFile, 'token'>>; readonly isCancelled: boolean }
  }
  'hub.writeReceipts': {
    input: { readonly folder: string; readonly offices: readonly string[]; readonly province: HubProvince }
    output: WrittenReceipt[]
  }
  'hub.sendBack': { input: { readonly office: string; readonly caseId: string; readonly reason: string }; output: null }
  'hub.listOffices': { input: { readonly codes: readonly string[] }; output: Array<OfficeState & { days: number | null }> }
  'hub.getOffice': { input: { readonly office: string }; output: { missing: Missing[]; rejected: RejectedLine[] } }
  'hub.getTotals': {
    input: { readonly by: 'office' | 'field' | 'procedure' | 'day'; readonly filter: TotalsFilter }
    output: TotalsRow[]
  }
  'hub.listChoices': {
    input: null
    output: { fields: string[]; procedures: Array<{ code: string; name: string }> }
  }
  'hub.listCases': {
    input: { readonly filter: Omit<OfficeCaseFilter, 'now'>; readonly after: HubPlace | null; readonly limit: number }
    output: { rows: HubCase[]; next: HubPlace | null }
  }
  'hub.getCase': {
    input: { readonly office: string; readonly caseId: string }
    output: Omit<HubCaseDetails, 'officeName'>
  }
}
export type HubName = keyof HubCalls
