// DraftLine: whether what is typed is safe. RestoredNotice, UnreadableNotice: what became of the draft that was found.

import type { TFunction } from 'i18next'
import { Save, TriangleAlert } from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../../../failures.ts'
import { formatInstant, formatInstantTime } from '../../../format.ts'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { TextArea } from '../../../ui/text-input.tsx'
import { useIntake } from '../intake-context.ts'
import { readableTexts } from '../model/draft.ts'

export function DraftLine() {
  const { t } = useTranslation('intake')
  const { keeper } = useIntake()
  const state = useSyncExternalStore(keeper.subscribe, () => keeper.state)
  if (state.kind === 'failed') {
    return (
      <p className="intake-draft intake-draft-failed" role="alert">
        <Icon of={TriangleAlert} />
        <span>{t('draft.failed', { reason: failureText(t as TFunction, state.error) })}</span>
      </p>
    )
  }
  return (
    <p className="intake-draft tabular">
      <Icon of={Save} />
      <span>{state.kind === 'saved' ? t('draft.saved', { time: formatInstantTime(state.at) }) : t(`draft.${state.kind}`)}</span>
    </p>
  )
}

export interface FoundDraftProps {
  updatedAt: string
  onDiscard: () => void
  onClose: () => void
}

export function RestoredNotice({ updatedAt, onDiscard, onClose }: FoundDraftProps) {
  const { t } = useTranslation('intake')
  return (
    <Banner tone="info" title={t('draft.restored', { at: formatInstant(updatedAt) })} onClose={onClose}>
      <Button size="small" onClick={onDiscard}>
        {t('draft.discard')}
      </Button>
    </Banner>
  )
}

/** The text of a draft that this program cannot read stays to be copied until the clerk lets it go. */
export function UnreadableNotice({ updatedAt, payload, onDiscard, onClose }: FoundDraftProps & { payload: string }) {
  const { t } = useTranslation('intake')
  const [isOpen, setOpen] = useState(false)
  return (
    <Banner tone="warn" title={t('draft.unreadable', { at: formatInstant(updatedAt) })} onClose={onClose}>
      {t('draft.unreadableText')}
      <div className="intake-notice-actions">
        <Button size="small" onClick={() => setOpen(true)}>
          {t('draft.showText')}
        </Button>
        <Button size="small" onClick={onDiscard}>
          {t('draft.discard')}
        </Button>
      </div>
      <Dialog open={isOpen} onClose={() => setOpen(false)} title={t('draft.textTitle')} description={t('draft.textHint')}>
        <Field label={t('draft.textTitle')} hideLabel>
          <TextArea readOnly rows={10} value={readableTexts(payload)} />
        </Field>
      </Dialog>
    </Banner>
  )
}
