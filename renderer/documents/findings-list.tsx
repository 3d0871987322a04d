// FindingsList { findings, justifications?, grounds? }: what the check found, errors first: the sentence, where it is, the article that the rule
// rests on, and what it was justified with. Laws that the register does not know are one note.
//   unknownLawsOf(findings, grounds)   the laws of that note
//   findingText(t, finding)    the sentence; times, dates and what a law is stand in it as words
//   findingPlace(t, path)      where in the process
import type { TFunction } from 'i18next'
import { CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Finding, lintRuleTable, type ProcessContent } from '../../electron/api/documents.ts'
import { foldLaw } from '../../electron/api/laws.ts'
import { formatDate } from '../format.ts'
import { type NamedLaw, UnknownLaws } from '../laws/unknown-laws.tsx'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { durationWords } from './document-words.tsx'

export function findingText(t: TFunction, { rule, params }: Pick<Finding, 'rule' | 'params'>): string {
  const words = Object.entries(params).map(([name, value]) => {
    if (typeof value === 'number' && /minutes$/i.test(name)) return [name, durationWords(t, value)]
    // The sentence says the word already ("Bước 1" is a label that offices write).
    return [name, name === 'step' ? String(value).replace(/^bước\s+(?=\S)/i, '') : value]
  })
  return t(`lint:rule.${rule}`, { ...(Object.fromEntries(words) as Record<string, string>), ...furtherWords(t, rule, params) })
}

/** What the sentences of some rules say in words of their own. */
function furtherWords(t: TFunction, rule: Finding['rule'], params: Finding['params']): Record<string, string> {
  if (rule === 'formLawNotInForce' || rule === 'groundNotInForce') return { standing: standingWords(t, params) }
  if (rule === 'recordIncomplete') return { missing: t(`lint:missing.${params.missing as 'place' | 'retention'}`) }
  if (rule !== 'deciderOutsideAuthority') return {}
  return {
    who: t('lint:who', { role: params.role || '…', unit: params.unit || '…' }),
    body: String(params.body || t(`documents:authority.${params.authority as 'other'}`)),
  }
}

function standingWords(t: TFunction, { state, since, replacedBy }: Finding['params']): string {
  const date = formatDate(String(since))
  const isComing = state === 'notYet'
  const dated = isComing ? t('lint:standing.notYetOn', { date }) : t('lint:standing.ceasedOn', { date })
  const undated = isComing ? t('lint:standing.notYet') : t('lint:standing.ceased')
  const standing = since ? dated : undated
  return replacedBy ? t('lint:standing.replaced', { standing, by: replacedBy }) : standing
}

const placesOfLines = ['forms', 'legalGrounds', 'procedures', 'records'] as const

export function findingPlace(t: TFunction, path: string): string {
  const [section = '', index, part, line] = path.split('.')
  if (section === 'fee') return t('lint:place.fee')
  const lined = placesOfLines.find((place) => place === section)
  if (lined) return [t(`lint:place.${lined}`), t('lint:place.line', { number: Number(index) + 1 })].join(', ')
  const variant = t('lint:place.variant', { number: Number(index) + 1 })
  if (part === 'steps' && line !== undefined) return [variant, t('lint:place.step', { number: Number(line) + 1 })].join(', ')
  return [variant, t(`lint:place.${part as 'timeLimit' | 'steps' | 'groups' | 'key'}`)].join(', ')
}

export interface FindingsListProps {
  findings: readonly Finding[]
  justifications?: Readonly<Record<string, string>>
  grounds?: ProcessContent['legalGrounds']
}

/** Each law once, however often it is named. */
export function unknownLawsOf(
  findings: ReadonlyArray<Pick<Finding, 'rule' | 'params' | 'path'>>,
  grounds: ProcessContent['legalGrounds'],
): NamedLaw[] {
  const named = findings
    .filter(({ rule }) => rule === 'lawUnknown')
    .map(({ params, path }) => {
      const [section, index] = path.split('.')
      return { law: String(params.law), path, title: section === 'legalGrounds' ? (grounds[Number(index)]?.title ?? '') : '' }
    })
  return named.filter(({ law }, at) => named.findIndex((other) => foldLaw(other.law) === foldLaw(law)) === at)
}

export function FindingsList({ findings, justifications = {}, grounds = [] }: FindingsListProps) {
  const { t } = useTranslation('documents')
  if (findings.length === 0) return <EmptyState icon={CircleCheck} title={t('findings.none')} />
  const unknown = unknownLawsOf(findings, grounds)
  const others = findings.filter(({ rule }) => rule !== 'lawUnknown')
  const errorsFirst = others.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'))
  return (
    <ul className="findings">
      {errorsFirst.map((finding) => (
        <li key={finding.key}>
          <Badge tone={finding.severity === 'error' ? 'error' : 'warn'}>{t(`severity.${finding.severity}`)}</Badge>
          <div>
            <p>{findingText(t as TFunction, finding)}</p>
            <p className="document-soft">
              {findingPlace(t as TFunction, finding.path)} ·{' '}
              {t('lint:rests', { ground: groundWords(t as TFunction, finding.rule) })}
            </p>
            {justifications[finding.key] && (
              <p className="document-soft">{t('findings.justified', { reason: justifications[finding.key] })}</p>
            )}
          </div>
        </li>
      ))}
      {unknown.length > 0 && (
        <li>
          <Badge tone="warn">{t('severity.warning')}</Badge>
          <div>
            <UnknownLaws laws={unknown} />
            <p className="document-soft">{t('lint:rests', { ground: groundWords(t as TFunction, 'lawUnknown') })}</p>
          </div>
        </li>
      )}
    </ul>
  )
}

/** The article that a rule rests on. */
export const groundWords = (t: TFunction, rule: Finding['rule']): string => t(`lint:ground.${lintRuleTable[rule].ground}`)
