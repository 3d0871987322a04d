// Bundles as an office sends them: what waits, making one, what the province said of those that went.
import './bundles.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Inbox, KeyRound, MailCheck, MonitorSmartphone, PackagePlus, Phone, Printer, RotateCcw, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ListedBundle } from '../../electron/api/bundles.ts'
import type { OutputOf } from '../../electron/api/contract.ts'
import { routes } from '../app/routes.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { failureText } from '../failures.ts'
import { formatInstant, formatInstantDate, formatMegabytes, formatNumber } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Page } from '../ui/page.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { useToast } from '../ui/toast.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { bundleListQuery, bundleStateQuery, staleBundles } from './bundle-queries.ts'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { MakeBundleDialog } from './make-bundle-dialog.tsx'

type State = OutputOf<'bundles.getState'>
type Answered = OutputOf<'bundles.takeCode'>

const tones = { sent: 'info', received: 'success', partly: 'warn', lacking: 'error' } as const

export function BundleScreen() {
  const { t } = useTranslation('bundles')
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  const toast = useToast()
  const state = useQuery(bundleStateQuery)
  const list = useQuery(bundleListQuery)
  const [dialog, setDialog] = useState<'make' | 'resend' | 'code' | null>(null)
  const [printed, setPrinted] = useState<ListedBundle | null>(null)
  const [selected, setSelected] = useState<string | null>(null)
  const canMake = state.data?.province != null
  const tell = (answered: Answered) => {
    toast.show({ title: t('receipt.taken', { number: formatNumber(answered.events) }) })
    void queries.invalidateQueries({ queryKey: ['bundles'] })
  }
  const receipt = useMutation({
    mutationFn: () => api.bundles.takeReceipt({}),
    onSuccess: (answered) => answered && tell(answered),
  })
  useShortcut('bundles.make', 'Ctrl+Shift+N', () => setDialog('make'), { labelKey: 'bundles:shortcut.make', enabled: canMake })
  useShortcut('bundles.receipt', 'Ctrl+O', () => receipt.mutate(), { labelKey: 'bundles:shortcut.receipt', enabled: canMake })

  const columns: Column<ListedBundle>[] = [
    { id: 'number', header: t('column.number'), width: 6, numeric: true, render: (row) => numberOf(row) },
    { id: 'madeAt', header: t('column.madeAt'), width: 9.5, numeric: true, render: (row) => formatInstant(row.madeAt) },
    { id: 'cases', header: t('column.cases'), width: 5.5, align: 'end', numeric: true, render: (row) => formatNumber(row.cases) },
    { id: 'blobs', header: t('column.scans'), width: 6.5, align: 'end', numeric: true, render: (row) => formatNumber(row.blobs) },
    {
      id: 'size',
      header: t('column.size'),
      width: 6,
      align: 'end',
      numeric: true,
      render: (row) => formatMegabytes(row.sizeBytes),
    },
    { id: 'fileName', header: t('column.fileName'), grow: 1, minWidth: 9, render: (row) => row.fileName },
    {
      id: 'state',
      header: t('column.state'),
      width: 12,
      render: (row) => (
        <Badge tone={tones[row.state]}>{t(`state.${row.state}`, { number: formatNumber(row.lackingChunks) })}</Badge>
      ),
    },
    {
      id: 'print',
      header: t('column.page'),
      width: 9.5,
      render: (row) => (
        <Button size="small" icon={Printer} aria-label={t('printOf', { number: numberOf(row) })} onClick={() => setPrinted(row)}>
          {t('print')}
        </Button>
      ),
    },
  ]

  return (
    <Page
      title={t('title')}
      description={t('description')}
      fill
      actions={
        <>
          <Button icon={ShieldCheck} onClick={() => navigate(routes.trust)}>
            {t('toTrust')}
          </Button>
          {state.data && (state.data.siblings > 0 || state.data.clashes > 0) && (
            <Button icon={MonitorSmartphone} onClick={() => navigate(routes.clashes)}>
              {t('toSiblings')}
            </Button>
          )}
          {canMake && (
            <Button variant="primary" icon={PackagePlus} shortcut="Ctrl+Shift+N" onClick={() => setDialog('make')}>
              {t('make.open')}
            </Button>
          )}
        </>
      }
    >
      <div className="bundles-page">
        {receipt.isError && <Banner tone="error" title={failureText(t, receipt.error)} onClose={() => receipt.reset()} />}
        {state.isError && <QueryFailure error={state.error} onRetry={() => state.refetch()} />}
        {state.isPending && <Spinner />}
        {state.data && !canMake && (
          <Card>
            <EmptyState
              icon={KeyRound}
              title={t('noTrust.title')}
              action={
                <Button variant="primary" icon={ShieldCheck} onClick={() => navigate(routes.trust)}>
                  {t('noTrust.action')}
                </Button>
              }
            >
              {t('noTrust.text')}
            </EmptyState>
          </Card>
        )}
        {state.data && canMake && (
          <>
            {!state.data.isAdmitted && (
              <Banner
                tone="warn"
                title={t('notAdmitted', { province: state.data.province })}
                action={
                  <Button size="small" onClick={() => navigate(routes.trust)}>
                    {t('toTrust')}
                  </Button>
                }
              />
            )}
            {state.data.clashes > 0 && (
              <Banner
                tone="warn"
                title={t('clashes', { number: formatNumber(state.data.clashes) })}
                action={
                  <Button size="small" onClick={() => navigate(routes.clashes)}>
                    {t('toClashes')}
                  </Button>
                }
              />
            )}
            <Waiting state={state.data} />
            <div className="bundles-buttons">
              <Button icon={MailCheck} shortcut="Ctrl+O" busy={receipt.isPending} onClick={() => receipt.mutate()}>
                {t('receipt.take')}
              </Button>
              <Button icon={Phone} onClick={() => setDialog('code')}>
                {t('receipt.code')}
              </Button>
              {state.data.lacking > 0 && (
                <Button icon={RotateCcw} onClick={() => setDialog('resend')}>
                  {t('resend', { number: formatNumber(state.data.lacking) })}
                </Button>
              )}
            </div>
            {list.isError ? (
              <QueryFailure error={list.error} onRetry={() => list.refetch()} />
            ) : (
              <Card flush className="bundles-sheet">
                <DataTable
                  label={t('listLabel')}
                  columns={columns}
                  rows={list.data?.rows ?? []}
                  rowKey={(row) => row.id}
                  selectedKey={selected}
                  onSelect={(row) => setSelected(row.id)}
                  onOpen={setPrinted}
                  loading={list.isPending}
                  lines={2}
                  empty={
                    <EmptyState icon={Inbox} title={t('none.title')}>
                      {t('none.text')}
                    </EmptyState>
                  }
                />
              </Card>
            )}
          </>
        )}
      </div>
      {(dialog === 'make' || dialog === 'resend') && state.data && (
        <MakeBundleDialog
          isResend={dialog === 'resend'}
          state={state.data}
          onClose={() => setDialog(null)}
          onPrint={setPrinted}
        />
      )}
      {dialog === 'code' && <CodeDialog onTaken={tell} onClose={() => setDialog(null)} />}
      {printed && <HandOverDialog bundle={printed} onClose={() => setPrinted(null)} />}
    </Page>
  )
}

