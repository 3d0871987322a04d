// A diagnosis from end to end. The same for the window, which runs it in a thread of its own, and for the command line; it never
// writes to the database, never needs its lock, and comes to its end also where there is no database or none that opens.

import type { BackupHistory } from '../../db/backup/queries.ts'
import { type Clock, toInstant } from '../../db/model/clock.ts'
import { type DiagnosticStep, type DiagnosticStepId, diagnosticStepIds } from '../../db/model/diagnostic-text.ts'
import { loadTexts } from '../texts.ts'
import { findHistory, lookAtBackups } from './backups.ts'
import { type DatabaseLook, lookAtChain, lookAtDatabase, readSettings, withDatabase } from './database.ts'
import { lookAtDisk } from './disk.ts'
import { lookAtFonts } from './fonts.ts'
import { type LogEntry, lookAtLog, readLog, tailOf } from './log-tail.ts'
import { lookAtMemory, lookAtPrinters, lookAtSecurity, lookAtVersions } from './machine.ts'
import type { DiagnosticParts } from './parts.ts'
import { openRedactor, type PrivateNames, privateNames, redactAll } from './redact.ts'
import { lookAtScans } from './scans.ts'
import { type StepNotes, takeStep } from './step.ts'
import { type SupportReport, supportFile } from './support-file.ts'
import { lookAtTime } from './time.ts'

/** Progress counts this much for each step. */
const progressPerStep = 100

export interface Diagnosis {
  readonly report: SupportReport
  /** The text of the file for support. */
  readonly text: string
}

/** @param onProgress every step counts the same; may throw to cancel. */
export async function diagnose(
  parts: DiagnosticParts,
  clock: Clock,
  onProgress: (done: number, total: number) => void,
  names: PrivateNames = privateNames(),
): Promise<Diagnosis> {
  const redact = openRedactor(names)
  const log = readLog(parts.logFile)
  const found = await withDatabase(parts, async (look) => ({
    steps: takeSteps({
      parts,
      look,
      clock,
      log,
      history: await findHistory(look),
      onProgress: (done) => onProgress(done, diagnosticStepIds.length * progressPerStep),
    }),
    settings: await readSettings(look),
  }))
  const report: SupportReport = {
    createdAt: toInstant(clock.nowMs()),
    steps: redactAll(found.steps, redact),
    settings: redactAll(found.settings, redact),
    log: redactAll(tailOf(log), redact),
  }
  const t = await loadTexts(parts.resources)
  return { report, text: supportFile((key, params) => t(key, { ...params }), report) }
}

interface Ground {
  readonly parts: DiagnosticParts
  readonly look: DatabaseLook
  readonly clock: Clock
  readonly log: readonly LogEntry[]
  readonly history: BackupHistory | null
  readonly onProgress: (done: number) => void
}

function takeSteps({ parts, look, clock, log, history, onProgress }: Ground): DiagnosticStep[] {
  const startOf = (id: DiagnosticStepId) => diagnosticStepIds.indexOf(id) * progressPerStep
  const looks: Readonly<Record<DiagnosticStepId, (notes: StepNotes) => void>> = {
    versions: (notes) => lookAtVersions(notes, parts),
    disk: (notes) => lookAtDisk(notes, parts),
    clock: (notes) => lookAtTime(notes, parts, look, clock),
    printer: (notes) => lookAtPrinters(notes, parts),
    fonts: (notes) => lookAtFonts(notes, parts),
    database: (notes) => lookAtDatabase(notes, parts, look),
    chain: (notes) => lookAtChain(notes, look, (share) => onProgress(startOf('chain') + share * progressPerStep)),
    backups: (notes) => lookAtBackups(notes, parts, look, history, clock),
    memory: (notes) => lookAtMemory(notes, parts),
    security: (notes) => lookAtSecurity(notes, parts),
    log: (notes) => lookAtLog(notes, parts.logFile, log, clock),
    scans: (notes) => lookAtScans(notes, parts, look),
  }
  return diagnosticStepIds.map((id) => {
    onProgress(startOf(id))
    return takeStep(id, looks[id])
  })
}
