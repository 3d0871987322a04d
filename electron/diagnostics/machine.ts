// The steps about the computer and the program itself: versions, printer, memory, security.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { freemem, platform, release, totalmem, version } from 'node:os'
import { join } from 'node:path'
import { sqliteVersion } from '../../db/store/sqlite.ts'
import { findFuses, fuseFileOf } from './fuses.ts'
import type { DiagnosticParts } from './parts.ts'
import type { StepNotes } from './step.ts'

/** Electron's README of the version that ships: Windows 10 and macOS 13 (Darwin 22) or newer; of Linux no number is given. */
const oldestRelease: Readonly<Partial<Record<NodeJS.Platform, number>>> = { win32: 10, darwin: 22 }
const whoamiLimitMs = 5_000
/** Below this a page is swapped out while a clerk types. */
const freeMemoryFloorBytes = 300 * 1_048_576

/** Whether the operating system is older than our Electron runs on; `systemRelease` as os.release() gives it. */
export const isTooOld = (system: NodeJS.Platform, systemRelease: string): boolean =>
  Number.parseInt(systemRelease, 10) < (oldestRelease[system] ?? 0)

function systemName(): string {
  if (platform() !== 'linux') return version()
  try {
    return /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'Linux'
  } catch {
    return 'Linux'
  }
}

export function lookAtVersions(notes: StepNotes, parts: DiagnosticParts): void {
  notes.fact('program', parts.version)
  notes.fact('electron', process.versions.electron)
  notes.fact('node', process.versions.node)
  notes.fact('system', systemName())
  notes.fact('systemRelease', release())
  notes.fact('architecture', process.arch)
  if (isTooOld(platform(), release())) notes.find('systemTooOld', 'fault')
  notes.fact('sqlite', sqliteVersion(parts.binding === null ? {} : { binding: parts.binding }))
}

export function lookAtPrinters(notes: StepNotes, { window }: DiagnosticParts): void {
  if (!window) return void notes.find('needsWindow', 'skipped')
  notes.fact('printerCount', window.printerCount)
  notes.fact('hasDefaultPrinter', window.hasDefaultPrinter ?? undefined)
  if (window.printerCount === 0) notes.find('noPrinter', 'attention')
  else if (window.hasDefaultPrinter === false) notes.find('noDefaultPrinter', 'attention')
}

export function lookAtMemory(notes: StepNotes, { window }: DiagnosticParts): void {
  notes.fact('memoryBytes', totalmem())
  notes.fact('freeMemoryBytes', freemem())
  notes.fact('programMemoryBytes', window?.memoryBytes ?? process.memoryUsage.rss())
  if (freemem() < freeMemoryFloorBytes) notes.find('littleMemory', 'attention')
}

/** Raised rights: root; on Windows a token of high or system integrity, which `whoami` tells by numbers in every language. */
function isAdministrator(): boolean | undefined {
  if (process.getuid) return process.getuid() === 0
  const whoami = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'whoami.exe')
  const { status, stdout } = spawnSync(whoami, ['/groups'], { encoding: 'latin1', timeout: whoamiLimitMs, windowsHide: true })
  return status === 0 ? /\bS-1-16-(12288|16384)\b/.test(stdout) : undefined
}

export function lookAtSecurity(notes: StepNotes, { window }: DiagnosticParts): void {
  const administrator = isAdministrator()
  notes.fact('isAdministrator', administrator)
  notes.fact('isPackaged', window?.isPackaged)
  notes.fact('isSandboxed', window?.isSandboxed)
  notes.fact('fuses', window ? findFuses(fuseFileOf(window.programFile)) : undefined)
  if (administrator) notes.find('administrator', 'attention')
  // Root has no sandbox of its own: what is to be done about both is one thing.
  const isRoot = process.getuid?.() === 0
  if (window?.isSandboxed === false && !isRoot) notes.find('notSandboxed', 'attention')
}
