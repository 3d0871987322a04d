// The sections of the document in the order in which it is printed, each with what is wrong in it or that it is empty.
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icon.tsx'
import { type SectionId, sectionOf, sectionsOf } from './model/sections.ts'
import type { EditorValues } from './model/values.ts'
import type { Checked } from './use-findings.ts'

export interface SectionNavProps {
  shown: SectionId
  onShow: (id: SectionId) => void
  checked: Checked
}

export function SectionNav({ shown, onShow, checked }: SectionNavProps) {
  const { t } = useTranslation('process-editor')
  const skeleton = useWatch<EditorValues, 'skeleton'>({ name: 'skeleton' })
  const { printed, further } = sectionsOf(skeleton)
  const entry = (id: SectionId) => {
    const here = ({ path }: { path: string }) => sectionOf(path) === id
    const found = [...checked.findings.filter(here), ...checked.unknownLaws.filter(here).slice(0, 1)]
    const isError = checked.findings.some((one) => here(one) && one.severity === 'error')
    return (
      <li key={id}>
        <button
          type="button"
          className="section-link"
          aria-current={id === shown ? 'step' : undefined}
          onClick={() => onShow(id)}
        >
          <span className="section-name">{t(`section.${id}`)}</span>
          {found.length > 0 ? (
            <span className={isError ? 'section-error' : 'section-warning'} title={t('nav.findings', { count: found.length })}>
              <Icon of={isError ? CircleAlert : TriangleAlert} />
              <span className="visually-hidden">{t('nav.findings', { count: found.length })}</span>
            </span>
          ) : (
            checked.empty.has(id) && <span className="section-empty">{t('nav.empty')}</span>
          )}
        </button>
      </li>
    )
  }
  return (
    <nav className="section-nav" aria-label={t('nav.label')}>
      <ol>{printed.map(entry)}</ol>
      <p className="section-nav-further">{t('nav.further')}</p>
      <ol>{further.map(entry)}</ol>
    </nav>
  )
}
