// What the program has to say about itself on every screen, also before sign-in: that a new version did not run, that the
// machine's policy contains a mistake.
import './update.css'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStatus } from '../app/session.tsx'
import { api } from '../client.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'

export function ProgramNotices() {
  const { t } = useTranslation('update')
  const { version, machine, update } = useStatus()
  const [hidden, setHidden] = useState<readonly string[]>([])
  const retry = useMutation({ mutationFn: (failed: string) => api.program.retryVersion({ version: failed }) })
  const failed = hidden.includes('failed') ? null : update.failedVersion
  const wrong = machine.policyProblems.length > 0 && !hidden.includes('policy')
  if (failed === null && !wrong) return null
  return (
    <div className="program-notices">
      {failed !== null && (
        <Banner
          tone="error"
          title={t('failed.title', { version: failed })}
          action={
            <Button busy={retry.isPending} onClick={() => retry.mutate(failed)}>
              {t('failed.retry', { version: failed })}
            </Button>
          }
          onClose={() => setHidden([...hidden, 'failed'])}
        >
          {t('failed.text', { running: version })}
        </Banner>
      )}
      {wrong && (
        <Banner tone="warn" title={t('policy.title')} onClose={() => setHidden([...hidden, 'policy'])}>
          {t('policy.text', { keys: machine.policyProblems.join(', ') })}
        </Banner>
      )}
    </div>
  )
}
