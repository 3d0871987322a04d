// DueCard { details }: the promised date, large, and on demand the reasons that were pinned when it was promised.
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseDetails } from '../../../electron/api/cases.ts'
import { formatDate, formatInstant } from '../../format.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { DueBadge } from '../case-parts.tsx'
import { DeadlineLedger } from '../deadline-ledger.tsx'
import { useNow } from '../use-now.ts'

export function DueCard({ details }: { details: CaseDetails }) {
  const { t } = useTranslation('cases')
  const nowMs = useNow()
  const ledgerId = useId()
  const [showsWhy, setShowsWhy] = useState(false)
  const { row, deadline, originalDueAt } = details
  const hasReasons = deadline.explanation.length > 0 || deadline.warnings.length > 0
  return (
    <Card title={t('page.due')}>
      <div className="case-due-head">
        <span className="case-due-date tabular">{row.dueAt === null ? t('page.undated') : formatInstant(row.dueAt)}</span>
        <DueBadge dueAt={row.dueAt} clock={row.clock} nowMs={nowMs} />
        {deadline.isManual && <Badge>{t('page.dueByHand')}</Badge>}
        {hasReasons && (
          <span className="case-due-why">
            <Button
              variant="quiet"
              icon={showsWhy ? ChevronDown : ChevronRight}
              aria-expanded={showsWhy}
              aria-controls={ledgerId}
              onClick={() => setShowsWhy(!showsWhy)}
            >
              {t('page.why')}
            </Button>
          </span>
        )}
      </div>
      {originalDueAt !== row.dueAt && originalDueAt !== null && (
        <p className="case-due-limit tabular">{t('page.originalDue', { at: formatInstant(originalDueAt) })}</p>
      )}
      <p className="case-due-limit">
        {details.timeLimitText ? t('page.timeLimit', { text: details.timeLimitText }) : t('page.noTimeLimit')}
      </p>
      <div id={ledgerId} hidden={!showsWhy} className="case-due-ledger">
        <DeadlineLedger {...deadline} />
        <p className="case-due-calendar">
          {t('page.calendar', { name: deadline.calendarName, version: formatDate(deadline.calendarVersion) })}
        </p>
      </div>
    </Card>
  )
}
