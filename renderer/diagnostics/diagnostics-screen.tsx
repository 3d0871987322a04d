// The diagnosis of program and computer: numbered steps for the telephone, and the one file for support.
import './diagnostics-screen.css'
import { FileText, RefreshCw } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { countVerdicts, type DiagnosticStep, diagnosticStepIds } from '../../db/model/diagnostic-text.ts'
import { failureOf, failureText } from '../failures.ts'
import { formatInstant } from '../format.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { Progress } from '../ui/progress.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { StepItem } from './step-item.tsx'
import { useDiagnosis, useSaveDiagnosis } from './use-diagnosis.ts'

export function DiagnosticsScreen() {
  const { t } = useTranslation('diagnostics')
  const { report, isRunning, progress, error, run, cancel } = useDiagnosis()
  const { save, isSaving } = useSaveDiagnosis({ runFirst: false })
  const maySave = report !== undefined && !isRunning
  useShortcut('diagnostics.run', 'F5', run, { labelKey: 'diagnostics:shortcut.run' })
  useShortcut('diagnostics.save', 'Ctrl+S', save, { labelKey: 'diagnostics:shortcut.save', enabled: maySave })

  // The button that led here from the help is gone.
  const again = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) again.current?.focus()
  }, [])

  return (
    <Page
      title={t('title')}
      description={t('description')}
      actions={
        <>
          <Button ref={again} icon={RefreshCw} shortcut="F5" busy={isRunning} onClick={run}>
            {t('run')}
          </Button>
          <Button variant="primary" icon={FileText} shortcut="Ctrl+S" busy={isSaving} aria-disabled={!maySave} onClick={save}>
            {t('save')}
          </Button>
        </>
      }
    >
      {isRunning && <Running progress={progress} onCancel={cancel} />}
      {/* Stands before there is anything to tell: what comes into it is announced. */}
      <div className="diagnostics-outcome" aria-live="polite">
        {error && <NotDone error={error} />}
        {report && !isRunning && <Summary steps={report.steps} createdAt={report.createdAt} />}
      </div>
      {report && (
        <ol className="diagnostics" aria-label={t('list')} aria-busy={isRunning}>
          {report.steps.map((step) => (
            <StepItem key={step.id} step={step} />
          ))}
        </ol>
      )}
    </Page>
  )
}

function Running({ progress = 0, onCancel }: { progress: number | undefined; onCancel: () => void }) {
  const { t } = useTranslation('diagnostics')
  // Every step counts the same; a hair more, since a share is seldom exact.
  const index = Math.floor(progress * diagnosticStepIds.length + 1e-6)
  const id = diagnosticStepIds[index]
  const step = id && t('runningStep', { number: index + 1, title: t(`step.${id}`) })
  return <Progress label={t('running')} value={progress} detail={step} onCancel={onCancel} />
}

/** A person who stopped it knows why it has no end; every other failure says its own. */
function NotDone({ error }: { error: Error }) {
  const { t } = useTranslation('diagnostics')
  if (failureOf(error).code === 'app.cancelled') {
    return (
      <Banner tone="info" title={t('stopped')}>
        {t('stoppedText')}
      </Banner>
    )
  }
  return (
    <Banner tone="error" title={t('failed')}>
      {failureText(t, error)}
    </Banner>
  )
}

function Summary({ steps, createdAt }: { steps: readonly DiagnosticStep[]; createdAt: string }) {
  const { t } = useTranslation('diagnostics')
  const { fault, attention } = countVerdicts(steps)
  const at = t('ranAt', { at: formatInstant(createdAt) })
  if (fault > 0) {
    return (
      <Banner tone="error" title={t('summary.fault', { count: fault })}>
        {t('summary.faultText')} {at}
      </Banner>
    )
  }
  if (attention > 0) {
    return (
      <Banner tone="warn" title={t('summary.attention', { count: attention })}>
        {t('summary.attentionText')} {at}
      </Banner>
    )
  }
  return (
    <Banner tone="success" title={t('summary.fine')}>
      {t('summary.fineText')} {at}
    </Banner>
  )
}
