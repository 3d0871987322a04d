// Keeps the draft of what is typed in the editor: by itself while somebody types, at once when they look away or leave.
import { useEffect, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { DraftKeeper } from '../../cases/intake/model/draft-keeper.ts'
import { api } from '../../client.ts'
import type { EditorValues } from './model/values.ts'

export interface VersionDraftOptions {
  versionId: string
  form: UseFormReturn<EditorValues>
  /** The draft as it stands now. */
  read: () => string
  /** Whether anything differs from what is saved. */
  isChanged: () => boolean
  /** The draft that stands on the screen from the start. */
  found: { payload: string; updatedAt: string } | null
}

export function useVersionDraft({ versionId, form, read, isChanged, found }: VersionDraftOptions): DraftKeeper {
  const [keeper] = useState(() => {
    const made = new DraftKeeper({
      read,
      isWorthKeeping: isChanged,
      save: async (payload) => (await api.documents.keepDraft({ versionId, payload })).updatedAt,
    })
    if (found) made.adopt(found.payload, found.updatedAt)
    return made
  })
  useEffect(() => {
    const flush = () => void keeper.flush()
    const stopListening = form.subscribe({ formState: { values: true }, callback: () => keeper.touch() })
    keeper.start()
    window.addEventListener('blur', flush)
    window.addEventListener('beforeunload', flush)
    document.addEventListener('visibilitychange', flush)
    return () => {
      stopListening()
      window.removeEventListener('blur', flush)
      window.removeEventListener('beforeunload', flush)
      document.removeEventListener('visibilitychange', flush)
      void keeper.stop()
    }
  }, [form, keeper])
  return keeper
}
