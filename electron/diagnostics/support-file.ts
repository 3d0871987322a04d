// The one file for support: read by a person in Notepad (UTF-8 with its mark, CRLF), and by a program from its last part on, which is
// one JSON value. Always Vietnamese: whoever helps this office reads it.
import {
  countVerdicts,
  type DiagnosticFacts,
  type DiagnosticStep,
  factText,
  stepSentences,
  type TranslateWhole,
} from '../../db/model/diagnostic-text.ts'
import { fileStamp } from '../../db/model/local-time.ts'
import type { LogEntry } from './log-tail.ts'

export interface SupportReport {
  /** UTC instant. */
  readonly createdAt: string
  readonly steps: readonly DiagnosticStep[]
  readonly settings: DiagnosticFacts
  /** The end of the log, oldest first. */
  readonly log: readonly LogEntry[]
}

/** `motcua-chan-doan-20261123-0900.txt`, in the office's own time. */
export const supportFileName = (createdAt: string): string => `motcua-chan-doan-${fileStamp(createdAt)}.txt`

const factLines = (t: TranslateWhole, facts: DiagnosticFacts): string[] =>
  Object.entries(facts).map(([name, value]) => `      ${t(`diagnostics:fact.${name}`)}: ${factText(t, name, value)}`)

/** One step as the command line and the file print it. */
export function stepLines(t: TranslateWhole, step: DiagnosticStep): string[] {
  const heading = t('diagnostics:file.step', {
    number: step.number,
    title: t(`diagnostics:step.${step.id}`),
    verdict: t(`diagnostics:verdict.${step.verdict}`).toLocaleUpperCase('vi'),
  })
  const sentences = stepSentences(t, step).flatMap(({ text, advice }) => [`   ${text}`, ...(advice ? [`   → ${advice}`] : [])])
  return [heading, ...sentences]
}

/** How many steps passed, need attention, failed. */
export const summaryLine = (t: TranslateWhole, steps: readonly DiagnosticStep[]): string =>
  t('diagnostics:file.summary', { ...countVerdicts(steps) })

export function supportFile(t: TranslateWhole, report: SupportReport): string {
  const { createdAt, steps, settings, log } = report
  const part = (heading: string) => ['', `=== ${t(`diagnostics:file.${heading}`)} ===`, '']
  const lines = [
    t('diagnostics:file.title'),
    t('diagnostics:file.createdAt', { at: factText(t, 'createdAt', createdAt) }),
    t('diagnostics:file.privacy'),
    ...part('result'),
    summaryLine(t, steps),
    '',
    ...steps.flatMap((step) => [...stepLines(t, step), ...factLines(t, step.facts), '']),
    ...part('settings'),
    ...factLines(t, settings),
    ...part('log'),
    ...log.map((entry) => JSON.stringify(entry)),
    ...part('data'),
    JSON.stringify({ createdAt, steps, settings }, null, 1),
    '',
  ]
  return `\ufeff${lines.join('\n').replace(/\n/g, '\r\n')}`
}