export const numberOf = ({ number, part, parts }: ListedBundle): string =>
  parts > 1 ? `${number} (${part}/${parts})` : String(number)

function Waiting({ state }: { state: State }) {
  const { t } = useTranslation('bundles')
  const facts = [
    ['cases', formatNumber(state.cases)],
    ['events', formatNumber(state.events)],
    ['scans', t('waiting.scanCount', { number: formatNumber(state.scans), size: formatMegabytes(state.scanBytes) })],
    ['lastWritten', state.lastWrittenAt ? formatInstant(state.lastWrittenAt) : t('waiting.never')],
    ['lastReceipt', state.lastReceiptAt ? formatInstantDate(state.lastReceiptAt) : t('waiting.never')],
  ] as const
  return (
    <Card title={state.hasWork ? t('waiting.title') : t('waiting.nothing')}>
      <dl className="bundles-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`waiting.${name}`)}</dt>
            <dd className="tabular">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

function CodeDialog({ onTaken, onClose }: { onTaken: (answered: Answered) => void; onClose: () => void }) {
  const { t } = useTranslation('bundles')
  const [code, setCode] = useState('')
  return (
    <FormDialog
      stale={staleBundles}
      title={t('receipt.codeTitle')}
      description={t('receipt.codeText')}
      confirm={t('receipt.codeConfirm')}
      act={() => api.bundles.takeCode({ code })}
      onDone={onTaken}
      onClose={onClose}
    >
      {() => (
        <Field label={t('receipt.codeField')} hint={t('receipt.codeHint')} required>
          <TextInput value={code} onValueChange={setCode} maxLength={20} autoComplete="off" />
        </Field>
      )}
    </FormDialog>
  )
}
