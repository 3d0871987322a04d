// FindingList { findings, unknownLaws, onOpen, onRecorded }: what is wrong, in sentences; each opens the place that it is about. Laws that the register
// does not know are one note, and can be recorded from it.
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type NamedLaw, UnknownLaws } from '../../laws/unknown-laws.tsx'
import { Icon } from '../../ui/icon.tsx'

export interface ListedFinding {
  readonly key: string
  readonly severity: 'error' | 'warning'
  readonly text: string
  /** The section, in words. */
  readonly place: string
  readonly path: string
}

export interface FindingListProps {
  findings: readonly ListedFinding[]
  unknownLaws: readonly NamedLaw[]
  onOpen: (path: string) => void
  onRecorded: () => void
}

export function FindingList({ findings, unknownLaws, onOpen, onRecorded }: FindingListProps) {
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
      {unknownLaws.length > 0 && (
        <li className="finding finding-warning finding-laws">
          <Icon of={TriangleAlert} />
          <span className="visually-hidden">{t('findings.warning')}</span>
          <UnknownLaws laws={unknownLaws} onShow={onOpen} onRecorded={onRecorded} />
        </li>
      )}
    </ul>
  )
}
