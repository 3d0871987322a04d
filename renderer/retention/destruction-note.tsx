// DestructionNote { destruction }: on the page of a case whose data are destroyed: under which minutes, and what is still kept where.
import { useTranslation } from 'react-i18next'
import type { CaseDetails } from '../../electron/api/cases.ts'
import { formatDate, formatInstant } from '../format.ts'
import { Banner } from '../ui/banner.tsx'

export function DestructionNote({ destruction }: { destruction: NonNullable<CaseDetails['destruction']> }) {
  const { t } = useTranslation('retention')
  const { recordNumber, recordDate, destroyedAt, destroyedByName, scans } = destruction
  return (
    <Banner tone="info" title={t('note.title', { number: recordNumber, date: formatDate(recordDate) })}>
      {t('note.text', { name: destroyedByName, at: formatInstant(destroyedAt), scans })} {t('carryOut.stays')}
    </Banner>
  )
}
