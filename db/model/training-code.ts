// The codes of the made-up office: every case that is received for practice carries them, so that a code read out or scanned from a
// practice paper is known as one wherever it turns up, and is never that of a real case.
import { parseCaseCode, toCaseCode } from './identity.ts'

/** No office may take it at its first run. */
export const trainingOfficeCode = 'TAP'
export const trainingDeviceCode = 'TH'

/** Whether a case code, in any spelling that a scanner or a person gives it, was made in training mode. */
export const isTrainingCode = (code: string): boolean => toCaseCode(code).startsWith(`TAM-${trainingOfficeCode}-`)

/**
 * Whether a case code cannot be in the data that are open: one of training mode while the office's own are open, or the other way
 * round. In training mode official codes are not judged: made-up cases may carry any.
 */
export const isOfOtherData = (code: string, isTraining: boolean): boolean =>
  isTrainingCode(code) !== isTraining && parseCaseCode(code) === 'provisional'
