// UnknownLaws { laws, onShow?, onRecorded? }: the laws that a process names and the register does not know, in one note, each to be recorded from
// the words in which it stands there.
import './laws.css'
import { useQuery } from '@tanstack/react-query'
import { FilePlus2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePermission } from '../app/session.tsx'
import { Button } from '../ui/button.tsx'
import { LawDialog } from './law-dialog.tsx'
import { lawFromText } from './law-from-text.ts'
import { lawsQuery } from './law-queries.ts'

export interface NamedLaw {
  /** As it stands in the process. */
  readonly law: string
  readonly title: string
  readonly path: string
}

export interface UnknownLawsProps {
  laws: readonly NamedLaw[]
  /** Leads to where it stands. */
  onShow?: (path: string) => void
  onRecorded?: () => void
}

export function UnknownLaws({ laws, onShow, onRecorded }: UnknownLawsProps) {
  const { t } = useTranslation('laws')
  const mayRecord = usePermission('law.manage')
  const [recording, setRecording] = useState<NamedLaw | null>(null)
  const register = useQuery(lawsQuery('', null))
  const rows = register.data?.rows ?? []
  return (
    <div className="unknown-laws">
      <p>{t('unknown.text', { count: laws.length })}</p>
      <p className="document-soft">{t(mayRecord ? 'unknown.how' : 'unknown.who')}</p>
      <ul>
        {laws.map((one) => (
          <li key={one.path}>
            {onShow ? (
              <button type="button" className="unknown-law" onClick={() => onShow(one.path)}>
                {[one.law, one.title].filter(Boolean).join(' · ')}
              </button>
            ) : (
              <span className="unknown-law">{[one.law, one.title].filter(Boolean).join(' · ')}</span>
            )}
            {mayRecord && (
              <Button
                size="small"
                icon={FilePlus2}
                aria-label={t('unknown.recordOf', { law: one.law })}
                onClick={() => setRecording(one)}
              >
                {t('unknown.record')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {recording && (
        <LawDialog
          proposal={lawFromText(`${recording.law} ${recording.title}`, rows)}
          onClose={() => setRecording(null)}
          onRecorded={() => onRecorded?.()}
        />
      )}
    </div>
  )
}
