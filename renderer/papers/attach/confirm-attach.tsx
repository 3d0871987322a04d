// ConfirmAttach { place, file, waiting, onNext, onSkip, onClose }: what paper the chosen file is and how long it holds; Enter attaches it.
import { Eye, SkipForward } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ChosenFile, wholeCase } from '../../../electron/api/papers.ts'
import { api } from '../../client.ts'
import { Button } from '../../ui/button.tsx'
import { useToast } from '../../ui/toast.tsx'
import { PaperFields } from '../paper-fields.tsx'
import { PaperForm } from '../paper-form.tsx'
import type { PaperPlace } from '../papers-card.tsx'
import { ViewerDialog } from '../viewer/viewer-dialog.tsx'

interface ConfirmAttachProps {
  place: PaperPlace
  file: ChosenFile
  /** Files that come after this one. */
  waiting: number
  onNext: () => void
  onSkip: () => void
  onClose: () => void
}

export function ConfirmAttach({ place, file, waiting, onNext, onSkip, onClose }: ConfirmAttachProps) {
  const { t } = useTranslation('papers')
  const toast = useToast()
  const isAttached = useRef(false)
  const [isViewing, setViewing] = useState(false)
  const [fields, setFields] = useState({
    title: place.component === wholeCase ? file.fileName.replace(/\.\w+$/, '') : place.name,
    issuedOn: '',
    validUntil: '',
  })
  const { token, fileName } = file
  return (
    <>
      <PaperForm
        title={t('confirm.title', { name: fileName })}
        description={
          waiting > 0 ? t('confirm.waiting', { name: place.name, count: waiting }) : t('confirm.text', { name: place.name })
        }
        confirm={t('confirm.attach')}
        done={waiting > 0 ? undefined : t('confirm.done')}
        act={() =>
          api.papers.attach({
            token,
            caseId: place.caseId,
            component: place.component,
            title: fields.title,
            issuedOn: fields.issuedOn || null,
            validUntil: fields.validUntil || null,
          })
        }
        onDone={({ isLeft }) => {
          isAttached.current = true
          if (isLeft) toast.show({ title: t('confirm.left', { name: fileName }), tone: 'warn' })
        }}
        onClose={() => (isAttached.current ? onNext() : onClose())}
      >
        {(errors) => (
          <>
            <PaperFields fields={fields} errors={errors} onChange={setFields} />
            <p className="paper-acts">
              <Button size="small" icon={Eye} onClick={() => setViewing(true)}>
                {t('confirm.view')}
              </Button>
              {waiting > 0 && (
                <Button size="small" icon={SkipForward} onClick={onSkip}>
                  {t('confirm.skip')}
                </Button>
              )}
            </p>
          </>
        )}
      </PaperForm>
      {isViewing && (
        <ViewerDialog
          items={[{ key: token, title: fileName, open: () => api.papers.preview({ token }) }]}
          onClose={() => setViewing(false)}
        />
      )}
    </>
  )
}
