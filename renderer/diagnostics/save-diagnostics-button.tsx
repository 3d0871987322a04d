// SaveDiagnosticsButton: one press diagnoses and saves the file for support. For screens where nothing else works any more.
import { FileText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { useSaveDiagnosis } from './use-diagnosis.ts'

export function SaveDiagnosticsButton() {
  const { t } = useTranslation('diagnostics')
  const { save, isSaving } = useSaveDiagnosis({ runFirst: true })
  return (
    <Button icon={FileText} busy={isSaving} onClick={save}>
      {t('saveOnly')}
    </Button>
  )
}
