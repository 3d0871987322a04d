// AppearanceDialog { open, onClose }: how the window looks for the person signed in. Every choice holds at once and is remembered.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureText } from '../failures.ts'
import { type Appearance, applyAppearance } from '../ui/appearance.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { useToast } from '../ui/toast.tsx'
import './appearance-dialog.css'
import { currentAppearance, rememberAppearance, rememberLanguage } from './appearance.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { contrasts, textSizes, themes } from './remembered-appearance.ts'

export function AppearanceDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('people')
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('appearance.title')}
      description={t('appearance.description')}
      size="small"
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('appearance.done')}
        </Button>
      }
    >
      <Choices />
    </Dialog>
  )
}

function Choices() {
  const { t } = useTranslation('people')
  const toast = useToast()
  const queries = useQueryClient()
  const [appearance, setAppearance] = useState(currentAppearance)
  const remember = useMutation({
    mutationFn: (save: () => Promise<unknown>) => save(),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['people.getPreferences'] }),
    onError: (error) => toast.show({ tone: 'error', title: t('appearance.notRemembered'), description: failureText(t, error) }),
  })
  const change = (changed: Partial<Appearance>) => {
    const next = { ...appearance, ...changed }
    setAppearance(next)
    applyAppearance(document.documentElement, next)
    remember.mutate(() => rememberAppearance(next))
  }
  return (
    <div className="appearance">
      <Field group label={t('appearance.theme')}>
        <RadioGroup
          look="segmented"
          options={themes.map((value) => ({ value, label: t(`appearance.themes.${value}`) }))}
          value={appearance.theme}
          onValueChange={(theme) => change({ theme })}
        />
      </Field>
      <Field group label={t('appearance.contrast')} hint={t('appearance.contrastHint')}>
        <RadioGroup
          look="segmented"
          options={contrasts.map((value) => ({ value, label: t(`appearance.contrasts.${value}`) }))}
          value={appearance.contrast}
          onValueChange={(contrast) => change({ contrast })}
        />
      </Field>
      <Field group label={t('appearance.textSize')}>
        <RadioGroup
          look="segmented"
          options={textSizes.map((value) => ({ value, label: t(`appearance.textSizes.${value}`) }))}
          value={appearance.textSize}
          onValueChange={(textSize) => change({ textSize })}
        />
      </Field>
      <Field group label={t('appearance.language')} hint={t('appearance.languageHint')}>
        <LanguageSwitch onChange={(language) => remember.mutate(() => rememberLanguage(language))} />
      </Field>
    </div>
  )
}
