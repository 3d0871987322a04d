// LegalSteps { check }: what the law asks for before a declaration, in its order, and on which day each was done.
import './instrument.css'
import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Instrument } from '../../../electron/api/conformity.ts'
import { formatDate } from '../../format.ts'
import { Icon } from '../../ui/icon.tsx'
import { conformityAddress } from '../addresses.ts'

const icons = { done: CircleCheck, missing: CircleAlert, optional: CircleDashed } as const

export function LegalSteps({ check }: { check: NonNullable<Instrument['check']> }) {
  const { t } = useTranslation('conformity')
  return (
    <div className="instrument-stack">
      {check.steps.length > 0 && <p className="legal-date">{t('step.order')}</p>}
      <ol className="legal-steps">
        {check.steps.map(({ step, on, state }) => (
          <li key={step} className={state === 'missing' ? 'legal-missing' : undefined}>
            <Icon of={icons[state]} />
            <span className="legal-words">
              {t(`step.${step}`)}
              <span className="legal-date">{t(`stepText.${step}`)}</span>
            </span>
            <span className="legal-date tabular">{on ? formatDate(on) : t(`stepState.${state}`)}</span>
          </li>
        ))}
        {check.isDraftEdition && (
          <li className="legal-missing">
            <Icon of={CircleAlert} />
            <span>{t('step.edition')}</span>
          </li>
        )}
      </ol>
      {check.steps.length > 0 && <Link href={conformityAddress('acts')}>{t('step.record')}</Link>}
      {check.steps.length > 0 && <p className="legal-date">{t('step.after')}</p>}
    </div>
  )
}
