// LawImpact { impact }: what the law touches: processes with the day by which each must take a change in, notices to replace, entries of
// the catalogue, forms that the program prints.
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { OutputOf } from '../../electron/api/contract.ts'
import type { LawUpdate } from '../../electron/api/laws.ts'
import { routes } from '../app/routes.ts'
import { StateBadge } from '../documents/document-words.tsx'
import { formatDate, formatNumber } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Card } from '../ui/card.tsx'
import { UpdateBadge } from './law-words.tsx'

type Impact = OutputOf<'laws.getImpact'>

const isOpen = ({ closedOn }: LawUpdate) => closedOn === null

export function LawImpact({ impact }: { impact: Impact }) {
  const { t } = useTranslation('laws')
  const { processes, procedures, forms, notices, updates } = impact
  const gone = updates.filter(({ documentId }) => !processes.some((process) => process.documentId === documentId))
  return (
    <>
      <Standing updates={updates} />
      <Card title={t('impact.processes', { number: formatNumber(processes.length) })} flush={processes.length > 0}>
        {processes.length === 0 ? (
          <p className="document-soft">{t('impact.noProcesses')}</p>
        ) : (
          <table className="document-table law-impact">
            <thead>
              <tr>
                <th scope="col">{t('impact.code')}</th>
                <th scope="col">{t('impact.name')}</th>
                <th scope="col">{t('impact.version')}</th>
                <th scope="col">{t('impact.place')}</th>
                <th scope="col">{t('impact.due')}</th>
              </tr>
            </thead>
            <tbody>
              {processes.map((one) => (
                <tr key={one.versionId}>
                  <td>
                    <Link href={routes.process(one.documentId)}>{one.code}</Link>
                  </td>
                  <td>{one.name}</td>
                  <td>
                    <span className="document-line">
                      {t('impact.number', { issue: one.issue, revision: one.revision })} <StateBadge state={one.state} />
                    </span>
                  </td>
                  <td>{t(placeKey(one))}</td>
                  <td>
                    {one.state === 'effective' && (
                      <DueLines updates={updates.filter(({ documentId }) => documentId === one.documentId)} />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Card>
      {gone.length > 0 && (
        <Card title={t('impact.done')} flush>
          <ul className="law-lines">
            {gone.map((update) => (
              <li key={`${update.documentId} ${update.kind} ${update.from}`}>
                <Link href={routes.process(update.documentId)}>{update.code}</Link> {update.name} <UpdateBadge update={update} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      {notices.length > 0 && (
        <Card title={t('impact.notices', { number: formatNumber(notices.length) })}>
          <p className="document-soft">{t('impact.noticesText')}</p>
          <ul className="law-lines">
            {notices.map(({ procedureId, name, documentCode }) => (
              <li key={`${procedureId} ${documentCode}`}>
                <Link href={routes.procedure(procedureId)}>{name}</Link> <Badge>{documentCode}</Badge>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {forms.length > 0 && (
        <Card title={t('impact.forms', { number: formatNumber(forms.length) })}>
          <ul className="law-lines">
            {forms.map(({ number, title, validFrom }) => (
              <li key={`${number} ${validFrom}`}>{t('impact.form', { number, title, date: formatDate(validFrom) })}</li>
            ))}
          </ul>
        </Card>
      )}
      {procedures.length > 0 && (
        <Card title={t('impact.procedures', { number: formatNumber(procedures.length) })}>
          <ul className="law-lines">
            {procedures.map(({ procedureId, shortCode, name }) => (
              <li key={procedureId}>
                <Badge tone="info">{shortCode}</Badge> <Link href={routes.procedure(procedureId)}>{name}</Link>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}

const placeKey = ({ isGround, isForm }: { isGround: boolean; isForm: boolean }) =>
  isGround && isForm ? 'impact.groundAndForm' : isGround ? 'impact.ground' : 'impact.ofForm'

/** The most pressing of all, in one sentence above everything. */
function Standing({ updates }: { updates: readonly LawUpdate[] }) {
  const { t } = useTranslation('laws')
  const open = updates.filter(isOpen)
  const [next] = open.toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))
  if (!next) return null
  const overdue = open.filter(({ state }) => state === 'overdue').length
  return overdue > 0 ? (
    <Banner tone="error" title={t('standing.overdue', { count: overdue })}>
      {t('standing.rule')}
    </Banner>
  ) : (
    <Banner tone="warn" title={t('standing.open', { count: open.length, date: formatDate(next.dueOn) })}>
      {t('standing.rule')}
    </Banner>
  )
}

function DueLines({ updates }: { updates: readonly LawUpdate[] }) {
  const { t } = useTranslation('laws')
  if (updates.length === 0) return <span className="document-soft">{t('impact.nothingDue')}</span>
  return (
    <span className="law-dues">
      {updates.map((update) => (
        <span key={`${update.kind} ${update.from} ${update.by}`} className="document-line">
          <span className="tabular">{formatDate(update.dueOn)}</span>
          <UpdateBadge update={update} />
          {update.kind === 'amended' && update.by && (
            <span className="document-soft">{t('impact.amendedBy', { number: update.by })}</span>
          )}
          {update.plannedOn && (
            <span className="document-soft">{t('impact.planned', { date: formatDate(update.plannedOn) })}</span>
          )}
        </span>
      ))}
    </span>
  )
}
