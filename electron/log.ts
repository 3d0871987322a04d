// The log for support: one JSON line an event, in a file that turns over at 1 MB. Never holds what people typed: of an error only
// its kind, its code and where in our code it rose, since messages may quote data.
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Clock, toInstant } from '../db/model/clock.ts'
import { newId } from '../db/model/ids.ts'

const turnOverBytes = 1_048_576

export interface Log {
  info(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void
  /** Writes an unexpected error and returns the incident number that the person may read out. */
  incident(event: string, error: unknown): string
}

export const describeError = (error: unknown): { kind: string; code: string; at: string[] } => {
  const kind = error instanceof Error ? error.name : typeof error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  return {
    kind,
    code,
    at: frames.slice(0, 8).map((frame) => frame.trim().replace(/\(?(?:file:\/\/)?[^()\s]*[\\/](?=[^\\/]+:\d+:\d+)/, '(')),
  }
}

export function openLog(file: string, clock: Clock): Log {
  mkdirSync(dirname(file), { recursive: true })
  const write = (entry: Readonly<Record<string, unknown>>) => {
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > turnOverBytes) renameSync(file, `${file}.1`)
      appendFileSync(file, `${JSON.stringify({ at: toInstant(clock.nowMs()), ...entry })}\n`)
    } catch {
      // A full or read-only disk must not take the program down with its log.
    }
  }
  return {
    info: (event, facts = {}) => write({ level: 'info', event, ...facts }),
    incident: (event, error) => {
      const incident = newId(clock.nowMs()).slice(-8).toUpperCase()
      write({ level: 'error', event, incident, ...describeError(error) })
      return incident
    },
  }
}
