// FormWord { form, texts, docx, onChange, mayManage }: the form as a Word file – to begin with, the one in use, a changed one brought back.
// What is brought takes effect with the next issue; a file with a mistake is refused whole, and the mistake is named here.
import { useMutation } from '@tanstack/react-query'
import { FileDown, FileUp, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../client.ts'
import { failureText } from '../failures.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { useToast } from '../ui/toast.tsx'
import type { FormDetails, Texts } from './form-page.tsx'

/** `keep` the one in use, none any more (null), or the token of a checked file. */
export type PickedDocx = 'keep' | { readonly token: string; readonly fileName: string; readonly count: number } | null

interface FormWordProps {
  form: FormDetails
  texts: Texts
  docx: PickedDocx
  onChange: (docx: PickedDocx) => void
  mayManage: boolean
}

export function FormWord({ form, texts, docx, onChange, mayManage }: FormWordProps) {
  const { t } = useTranslation('forms')
  const toast = useToast()
  const formKey = form.key
  const current = form.current?.docxName ?? ''
  const save = useMutation({
    mutationFn: () => api.forms.saveDocx({ formKey, texts, versionId: null }),
    onSuccess: ({ fileName }) => fileName !== null && toast.show({ title: t('docx.saved', { file: fileName }) }),
  })
  const pick = useMutation({
    mutationFn: () => api.forms.pickDocx({ formKey }),
    onSuccess: (picked) => {
      if (picked?.token) onChange({ token: picked.token, fileName: picked.fileName, count: picked.used.length })
    },
  })
  const refused = pick.data && pick.data.token === null ? pick.data : null
  const error = save.error ?? pick.error
  const state = docx === null ? t('docx.removed') : current === '' ? t('docx.none') : t('docx.current', { file: current })
  return (
    <Card title={t('docx.title')}>
      <div className="forms-stack">
        <p>{t('docx.text')}</p>
        {error && <Banner tone="error">{failureText(t, error)}</Banner>}
        {refused && (
          <Banner tone="error" title={t('docx.refused', { file: refused.fileName })}>
            {refused.unknown.length > 0
              ? t('docx.unknown', {
                  names: refused.unknown.map((name) => `{{${name}}}`).join(', '),
                  interpolation: { skipOnVariables: true },
                })
              : t('docx.empty')}
          </Banner>
        )}
        {docx !== null && docx !== 'keep' ? (
          <Banner tone="success">{t('docx.picked', { file: docx.fileName, count: docx.count })}</Banner>
        ) : (
          <p className="forms-soft">{state}</p>
        )}
        <div className="forms-bar">
          <Button icon={FileDown} busy={save.isPending} onClick={() => save.mutate()}>
            {t('docx.save')}
          </Button>
          {mayManage && (
            <Button icon={FileUp} busy={pick.isPending} onClick={() => pick.mutate()}>
              {t('docx.pick')}
            </Button>
          )}
          {mayManage && current !== '' && docx === 'keep' && (
            <Button icon={Trash2} onClick={() => onChange(null)}>
              {t('docx.remove')}
            </Button>
          )}
          {mayManage && docx !== 'keep' && <Button onClick={() => onChange('keep')}>{t('docx.keepCurrent')}</Button>}
        </div>
      </div>
    </Card>
  )
}
