// The columns of the register. A row has two lines, so that what belongs together stands together and the table fits an old screen.
import { useTranslation } from 'react-i18next'
import type { Authority, DocumentSummary } from '../../../electron/api/documents.ts'
import { formatDate, formatNumber } from '../../format.ts'
import type { Column } from '../../ui/data-table.tsx'
import { durationWords, OpenMark, StateBadge } from '../document-words.tsx'
import type { Reviewer } from './register-filter.ts'

function Pair({ first, second }: { first: string; second: string }) {
  return (
    <span className="register-pair">
      <span title={first}>{first || '—'}</span>
      <span className="document-soft" title={second}>
        {second}
      </span>
    </span>
  )
}

/** @param hasReaders whether any document of the register has people who must read it; without, the column stays away.
 * With it the others are narrower, so that the nine columns of processes still fit a screen of 1366. */
export function useRegisterColumns(ofProcesses: boolean, reviewer: Reviewer, hasReaders: boolean): Column<DocumentSummary>[] {
  const { t } = useTranslation('documents')
  const number = ({ issue, revision }: DocumentSummary) => t('list.number', { issue, revision })
  const code: Column<DocumentSummary> = {
    id: 'code',
    header: t('field.code'),
    width: 7.5,
    sortable: true,
    render: (row) => <strong className="register-code">{row.code}</strong>,
  }
  const name: Column<DocumentSummary> = {
    id: 'name',
    header: t('field.name'),
    grow: 5,
    minWidth: ofProcesses && hasReaders ? 11.5 : 13,
    sortable: true,
    render: (row) => row.name || '—',
  }
  const issued: Column<DocumentSummary> = {
    id: 'effectiveFrom',
    header: t('list.issued'),
    width: 7,
    numeric: true,
    sortable: true,
    render: (row) => <Pair first={number(row)} second={row.effectiveFrom ? formatDate(row.effectiveFrom) : ''} />,
  }
  const state: Column<DocumentSummary> = {
    id: 'state',
    header: t('field.state'),
    width: 8.75,
    render: (row) => (
      <span className="register-pair">
        <span>
          <StateBadge state={row.state} />
        </span>
        <OpenMark row={row} reviewer={reviewer} />
      </span>
    ),
  }
  const read: Column<DocumentSummary>[] = hasReaders
    ? [
        {
          id: 'read',
          header: t('list.read'),
          width: 4.5,
          align: 'end',
          numeric: true,
          render: ({ readCount, readerCount }) =>
            readerCount > 0 && t('list.readOf', { read: formatNumber(readCount), total: formatNumber(readerCount) }),
        },
      ]
    : []
  if (!ofProcesses) {
    const owner = (row: DocumentSummary) => <Pair first={row.ownerUnit} second={row.field} />
    return [
      code,
      name,
      state,
      { id: 'kind', header: t('field.kind'), width: 8, render: (row) => t(`kind.${row.kind}`) },
      { id: 'owner', header: t('list.ownerAndField'), grow: 2, minWidth: 9, render: owner },
      issued,
      ...read,
    ]
  }
  const groupOf = (row: DocumentSummary) => (row.group ? t(`group.${row.group}`) : '')
  const authorityOf = (row: DocumentSummary) => (row.authority ? t(`authority.${row.authority as Authority}`) : '')
  return [
    code,
    name,
    state,
    {
      id: 'group',
      header: t('list.groupAndField'),
      grow: 2,
      minWidth: hasReaders ? 8 : 9,
      render: (row) => <Pair first={groupOf(row)} second={row.field} />,
    },
    {
      id: 'authority',
      header: t('list.authorityAndOwner'),
      grow: 2,
      minWidth: hasReaders ? 9 : 10.75,
      render: (row) => <Pair first={authorityOf(row)} second={row.ownerUnit} />,
    },
    {
      id: 'limit',
      header: t('field.limit'),
      width: 5,
      render: (row) => (row.limitMinutes === null ? '—' : durationWords(t, row.limitMinutes)),
    },
    issued,
    ...read,
    {
      id: 'procedures',
      header: t('list.procedures'),
      width: 4.25,
      align: 'end',
      numeric: true,
      render: (row) => formatNumber(row.procedureCount),
    },
  ]
}
