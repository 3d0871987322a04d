// How long cases are kept, and what was decided about those whose time has passed. Projected from events.
import type { RetentionDecision, RetentionScope } from './rules.ts'

export interface RetentionRuleTable {
  id: string
  scope: RetentionScope
  /** Id of the procedure, or the field; '' for all cases. */
  value: string
  /** Null: for good. */
  years: number | null
  ground: string
  recorded_at: string
  recorded_by: string
}

export interface RetentionDecisionTable {
  case_id: string
  decision: RetentionDecision
  /** ISO date until which it is kept on; null when it is to be destroyed. */
  keep_until: string | null
  /** Of the minutes under which it is to be destroyed; '' when it is kept. */
  record_number: string
  reason: string
  decided_at: string
  decided_by: string
}

export interface RetentionTables {
  retention_rule: RetentionRuleTable
  retention_decision: RetentionDecisionTable
}
