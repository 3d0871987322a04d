// GapList { conversion }: every clause of the new edition, what it comes from, what meets it, what is missing. Filtered, judged, saved as a file.
import { useMutation } from '@tanstack/react-query'
import { FileSpreadsheet, ListChecks, Printer } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversion, GapRow } from '../../electron/api/conversions.ts'
import { usePermission } from '../app/session.tsx'
import { api } from '../client.ts'
import { useConformityMutation } from '../conformity/conformity-queries.ts'
import { today } from '../conformity/today.ts'
import { failureText } from '../failures.ts'
import { formatDate, formatNumber } from '../format.ts'
import { PaperDialog } from '../print/paper-dialog.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { useToast } from '../ui/toast.tsx'
import { Toolbar, ToolbarSpace } from '../ui/toolbar.tsx'
import { clauseTitle, linkName, originText, VerdictBadge } from './conversion-words.tsx'
import { GapDialog } from './gap-dialog.tsx'
import { countGaps, filterGaps, type GapShow, gapShows } from './gap-filter.ts'
import { OldClauseDialog } from './old-clause-dialog.tsx'

export function GapList({ conversion }: { conversion: Conversion }) {
  const { t, i18n } = useTranslation('conversion')
  const toast = useToast()
  const mayManage = usePermission('conformity.manage') && conversion.status === 'open'
  const [show, setShow] = useState<GapShow>('all')
  const [typed, setTyped] = useState('')
  const query = useDeferredValue(typed)
  const [selected, setSelected] = useState<string | null>(null)
  const [opened, setOpened] = useState<GapRow | null>(null)
  const [isLinking, setLinking] = useState(false)
  const [isPrinting, setPrinting] = useState(false)
  const day = today()
  const rows = useMemo(() => filterGaps(conversion.gaps, show, query, day), [conversion.gaps, show, query, day])
  const proposed = countGaps(conversion.gaps, 'proposed', day)
  const taking = useConformityMutation(
    () => api.conversions.takeProposals({ conversionId: conversion.id }),
    ({ clauses }) => toast.show({ title: t('proposals.done', { count: clauses }) }),
  )
  const shown = { conversionId: conversion.id, clauses: rows.map(({ clause }) => clause) }
  const saving = useMutation({
    mutationFn: () => api.conversions.saveGapList(shown),
    onSuccess: ({ fileName }) => fileName && toast.show({ title: t('saved', { fileName }) }),
    onError: (error) => toast.show({ title: failureText(t, error), tone: 'error' }),
  })
  const columns: Column<GapRow>[] = [
    { id: 'clause', header: t('field.clause'), width: 5.5, numeric: true, render: ({ clause }) => clause },
    {
      id: 'title',
      header: t('field.clauseTitle'),
      grow: 3,
      minWidth: 11,
      render: (row) =>
        row.isWhole ? t('wholeChapter', { title: clauseTitle(i18n.language, row) }) : clauseTitle(i18n.language, row),
    },
    {
      id: 'origin',
      header: t('field.origin', { edition: conversion.fromEdition }),
      width: 8,
      numeric: true,
      render: (row) => <span className={row.origin.kind === 'mapped' ? undefined : 'conversion-soft'}>{originText(t, row)}</span>,
    },
    {
      id: 'documents',
      header: t('field.documentIds'),
      grow: 3,
      minWidth: 10,
      render: ({ documents, proposals }) =>
        documents.length > 0 ? (
          documents.map(linkName).join('; ')
        ) : (
          <span className="conversion-soft">
            {proposals.length > 0 ? t('proposals.waiting', { documents: proposals.map(({ code }) => code).join(', ') }) : '—'}
          </span>
        ),
    },
    { id: 'verdict', header: t('field.verdict'), width: 9.5, render: ({ verdict }) => <VerdictBadge verdict={verdict} /> },
    {
      id: 'action',
      header: t('field.action'),
      grow: 3,
      minWidth: 10,
      render: ({ action, note, responsible }) => [action || note, responsible].filter(Boolean).join(' · ') || '—',
    },
    {
      id: 'due',
      header: t('field.dueOn'),
      width: 7,
      numeric: true,
      render: ({ dueOn }) => (dueOn ? formatDate(dueOn) : '—'),
    },
  ]
  return (
    <div className="conversion-fill">
      <Toolbar label={t('gaps.filter')}>
        <span className="conversion-filter">
          <Select<GapShow>
            aria-label={t('gaps.show')}
            options={gapShows.map((value) => ({
              value,
              label: t('gaps.option', {
                what: t(`gaps.of.${value}`),
                number: formatNumber(countGaps(conversion.gaps, value, day)),
              }),
            }))}
            value={show}
            onValueChange={setShow}
          />
        </span>
        <TextInput
          type="search"
          className="conversion-search"
          aria-label={t('gaps.search')}
          placeholder={t('gaps.search')}
          value={typed}
          onValueChange={setTyped}
          onClear={() => setTyped('')}
        />
        <span role="status" className="conversion-soft">
          {t('gaps.shown', { shown: rows.length, total: conversion.gaps.length })}
        </span>
        <ToolbarSpace />
        {mayManage && (
          <>
            {proposed > 0 && (
              <Button busy={taking.isPending} onClick={() => taking.mutate(undefined)}>
                {t('proposals.take', { count: proposed })}
              </Button>
            )}
            <Button onClick={() => setLinking(true)}>{t('old.button', { edition: conversion.fromEdition })}</Button>
          </>
        )}
        <Button icon={Printer} aria-disabled={rows.length === 0} onClick={() => rows.length > 0 && setPrinting(true)}>
          {t('print:gaps.open')}
        </Button>
        <Button icon={FileSpreadsheet} busy={saving.isPending} onClick={() => saving.mutate()}>
          {t('excel')}
        </Button>
      </Toolbar>
      <Card flush className="conversion-sheet">
        <DataTable
          key={show}
          label={t('page.gaps')}
          columns={columns}
          rows={rows}
          rowKey={({ clause }) => clause}
          selectedKey={selected}
          onSelect={({ clause }) => setSelected(clause)}
          onOpen={setOpened}
          lines="all"
          empty={
            <EmptyState icon={ListChecks} title={t('gaps.none')}>
              {t('gaps.noneText')}
            </EmptyState>
          }
        />
      </Card>
      {isPrinting && (
        <PaperDialog
          title={t('print:gaps.title')}
          previewTitle={t('print:gaps.preview')}
          paperKey={shown}
          preview={() => api.print.previewGapList(shown)}
          print={(printer) => api.print.printGapList({ ...shown, printer })}
          save={() => api.print.saveGapList(shown)}
          onClose={() => setPrinting(false)}
        />
      )}
      {opened && <GapDialog conversion={conversion} row={opened} isReadOnly={!mayManage} onClose={() => setOpened(null)} />}
      {isLinking && <OldClauseDialog conversion={conversion} onClose={() => setLinking(false)} />}
    </div>
  )
}
