// FormVersions { form, mayManage, onLoad }: what the office has issued of its own for a form, the newest first.
import { useMutation } from '@tanstack/react-query'
import { CornerUpLeft, FileDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../client.ts'
import { formatDate, formatInstant } from '../format.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { useToast } from '../ui/toast.tsx'
import type { FormDetails, Texts } from './form-page.tsx'

interface FormVersionsProps {
  form: FormDetails
  mayManage: boolean
  onLoad: (texts: Texts) => void
}

export function FormVersions({ form, mayManage, onLoad }: FormVersionsProps) {
  const { t } = useTranslation('forms')
  const toast = useToast()
  const download = useMutation({
    mutationFn: (versionId: string) => api.forms.saveDocx({ formKey: form.key, texts: {}, versionId }),
    onSuccess: ({ fileName }) => fileName !== null && toast.show({ title: t('docx.saved', { file: fileName }) }),
  })
  return (
    <Card title={t('versions.title')}>
      {form.versions.length === 0 ? (
        <p className="forms-soft">{t('versions.none')}</p>
      ) : (
        <ol className="forms-versions">
          {form.versions.map((version) => (
            <li key={version.id} className="forms-version">
              <strong>{t('versions.line', { date: formatDate(version.fromDate) })}</strong>
              <span>
                {[
                  Object.keys(version.texts).length === 0 && version.docxName === '' && t('versions.reset'),
                  version.field && t('versions.field', { field: version.field }),
                  version.instrument,
                  version.docxName && t('versions.docx', { file: version.docxName }),
                  version.note,
                ]
                  .filter(Boolean)
                  .join('; ')}
              </span>
              <span className="forms-soft tabular">
                {t('versions.by', { name: version.issuedByName, at: formatInstant(version.issuedAt) })}
              </span>
              <span className="forms-bar">
                {mayManage && (
                  <Button size="small" icon={CornerUpLeft} onClick={() => onLoad(version.texts)}>
                    {t('versions.load')}
                  </Button>
                )}
                {version.docxName !== '' && (
                  <Button size="small" icon={FileDown} onClick={() => download.mutate(version.id)}>
                    {t('versions.download')}
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}
