// ChangeTable { changes, before, after }: what differs between two versions of a process, side by side; `before` and `after` head the
// columns.
import './compare-screen.css'
import { diffWords } from 'diff'
import { useTranslation } from 'react-i18next'
import { type Change, changePlace, valueText } from '../../db/model/change-text.ts'
import { i18next } from '../i18n.ts'
import { Badge } from '../ui/badge.tsx'

/** The texts of changes name their namespace themselves. */
const translate = (key: string, params: Readonly<Record<string, string | number>> = {}): string => i18next.t(key, params)

const tones = { added: 'success', removed: 'error', changed: 'info', moved: 'neutral' } as const

export function ChangeTable({ changes, before, after }: { changes: readonly Change[]; before: string; after: string }) {
  const { t } = useTranslation('difference')
  return (
    <table className="compare-table">
      <thead>
        <tr>
          <th scope="col">{t('place')}</th>
          <th scope="col">{t('kindHeader')}</th>
          <th scope="col">{before}</th>
          <th scope="col">{after}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two entries of a list may read the same, and the answer never changes
          <tr key={index}>
            <th scope="row">{changePlace(translate, change)}</th>
            <td>
              <Badge tone={tones[change.kind]}>{t(`kind.${change.kind}`)}</Badge>
            </td>
            <Sides change={change} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Both values; of two texts only the words that differ are marked. */
function Sides({ change }: { change: Change }) {
  const { t } = useTranslation('difference')
  const text = (value: Change['before']) =>
    change.kind === 'moved' ? t('position', { place: String(value) }) : valueText(translate, change, value)
  const before = text(change.before)
  const after = text(change.after)
  const parts = change.kind === 'changed' && before !== '' && after !== '' ? diffWords(before, after) : null
  const side = (own: 'removed' | 'added', whole: string, isThere: boolean) => {
    if (!isThere) return ''
    if (whole === '') return <span className="compare-nothing">{t('nothing')}</span>
    const Mark = own === 'removed' ? 'del' : 'ins'
    if (parts === null) return change.kind === 'moved' ? whole : <Mark>{whole}</Mark>
    const other = own === 'removed' ? 'added' : 'removed'
    return parts
      .filter((part) => !part[other])
      .map((part, index) =>
        part[own] ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name
          <Mark key={index}>{part.value}</Mark>
        ) : (
          part.value
        ),
      )
  }
  return (
    <>
      <td className="compare-text">{side('removed', before, change.kind !== 'added')}</td>
      <td className="compare-text">{side('added', after, change.kind !== 'removed')}</td>
    </>
  )
}
