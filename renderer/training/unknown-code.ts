// What to say of a case code that is not found here: a practice paper is told apart from a case of another computer.
import type { TFunction } from 'i18next'
import { toCaseCode } from '../../db/model/identity.ts'
import { isTrainingCode } from '../../db/model/training-code.ts'

/** `usual` is the screen's own sentence for any other code. */
export const unknownCodeText = (t: TFunction, code: string, usual: string): string =>
  isTrainingCode(code) ? t('training:unknownCode', { code: toCaseCode(code) }) : usual
