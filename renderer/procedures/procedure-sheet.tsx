// ProcedureSheet { content }: the main column of a procedure: time limit, papers by sub-case, fee and result, order of work.
import { useTranslation } from 'react-i18next'
import type { ProcedureContent } from '../../electron/api/procedures.ts'
import { formatNumber } from '../format.ts'
import { Banner } from '../ui/banner.tsx'
import { Card } from '../ui/card.tsx'
import { groupComponents } from './component-groups.ts'
import { NotSeen } from './not-seen.tsx'

/** A name as long as this is cut in the page's title and shown whole in the sheet. */
const longNameCharacters = 240

export function ProcedureSheet({ content }: { content: ProcedureContent }) {
  const { t } = useTranslation('catalogue')
  return (
    <div className="procedure-main">
      {content.name.length > longNameCharacters && <Card title={t('fields.name')}>{content.name}</Card>}
      <TimeLimitCard content={content} />
      <ComponentsCard content={content} />
      <div className="procedure-pair">
        <Card title={t('fields.fee')}>
          <p className="procedure-text">{content.feeText ?? <NotSeen />}</p>
        </Card>
        <Card title={t('fields.result')}>
          <p className="procedure-text">{content.result ?? <NotSeen />}</p>
        </Card>
      </div>
      <StepsCard steps={content.steps} />
    </div>
  )
}

function TimeLimitCard({ content: { timeLimit, timeLimitText, timeOptions, cutoff } }: { content: ProcedureContent }) {
  const { t } = useTranslation('catalogue')
  return (
    <Card title={t('fields.timeLimit')}>
      <div className="procedure-stack">
        {timeLimit ? (
          <p className="procedure-limit">{t(`timeLimit.${timeLimit.unit}`, { limit: formatNumber(timeLimit.limit), cutoff })}</p>
        ) : (
          <Banner tone="warn" title={t('timeLimit.none')}>
            {t('screen.noLimitText')}
          </Banner>
        )}
        {timeLimitText && (
          <p className="procedure-text">
            <span className="procedure-label">{t('screen.limitInSource')}</span> {timeLimitText}
          </p>
        )}
        {timeOptions.length > 0 && (
          <div>
            <p className="procedure-label">{t('fields.timeOptions')}</p>
            <ul className="procedure-bullets">
              {timeOptions.map((option) => (
                <li key={option}>{option}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Card>
  )
}

function ComponentsCard({ content: { components, componentTotal } }: { content: ProcedureContent }) {
  const { t } = useTranslation('catalogue')
  const groups = groupComponents(components)
  return (
    <Card
      title={
        <>
          {t('fields.components')} <span className="procedure-count tabular">{components.length}</span>
        </>
      }
    >
      <div className="procedure-stack">
        {componentTotal > components.length && (
          <Banner tone="warn">{t('components.cut', { total: componentTotal, shown: components.length })}</Banner>
        )}
        {components.length === 0 && <NotSeen />}
        {groups.map(({ caseLabel, components: papers }) => (
          <section key={caseLabel}>
            {(groups.length > 1 || caseLabel !== null) && (
              <h3 className="procedure-case">
                {caseLabel ?? t('screen.allCases')} <span className="procedure-count tabular">{papers.length}</span>
              </h3>
            )}
            <ol className="procedure-papers">
              {papers.map((paper, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a source may list the same paper twice; the list never changes
                <li key={index}>
                  <div className="procedure-paper">
                    <p>{paper.name}</p>
                    {paper.form && <p className="procedure-label">{t('components.form', { form: paper.form })}</p>}
                  </div>
                  <p className="procedure-copies">
                    {paper.originals > 0 && <span>{t('components.originals', { number: paper.originals })}</span>}
                    {paper.copies > 0 && <span>{t('components.copies', { number: paper.copies })}</span>}
                  </p>
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
    </Card>
  )
}

function StepsCard({ steps }: { steps: ProcedureContent['steps'] }) {
  const { t } = useTranslation('catalogue')
  const timeOf = ({ hours, timeText }: ProcedureContent['steps'][number]) =>
    [hours === null ? '' : t('screen.stepHours', { hours: formatNumber(hours) }), timeText ?? ''].filter(Boolean)
  const hasRole = steps.some(({ role }) => role !== null)
  const hasTime = steps.some((step) => timeOf(step).length > 0)
  if (steps.length === 0) {
    return (
      <Card title={t('fields.steps')}>
        <NotSeen />
      </Card>
    )
  }
  return (
    <Card title={t('fields.steps')} flush>
      <table className="procedure-steps">
        <thead>
          <tr>
            <th scope="col">{t('screen.stepOrder')}</th>
            <th scope="col">{t('screen.stepName')}</th>
            {hasRole && <th scope="col">{t('screen.stepRole')}</th>}
            {hasTime && <th scope="col">{t('screen.stepTime')}</th>}
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.order}>
              <td className="tabular">{step.order}</td>
              <td>
                {step.name}
                {step.output && <p className="procedure-label">{t('screen.stepOutput', { output: step.output })}</p>}
              </td>
              {hasRole && <td>{step.role ?? '—'}</td>}
              {hasTime && (
                <td>
                  {timeOf(step).map((line) => (
                    <p key={line}>{line}</p>
                  ))}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
