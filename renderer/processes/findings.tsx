// What the linter found, in sentences.
//   findingText(t, finding)            amounts of minutes among its parameters are put into words
//   FindingList { findings, onOpen }   each opens the place that it is about
import type { TFunction } from 'i18next'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../electron/api/documents.ts'
import { Icon } from '../ui/icon.tsx'
import { durationText } from './editor/duration-text.ts'

export function findingText(t: TFunction, { rule, params }: Pick<Finding, 'rule' | 'params'>): string {
  const worded: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(params)) {
    worded[name] = /minutes$/i.test(name) && typeof value === 'number' ? durationText(t, value) : value
  }
  return t(`processes:finding.${rule}`, worded)
}

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
