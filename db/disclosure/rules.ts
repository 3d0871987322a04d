// What is said of sheets on notice boards. Pure.

export const sheetSizes = ['a4', 'a3'] as const
export type SheetSize = (typeof sheetSizes)[number]

/** Why a sheet must come down. */
export const takeDownReasons = [
  /** A later version of the process is in effect. */
  'superseded',
  /** The process was withdrawn. */
  'withdrawn',
  /** The version in effect no longer serves the procedure. */
  'notServed',
  /** The sheet says nothing of a process, and one is in effect now. */
  'nowServed',
  /** The list of procedures in force no longer has it. */
  'delisted',
  'limitChanged',
  'feeChanged',
  'papersChanged',
  /** Something else that the sheet says. */
  'contentChanged',
] as const
export type TakeDownReason = (typeof takeDownReasons)[number]

export const postingStates = ['hanging', 'outdated', 'removed', 'struck'] as const
export type PostingState = (typeof postingStates)[number]

/** Sheets in one print, one posting or one site. */
export const maxSheets = 2_000

/** What the code on a sheet says: code, version and hash, readable by any telephone without a network. */
export const sheetMark = ({ code, version, hash }: { code: string; version: string; hash: string }): string =>
  `${code} ${version} sha256:${hash}`
