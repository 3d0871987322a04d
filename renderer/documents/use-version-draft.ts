// Keeps the draft of what is typed into a version: by itself while somebody types (at most two seconds old), at once when they look away
// or leave. Whoever uses it says when something changed: keeper.touch().
import { useEffect, useEffectEvent, useState } from 'react'
import { DraftKeeper } from '../cases/intake/model/draft-keeper.ts'
import { api } from '../client.ts'

export interface VersionDraftOptions {
  versionId: string
  /** The draft as it stands now. */
  read: () => string
  /** Whether anything differs from what is saved. */
  isChanged: () => boolean
  /** The draft that stands on the screen from the start. */
  found: { payload: string; updatedAt: string } | null
  /** The screen closes; the draft is kept unless this does something else. */
  onLeave?: (keeper: DraftKeeper) => void
}

export function useVersionDraft({ versionId, read, isChanged, found, onLeave }: VersionDraftOptions): DraftKeeper {
  const [keeper] = useState(() => {
    const made = new DraftKeeper({
      read,
      isWorthKeeping: isChanged,
      save: async (payload) => (await api.documents.keepDraft({ versionId, payload })).updatedAt,
    })
    if (found) made.adopt(found.payload, found.updatedAt)
    return made
  })
  const leave = useEffectEvent(() => (onLeave ? onLeave(keeper) : void keeper.stop()))
  useEffect(() => {
    const flush = () => void keeper.flush()
    keeper.start()
    window.addEventListener('blur', flush)
    window.addEventListener('beforeunload', flush)
    document.addEventListener('visibilitychange', flush)
    return () => {
      window.removeEventListener('blur', flush)
      window.removeEventListener('beforeunload', flush)
      document.removeEventListener('visibilitychange', flush)
      leave()
    }
  }, [keeper])
  return keeper
}
