// What training mode asks before it begins, read when it is pressed: the sign-in screen comes without it.
import { lazyPart } from '../app/lazy-screen.tsx'

const dialogs = lazyPart(() => import('./training-dialogs.tsx'))

export const EnterTrainingDialog = dialogs.screen((part) => part.EnterTrainingDialog)
export const ResetTrainingDialog = dialogs.screen((part) => part.ResetTrainingDialog)
