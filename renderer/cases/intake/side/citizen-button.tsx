// CitizenButton: shows the citizen what stands on the intake screen: what was handed in, what is still missing, the date as it would be promised.
import { Monitor } from 'lucide-react'
import { useFormContext } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { isLocalDateTime } from '../../../../db/model/local-time.ts'
import { IconButton } from '../../../ui/button.tsx'
import { citizenKey, useCitizenScreen } from '../../use-citizen-screen.ts'
import { isHandedIn } from '../model/components.ts'
import type { IntakeValues } from '../model/values.ts'
import { useDuePreview } from '../use-due-preview.ts'
import { useProcedure } from '../use-procedure.ts'

export function CitizenButton() {
  const { t } = useTranslation('citizen')
  const { getValues } = useFormContext<IntakeValues>()
  const { data } = useProcedure()
  const { due } = useDuePreview()
  const toggle = useCitizenScreen(() => {
    const { applicant, components, manualDueAt } = getValues()
    if (!data) return null
    return {
      kind: 'intake',
      procedureName: data.content.name,
      applicantName: applicant.fullName,
      idNumber: applicant.idNumber,
      phone: applicant.phone,
      handedIn: components
        .filter((row) => isHandedIn(row) && row.name.trim() !== '')
        .map(({ name, originals, certified, copies }) => ({ name, originals, certified, copies })),
      // What only some cases need is for the clerk to ask for, not for this screen.
      missing: components.flatMap((row) => (row.caseLabel === null && !row.isOwn && !isHandedIn(row) ? [row.name] : [])),
      dueAt: due?.dueAt ?? (manualDueAt !== null && isLocalDateTime(manualDueAt) ? manualDueAt : null),
    }
  })
  return <IconButton icon={Monitor} label={t('show')} shortcut={citizenKey} onClick={toggle} />
}
