// "Mất điện, bão lũ": the numbered blank receipts of this office, what became of each, and the ways to print and to key them in.
import './stubs.css'
import { useQuery } from '@tanstack/react-query'
import { Ban, CloudLightning, Ellipsis, FileSearch, FolderOpen, Keyboard, Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { type Stub, type StubState, stubStates } from '../../electron/api/stubs.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { formatInstant } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { Page } from '../ui/page.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Select } from '../ui/select.tsx'
import { Toolbar, ToolbarSpace } from '../ui/toolbar.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { PrintStubsDialog, ReserveDialog, type Sheets, SpoilDialog } from './stub-dialogs.tsx'
import { stubBlocksQuery, stubsQuery } from './stub-queries.ts'

type Open =
  | { readonly act: 'reserve' }
  | { readonly act: 'print'; readonly sheets: Sheets; readonly isAgain: boolean }
  | { readonly act: 'spoil'; readonly code: string }

const tones = { unused: 'info', keyed: 'success', spoiled: 'warn' } as const

export function StubScreen() {
  const { t } = useTranslation('stubs')
  const [, navigate] = useLocation()
  const mayReceive = usePermission('case.receive')
  const mayPrint = usePermission('case.print')
  const blocks = useQuery(stubBlocksQuery)
  const [chosen, setChosen] = useState<string | null>(null)
  const [show, setShow] = useState<StubState | 'all'>('all')
  const [selected, setSelected] = useState<string | null>(null)
  const [open, setOpen] = useState<Open | null>(null)
  const rows = blocks.data?.rows ?? []
  const block = rows.find(({ id }) => id === chosen) ?? rows[0]
  const list = useQuery({ ...stubsQuery(block?.id ?? ''), enabled: block !== undefined })
  const stubs = (list.data?.rows ?? []).filter(({ state }) => show === 'all' || state === show)
  const close = () => setOpen(null)
  // What follows a reservation, its print, is open by then.
  const endReserving = () => setOpen((now) => (now?.act === 'reserve' ? null : now))
  const keyIn = (code?: string) => navigate(code === undefined ? routes.keyIn : `${routes.keyIn}?stub=${code}`)
  const reserve = () => setOpen({ act: 'reserve' })
  const mayReserve = mayReceive && mayPrint
  useShortcut('stubs.keyIn', 'F9', () => keyIn(), { labelKey: 'stubs:shortcut.keyIn', enabled: mayReceive })
  useShortcut('stubs.print', 'Ctrl+P', reserve, { labelKey: 'stubs:shortcut.print', enabled: mayReserve })

  const openRow = ({ keyed, code, state }: Stub) => {
    if (keyed) navigate(routes.case(keyed.caseId))
    else if (state === 'unused' && mayReceive) keyIn(code)
  }
  const actsOn = ({ code, number, keyed, state }: Stub): MenuItem[] => {
    if (keyed)
      return [{ id: 'open', label: t('act.open'), icon: FolderOpen, onSelect: () => navigate(routes.case(keyed.caseId)) }]
    if (state === 'spoiled' || !block) return []
    const sheets = { blockId: block.id, from: number, to: number }
    return [
      ...(mayReceive ? [{ id: 'keyIn', label: t('act.keyIn'), icon: Keyboard, onSelect: () => keyIn(code) }] : []),
      ...(mayPrint
        ? [
            {
              id: 'print',
              label: t('act.reprintOne'),
              icon: Printer,
              onSelect: () => setOpen({ act: 'print', sheets, isAgain: true }),
            },
          ]
        : []),
      ...(mayReceive
        ? [{ id: 'spoil', label: t('act.spoil'), icon: Ban, danger: true, onSelect: () => setOpen({ act: 'spoil', code }) }]
        : []),
    ]
  }

  const columns: Column<Stub>[] = [
    { id: 'stub', header: t('column.stub'), width: 12.5, numeric: true, render: ({ code }) => code },
    {
      id: 'state',
      header: t('column.state'),
      width: 6.5,
      render: ({ state }) => <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>,
    },
    {
      id: 'prints',
      header: t('column.prints'),
      width: 4.5,
      numeric: true,
      render: ({ printCount }) => (printCount === 0 ? t('notPrinted') : printCount),
    },
    {
      id: 'received',
      header: t('column.received'),
      width: 8,
      numeric: true,
      render: ({ keyed }) => keyed && formatInstant(keyed.receivedAt),
    },
    { id: 'applicant', header: t('column.applicant'), grow: 2, minWidth: 8, render: ({ keyed }) => keyed?.applicantName },
    {
      id: 'keyed',
      header: t('column.keyed'),
      grow: 2,
      minWidth: 8.5,
      numeric: true,
      render: ({ keyed, spoiled }) => {
        const noted = keyed ?? spoiled
        return noted && t('keyedBy', { at: formatInstant(noted.at), name: noted.byName })
      },
    },
    {
      id: 'note',
      header: t('column.note'),
      grow: 2,
      minWidth: 8.5,
      render: ({ keyed, spoiled }) =>
        spoiled ? spoiled.reason : keyed?.wasOverdue ? <Badge tone="error">{t('wasOverdue')}</Badge> : null,
    },
    {
      id: 'acts',
      header: t('column.acts'),
      width: 4,
      render: (stub) => {
        const items = actsOn(stub)
        return items.length === 0 ? null : (
          <Menu
            align="end"
            trigger={<IconButton size="small" icon={Ellipsis} label={t('act.of', { code: stub.code })} />}
            items={items}
          />
        )
      },
    },
  ]
  const failed = blocks.isError ? blocks : list.isError ? list : null
  return (
    <Page
      fill
      title={t('title')}
      description={t('description')}
      actions={
        <>
          {mayReserve && (
            <Button icon={Printer} shortcut="Ctrl+P" onClick={reserve}>
              {t('act.print')}
            </Button>
          )}
          {mayReceive && (
            <Button variant="primary" icon={Keyboard} shortcut="F9" onClick={() => keyIn()}>
              {t('act.keyIn')}
            </Button>
          )}
        </>
      }
    >
      <div className="stubs-fill">
        {block && (
          <Toolbar label={t('block')}>
            <span className="stubs-block">
              <Select
                aria-label={t('block')}
                options={rows.map(({ id, firstCode, lastCode, reservedAt, unused }) => ({
                  value: id,
                  label: t('blockOption', {
                    first: firstCode,
                    last: lastCode.slice(lastCode.lastIndexOf('-') + 1),
                    date: formatInstant(reservedAt),
                    unused,
                  }),
                }))}
                value={block.id}
                onValueChange={setChosen}
              />
            </span>
            <RadioGroup
              look="segmented"
              label={t('state.label')}
              value={show}
              onValueChange={setShow}
              options={(['all', ...stubStates] as const).map((value) => ({ value, label: t(`state.${value}`) }))}
            />
            <ToolbarSpace />
            {mayPrint && block.unused > 0 && (
              <Button
                icon={Printer}
                onClick={() =>
                  setOpen({
                    act: 'print',
                    sheets: { blockId: block.id, from: block.firstNumber, to: block.firstNumber + block.count - 1 },
                    isAgain: block.printCount > 0,
                  })
                }
              >
                {t(block.printCount > 0 ? 'act.reprint' : 'act.printBlock')}
              </Button>
            )}
          </Toolbar>
        )}
        {failed ? (
          <QueryFailure error={failed.error} onRetry={() => failed.refetch()} />
        ) : (
          <Card flush>
            <DataTable
              key={`${block?.id} ${show}`}
              label={t('title')}
              columns={columns}
              rows={stubs}
              rowKey={({ code }) => code}
              selectedKey={selected}
              onSelect={({ code }) => setSelected(code)}
              onOpen={openRow}
              loading={blocks.isPending || (block !== undefined && list.isPending)}
              lines={2}
              empty={
                <EmptyState icon={block ? FileSearch : CloudLightning} title={t(block ? 'nothing' : 'none')}>
                  {t(block ? 'nothingText' : 'noneText')}
                </EmptyState>
              }
            />
          </Card>
        )}
      </div>
      {open?.act === 'reserve' && (
        <ReserveDialog onReserved={(sheets) => setOpen({ act: 'print', sheets, isAgain: false })} onClose={endReserving} />
      )}
      {open?.act === 'print' && <PrintStubsDialog sheets={open.sheets} isAgain={open.isAgain} onClose={close} />}
      {open?.act === 'spoil' && <SpoilDialog code={open.code} onClose={close} />}
    </Page>
  )
}
