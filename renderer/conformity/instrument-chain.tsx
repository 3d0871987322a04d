// InstrumentChain { rows, currentId? }: the instruments in the order in which they came to be, each with what it did to the one before.
import './conformity-screen.css'
import { ArrowRight, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { InstrumentSummary } from '../../electron/api/conformity.ts'
import { routes } from '../app/routes.ts'
import { Icon } from '../ui/icon.tsx'
import { issuedText, StateBadge } from './conformity-words.tsx'

export function InstrumentChain({ rows, currentId }: { rows: readonly InstrumentSummary[]; currentId?: string }) {
  const { t } = useTranslation('conformity')
  // An arrow that comes from nothing shown here would point nowhere.
  const shown = new Set(rows.map(({ id }) => id))
  return (
    <nav aria-label={t('chain.label')}>
      <ol className="conformity-chain">
        {rows.map((row) => (
          <li key={row.id}>
            {row.earlier
              .filter(({ instrumentId }) => shown.has(instrumentId))
              .map(({ instrumentId, relation }) => (
                <span key={instrumentId} className="chain-arrow">
                  <Icon of={relation === 'replaces' ? ArrowRight : Plus} />
                  {t(`relation.${relation}`)}
                </span>
              ))}
            <Link
              href={routes.instrument(row.id)}
              className="chain-item"
              aria-current={row.id === currentId ? 'page' : undefined}
            >
              <span className="chain-title">{row.title}</span>
              <span className="chain-note">
                {issuedText(t, row)} · {t('lines', { count: row.lineCount })}
              </span>
              <span>
                <StateBadge state={row.state} />
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}
