// What a person can have done with backups here, one at a time: make one, check one, try a restore. Each tells how far it has come and
// can be called off; called off is no failure.
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../client.ts'
import { failureOf } from '../failures.ts'
import { formatNumber } from '../format.ts'
import { useToast } from '../ui/toast.tsx'
import { useProgress } from '../use-progress.ts'
import { backupFailureText } from './backup-failure.ts'
import type { Verdict } from './verify-button.tsx'

interface RunningWork {
  readonly label: string
  readonly detail: string
  readonly value: number | undefined
  readonly cancel: () => void
}

export function useBackupWork(onMade: (name: string) => void) {
  const { t } = useTranslation('backup')
  const toast = useToast()
  const fail = (title: string) => (error: unknown) =>
    failureOf(error).code === 'app.cancelled'
      ? toast.show({ title: t('calledOff') })
      : toast.show({ tone: 'error', title, description: backupFailureText(t, failureOf(error)) })

  const creation = useMutation({
    mutationFn: () => api.backup.create({}),
    onSuccess: ({ name }) => {
      onMade(name)
      toast.show({ title: t('created'), description: t('createdText', { name }) })
    },
    onError: fail(t('notCreated')),
  })
  const drill = useMutation({
    mutationFn: () => api.backup.drill({}),
    onSuccess: ({ name, failure, cases }) =>
      failure === null
        ? toast.show({ title: t('drilled'), description: t('drilledText', { name, cases: formatNumber(cases ?? 0) }) })
        : toast.show({
            tone: 'error',
            title: t('drillFailed'),
            description: t('drillText.failed', { name, reason: t(`drillFailure.${failure}`) }),
          }),
    onError: fail(t('notDrilled')),
  })

  const [verdicts, setVerdicts] = useState<ReadonlyMap<string, Verdict>>(new Map())
  const note = (name: string, verdict: Verdict | null) =>
    setVerdicts((before) => {
      const after = new Map(before)
      if (verdict) after.set(name, verdict)
      else after.delete(name)
      return after
    })
  const verification = useMutation({
    mutationFn: (name: string) => api.backup.verify({ name }),
    onMutate: (name) => note(name, 'running'),
    onSuccess: ({ events, cases }, name) => {
      note(name, 'sound')
      toast.show({
        title: t('soundTitle'),
        description: t('soundText', { name, events: formatNumber(events), cases: formatNumber(cases) }),
      })
    },
    onError: (error, name) => {
      note(name, failureOf(error).code === 'backup.invalid' ? 'broken' : null)
      fail(failureOf(error).code === 'backup.invalid' ? t('brokenTitle') : t('notVerified'))(error)
    },
  })

  const creating = useProgress('backup.create', creation.isPending)
  const drilling = useProgress('backup.drill', drill.isPending)
  const verifying = useProgress('backup.verify', verification.isPending)
  const isBusy = creation.isPending || drill.isPending || verification.isPending
  const running: RunningWork | null = creation.isPending
    ? { label: t('creating'), detail: t('creatingText'), ...creating }
    : drill.isPending
      ? { label: t('drilling'), detail: t('drillingText'), ...drilling }
      : verification.isPending
        ? { label: t('verifying'), detail: verification.variables, ...verifying }
        : null
  return {
    running,
    isBusy,
    verdicts,
    isCreating: creation.isPending,
    isDrilling: drill.isPending,
    create: () => void (!isBusy && creation.mutate()),
    drill: () => void (!isBusy && drill.mutate()),
    verify: (name: string) => void (!isBusy && verification.mutate(name)),
  }
}
