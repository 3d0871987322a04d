// LanguageSwitch { onChange? }: Vietnamese or English, at once. Each language is written in itself, so that it is found by whoever
// cannot read the other.
import { useTranslation } from 'react-i18next'
import { type Language, languages, setLanguage } from '../i18n.ts'
import { RadioGroup } from '../ui/radio-group.tsx'

const ownNames: Readonly<Record<Language, string>> = { vi: 'Tiếng Việt', en: 'English' }

export interface LanguageSwitchProps {
  onChange?: (language: Language) => void
}

export function LanguageSwitch({ onChange }: LanguageSwitchProps) {
  const { t, i18n } = useTranslation('people')
  return (
    <RadioGroup
      look="segmented"
      label={t('appearance.language')}
      options={languages.map((value) => ({ value, label: <span lang={value}>{ownNames[value]}</span> }))}
      value={languages.find((language) => language === i18n.language) ?? 'vi'}
      onValueChange={(language) => {
        void setLanguage(language)
        onChange?.(language)
      }}
    />
  )
}
