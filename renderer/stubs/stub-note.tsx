// StubNote { stub }: on the page of a case that was received on paper while the power was off.
import { useTranslation } from 'react-i18next'
import type { CaseDetails } from '../../electron/api/cases.ts'
import { formatInstant } from '../format.ts'
import { Banner } from '../ui/banner.tsx'

export function StubNote({ stub }: { stub: NonNullable<CaseDetails['stub']> }) {
  const { t } = useTranslation('stubs')
  return (
    <Banner tone={stub.wasOverdue ? 'warn' : 'info'} title={t('case.title', { code: stub.code })}>
      {t('case.text', { name: stub.keyedByName, at: formatInstant(stub.keyedAt) })} {stub.wasOverdue && t('case.wasOverdue')}
    </Banner>
  )
}
