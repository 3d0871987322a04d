// Two versions of a process side by side: only what differs, down to the changed words.
import './compare-screen.css'
import { useQuery } from '@tanstack/react-query'
import { ArrowLeftRight, Equal } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Change } from '../../db/model/change-text.ts'
import type { OutputOf } from '../../electron/api/contract.ts'
import { routes } from '../app/routes.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { formatDate } from '../format.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Field } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import { Select } from '../ui/select.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { ChangeTable } from './change-table.tsx'

type Version = OutputOf<'documents.get'>['versions'][number]

interface Compared {
  readonly documentId: string
  readonly from: string
  readonly to: string
}

export function CompareScreen({ documentId, from, to }: Compared) {
  const { t } = useTranslation('difference')
  const [, navigate] = useLocation()
  const document = useQuery({
    queryKey: ['documents.get', { documentId }],
    queryFn: () => api.documents.get({ documentId }),
  })
  const compared = useQuery({
    queryKey: ['documents.compare', { from, to }],
    queryFn: () => api.documents.compare({ from, to }),
  })
  const show = (earlier: string, later: string) => navigate(routes.compareVersions(documentId, earlier, later), { replace: true })
  const back = () => navigate(routes.process(documentId))
  const swap = () => show(to, from)
  useShortcut('compare.back', 'Alt+Left', back, { labelKey: 'difference:shortcut.back' })
  useShortcut('compare.swap', 'Alt+X', swap, { labelKey: 'difference:shortcut.swap' })

  const failed = document.isError ? document : compared
  return (
    <Page
      title={t('title')}
      description={t('description')}
      breadcrumbs={[{ label: t('back', { code: document.data?.code ?? '' }), onSelect: back }]}
    >
      {document.data && (
        <div className="compare-choice">
          <VersionChoice label={t('from')} value={from} versions={document.data.versions} onPick={(picked) => show(picked, to)} />
          <Button icon={ArrowLeftRight} onClick={swap} shortcut="Alt+X">
            {t('swap')}
          </Button>
          <VersionChoice label={t('to')} value={to} versions={document.data.versions} onPick={(picked) => show(from, picked)} />
        </div>
      )}
      {failed.isError ? (
        <QueryFailure error={failed.error} onRetry={() => failed.refetch()} />
      ) : compared.data && document.data ? (
        <Changes changes={compared.data.changes} versions={document.data.versions} from={from} to={to} />
      ) : (
        <Spinner />
      )}
    </Page>
  )
}

interface VersionChoiceProps {
  readonly label: string
  readonly value: string
  readonly versions: readonly Version[]
  readonly onPick: (versionId: string) => void
}

function VersionChoice({ label, value, versions, onPick }: VersionChoiceProps) {
  const { t } = useTranslation('difference')
  const options = versions.map((version) => ({
    value: version.id,
    label: `${t('version', version)}${version.effectiveFrom ? ` (${formatDate(version.effectiveFrom)})` : ''}`,
  }))
  return (
    <Field label={label}>
      <Select options={options} value={value} onValueChange={onPick} />
    </Field>
  )
}

function Changes({ changes, versions, from, to }: { changes: Change[]; versions: readonly Version[]; from: string; to: string }) {
  const { t } = useTranslation('difference')
  if (changes.length === 0)
    return (
      <EmptyState icon={Equal} title={t('none')}>
        {t('noneHint')}
      </EmptyState>
    )
  const nameOf = (versionId: string) => {
    const version = versions.find(({ id }) => id === versionId)
    return version ? t('version', version) : ''
  }
  return (
    <div className="compare-sheet">
      <p role="status">{t('count', { count: changes.length })}</p>
      <ChangeTable changes={changes} before={nameOf(from)} after={nameOf(to)} />
    </div>
  )
}
