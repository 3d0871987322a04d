// One instrument: a draft is typed here, an issued one is read, proved, suspended, replaced or withdrawn.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { usePermission } from '../../app/session.tsx'
import { QueryFailure } from '../../cases/case-parts.tsx'
import { Page } from '../../ui/page.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useShortcut } from '../../ui/use-shortcuts.ts'
import { conformityAddress } from '../addresses.ts'
import { instrumentQuery, instrumentsQuery } from '../conformity-queries.ts'
import { InstrumentEditor } from './instrument-editor.tsx'
import { IssuedInstrument } from './issued-instrument.tsx'

export function InstrumentPage({ instrumentId }: { instrumentId: string }) {
  const { t } = useTranslation('conformity')
  const [, navigate] = useLocation()
  const mayManage = usePermission('conformity.manage')
  const found = useQuery(instrumentQuery(instrumentId))
  const all = useQuery(instrumentsQuery(null))
  const back = () => navigate(conformityAddress('instruments'))
  useShortcut('conformity.back', 'Alt+Left', back, { labelKey: 'conformity:shortcut.back' })
  const breadcrumbs = [{ label: t('title'), onSelect: back }]
  const failed = [found, all].find(({ isError }) => isError)
  if (found.data && all.data) {
    const { instrument } = found.data
    const rows = all.data.rows
    return instrument.state === 'draft' && mayManage ? (
      <InstrumentEditor key={instrument.id} instrument={instrument} rows={rows} breadcrumbs={breadcrumbs} />
    ) : (
      <IssuedInstrument instrument={instrument} rows={rows} breadcrumbs={breadcrumbs} />
    )
  }
  return (
    <Page title={t('title')} breadcrumbs={breadcrumbs}>
      {failed ? <QueryFailure error={failed.error} onRetry={() => failed.refetch()} /> : <Spinner />}
    </Page>
  )
}
