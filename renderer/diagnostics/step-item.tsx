// StepItem { step }: one step of the diagnosis: its number for the telephone, its verdict in icon and word, what was found, what to do, and
// the figures for whoever asks.
import { CircleAlert, CircleCheck, CircleMinus, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type DiagnosticStep, type DiagnosticVerdict, factText, stepSentences } from '../../db/model/diagnostic-text.ts'
import { Badge, type BadgeProps } from '../ui/badge.tsx'
import { DescriptionList } from '../ui/description-list.tsx'
import type { IconType } from '../ui/icon.tsx'

const badges: Readonly<Record<DiagnosticVerdict, { tone: BadgeProps['tone']; icon: IconType }>> = {
  ok: { tone: 'success', icon: CircleCheck },
  skipped: { tone: 'neutral', icon: CircleMinus },
  attention: { tone: 'warn', icon: TriangleAlert },
  fault: { tone: 'error', icon: CircleAlert },
}

export function StepItem({ step }: { step: DiagnosticStep }) {
  const { t } = useTranslation('diagnostics')
  const translate = (key: string, params?: Readonly<Record<string, string | number>>): string => t(key, { ...params })
  const { tone, icon } = badges[step.verdict]
  const facts = Object.entries(step.facts)
  return (
    <li className="diagnostics-step">
      <span className="diagnostics-number tabular" aria-hidden>
        {step.number}
      </span>
      <h2 className="diagnostics-title">
        <span className="visually-hidden">{t('stepNumber', { number: step.number })}</span>
        {t(`step.${step.id}`)}
        <Badge tone={tone} icon={icon}>
          {t(`verdict.${step.verdict}`)}
        </Badge>
      </h2>
      <div className="diagnostics-words">
        {stepSentences(translate, step).map(({ text, advice }) => (
          <div key={text}>
            <p>{text}</p>
            {advice && (
              <p className="diagnostics-advice">
                <strong>{t('adviceMark')}</strong> {advice}
              </p>
            )}
          </div>
        ))}
        {facts.length > 0 && (
          <details className="diagnostics-facts">
            <summary aria-label={t('factsOf', { number: step.number })}>{t('facts')}</summary>
            <DescriptionList
              columns={2}
              items={facts.map(([name, value]) => ({ label: t(`fact.${name}`), value: factText(translate, name, value) }))}
            />
          </details>
        )}
      </div>
    </li>
  )
}
