// The editor of a version of a process: waits for the version and for what a power cut left unsaved. Only a draft can be edited.
import { useQuery } from '@tanstack/react-query'
import { FileLock2, ShieldX } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { routes } from '../../app/routes.ts'
import { usePermission } from '../../app/session.tsx'
import { QueryFailure } from '../../cases/case-parts.tsx'
import { api } from '../../client.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { Editor } from './editor.tsx'

export interface EditorScreenProps {
  documentId: string
  versionId: string
}

export function EditorScreen(props: EditorScreenProps) {
  const { t } = useTranslation('process-editor')
  const mayWrite = usePermission('document.write')
  if (mayWrite) return <LoadedEditor {...props} />
  return (
    <Page title={t('title')}>
      <EmptyState icon={ShieldX} title={t('notAllowed.title')}>
        {t('notAllowed.text')}
      </EmptyState>
    </Page>
  )
}

function LoadedEditor({ documentId, versionId }: EditorScreenProps) {
  const { t } = useTranslation('process-editor')
  const [, navigate] = useLocation()
  // Read anew each time the editor opens: its own saves do not pass through these queries.
  const [openedAs] = useState(() => crypto.randomUUID())
  const options = { gcTime: 0, staleTime: Number.POSITIVE_INFINITY }
  const document = useQuery({
    queryKey: ['editor.get', documentId, openedAs],
    queryFn: () => api.documents.get({ documentId }),
    ...options,
  })
  const version = useQuery({
    queryKey: ['editor.getVersion', versionId, openedAs],
    queryFn: () => api.documents.getVersion({ versionId }),
    ...options,
  })
  const draft = useQuery({
    queryKey: ['editor.getDraft', versionId, openedAs],
    queryFn: () => api.documents.getDraft({ versionId }),
    ...options,
  })
  const failed = [document, version, draft].find((query) => query.isError)
  const back = () => navigate(routes.process(documentId))
  if (failed) {
    return (
      <Page title={t('title')}>
        <QueryFailure error={failed.error} onRetry={() => failed.refetch()} />
      </Page>
    )
  }
  if (!document.data || !version.data || draft.data === undefined) return <Spinner />
  const { body, version: row, code } = version.data
  if (body.kind !== 'process' || row.status !== 'draft') {
    return (
      <Page title={t('title')}>
        <EmptyState icon={FileLock2} title={t('notDraft.title')} action={<Button onClick={back}>{t('notDraft.back')}</Button>}>
          {t('notDraft.text')}
        </EmptyState>
      </Page>
    )
  }
  const base = document.data.versions.find(({ id }) => id === row.basedOn)
  return (
    <Editor
      documentId={documentId}
      versionId={versionId}
      code={code}
      number={{ issue: row.issue, revision: row.revision }}
      isFirst={row.basedOn === null}
      change={base && row.issue === base.issue ? 'revision' : 'issue'}
      reason={row.reason}
      hash={row.hash}
      content={body.content}
      found={draft.data}
    />
  )
}
