// How a step reports: facts that were measured and findings with their weight. What a step itself stumbles over is a finding too:
// a diagnosis that ends at the first surprise helps nobody.
import {
  type DiagnosticFact,
  type DiagnosticFactName,
  type DiagnosticFinding,
  type DiagnosticFindingCode,
  type DiagnosticStep,
  type DiagnosticStepId,
  type DiagnosticVerdict,
  diagnosticStepIds,
  worstVerdict,
} from '../../db/model/diagnostic-text.ts'
import { AppError } from '../../db/model/errors.ts'
import { describeError } from '../log.ts'

export class StepNotes {
  readonly facts: Partial<Record<DiagnosticFactName, DiagnosticFact>> = {}
  readonly findings: DiagnosticFinding[] = []

  /** What is not known is left out. */
  fact(name: DiagnosticFactName, value: DiagnosticFact | undefined): void {
    if (value !== undefined) this.facts[name] = value
  }

  find(code: DiagnosticFindingCode, verdict: Exclude<DiagnosticVerdict, 'ok'>): void {
    this.findings.push({ code, verdict })
  }
}

/** Does one step. Throws app.cancelled alone. */
export function takeStep(id: DiagnosticStepId, look: (notes: StepNotes) => void): DiagnosticStep {
  const notes = new StepNotes()
  try {
    look(notes)
  } catch (error) {
    if (error instanceof AppError && error.code === 'app.cancelled') throw error
    const { kind, code } = describeError(error)
    notes.find('stepFailed', 'attention')
    notes.fact('errorKind', [kind, code].filter(Boolean).join(' '))
  }
  const { facts, findings } = notes
  return {
    number: diagnosticStepIds.indexOf(id) + 1,
    id,
    verdict: worstVerdict(findings.map(({ verdict }) => verdict)),
    findings,
    facts,
  }
}
