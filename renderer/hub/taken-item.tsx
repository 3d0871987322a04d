// TakenItem { row, onSalvage, isBusy }: what became of one file, in plain words; a damaged one with what it costs.
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { TakenFile } from '../../electron/api/hub.ts'
import { routes } from '../app/routes.ts'
import { CallError } from '../client.ts'
import { failureText } from '../failures.ts'
import { formatNumber } from '../format.ts'
import { Badge, type BadgeProps } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { missingText } from './hub-words.ts'

type Outcome = 'taken' | 'repeat' | 'waiting' | 'partly' | 'refused'
const tones: Readonly<Record<Outcome, BadgeProps['tone']>> = {
  taken: 'success',
  repeat: 'neutral',
  waiting: 'warn',
  partly: 'warn',
  refused: 'error',
}

function outcomeOf({ taken }: TakenFile): Outcome {
  if (!taken) return 'refused'
  if (taken.isRepeat) return 'repeat'
  if (taken.lackingChunks > 0) return 'partly'
  return taken.waiting > 0 || taken.missing.length > 0 ? 'waiting' : 'taken'
}

interface TakenItemProps {
  row: TakenFile
  onSalvage: (token: string) => void
  isBusy: boolean
}

export function TakenItem({ row, onSalvage, isBusy }: TakenItemProps) {
  const { t } = useTranslation('hub')
  const [, navigate] = useLocation()
  const outcome = outcomeOf(row)
  const { taken } = row
  return (
    <Card
      className="hub-taken"
      title={
        <span className="hub-taken-title">
          <Badge tone={tones[outcome]}>{t(`outcome.${outcome}`)}</Badge>
          <span className="tabular">{row.file}</span>
        </span>
      }
      actions={
        taken && (
          <Button size="small" onClick={() => navigate(routes.hubOffice(taken.office))}>
            {t('openOffice')}
          </Button>
        )
      }
    >
      {taken ? <TakenText taken={taken} /> : <RefusedText row={row} onSalvage={onSalvage} isBusy={isBusy} />}
    </Card>
  )
}

function TakenText({ taken }: { taken: NonNullable<TakenFile['taken']> }) {
  const { t } = useTranslation('hub')
  const { officeName, deviceCode, number, part, parts, isRepeat, missing } = taken
  const say = (key: string, count: number) => count > 0 && t(`taken.${key}`, { number: formatNumber(count) })
  const lines = [
    isRepeat ? t('taken.repeat') : say('applied', taken.applied),
    !isRepeat && say('alreadyThere', taken.alreadyThere),
    say('scans', taken.scans),
    say('waiting', taken.waiting),
    ...missing.map((one) => missingText(t, one)),
    say('rejected', taken.rejected),
    say('pending', taken.pending),
    say('lacking', taken.lackingChunks),
  ].filter((line) => line !== false)
  return (
    <>
      <p>
        {t('taken.from', { number, office: officeName, device: deviceCode })}
        {parts > 1 && ` ${t('taken.part', { part, parts })}`}
      </p>
      <ul className="hub-lines">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  )
}

function RefusedText({ row: { failure, damage, token }, onSalvage, isBusy }: TakenItemProps) {
  const { t } = useTranslation('hub')
  const [, navigate] = useLocation()
  if (!failure) return null
  return (
    <>
      <p>{failureText(t, new CallError({ ...failure, issues: [] }))}</p>
      {failure.code === 'bundle.unknownSigner' && (
        <div className="hub-unknown">
          <p>{t('unknown.text')}</p>
          <p className="hub-code tabular">{failure.params.code}</p>
          <Button variant="primary" onClick={() => navigate(routes.trust)}>
            {t('openTrust')}
          </Button>
        </div>
      )}
      {damage && token !== null && (
        <div className="hub-damage">
          <p>
            {damage.damagedChunks === 0
              ? t('damage.none')
              : t('damage.text', {
                  damaged: formatNumber(damage.damagedChunks),
                  chunks: formatNumber(damage.chunks),
                  events: formatNumber(damage.events),
                  cases: formatNumber(damage.caseCount),
                  scans: formatNumber(damage.scans),
                })}
          </p>
          {damage.cases.length > 0 && <p className="tabular">{t('damage.cases', { codes: damage.cases.join(', ') })}</p>}
          <p>{t('damage.after')}</p>
          <Button variant="primary" aria-disabled={isBusy} onClick={() => !isBusy && onSalvage(token)}>
            {t('damage.salvage')}
          </Button>
        </div>
      )}
    </>
  )
}
