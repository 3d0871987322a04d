// TextPage { documentId }: a manual, policy, form or instruction under control.
import { useTranslation } from 'react-i18next'
import type { TextContent } from '../../electron/api/documents.ts'
import { routes } from '../app/routes.ts'
import { Card } from '../ui/card.tsx'
import { DescriptionList } from '../ui/description-list.tsx'
import { DocumentPage } from './document-page.tsx'

export function TextPage({ documentId }: { documentId: string }) {
  const { t } = useTranslation('documents')
  return (
    <DocumentPage
      documentId={documentId}
      list={{ title: t('list.title'), address: routes.documents }}
      editorOf={(versionId) => routes.documentEditor(documentId, versionId)}
      content={(body) => body.kind !== 'process' && <TextSheet content={body.content} />}
    />
  )
}

function TextSheet({ content }: { content: TextContent }) {
  const { t } = useTranslation('documents')
  return (
    <div className="document-sheet">
      <Card title={t('text.facts')}>
        <DescriptionList
          columns={2}
          items={[
            { label: t('field.field'), value: content.field },
            { label: t('field.ownerUnit'), value: content.ownerUnit },
          ]}
        />
      </Card>
      {content.sections.length === 0 && <p className="document-soft">{t('text.empty')}</p>}
      {content.sections.map(({ heading, body }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two sections may have one heading; what is shown never changes
        <Card key={index} title={heading}>
          <p className="document-text">{body}</p>
        </Card>
      ))}
    </div>
  )
}
