// Everything but the sign-in screen, as one piece of code: read while the person types the password. Smaller pieces were slower,
// since each one is a question to the main process.
export { ChangePasswordScreen } from '../people/change-password.tsx'
export { FirstRunScreen } from '../people/first-run/first-run-screen.tsx'
export { RecoveryScreen } from '../recovery/recovery-screen.tsx'
export { TrainingUnavailable } from '../training/training-unavailable.tsx'
export { Shell } from './shell.tsx'
