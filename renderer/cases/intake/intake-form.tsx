// The two columns of the intake: the parts of the form in the order of the conversation at the desk, and beside them what comes of it.

import { type KeyboardEvent, type ReactNode, type RefObject, useRef, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { useShortcut } from '../../ui/use-shortcuts.ts'
import { focusNextField, goesOnByEnter } from './focus.ts'
import { useIntake } from './intake-context.ts'
import type { Received } from './intake-screen.tsx'
import type { TakenIn } from './model/desk.ts'
import type { IntakeValues } from './model/values.ts'
import { type Answer, PresentDialog } from './present-dialog.tsx'
import { ClashDialog, ScanNotice } from './scan/scan-notes.tsx'
import { useCardScan } from './scan/use-card-scan.ts'
import { ApplicantSection } from './sections/applicant-section.tsx'
import { ComponentsSection } from './sections/components-section.tsx'
import { ContentSection } from './sections/content-section.tsx'
import { DeliverySection } from './sections/delivery-section.tsx'
import { OtherPartySection } from './sections/other-party-section.tsx'
import { ProcedureSection } from './sections/procedure-section.tsx'
import { StubSection } from './sections/stub-section.tsx'
import { PastDue } from './side/past-due.tsx'
import { SideColumn } from './side/side-column.tsx'
import { useSave } from './use-save.ts'

interface IntakeFormProps {
  root: RefObject<HTMLDivElement | null>
  caseId: RefObject<string>
  onReceived: (received: Received, values: IntakeValues, taken: TakenIn) => void
  onClear: () => void
  /** About the draft that was found and the case before. */
  notices: ReactNode
}

export function IntakeForm({ root, caseId, onReceived, onClear, notices }: IntakeFormProps) {
  const { note, closeNote, clash, settle } = useCardScan(root)
  const { save, check, present, isSaving, failure } = useSave({ caseId, onReceived })
  const { goTo, desk } = useIntake()
  const [presenting, setPresenting] = useState<{ answer: Answer['act']; values: IntakeValues } | null>(null)
  const printButton = useRef<HTMLButtonElement>(null)
  const { getValues } = useFormContext<IntakeValues>()
  const startPresenting = (answer: Answer['act']) => {
    const values = check()
    if (values) setPresenting({ answer, values })
  }
  const begin = () => {
    // Here already: an empty screen takes the keyboard to where a case begins; a case that has begun keeps it where it is.
    if (getValues('procedureId') === '') goTo('procedureId')
  }
  useShortcut('intake.begin', 'Ctrl+N', begin, { labelKey: 'intake:shortcut.section1', enabled: !desk.isStub })
  useShortcut('intake.save', 'Ctrl+S', () => void save(false), { labelKey: 'intake:shortcut.save' })
  useShortcut('intake.saveAndPrint', 'Ctrl+P', () => void save(true), {
    labelKey: 'intake:shortcut.saveAndPrint',
    enabled: !desk.isStub,
  })

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const { target } = event
    const isPlainEnter = event.key === 'Enter' && !(event.ctrlKey || event.altKey || event.shiftKey || event.metaKey)
    if (!isPlainEnter || event.defaultPrevented || event.nativeEvent.isComposing || !(target instanceof HTMLElement)) return
    const goesOn = goesOnByEnter(target) || target.closest('[data-field="summary"]') !== null
    // What a dialog of this form bubbles up is not the form's.
    if (!goesOn || !root.current?.contains(target)) return
    event.preventDefault()
    if (!focusNextField(root.current, target)) printButton.current?.focus()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in a field goes on to the next one; every field has its own role
    <div className="intake-frame" onKeyDown={onKeyDown}>
      <div className="intake-main">
        {desk.isStub && <StubSection />}
        <ProcedureSection />
        <ComponentsSection />
        <ApplicantSection />
        <OtherPartySection party="submitter" />
        <OtherPartySection party="collector" />
        <ContentSection />
        <DeliverySection />
      </div>
      <SideColumn
        printButton={printButton}
        isSaving={isSaving}
        failure={failure}
        onSave={(print) => void save(print)}
        onPresent={startPresenting}
        onClear={onClear}
        notices={
          <>
            {notices}
            {desk.isStub && <PastDue />}
            {note && <ScanNotice note={note} onClose={closeNote} />}
          </>
        }
      />
      {presenting && (
        <PresentDialog
          answer={presenting.answer}
          present={(answer) => present(presenting.values, answer)}
          onDone={(received) => onReceived(received, presenting.values, received)}
          onClose={() => setPresenting(null)}
        />
      )}
      {clash && <ClashDialog clash={clash} onSettle={settle} />}
    </div>
  )
}
