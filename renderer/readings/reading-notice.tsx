// ReadingNotice { version }: asks the signed-in person, if named for the version in sight, for the one word that it was read and understood.
import { useQuery } from '@tanstack/react-query'
import { CheckCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { DocumentVersion } from '../../electron/api/documents.ts'
import { api } from '../client.ts'
import { toReadQuery } from '../copies/copy-queries.ts'
import { useDocumentMutation } from '../documents/document-queries.ts'
import { failureText } from '../failures.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { useToast } from '../ui/toast.tsx'

export function ReadingNotice({ version }: { version: DocumentVersion }) {
  const { t } = useTranslation('readings')
  const toast = useToast()
  const mine = useQuery(toReadQuery)
  const confirm = useDocumentMutation(
    () => api.readings.confirm({ versionId: version.id }),
    () => toast.show({ title: t('notice.done') }),
  )
  if (!mine.data?.rows.some(({ versionId }) => versionId === version.id)) return null
  return (
    <Banner
      tone={confirm.isError ? 'error' : 'info'}
      title={t('notice.title')}
      action={
        <Button variant="primary" icon={CheckCheck} busy={confirm.isPending} onClick={() => confirm.mutate(undefined)}>
          {t('notice.confirm')}
        </Button>
      }
    >
      {confirm.isError ? failureText(t, confirm.error) : t('notice.text')}
    </Banner>
  )
}
