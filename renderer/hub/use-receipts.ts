// Writes receipts of offices into a folder that is asked for.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { AnsweredOffice } from '../../electron/api/hub.ts'
import { api } from '../client.ts'
import { staleHub } from './hub-queries.ts'

export interface Answers {
  folder: string
  rows: AnsweredOffice[]
}

export function useReceipts(onWritten: (answers: Answers) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (offices: string[]) => api.hub.writeReceipts({ offices }),
    onSuccess: async (answers) => {
      if (answers === null) return
      onWritten(answers)
      await Promise.all(staleHub.map((queryKey) => queries.invalidateQueries({ queryKey })))
    },
  })
}
