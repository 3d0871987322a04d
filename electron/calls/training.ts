// Going into training mode and back. The person is signed out on the way, so whatever this person still has under way with the data
// that are left must have ended before: a paper that is printed now is counted where its case is.
import { AppError } from '../../db/model/errors.ts'
import type { TrainingMode } from '../application.ts'
import type { PaperShelf } from '../print/paper-shelf.ts'
import { type MainHandlers, settleCalls } from '../router.ts'
import type { SessionKeeper } from '../session.ts'

interface TrainingCallParts {
  readonly training: TrainingMode
  readonly sessions: SessionKeeper
  readonly shelf: PaperShelf
}

export function makeTrainingHandlers({
  training,
  sessions,
  shelf,
}: TrainingCallParts): Pick<MainHandlers, 'training.enter' | 'training.leave' | 'training.reset'> {
  const refuseWhileLocked = () => {
    if (sessions.state.isLocked) throw new AppError('access.signedOut')
  }
  return {
    'training.enter': async (_, onProgress) => {
      refuseWhileLocked()
      await settleCalls()
      await training.enter(onProgress)
      shelf.clear()
      return {}
    },
    'training.leave': async () => {
      await settleCalls()
      await training.leave()
      shelf.clear()
      return {}
    },
    'training.reset': async (_, onProgress) => {
      refuseWhileLocked()
      await settleCalls()
      await training.reset(onProgress)
      shelf.clear()
      return {}
    },
  }
}
