// The life of a document version: drafted, reviewed, approved, in effect from a date until the next one. Pure.
import { AppError } from '../model/errors.ts'
import type { IsoDate } from '../model/local-time.ts'
import { fold } from '../model/text.ts'

export const documentKinds = ['process', 'manual', 'policy', 'form', 'instruction'] as const
export type DocumentKind = (typeof documentKinds)[number]

/** Groups of processes; other documents have none (''). */
export const processGroups = ['leadership', 'office', 'procedure', 'internal', 'system'] as const
export type ProcessGroup = (typeof processGroups)[number]
export type DocumentGroup = ProcessGroup | ''

/** Stored: where the paper lies. What is in effect follows from the dates (`stateOn`). */
export const versionStatuses = ['draft', 'inReview', 'inApproval', 'approved', 'discarded'] as const
export type VersionStatus = (typeof versionStatuses)[number]

/** What a version is on a given day. */
export const versionStates = [
  'draft',
  'inReview',
  'inApproval',
  'approved',
  'effective',
  'superseded',
  'withdrawn',
  'discarded',
] as const
export type VersionState = (typeof versionStates)[number]

interface Dated {
  readonly status: VersionStatus
  readonly effectiveFrom: IsoDate | null
  readonly effectiveTo: IsoDate | null
  /** Of the document. */
  readonly withdrawnFrom: IsoDate | null
}

export function stateOn({ status, effectiveFrom, effectiveTo, withdrawnFrom }: Dated, date: IsoDate): VersionState {
  if (status !== 'approved') return status
  if (withdrawnFrom !== null && withdrawnFrom <= date && (effectiveTo === null || withdrawnFrom <= effectiveTo))
    return 'withdrawn'
  if (effectiveFrom === null || effectiveFrom > date) return 'approved'
  return effectiveTo !== null && effectiveTo <= date ? 'superseded' : 'effective'
}

/** How a code is compared: "QT-01" and "qt 01" would be taken for one another on paper. */
export const foldCode = (code: string): string =>
  fold(code)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')

/** The steps a paper can take, from where. */
const moves = {
  submit: ['draft'],
  review: ['inReview'],
  approve: ['inApproval'],
  return: ['inReview', 'inApproval'],
  save: ['draft'],
  discard: ['draft', 'inReview', 'inApproval'],
  enter: ['draft'],
} as const satisfies Readonly<Record<string, readonly VersionStatus[]>>
export type Move = keyof typeof moves

/** Throws document.wrongState when the version is not where this step begins. */
export function requireMove(move: Move, status: VersionStatus): void {
  if (!(moves[move] as readonly VersionStatus[]).includes(status)) throw new AppError('document.wrongState', { status })
}

export const versionChanges = ['issue', 'revision'] as const
/** `issue`: the whole document is issued anew (lần ban hành); `revision`: a change inside the issue (lần sửa đổi). */
export type VersionChange = (typeof versionChanges)[number]

export interface VersionNumber {
  readonly issue: number
  readonly revision: number
}

/** The number that follows; the first version is issue 1, revision 0. */
export function nextNumber(last: VersionNumber | null, change: VersionChange): VersionNumber {
  if (last === null) return { issue: 1, revision: 0 }
  return change === 'issue' ? { issue: last.issue + 1, revision: 0 } : { issue: last.issue, revision: last.revision + 1 }
}

/** What the unsaved typing in a version is kept under: one draft a person and version, on this machine only (db/draft.ts). */
export const versionDraft = (versionId: string): string => `document:${versionId}`

/** Its size limit in characters of JSON; a process of 60 steps has about 40,000. */
export const versionDraftLimit = 480_000

/** How a version left the program, on paper or as a file. */
export const documentPrintMethods = ['printer', 'pdf', 'docx'] as const
export type DocumentPrintMethod = (typeof documentPrintMethods)[number]
