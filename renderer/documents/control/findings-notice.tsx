// FindingsNotice { version, body }: what the linter would hold up at approval, told to whoever hands the text on before that; nothing
// when it finds no error.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DocumentBody, DocumentVersion } from '../../../electron/api/documents.ts'
import { api } from '../../client.ts'
import { Banner } from '../../ui/banner.tsx'

export function FindingsNotice({ version, body }: { version: DocumentVersion; body: DocumentBody }) {
  const { t } = useTranslation('documents')
  const check = useQuery({
    queryKey: ['documents', 'check', version.hash, null],
    queryFn: () => api.documents.check({ body, date: null }),
  })
  const number = check.data?.findings.filter(({ severity }) => severity === 'error').length ?? 0
  return number > 0 && <Banner tone="warn">{t('submit.findings', { number })}</Banner>
}
