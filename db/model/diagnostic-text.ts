// The words of a diagnosis: its steps, what a step may find, and the sentences for both, the same on the screen, on the command line
// and in the file for support. The number of a step never changes, so that support can say "step 6" on the telephone.
import { instantToLocal } from './local-time.ts'

/** In their order; a new step goes to the end. */
export const diagnosticStepIds = [
  'versions',
  'disk',
  'clock',
  'printer',
  'fonts',
  'database',
  'chain',
  'backups',
  'memory',
  'security',
  'log',
  'scans',
] as const
export type DiagnosticStepId = (typeof diagnosticStepIds)[number]

/** From the best to the worst. */
export const diagnosticVerdicts = ['ok', 'skipped', 'attention', 'fault'] as const
export type DiagnosticVerdict = (typeof diagnosticVerdicts)[number]

/** What a step may find; each has a sentence, and each that is not a reason to skip has advice. */
export const diagnosticFindings = [
  'stepFailed',
  'systemTooOld',
  'folderMissing',
  'networkFolder',
  'cloudFolder',
  'memoryDisk',
  'notWritable',
  'diskFull',
  'lowSpace',
  'slowDisk',
  'unsteadyDisk',
  'otherTimeZone',
  'beforeProgram',
  'behindEvents',
  'behindBackups',
  'farAhead',
  'noPrinter',
  'noDefaultPrinter',
  'fontsBroken',
  'formsBroken',
  'databaseMissing',
  'databaseRefused',
  'casesMissing',
  'structureDamaged',
  'referencesBroken',
  'wrongPragmas',
  'longLog',
  'olderSchema',
  'chainBroken',
  'noBackup',
  'backupOld',
  'backupFuture',
  'backupIncomplete',
  'drillFailed',
  'drillOld',
  'carriedOld',
  'littleMemory',
  'administrator',
  'notSandboxed',
  'recentIncidents',
  'scansMissing',
  'scansDamaged',
  'scansNotBackedUp',
  'scansLowRoom',
  'scansLarge',
] as const
/** Why a step could not be done. */
export const diagnosticSkips = ['needsWindow', 'noPage', 'noDatabase', 'notSetUp', 'databaseUnread'] as const
export type DiagnosticFindingCode = (typeof diagnosticFindings)[number] | (typeof diagnosticSkips)[number]

/** Names of what a step measures; the ending tells the kind: `…Bytes`, `…At` (UTC instant). Never a name that a person bears. */
export const diagnosticFacts = [
  'program',
  'electron',
  'node',
  'sqlite',
  'system',
  'systemRelease',
  'architecture',
  'fileSystem',
  'isUsualFolder',
  'freeBytes',
  'diskBytes',
  'databaseBytes',
  'neededBytes',
  'canWrite',
  'writeMs',
  'nowAt',
  'offsetHours',
  'timeZone',
  'newestEventAt',
  'newestBackupAt',
  'printerCount',
  'hasDefaultPrinter',
  'formFontCount',
  'pageFontCount',
  'brokenFonts',
  'formCount',
  'lock',
  'errorCode',
  'errorKind',
  'logBytes',
  'schemaVersion',
  'knownVersion',
  'pragmas',
  'pageCount',
  'pageBytes',
  'freePageCount',
  'brokenReferenceCount',
  'eventCount',
  'caseCount',
  'backedUpCaseCount',
  'deviceCount',
  'brokenAtSeq',
  'backupCount',
  'newestBackupBytes',
  'ageDays',
  'incompleteCount',
  'lastDrillAt',
  'drillFailure',
  'lastCarriedAt',
  'memoryBytes',
  'freeMemoryBytes',
  'programMemoryBytes',
  'isPackaged',
  'isSandboxed',
  'isAdministrator',
  'fuses',
  'incidentCount',
  'recentIncidentCount',
  'lastIncidentAt',
  'lastIncidents',
  'officeName',
  'officeCode',
  'deviceCode',
  'lockMinutes',
  'receiptLayout',
  'officeHours',
  'calendarVersion',
  'calendarYears',
  'staffCount',
  'activeStaffCount',
  'procedureCount',
  'scanCount',
  'scanBytes',
  'missingScanCount',
  'damagedScanCount',
  'orphanScanCount',
  'scansToBackUpCount',
] as const
export type DiagnosticFactName = (typeof diagnosticFacts)[number]
export type DiagnosticFact = string | number | boolean
export type DiagnosticFacts = Readonly<Partial<Record<DiagnosticFactName, DiagnosticFact>>>

