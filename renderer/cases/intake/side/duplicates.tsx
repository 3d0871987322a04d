// The same person and procedure within the last days: a warning with a look at the earlier case, never a block. The look is a dialog
// over the intake, so nothing typed is left.
import { useQuery } from '@tanstack/react-query'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseRow } from '../../../../electron/api/cases.ts'
import { api } from '../../../client.ts'
import { formatInstant, formatInstantDate } from '../../../format.ts'
import { Banner } from '../../../ui/banner.tsx'
import { DescriptionList } from '../../../ui/description-list.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Spinner } from '../../../ui/spinner.tsx'
import { CaseCode, DueBadge, QueryFailure, StatusBadge } from '../../case-parts.tsx'
import { useNow } from '../../use-now.ts'
import { toPerson } from '../model/receive-input.ts'
import { emptyPerson } from '../model/values.ts'
import { useSettledWatch } from '../use-settled-watch.ts'

const idDigitsNeeded = 9

const whatRepeats = [
  'procedureId',
  'applicant.kind',
  'applicant.idKind',
  'applicant.idNumber',
  'applicant.taxNumber',
  'applicant.fullName',
  'applicant.phone',
] as const

export const Duplicates = memo(function Duplicates() {
  const { t } = useTranslation('intake')
  const [peeked, setPeeked] = useState<string | null>(null)
  const [procedureId, kind, idKind, idNumber, taxNumber, fullName, phone] = useSettledWatch(whatRepeats)
  const person = toPerson({ ...emptyPerson, kind, idKind, idNumber, taxNumber, fullName, phone })
  const input = {
    procedureId,
    idNumber: person.idNumber,
    taxNumber: person.taxNumber,
    fullName: person.fullName,
    phone: person.phone,
  }
  const isKnown =
    input.idNumber.length >= idDigitsNeeded ||
    input.taxNumber.length >= idDigitsNeeded ||
    (input.fullName !== '' && input.phone !== '')
  const isAsked = input.procedureId !== '' && isKnown
  const found = useQuery({
    queryKey: ['cases.findDuplicates', input],
    queryFn: () => api.cases.findDuplicates(input),
    enabled: isAsked,
  })
  const rows = isAsked ? (found.data ?? []) : []
  if (rows.length === 0) return null
  return (
    <Banner tone="warn" title={t('duplicate.title')}>
      <ul className="intake-duplicates">
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" className="intake-link" onClick={() => setPeeked(row.id)}>
              {row.officialCode ?? row.provisionalCode}
            </button>
            <span>{t('duplicate.received', { date: formatInstantDate(row.receivedAt) })}</span>
          </li>
        ))}
      </ul>
      {peeked && <CasePeek caseId={peeked} onClose={() => setPeeked(null)} />}
    </Banner>
  )
})

function CasePeek({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const { t } = useTranslation('intake')
  const details = useQuery({ queryKey: ['cases.get', { caseId }], queryFn: () => api.cases.get({ caseId }) })
  return (
    <Dialog open onClose={onClose} title={t('duplicate.peek')} size="normal">
      {details.isPending && <Spinner />}
      {details.isError && <QueryFailure error={details.error} onRetry={() => details.refetch()} />}
      {details.data && (
        <Peeked row={details.data.row} summary={details.data.summary} receivedByName={details.data.receivedByName} />
      )}
    </Dialog>
  )
}

function Peeked({ row, summary, receivedByName }: { row: CaseRow; summary: string; receivedByName: string }) {
  const { t } = useTranslation('intake')
  const nowMs = useNow()
  return (
    <DescriptionList
      items={[
        { label: t('peek.code'), value: <CaseCode row={row} /> },
        { label: t('peek.applicant'), value: row.applicantName },
        { label: t('peek.procedure'), value: `${row.procedureShortCode} – ${row.procedureName}` },
        { label: t('peek.summary'), value: summary },
        { label: t('peek.received'), value: t('peek.receivedBy', { at: formatInstant(row.receivedAt), name: receivedByName }) },
        {
          label: t('peek.due'),
          value: row.dueAt && (
            <span className="intake-peek-due tabular">
              {formatInstant(row.dueAt)} <DueBadge dueAt={row.dueAt} clock={row.clock} nowMs={nowMs} />
            </span>
          ),
        },
        { label: t('peek.status'), value: <StatusBadge status={row.status} /> },
      ]}
    />
  )
}
