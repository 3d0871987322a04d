// The step about the log, and the log's end for the file for support. The log holds no personal data; it is nevertheless passed through
// the redactor line by line, since this is the one thing that leaves the office.
import { readFileSync, statSync } from 'node:fs'
import { type Clock, instantMs } from '../../db/model/clock.ts'
import type { StepNotes } from './step.ts'

const recentDays = 7
const msPerDay = 24 * 60 * 60_000
const incidentsNamed = 5
const tailLines = 200

export type LogEntry = Readonly<Record<string, unknown>>

function entriesOf(file: string): LogEntry[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return []
  }
  return text.split('\n').flatMap((line) => {
    try {
      const entry: unknown = JSON.parse(line)
      return typeof entry === 'object' && entry !== null ? [entry as LogEntry] : []
    } catch {
      return [] // a line cut by a power failure
    }
  })
}

/** The log and the one before it, oldest first. */
export const readLog = (file: string): LogEntry[] => [...entriesOf(`${file}.1`), ...entriesOf(file)]

export const tailOf = (log: readonly LogEntry[]): LogEntry[] => log.slice(-tailLines)

const timeOf = ({ time }: LogEntry): string => (typeof time === 'string' && !Number.isNaN(Date.parse(time)) ? time : '')

export function lookAtLog(notes: StepNotes, file: string, log: readonly LogEntry[], clock: Clock): void {
  const incidents = log.filter(({ level }) => level === 'error')
  const recent = incidents.filter((entry) => {
    const time = timeOf(entry)
    return time !== '' && clock.nowMs() - instantMs(time) < recentDays * msPerDay
  })
  notes.fact('logBytes', statSync(file, { throwIfNoEntry: false })?.size ?? 0)
  notes.fact('incidentCount', incidents.length)
  notes.fact('recentIncidentCount', recent.length)
  const last = incidents.at(-1)
  if (!last) return
  notes.fact('lastIncidentAt', timeOf(last) || undefined)
  const named = incidents.slice(-incidentsNamed).toReversed()
  notes.fact('lastIncidents', named.map(({ incident, event }) => `${incident} (${event})`).join(', '))
  if (recent.length > 0) notes.find('recentIncidents', 'attention')
}
