// Copies to fetch, across all documents: somebody still holds them although their version no longer applies. Enter records what became of
// the chosen one; with a holder chosen, all that this holder has are recorded at once.
import './copies.css'
import { useQuery } from '@tanstack/react-query'
import { PackageCheck, PackageOpen, Printer } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { DocumentCopy } from '../../electron/api/copies.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { formatDate, formatNumber } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { Toolbar } from '../ui/toolbar.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { ControlPaperDialog } from './control-paper-dialog.tsx'
import { toRecallQuery } from './copy-queries.ts'
import { copyNumber, HolderName } from './copy-words.tsx'
import { RecallDialog } from './recall-dialog.tsx'

export function RecallScreen() {
  const { t } = useTranslation('copies')
  const [, navigate] = useLocation()
  const mayEnter = usePermission('document.enter')
  const [holder, setHolder] = useState<string | null>(null)
  const [selectedId, setSelectedId] = useState<string>()
  const [recalled, setRecalled] = useState<readonly DocumentCopy[] | null>(null)
  const [isPrinting, setPrinting] = useState(false)
  const list = useQuery(toRecallQuery)
  const all = list.data?.rows ?? noRows
  const holders = useMemo(() => [...new Set(all.map((copy) => copy.holder))].toSorted((a, b) => a.localeCompare(b, 'vi')), [all])
  // Once the last copy of a holder is recorded, the choice would hide everything else.
  const chosen = holder !== null && holders.includes(holder) ? holder : null
  const rows = chosen === null ? all : all.filter((copy) => copy.holder === chosen)
  useShortcut('recall.print', 'Ctrl+P', () => setPrinting(true), { labelKey: 'copies:recallList.print', enabled: all.length > 0 })
  useShortcut('recall.back', 'Alt+Left', () => navigate(routes.documents), { labelKey: 'documents:shortcut.back' })

  const columns: Column<DocumentCopy>[] = [
    {
      id: 'document',
      header: t('field.document'),
      grow: 3,
      minWidth: 14,
      render: (row) => (
        <Link href={row.kind === 'process' ? routes.process(row.documentId) : routes.document(row.documentId)}>
          {`${row.code} ${row.name}`}
        </Link>
      ),
    },
    {
      id: 'version',
      header: t('field.version'),
      width: 5,
      numeric: true,
      render: (row) => t('documents:list.number', { issue: row.issue, revision: row.revision }),
    },
    { id: 'number', header: t('field.number'), width: 5, numeric: true, render: (row) => <strong>{copyNumber(row)}</strong> },
    { id: 'holder', header: t('field.holder'), grow: 2, minWidth: 12, render: (row) => <HolderName copy={row} /> },
    { id: 'givenOn', header: t('field.givenOn'), width: 8.5, numeric: true, render: (row) => formatDate(row.givenOn) },
    { id: 'endsOn', header: t('field.endsOn'), width: 8, numeric: true, render: (row) => formatDate(row.endsOn ?? '') },
    ...(mayEnter
      ? [
          {
            id: 'acts',
            header: t('field.acts'),
            width: 8.5,
            render: (row: DocumentCopy) => (
              <Button size="small" onClick={() => setRecalled([row])}>
                {t('action.recall')}
              </Button>
            ),
          },
        ]
      : []),
  ]
  return (
    <Page
      title={t('recallList.title')}
      description={t('recallList.text')}
      breadcrumbs={[{ label: t('documents:list.title'), onSelect: () => navigate(routes.documents) }]}
      badge={list.data && <Badge tone={all.length > 0 ? 'warn' : 'neutral'}>{formatNumber(all.length)}</Badge>}
      actions={
        <>
          <Button icon={Printer} shortcut="Ctrl+P" disabled={all.length === 0} onClick={() => setPrinting(true)}>
            {t('recallList.print')}
          </Button>
          {mayEnter && chosen !== null && (
            <Button variant="primary" icon={PackageCheck} onClick={() => setRecalled(rows)}>
              {t('recallList.all', { count: rows.length })}
            </Button>
          )}
        </>
      }
      fill
    >
      {list.isError ? (
        <QueryFailure error={list.error} onRetry={() => list.refetch()} />
      ) : (
        <div className="copies-fill">
          {holders.length > 1 && (
            <Toolbar label={t('recallList.filter')}>
              <span className="copies-holder">
                <Combobox
                  aria-label={t('field.holder')}
                  placeholder={t('recallList.anyHolder')}
                  items={holders}
                  itemKey={(item) => item}
                  itemLabel={(item) => item}
                  value={chosen}
                  onValueChange={setHolder}
                />
              </span>
            </Toolbar>
          )}
          <Card flush>
            <DataTable
              label={t('recallList.title')}
              columns={columns}
              rows={rows}
              rowKey={({ id }) => id}
              total={rows.length}
              selectedKey={selectedId}
              onSelect={({ id }) => setSelectedId(id)}
              onOpen={(row) => mayEnter && setRecalled([row])}
              loading={list.isPending}
              lines="all"
              empty={
                <EmptyState icon={PackageOpen} title={t('recallList.none')}>
                  {t('recallList.noneText')}
                </EmptyState>
              }
            />
          </Card>
        </div>
      )}
      {recalled && <RecallDialog copies={recalled} onClose={() => setRecalled(null)} />}
      {isPrinting && (
        <ControlPaperDialog
          title={t('paper.recall')}
          paper={{ kind: 'distribution', documentId: null }}
          onClose={() => setPrinting(false)}
        />
      )}
    </Page>
  )
}

const noRows: DocumentCopy[] = []
