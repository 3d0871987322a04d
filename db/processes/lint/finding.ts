// What the linter says: a rule that is broken, how grave that is, and the article that the rule rests on.

import type { LawState } from '../../laws/rules.ts'
import type { IsoDate } from '../../model/local-time.ts'

/** `error` holds up an approval until it is mended or justified; `warning` is only shown. */
export type Severity = 'error' | 'warning'

/**
 * Clauses of TCVN ISO 9001:2015 (`iso…`), articles of Quyết định 19/2014/QĐ-TTg (`qd19…`) and of Thông tư 26/2014/TT-BKHCN (`tt26…`);
 * their names stand in the locales.
 */
export const lintGrounds = ['iso53', 'iso752', 'iso753', 'iso81', 'iso82', 'iso851', 'iso86', 'qd19a4', 'tt26a4'] as const
export type LintGround = (typeof lintGrounds)[number]

interface Rule {
  readonly severity: Severity
  readonly ground: LintGround
}

/** Every rule. */
export const lintRuleTable = {
  stepsMissing: { severity: 'error', ground: 'iso81' },
  limitMissing: { severity: 'error', ground: 'iso81' },
  limitZero: { severity: 'error', ground: 'iso81' },
  stepsDoNotAddUp: { severity: 'error', ground: 'iso81' },
  sameDayExceeded: { severity: 'error', ground: 'iso81' },
  sameDayHidden: { severity: 'warning', ground: 'iso81' },
  groupUndeclared: { severity: 'error', ground: 'iso81' },
  groupDoubled: { severity: 'error', ground: 'iso81' },
  groupUnused: { severity: 'warning', ground: 'iso81' },
  groupOfOne: { severity: 'warning', ground: 'iso81' },
  variantDoubled: { severity: 'error', ground: 'iso752' },
  labelDoubled: { severity: 'error', ground: 'iso752' },
  roleMissing: { severity: 'error', ground: 'iso53' },
  rolesSeveral: { severity: 'error', ground: 'iso53' },
  unitMissing: { severity: 'error', ground: 'iso53' },
  unitUnknown: { severity: 'warning', ground: 'iso53' },
  firstDoesNotReceive: { severity: 'error', ground: 'iso82' },
  lastDoesNotReturn: { severity: 'error', ground: 'iso82' },
  deciderMissing: { severity: 'error', ground: 'iso86' },
  deciderOutsideAuthority: { severity: 'error', ground: 'iso86' },
  returnTargetMissing: { severity: 'error', ground: 'iso851' },
  returnNotBackwards: { severity: 'error', ground: 'iso851' },
  formNotListed: { severity: 'error', ground: 'iso753' },
  formDoubled: { severity: 'error', ground: 'iso752' },
  formLawNotInForce: { severity: 'error', ground: 'qd19a4' },
  groundNotInForce: { severity: 'error', ground: 'qd19a4' },
  lawUnknown: { severity: 'warning', ground: 'qd19a4' },
  procedureUnknown: { severity: 'error', ground: 'tt26a4' },
  feeDisagrees: { severity: 'warning', ground: 'iso82' },
  recordIncomplete: { severity: 'error', ground: 'iso753' },
} as const satisfies Readonly<Record<string, Rule>>
export type LintRule = keyof typeof lintRuleTable
export const lintRules = Object.keys(lintRuleTable) as [LintRule, ...LintRule[]]

export interface Finding {
  readonly rule: LintRule
  readonly severity: Severity
  /** Where in the content, dotted: `variants.0.steps.5.role`. */
  readonly path: string
  /** Words and numbers of the sentence; dates are ISO dates. */
  readonly params: Readonly<Record<string, string | number>>
}

export const finding = (rule: LintRule, path: string, params: Finding['params'] = {}): Finding => ({
  rule,
  severity: lintRuleTable[rule].severity,
  path,
  params,
})

/** What a justification of a finding is kept under. */
export const findingKey = ({ rule, path }: Pick<Finding, 'rule' | 'path'>): string => `${rule}@${path}`

/** What the linter must know of the office, read from the database. */
export interface LintFacts {
  /** The day on which the version is to be in effect. */
  readonly date: IsoDate
  /** The register of laws, by the number as it is compared (foldLaw). */
  readonly laws: ReadonlyMap<
    string,
    {
      readonly number: string
      readonly state: LawState
      readonly effectiveFrom: IsoDate | null
      readonly effectiveTo: IsoDate | null
      readonly replacedBy: string | null
    }
  >
  /** Procedures of the catalogue by key. */
  readonly procedures: ReadonlyMap<string, { readonly name: string; readonly feeText: string | null }>
  /** Names of the offices and desks that the office knows. */
  readonly units: readonly string[]
}
