// useUnknownCode() → { explain(code), textOf(code, usual) }: what to say of a case code that is not found here. A practice paper is told
// apart from a case of another computer, and in training mode the paper of a real case from a practice one.
import { useTranslation } from 'react-i18next'
import { toCaseCode } from '../../db/model/identity.ts'
import { isOfOtherData } from '../../db/model/training-code.ts'
import { useStatus } from '../app/session.tsx'

export function useUnknownCode() {
  const { t } = useTranslation('training')
  const { isTraining } = useStatus()
  /** Why it cannot be here, known without looking; undefined for a code that may be. */
  const explain = (code: string): string | undefined =>
    isOfOtherData(code, isTraining) ? t(isTraining ? 'realCode' : 'unknownCode', { code: toCaseCode(code) }) : undefined
  return {
    explain,
    /** `usual` is the screen's own sentence for any other code. */
    textOf: (code: string, usual: string): string => explain(code) ?? usual,
  }
}
