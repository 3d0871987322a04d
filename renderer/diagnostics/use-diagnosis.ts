// The diagnosis as the page sees it: one that runs, how far it has come, the last one that came to its end.
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../client.ts'
import { failureText } from '../failures.ts'
import { useToast } from '../ui/toast.tsx'
import { useProgress } from '../use-progress.ts'

/** Starts with the screen; what was found stays until it is asked for again. */
export function useDiagnosis() {
  const query = useQuery({
    queryKey: ['diagnostics.run'],
    queryFn: () => api.diagnostics.run({}),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
  const { value, cancel } = useProgress('diagnostics.run', query.isFetching)
  return {
    report: query.data,
    isRunning: query.isFetching,
    progress: value,
    cancel,
    error: query.isFetching ? null : query.error,
    run: () => {
      if (!query.isFetching) void query.refetch()
    },
  }
}

/** Saves the last diagnosis as the file for support; `runFirst` makes a new one before. */
export function useSaveDiagnosis({ runFirst }: { runFirst: boolean }) {
  const { t } = useTranslation('diagnostics')
  const toast = useToast()
  const saving = useMutation({
    mutationFn: async () => {
      if (runFirst) await api.diagnostics.run({})
      return api.diagnostics.save({})
    },
    onSuccess: ({ fileName }) => {
      if (fileName !== null) toast.show({ title: t('saved'), description: t('savedText', { name: fileName }) })
    },
    onError: (error) => toast.show({ tone: 'error', title: t('notSaved'), description: failureText(t, error) }),
  })
  return {
    isSaving: saving.isPending,
    save: () => {
      if (!saving.isPending) saving.mutate()
    },
  }
}
