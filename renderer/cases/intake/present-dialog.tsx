// PresentDialog { answer, present, onDone, onClose }: what the desk says to a file that it does not accept as it is: everything that is missing,
// in one go (form 02), or why it is refused (form 03).
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActInput } from '../../../electron/api/life.ts'
import { FormGrid } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { ActFields } from '../life/act-fields.tsx'
import { emptyTyped, inputOf, type Typed } from '../life/act-input.ts'
import { staleLife } from '../life/life-queries.ts'
import type { Received } from './intake-screen.tsx'

export type Answer = Extract<ActInput, { act: 'askBefore' | 'refuse' }>

interface PresentDialogProps {
  answer: Answer['act']
  present: (answer: Answer) => Promise<Received>
  onDone: (received: Received) => void
  onClose: () => void
}

const shown = { askBefore: ['items', 'reason', 'contact'], refuse: ['reason'] } as const

export function PresentDialog({ answer, present, onDone, onClose }: PresentDialogProps) {
  const { t } = useTranslation('life')
  const [typed, setTyped] = useState<Typed>(() => emptyTyped(''))
  const fields = ['reason', 'contact', ...typed.items.map((_, index) => `items.${index}.text`)]
  return (
    <FormDialog
      stale={staleLife}
      title={t(`title.${answer}`)}
      description={t(`text.${answer}`)}
      confirm={t(`confirm.${answer}`)}
      danger={answer === 'refuse'}
      size={answer === 'refuse' ? 'normal' : 'wide'}
      fields={fields.map((path) => `answer.${path}`)}
      act={() => present(inputOf(answer, typed, { onBehalf: false, runId: null, closesAt: '' }) as Answer)}
      onDone={onDone}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <ActFields
            act={answer}
            shown={shown[answer]}
            errors={Object.fromEntries(Object.entries(errors).map(([path, text]) => [path.replace(/^answer\./, ''), text]))}
            typed={typed}
            onType={(next) => setTyped({ ...typed, ...next })}
          />
        </FormGrid>
      )}
    </FormDialog>
  )
}
