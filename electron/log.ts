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

/** Folders before the file's own name: they may hold the name of the person whose computer it is. */
const folders = /(?:file:\/\/)?(?:[A-Za-z]:)?[\\/].*[\\/](?=[^\\/]+:\d+:\d+)/
const framesKept = 8

export function describeError(error: unknown): { kind: string; code: string; at: string[] } {
  const kind = error instanceof Error ? error.name : typeof error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!(error instanceof Error)) return { kind, code, at: [] }
  // The stack begins with the message, whose lines may look like places.
  const stack = error.stack ?? ''
  const start = stack.indexOf(error.message)
  const places = start < 0 ? stack : stack.slice(start + error.message.length)
  const frames = places.split('\n').filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
  return { kind, code, at: frames.slice(0, framesKept).map((frame) => frame.trim().replace(folders, '')) }
}

export function openLog(file: string, clock: Clock): Log {
  try {
    mkdirSync(dirname(file), { recursive: true })
  } catch {
    // As below: every line will fail, silently.
  }
  const write = (entry: Readonly<Record<string, unknown>>) => {
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > turnOverBytes) renameSync(file, `${file}.1`)
      appendFileSync(file, `${JSON.stringify({ time: toInstant(clock.nowMs()), ...entry })}\n`)
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
