// ProcessPage { documentId }: one process under control.
import { useTranslation } from 'react-i18next'
import { routes } from '../app/routes.ts'
import { DocumentPage } from '../documents/document-page.tsx'
import { ProcessSheet, ServedProcedures } from './process-sheet.tsx'

export function ProcessPage({ documentId }: { documentId: string }) {
  const { t } = useTranslation('processes')
  return (
    <DocumentPage
      documentId={documentId}
      list={{ title: t('list.title'), address: routes.processes }}
      editorOf={(versionId) => routes.processEditor(documentId, versionId)}
      content={(body) => body.kind === 'process' && <ProcessSheet content={body.content} />}
      further={(body) => {
        const keys = body.kind === 'process' ? body.content.procedures : []
        return { label: t('served.tab'), count: keys.length, content: <ServedProcedures keys={keys} /> }
      }}
    />
  )
}
