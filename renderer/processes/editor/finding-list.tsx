// FindingList { findings, onOpen }: what is wrong, in sentences; each opens the place that it is about.
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icon.tsx'

export interface ListedFinding {
  readonly key: string
  readonly severity: 'error' | 'warning'
  readonly text: string
  /** The section, in words. */
  readonly place: string
  readonly path: string
}

export function FindingList({ findings, onOpen }: { findings: readonly ListedFinding[]; onOpen: (path: string) => void }) {
  const { t } = useTranslation('process-editor')
  return (
    <ul className="finding-list">
      {findings.map(({ key, severity, text, place, path }) => (
        <li key={key}>
          <button type="button" className={`finding finding-${severity}`} onClick={() => onOpen(path)}>
            <Icon of={severity === 'error' ? CircleAlert : TriangleAlert} />
            <span className="visually-hidden">{t(`findings.${severity}`)}</span>
            <span className="finding-text">{text}</span>
            <span className="finding-place">{place}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
