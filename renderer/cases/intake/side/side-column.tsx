// The column that stays in sight: notices, the promised date, doubts, whether the typing is safe, and the ways to finish.
import { Eraser, FileX, Printer, Save } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { useIntake } from '../intake-context.ts'
import { CitizenButton } from './citizen-button.tsx'
import { Doubts } from './doubts.tsx'
import { DraftLine } from './draft-line.tsx'
import { DuePanel } from './due-panel.tsx'
import { Duplicates } from './duplicates.tsx'

interface SideColumnProps {
  notices: ReactNode
  printButton: Ref<HTMLButtonElement>
  isSaving: boolean
  /** Why the last save was refused, when it was not about a field. */
  failure: string | null
  onSave: (print: boolean) => void
  onPresent: (answer: 'askBefore' | 'refuse') => void
  onClear: () => void
}

export function SideColumn({ notices, printButton, isSaving, failure, onSave, onPresent, onClear }: SideColumnProps) {
  const { t } = useTranslation('intake')
  const { isStub } = useIntake().desk
  return (
    <aside className="intake-side" aria-label={t('side')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it may scroll, and then the keyboard must reach it */}
      <section className="intake-side-scroll" aria-label={t('sideDue')} tabIndex={0}>
        {notices}
        <Duplicates />
        <Doubts />
        <DuePanel />
      </section>
      <div className="intake-actions">
        {failure && <Banner tone="error">{failure}</Banner>}
        {isStub ? (
          <Button ref={printButton} variant="primary" icon={Save} shortcut="Ctrl+S" busy={isSaving} onClick={() => onSave(false)}>
            {t('stubs:keyIn.save')}
          </Button>
        ) : (
          <Button
            ref={printButton}
            variant="primary"
            icon={Printer}
            shortcut="Ctrl+P"
            busy={isSaving}
            onClick={() => onSave(true)}
          >
            {t('action.saveAndPrint')}
          </Button>
        )}
        <div className="intake-actions-row">
          {!isStub && (
            <Button icon={Save} shortcut="Ctrl+S" busy={isSaving} onClick={() => onSave(false)}>
              {t('action.save')}
            </Button>
          )}
          <Button variant="quiet" icon={Eraser} onClick={onClear}>
            {t('action.clear')}
          </Button>
        </div>
        {!isStub && (
          <div className="intake-actions-row">
            <Menu
              align="end"
              trigger={
                <Button variant="quiet" icon={FileX}>
                  {t('action.notAccepted')}
                </Button>
              }
              items={(['askBefore', 'refuse'] as const).map((answer) => ({
                id: answer,
                label: t(`action.${answer}`),
                onSelect: () => onPresent(answer),
              }))}
            />
            <CitizenButton />
          </div>
        )}
        <DraftLine />
      </div>
    </aside>
  )
}
