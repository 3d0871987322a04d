// SalvageDialog { onClose }: takes out of the damaged file what can still be proved, says plainly what came and what is missing, and
// offers the result like any other backup.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SalvageReport } from '../../electron/api/recovery.ts'
import { RestoreDialog } from '../backup/restore-dialog.tsx'
import { api } from '../client.ts'
import { failureText } from '../failures.ts'
import { formatInstant, formatNumber } from '../format.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { DescriptionList } from '../ui/description-list.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Progress } from '../ui/progress.tsx'
import { useProgress } from '../use-progress.ts'

export function SalvageDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('recovery')
  const queryClient = useQueryClient()
  const [isRestoring, setRestoring] = useState(false)
  const salvage = useMutation({
    mutationFn: () => api.recovery.salvage({}),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['recovery.list'] }),
  })
  const progress = useProgress('recovery.salvage', salvage.isPending)
  const report = salvage.data
  const close = () => {
    if (salvage.isPending) progress.cancel()
    onClose()
  }
  return (
    <Dialog
      open
      onClose={close}
      title={report ? t('salvage.doneTitle') : t('salvage.title')}
      footer={
        <>
          <Button onClick={close}>{report ? t('close') : t('cancel')}</Button>
          {report ? (
            <Button variant="primary" onClick={() => setRestoring(true)}>
              {t('salvage.restore')}
            </Button>
          ) : (
            <Button variant="primary" busy={salvage.isPending} onClick={() => salvage.mutate()}>
              {t('salvage.start')}
            </Button>
          )}
        </>
      }
    >
      <div className="recovery-words">
        {salvage.isError && <Banner tone="error">{failureText(t, salvage.error)}</Banner>}
        {report ? (
          <Report report={report} />
        ) : (
          <>
            <p>{t('salvage.what')}</p>
            <ul className="recovery-list">
              <li>{t('salvage.reads')}</li>
              <li>{t('salvage.untouched')}</li>
              <li>{t('salvage.result')}</li>
            </ul>
          </>
        )}
        {salvage.isPending && (
          <Progress label={t('salvage.working')} value={progress.value} onCancel={progress.cancel} cancelLabel={t('stop')} />
        )}
      </div>
      {report && isRestoring && (
        <RestoreDialog call="recovery.restore" backup={report.backup} onClose={() => setRestoring(false)} />
      )}
    </Dialog>
  )
}

function Report({ report }: { report: SalvageReport }) {
  const { t } = useTranslation('recovery')
  return (
    <>
      <DescriptionList
        items={[
          { label: t('list.cases'), value: formatNumber(report.cases) },
          { label: t('list.events'), value: formatNumber(report.events) },
          { label: t('salvage.readable'), value: formatNumber(report.readable) },
          { label: t('salvage.base'), value: report.base ?? t('salvage.noBase') },
          { label: t('salvage.lastEvent'), value: formatInstant(report.lastEventAt) },
        ]}
      />
      {report.gaps.length === 0 ? (
        <Banner tone="success">{t('salvage.noGap')}</Banner>
      ) : (
        <Banner tone="warn" title={t('salvage.gapTitle')}>
          {report.gaps.map((gap) => (
            <p key={gap.deviceCode}>
              {t('salvage.gap', {
                device: gap.deviceCode || '?',
                first: formatNumber(gap.firstMissing),
                unjoined: formatNumber(gap.unjoined),
              })}
            </p>
          ))}
          {report.unjoinedFile && <p className="recovery-folder">{t('salvage.kept', { file: report.unjoinedFile })}</p>}
        </Banner>
      )}
      {!report.canSignIn && <Banner tone="error">{t('salvage.noSignIn')}</Banner>}
      <p>{t('salvage.compare')}</p>
    </>
  )
}
