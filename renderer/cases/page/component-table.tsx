// ComponentTable { components }: what was handed in, how many of each kind. A plain table, because names are long and must wrap.
import { useTranslation } from 'react-i18next'
import type { HandedInComponent } from '../../../electron/api/cases.ts'

export function ComponentTable({ components }: { components: readonly HandedInComponent[] }) {
  const { t } = useTranslation('cases')
  if (components.length === 0) return <p className="component-none">{t('component.none')}</p>
  const hasNotes = components.some(({ note }) => note !== '')
  return (
    <table className="component-table">
      <thead>
        <tr>
          <th scope="col">{t('component.name')}</th>
          <th scope="col" className="component-count">
            {t('component.originals')}
          </th>
          <th scope="col" className="component-count">
            {t('component.certified')}
          </th>
          <th scope="col" className="component-count">
            {t('component.copies')}
          </th>
          {hasNotes && <th scope="col">{t('component.note')}</th>}
        </tr>
      </thead>
      <tbody>
        {components.map((component, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a received case never move, and a name may stand twice
          <tr key={index}>
            <td className="component-name">{component.name}</td>
            {([component.originals, component.certified, component.copies] as const).map((count, kind) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: three fixed columns
              <td key={kind} className="component-count tabular">
                {count === 0 ? '–' : count}
              </td>
            ))}
            {hasNotes && <td className="component-note">{component.note}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
