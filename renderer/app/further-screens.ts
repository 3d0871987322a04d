// The screens and dialogs of further.ts, each as it stands in the tree: drawn when its code is there.
import { lazyPart } from './lazy-screen.tsx'

const further = lazyPart(() => import('./further.ts'))

export const AppearanceDialog = further.screen((part) => part.AppearanceDialog)
export const BackupScreen = further.screen((part) => part.BackupScreen)
export const CalendarScreen = further.screen((part) => part.CalendarScreen)
export const CasePage = further.screen((part) => part.CasePage)
export const ChangePasswordDialog = further.screen((part) => part.ChangePasswordDialog)
export const ChangePasswordScreen = further.screen((part) => part.ChangePasswordScreen)
export const CommandSearch = further.screen((part) => part.CommandSearch)
export const DiagnosticsScreen = further.screen((part) => part.DiagnosticsScreen)
export const FirstRunScreen = further.screen((part) => part.FirstRunScreen)
export const HelpScreen = further.screen((part) => part.HelpScreen)
export const IntakeScreen = further.screen((part) => part.IntakeScreen)
export const ListPaper = further.screen((part) => part.ListPaper)
export const OfficeScreen = further.screen((part) => part.OfficeScreen)
export const PasteDialog = further.screen((part) => part.PasteDialog)
export const PrintJobsDialog = further.screen((part) => part.PrintJobsDialog)
export const ProcedureListScreen = further.screen((part) => part.ProcedureListScreen)
export const ProcedurePage = further.screen((part) => part.ProcedurePage)
export const ReceiptDialog = further.screen((part) => part.ReceiptDialog)
export const RecoveryScreen = further.screen((part) => part.RecoveryScreen)
export const ShortcutSheet = further.screen((part) => part.ShortcutSheet)
export const StaffScreen = further.screen((part) => part.StaffScreen)
export const StubKeyInScreen = further.screen((part) => part.StubKeyInScreen)
export const StubScreen = further.screen((part) => part.StubScreen)
export const TrainingUnavailable = further.screen((part) => part.TrainingUnavailable)
export const UpdateScreen = further.screen((part) => part.UpdateScreen)
export const WorkScreen = further.screen((part) => part.WorkScreen)

/** Reads them ahead of need. */
export const readFurther = further.read
