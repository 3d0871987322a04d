// ProcessPage { documentId }: one process under control.
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Skeleton } from '../../electron/api/documents.ts'
import { routes } from '../app/routes.ts'
import { DocumentPage } from '../documents/document-page.tsx'
import { ProcessPrintDialog } from '../print/process-print-dialog.tsx'
import { Button } from '../ui/button.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { LeftBehind } from './left-behind.tsx'
import { ProcessSheet, ServedProcedures } from './process-sheet.tsx'

export function ProcessPage({ documentId }: { documentId: string }) {
  const { t } = useTranslation('processes')
  return (
    <DocumentPage
      documentId={documentId}
      list={{ title: t('list.title'), address: routes.processes }}
      editorOf={(versionId) => routes.processEditor(documentId, versionId)}
      comparisonOf={(from, to) => routes.compareVersions(documentId, from, to)}
      notes={<LeftBehind documentId={documentId} />}
      actions={({ id }, code, body) =>
        body.kind === 'process' && <PrintButton versionId={id} code={code} skeleton={body.content.skeleton} />
      }
      content={(body) => body.kind === 'process' && <ProcessSheet content={body.content} />}
      further={(body) => {
        const keys = body.kind === 'process' ? body.content.procedures : []
        return { label: t('served.tab'), count: keys.length, content: <ServedProcedures keys={keys} /> }
      }}
    />
  )
}

function PrintButton(version: { versionId: string; code: string; skeleton: Skeleton }) {
  const { t } = useTranslation('processes')
  const [isOpen, setOpen] = useState(false)
  useShortcut('processes.printOne', 'Ctrl+P', () => setOpen(true), { labelKey: 'processes:print' })
  return (
    <>
      <Button icon={Printer} shortcut="Ctrl+P" onClick={() => setOpen(true)}>
        {t('print')}
      </Button>
      {isOpen && <ProcessPrintDialog {...version} onClose={() => setOpen(false)} />}
    </>
  )
}
