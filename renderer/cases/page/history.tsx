// History { history }: what has happened to the case, newest first, in sentences (`cases:history.<type, dots as _>`, with a variant a
// print method). Prints { prints }: every time one of its papers left the computer.
import { ClockAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CaseDetails } from '../../../electron/api/cases.ts'
import { formatInstant } from '../../format.ts'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { ChangeList } from './change-list.tsx'

export function History({ history }: Pick<CaseDetails, 'history'>) {
  const { t } = useTranslation('cases')
  return (
    <Card title={t('history.title')}>
      <ol className="history">
        {history.toReversed().map((event) => (
          <li key={event.id} className="history-line">
            <span>
              {t(`history.${event.type.replaceAll('.', '_')}`, {
                context: event.params.method,
                replace: {
                  ...event.params,
                  ...(event.type === 'case.formPrinted' && { form: t(`forms:kind.${event.params.kind ?? 'receipt'}`) }),
                },
                defaultValue: t('history.other'),
                // A hand-over to nobody by name, an act without a note: the sentence ends before its colon.
              }).replace(/:\s*$/, '')}
            </span>
            <ChangeList changes={event.changes} />
            <span className="history-by tabular">
              {formatInstant(event.at)}
              {event.actorName && ` · ${event.actorName}`}
              {event.onBehalfOfName && ` (${t('history.onBehalf', { name: event.onBehalfOfName })})`}
            </span>
            {event.clockDoubtful && (
              <span className="history-doubt">
                <Badge tone="warn" icon={ClockAlert}>
                  {t('history.clockDoubtful')}
                </Badge>
              </span>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}

export function Prints({ prints }: Pick<CaseDetails, 'prints'>) {
  const { t } = useTranslation('cases')
  return (
    <Card title={t('prints.title', { number: prints.length })}>
      {prints.length === 0 ? (
        <p className="party-same">{t('prints.none')}</p>
      ) : (
        <ol className="print-list">
          {prints.toReversed().map((print) => (
            <li key={`${print.kind} ${print.printedAt} ${print.copyNumber}`} className="print-line">
              <span>{t(`prints.${print.method}`, { form: t(`forms:kind.${print.kind}`), number: print.copyNumber })}</span>
              <span className="print-by tabular">{`${formatInstant(print.printedAt)} · ${print.printedByName}`}</span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}
