// What a diagnosis starts from. Plain values, since the window's diagnosis runs in a thread of its own.
import type { PragmaValues } from '../../db/store/sqlite.ts'

/** What only the main process of the window can tell. */
export interface WindowFacts {
  /** Electron's own program file. */
  readonly programFile: string
  readonly printerCount: number
  /** null where the system does not say. */
  readonly hasDefaultPrinter: boolean | null
  readonly isPackaged: boolean
  readonly isSandboxed: boolean
  /** Of all processes of the program. */
  readonly memoryBytes: number
}

export interface DiagnosticParts {
  /** Of the database. */
  readonly folder: string
  /** Where it lies unless somebody chose otherwise. */
  readonly usualFolder: string
  /** This program has the database open. */
  readonly isOpenHere: boolean
  /** What its writing connection runs under; null when this program has none. */
  readonly writerPragmas: PragmaValues | null
  /** Why the window could not open it; null when it could, or was not asked to. */
  readonly openFailure: string | null
  readonly resources: string
  readonly binding: string | null
  readonly logFile: string
  readonly version: string
  /** The built page and the form fonts; null where nothing is built. */
  readonly built: { readonly page: string; readonly fonts: string } | null
  /** null on the command line. */
  readonly window: WindowFacts | null
}
