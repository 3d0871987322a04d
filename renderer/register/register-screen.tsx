// The register as it is printed: one book at a time, a page of lines at a time, for some days or whole.
import './register.css'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { BookPlus, BookText, FileSearch, Lock, Printer, Settings2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { isRealDate } from '../../db/model/local-time.ts'
import type { OutputOf } from '../../electron/api/contract.ts'
import type { RegisterLine } from '../../electron/api/register.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { today } from '../documents/control/days.ts'
import { formatDate, formatInstant, formatNumber } from '../format.ts'
import { booksQuery } from '../forms/form-queries.ts'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'
import { Select } from '../ui/select.tsx'
import { Toolbar, ToolbarSpace } from '../ui/toolbar.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { AddendumDialog, LockDialog, OpenBookDialog, PrintRegisterDialog } from './register-dialogs.tsx'
import { RegisterSettingsDialog } from './register-settings-dialog.tsx'

type Books = OutputOf<'register.getBooks'>
type Open = 'print' | 'open' | 'lock' | 'settings' | 'addendum'

const pageRows = 100

export function RegisterScreen() {
  const { t } = useTranslation('register')
  const books = useQuery(booksQuery)
  if (books.isError) {
    return (
      <Page title={t('title')}>
        <QueryFailure error={books.error} onRetry={() => books.refetch()} />
      </Page>
    )
  }
  return books.data ? <Register {...books.data} /> : null
}

/** A month's first and last day. */
function monthOf(day: string): [string, string] {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return [`${day.slice(0, 8)}01`, `${day.slice(0, 8)}${String(last).padStart(2, '0')}`]
}

function Register({ settings, books, fields, year, headName }: Books) {
  const { t } = useTranslation('register')
  const [, navigate] = useLocation()
  const [mayPrint, mayManage, mayLock] = [
    usePermission('case.print'),
    usePermission('register.manage'),
    usePermission('register.lock'),
  ]
  const keyOf = (one: { year: number; label: string }) => `${one.year} ${one.label}`
  const [chosen, setChosen] = useState<string | null>(null)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [open, setOpen] = useState<Open | null>(null)
  const [selected, setSelected] = useState<string | null>(null)
  const book = books.find((one) => keyOf(one) === chosen) ?? books[0]
  const isRead = [from, to].every((day) => day === '' || isRealDate(day))
  const pages = {
    year: book?.year ?? year,
    book: book?.label ?? '01',
    // One day alone is that day.
    from: isRealDate(from) ? from : isRealDate(to) ? to : null,
    to: isRealDate(to) ? to : isRealDate(from) ? from : null,
  }
  const lines = useInfiniteQuery({
    queryKey: ['register', 'lines', pages],
    queryFn: ({ pageParam }) => api.register.list({ ...pages, after: pageParam, limit: pageRows }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    enabled: book !== undefined,
  })
  const rows = useMemo(() => lines.data?.pages.flatMap((page) => page.rows) ?? [], [lines.data])
  const total = lines.data?.pages[0]?.total ?? undefined
  const print = () => book && setOpen('print')
  useShortcut('register.print', 'Ctrl+P', print, { labelKey: 'register:shortcut.print', enabled: mayPrint })
  const show = (days: readonly [string, string]) => {
    setFrom(days[0])
    setTo(days[1])
  }

  const columns: Column<RegisterLine>[] = [
    {
      id: 'serial',
      header: t('column.serial'),
      width: 3.25,
      numeric: true,
      align: 'end',
      render: (row) => String(row.serial).padStart(2, '0'),
    },
    { id: 'code', header: t('column.code'), grow: 1.6, minWidth: 8.6, numeric: true, render: (row) => row.code },
    { id: 'procedure', header: t('column.procedure'), grow: 2.6, minWidth: 7.5, render: (row) => row.procedureName },
    { id: 'applicant', header: t('column.applicant'), grow: 1.6, minWidth: 8, render: (row) => row.applicantName },
    {
      id: 'contact',
      header: t('column.contact'),
      grow: 2.2,
      minWidth: 7.5,
      render: (row) => [row.address, row.phone].filter(Boolean).join(', '),
    },
    { id: 'unit', header: t('column.unit'), grow: 1.2, minWidth: 5.5, render: (row) => row.unit },
    { id: 'received', header: t('column.received'), width: 6.25, numeric: true, render: (row) => formatInstant(row.receivedAt) },
    {
      id: 'due',
      header: t('column.due'),
      width: 6.25,
      numeric: true,
      render: (row) => (row.dueAt === null ? '' : formatInstant(row.dueAt)),
    },
    {
      id: 'returned',
      header: t('column.returned'),
      width: 6.25,
      numeric: true,
      render: (row) => (row.returnedAt === null ? '' : formatInstant(row.returnedAt)),
    },
    {
      id: 'method',
      header: t('column.method'),
      width: 7,
      render: ({ returnMethod, keyedIn, isStruck }) => (
        <>
          {isStruck ? <Badge tone="warn">{t('struck')}</Badge> : t(`method.${returnMethod}`)}{' '}
          {keyedIn && (
            <span title={t('stubs:register.words', { at: formatInstant(keyedIn.at), name: keyedIn.byName })}>
              <Badge tone="info">{t('stubs:register.mark')}</Badge>
            </span>
          )}
        </>
      ),
    },
  ]
  const isNarrowed = pages.from !== null
  return (
    <Page
      fill
      title={t('title')}
      description={t('description')}
      badge={
        <Badge tone={settings.isAutomatic ? 'success' : 'neutral'}>{t(settings.isAutomatic ? 'automatic' : 'byHand')}</Badge>
      }
      actions={
        <>
          {mayManage && (
            <Button icon={Settings2} onClick={() => setOpen('settings')}>
              {t('settings')}
            </Button>
          )}
          {mayManage && (
            <Button icon={BookPlus} onClick={() => setOpen('open')}>
              {t('open')}
            </Button>
          )}
          {mayLock && book && book.lock === null && (
            <Button icon={Lock} onClick={() => setOpen('lock')}>
              {t('lock')}
            </Button>
          )}
          {mayPrint && (
            <Button variant="primary" icon={Printer} shortcut="Ctrl+P" aria-disabled={!book} onClick={print}>
              {t('print')}
            </Button>
          )}
        </>
      }
    >
      <div className="register">
        {book && (
          <Toolbar label={t('period')}>
            <span className="register-book">
              <Select
                aria-label={t('book')}
                options={books.map((one) => ({
                  value: keyOf(one),
                  label: t('bookOption', { year: one.year, label: one.label, count: one.count }),
                }))}
                value={keyOf(book)}
                onValueChange={setChosen}
              />
            </span>
            <span className="register-dates">
              <DateInput aria-label={t('from')} value={from} max={to || undefined} onValueChange={setFrom} />
              <span aria-hidden>–</span>
              <DateInput aria-label={t('to')} value={to} min={from || undefined} onValueChange={setTo} />
            </span>
            <Button onClick={() => show([today(), today()])}>{t('today')}</Button>
            <Button onClick={() => show(monthOf(today()))}>{t('month')}</Button>
            <Button onClick={() => show(['', ''])}>{t('all')}</Button>
            <ToolbarSpace />
            {total !== undefined && <Badge>{t('total', { total: formatNumber(total) })}</Badge>}
          </Toolbar>
        )}
        {!isRead && <p role="alert">{t('unreadDate')}</p>}
        {book?.lock && (
          <Banner
            tone="info"
            action={
              mayLock && (
                <Button size="small" onClick={() => setOpen('addendum')}>
                  {t('addendum.open')}
                </Button>
              )
            }
          >
            {t('locked', {
              date: formatDate(book.lock.lockedOn),
              head: book.lock.headName,
              last: book.lock.lastSerial,
              count: book.lock.count,
            })}
            {book.lock.addenda.length > 0 && (
              <ol className="register-addenda" aria-label={t('addendum.list')}>
                {book.lock.addenda.map((line) => (
                  <li key={line.number}>
                    {t('addendum.line', {
                      ...{ text: line.text, reason: line.reason, head: line.headName },
                      at: formatInstant(line.writtenAt),
                    })}
                  </li>
                ))}
              </ol>
            )}
          </Banner>
        )}
        {book && book.missing > 0 && <Banner tone="warn">{t('missing', { count: book.missing })}</Banner>}
        {lines.isError ? (
          <QueryFailure error={lines.error} onRetry={() => lines.refetch()} />
        ) : (
          <Card flush className="register-sheet">
            <DataTable
              key={JSON.stringify(pages)}
              label={t('title')}
              columns={columns}
              rows={book ? rows : []}
              rowKey={({ caseId }) => caseId}
              total={total}
              selectedKey={selected}
              onSelect={({ caseId }) => setSelected(caseId)}
              onOpen={({ caseId }) => navigate(routes.case(caseId))}
              hasMore={lines.hasNextPage && !lines.isPlaceholderData}
              onEndReached={() => lines.fetchNextPage()}
              loading={book !== undefined && (lines.isPending || lines.isFetchingNextPage)}
              lines={2}
              empty={
                <EmptyState icon={isNarrowed ? FileSearch : BookText} title={t(isNarrowed ? 'nothing' : 'none')}>
                  {t(isNarrowed ? 'nothingText' : 'noneText')}
                </EmptyState>
              }
            />
          </Card>
        )}
      </div>
      {open === 'print' && <PrintRegisterDialog pages={pages} onClose={() => setOpen(null)} />}
      {open === 'addendum' && book && <AddendumDialog book={book} headName={headName} onClose={() => setOpen(null)} />}
      {open === 'lock' && book && <LockDialog book={book} headName={headName} onClose={() => setOpen(null)} />}
      {open === 'open' && <OpenBookDialog year={year} groups={settings.groups} onClose={() => setOpen(null)} />}
      {open === 'settings' && <RegisterSettingsDialog settings={settings} fields={fields} onClose={() => setOpen(null)} />}
    </Page>
  )
}
