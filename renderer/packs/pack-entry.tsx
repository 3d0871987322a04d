// PackEntryItem { entry, isMade, mayChoose, choice, onChoose }: one entry of a pack with what it changes here, and, where the office has something of its
// own, the choice of what stays.
import { useTranslation } from 'react-i18next'
import type { EntryChoice, PackEntry } from '../../electron/api/packs.ts'
import { formatDate, formatNumber } from '../format.ts'
import { ChangeTable } from '../processes/change-table.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { EntryKindBadge } from './pack-words.tsx'

interface PackEntryItemProps {
  entry: PackEntry
  isMade: boolean
  mayChoose: boolean
  choice: EntryChoice | undefined
  onChoose: (choice: EntryChoice) => void
}

export function PackEntryItem({ entry, isMade, mayChoose, choice, onChoose }: PackEntryItemProps) {
  const { t } = useTranslation('packs')
  const { kind, code, name, number, from, openCases, conflict, canTake, changes, fields } = entry
  const changed = changes.length + fields.length
  const details = [
    number && t('entry.version', number),
    from && t('entry.from', { date: formatDate(from) }),
    openCases > 0 && t('entry.openCases', { number: formatNumber(openCases) }),
    entry.choice === 'ours' && t('entry.kept'),
  ].filter(Boolean)
  return (
    <li className="packs-entry">
      <div className="packs-entry-head">
        {(!isMade || kind === 'withdrawn') && <EntryKindBadge kind={kind} />}
        <span className="packs-entry-code">{code}</span>
        <span className="packs-entry-name">{name}</span>
        <span className="document-soft">{details.join(' · ')}</span>
      </div>
      {changed > 0 && (
        <details className="packs-difference">
          <summary>{t('entry.differences', { number: formatNumber(changed) })}</summary>
          {changes.length > 0 && <ChangeTable changes={changes} before={t('entry.ours')} after={t('entry.theirs')} />}
          {fields.length > 0 && <FieldTable fields={fields} />}
        </details>
      )}
      {conflict !== null && (
        <div>
          <p>{t(`conflict.${conflict}`)}</p>
          {canTake && mayChoose && (
            <RadioGroup
              look="segmented"
              label={t('entry.choose', { code })}
              options={[
                { value: 'theirs', label: t('entry.takeTheirs') },
                { value: 'ours', label: t('entry.keepOurs') },
              ]}
              value={choice ?? null}
              onValueChange={onChoose}
            />
          )}
        </div>
      )}
    </li>
  )
}

function FieldTable({ fields }: { fields: PackEntry['fields'] }) {
  const { t } = useTranslation('packs')
  return (
    <table className="compare-table">
      <thead>
        <tr>
          <th scope="col">{t('entry.field')}</th>
          <th scope="col">{t('entry.ours')}</th>
          <th scope="col">{t('entry.theirs')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">{t(`changed.${field}`, { defaultValue: field })}</th>
            <td className="compare-text">{before && <del>{before}</del>}</td>
            <td className="compare-text">{after && <ins>{after}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