/** Who has the folder's lock: nobody, this program, another process; or it could not be asked. */
export const lockStates = ['free', 'here', 'elsewhere', 'unknown'] as const
export type LockState = (typeof lockStates)[number]

export interface DiagnosticFinding {
  readonly code: DiagnosticFindingCode
  readonly verdict: DiagnosticVerdict
}

export interface DiagnosticStep {
  /** From 1. */
  readonly number: number
  readonly id: DiagnosticStepId
  /** The worst of its findings. */
  readonly verdict: DiagnosticVerdict
  readonly findings: readonly DiagnosticFinding[]
  readonly facts: DiagnosticFacts
}

/** Looks up a text by its whole key, `diagnostics:…` or `errors:…`. */
export type TranslateWhole = (key: string, params?: Readonly<Record<string, string | number>>) => string

export const worstVerdict = (verdicts: readonly DiagnosticVerdict[]): DiagnosticVerdict =>
  diagnosticVerdicts.findLast((verdict) => verdicts.includes(verdict)) ?? 'ok'

/** How many steps have each verdict. */
export const countVerdicts = (steps: readonly DiagnosticStep[]): Readonly<Record<DiagnosticVerdict, number>> => {
  const count = (wanted: DiagnosticVerdict) => steps.filter(({ verdict }) => verdict === wanted).length
  return { ok: count('ok'), skipped: count('skipped'), attention: count('attention'), fault: count('fault') }
}

// Made when the first number is told: it takes longer than reading all else that a start reads.
let numbers: Intl.NumberFormat | undefined
function numberText(value: number): string {
  numbers ??= new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 })
  return numbers.format(value)
}
const bytesPerMb = 1_048_576

function bytesText(bytes: number): string {
  const mb = bytes / bytesPerMb
  if (mb < 1) return `${numberText(bytes / 1_024)} KB`
  return mb >= 1_024 ? `${numberText(mb / 1_024)} GB` : `${numberText(mb)} MB`
}

/** `2026-11-23T02:00:00.000Z` → `09:00 23/11/2026` at the office. */
function instantText(instant: string): string {
  const [date = '', time = ''] = instantToLocal(instant).split('T')
  return `${time} ${date.split('-').reverse().join('/')}`
}

/** A fact as a person reads it. */
export function factText(t: TranslateWhole, name: string, value: DiagnosticFact): string {
  if (typeof value === 'boolean') return t(value ? 'diagnostics:yes' : 'diagnostics:no')
  if (name === 'lock') return t(`diagnostics:lock.${value}`)
  if (typeof value === 'string') return name.endsWith('At') ? instantText(value) : value
  if (name === 'offsetHours') return `UTC${value < 0 ? '−' : '+'}${numberText(Math.abs(value))}`
  if (name.endsWith('Bytes')) return bytesText(value)
  return numberText(value)
}

interface DiagnosticSentence {
  readonly verdict: DiagnosticVerdict
  /** What was found. */
  readonly text: string
  /** What to do about it. */
  readonly advice: string | null
}

/** What a step says: one sentence when all is well, else one for each finding. */
export function stepSentences(t: TranslateWhole, step: DiagnosticStep): DiagnosticSentence[] {
  const { id, findings, facts } = step
  const params: Record<string, string> = {}
  for (const [name, value] of Object.entries(facts)) params[name] = factText(t, name, value)
  if (findings.length === 0) {
    const isEmpty = id === 'database' && facts.caseCount === 0
    return [
      { verdict: 'ok', text: t(isEmpty ? 'diagnostics:fine.emptyDatabase' : `diagnostics:fine.${id}`, params), advice: null },
    ]
  }
  return findings.map(({ code, verdict }) => {
    if (verdict === 'skipped') return { verdict, text: t(`diagnostics:skip.${code}`), advice: null }
    // The refusal of the database has a sentence of its own, which says what to do.
    const advice =
      code === 'databaseRefused'
        ? t(`errors:${facts.errorCode}`, {
            version: facts.schemaVersion?.toString() ?? '',
            known: params.knownVersion ?? '',
            seq: '',
          })
        : t(`diagnostics:advice.${code}`, params)
    return { verdict, text: t(`diagnostics:finding.${code}`, params), advice }
  })
}
