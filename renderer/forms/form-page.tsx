// One form: its sentences beside the paper that they make, its Word template, and what the office has issued of its own. Nothing typed
// changes a print before it is issued with a day.
import './forms.css'
import { useQuery } from '@tanstack/react-query'
import { Eraser, RotateCcw, Stamp } from 'lucide-react'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { OutputOf } from '../../electron/api/contract.ts'
import type { FormLayout } from '../../electron/api/forms.ts'
import { useLeaveGuard } from '../app/leave-guard.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { formatDate } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import { Select } from '../ui/select.tsx'
import { TextArea } from '../ui/text-input.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { formQuery } from './form-queries.ts'
import { FormVersions } from './form-versions.tsx'
import { FormWord, type PickedDocx } from './form-word.tsx'
import { IssueDialog } from './issue-dialog.tsx'
import { sentenceLabel } from './sentence-label.ts'

export type FormDetails = OutputOf<'forms.get'>
export type Texts = Readonly<Record<string, string>>

export function FormPage({ formKey }: { formKey: string }) {
  const { t } = useTranslation('forms')
  const [, navigate] = useLocation()
  const form = useQuery(formQuery(formKey))
  if (form.isError) {
    return (
      <Page title={t('list.title')} breadcrumbs={[{ label: t('page.back'), onSelect: () => navigate(routes.forms) }]}>
        <QueryFailure error={form.error} onRetry={() => form.refetch()} />
      </Page>
    )
  }
  return form.data ? <Editor key={form.data.current?.id ?? 'issued'} form={form.data} /> : null
}

function Editor({ form }: { form: FormDetails }) {
  const { t } = useTranslation('forms')
  const [, navigate] = useLocation()
  const mayManage = usePermission('form.manage')
  const issued = useMemo(() => Object.fromEntries(form.texts.map(({ key, text }) => [key, text])), [form])
  const inForce = useMemo<Texts>(() => ({ ...issued, ...form.current?.texts }), [issued, form])
  const [texts, setTexts] = useState<Texts>(inForce)
  const [docx, setDocx] = useState<PickedDocx>('keep')
  const [isIssuing, setIssuing] = useState(false)
  const [leaving, setLeaving] = useState<(() => void) | null>(null)
  const [layout, setLayout] = useState<FormLayout>(form.layouts[0] ?? 'a4')
  const typed = useRef<{ key: string; at: number }>(undefined)
  const isChanged = docx !== 'keep' || form.texts.some(({ key }) => texts[key] !== inForce[key])
  const change = (key: string, text: string) => setTexts((known) => ({ ...known, [key]: text }))
  const openIssue = () => isChanged && setIssuing(true)

  useLeaveGuard((go) => {
    if (!isChanged) return false
    setLeaving(() => go)
    return true
  })
  useShortcut('forms.issue', 'Ctrl+S', openIssue, { labelKey: 'forms:shortcut.issue', enabled: mayManage })

  function insert(name: string) {
    const { key, at } = typed.current ?? { key: form.texts[1]?.key ?? '', at: 0 }
    const text = texts[key] ?? ''
    change(key, `${text.slice(0, at)}{{${name}}}${text.slice(at)}`)
    typed.current = { key, at: at + name.length + 4 }
  }
  return (
    <Page
      title={form.title}
      description={t('page.meta', { number: form.number, instrument: form.instrument, date: formatDate(form.validFrom) })}
      breadcrumbs={[{ label: t('page.back'), onSelect: () => navigate(routes.forms) }]}
      badge={form.unverifiedCount > 0 && <Badge tone="warn">{t('list.unverified', { count: form.unverifiedCount })}</Badge>}
      actions={
        mayManage && (
          <>
            <Button icon={RotateCcw} onClick={() => setTexts(issued)}>
              {t('page.restoreAll')}
            </Button>
            <Button
              icon={Eraser}
              aria-disabled={!isChanged}
              onClick={() => {
                setTexts(inForce)
                setDocx('keep')
              }}
            >
              {t('page.discard')}
            </Button>
            <Button variant="primary" icon={Stamp} shortcut="Ctrl+S" aria-disabled={!isChanged} onClick={openIssue}>
              {t('page.issue')}
            </Button>
          </>
        )
      }
    >
      <div className="forms-columns">
        <div className="forms-stack">
          {isChanged && <Banner tone="info">{t('page.unsaved')}</Banner>}
          {!mayManage && <Banner tone="info">{t('page.readOnly')}</Banner>}
          <Card title={t('page.texts')}>
            <div className="forms-stack">
              {form.texts.map(({ key, text, isUnverified }, index) => (
                <Field
                  key={key}
                  label={
                    <span className="forms-label">
                      {sentenceLabel(t, key, index)}
                      {isUnverified && <Badge tone="warn">{t('page.unverified')}</Badge>}
                      {texts[key] !== text && <Badge tone="info">{t('page.changed')}</Badge>}
                    </span>
                  }
                  hint={
                    mayManage &&
                    texts[key] !== text && (
                      <Button size="small" variant="quiet" icon={RotateCcw} onClick={() => change(key, text)}>
                        {t('page.restore')}
                      </Button>
                    )
                  }
                >
                  <TextArea
                    rows={1}
                    maxLength={2_000}
                    readOnly={!mayManage}
                    value={texts[key] ?? ''}
                    onValueChange={(value) => change(key, value)}
                    onInput={(event) => {
                      typed.current = { key, at: event.currentTarget.selectionStart }
                    }}
                    onSelect={(event) => {
                      typed.current = { key, at: event.currentTarget.selectionStart }
                    }}
                  />
                </Field>
              ))}
            </div>
          </Card>
          <FormWord form={form} texts={texts} docx={docx} onChange={setDocx} mayManage={mayManage} />
          <FormVersions form={form} mayManage={mayManage} onLoad={(own) => setTexts({ ...issued, ...own })} />
          <Card title={t('page.source')}>
            <p>{form.source}</p>
            <ul>
              {form.points.map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          </Card>
        </div>
        <div className="forms-side">
          <Preview form={form} texts={texts} layout={layout} onLayout={setLayout} />
          {mayManage && (
            <Card title={t('page.fieldsTitle')}>
              <p>{t('page.fieldsText')}</p>
              <div className="forms-names">
                {form.fieldNames.map(({ name, words }) => (
                  <Button key={name} size="small" onClick={() => insert(name)}>
                    {words}
                  </Button>
                ))}
              </div>
            </Card>
          )}
        </div>
      </div>
      {isIssuing && (
        <IssueDialog
          form={form}
          texts={texts}
          docx={docx}
          isReset={docx !== 'keep' ? false : isSame(texts, issued)}
          onClose={() => setIssuing(false)}
        />
      )}
      {leaving && (
        <Dialog
          open
          onClose={() => setLeaving(null)}
          title={t('page.discardTitle')}
          footer={
            <>
              <Button onClick={() => setLeaving(null)}>{t('page.stay')}</Button>
              <Button variant="danger" onClick={leaving}>
                {t('page.discard')}
              </Button>
            </>
          }
        >
          <p>{t('page.discardText')}</p>
        </Dialog>
      )}
    </Page>
  )
}

const isSame = (one: Texts, other: Texts): boolean => Object.entries(other).every(([key, text]) => one[key] === text)

interface PreviewProps {
  form: FormDetails
  texts: Texts
  layout: FormLayout
  onLayout: (layout: FormLayout) => void
}

/** The paper with a made-up case; while one is being made the last one stays. */
function Preview({ form, texts, layout, onLayout }: PreviewProps) {
  const { t } = useTranslation('forms')
  const shown = useDeferredValue(texts)
  const paper = useQuery({
    queryKey: ['forms', 'sample', form.key, shown, layout],
    queryFn: () => api.forms.previewSample({ formKey: form.key, texts: shown, layout }),
    gcTime: 0,
    placeholderData: (last) => last,
  })
  return (
    <Card
      title={t('page.preview')}
      actions={
        form.layouts.length > 1 && (
          <Select
            aria-label={t('page.layout')}
            options={form.layouts.map((value) => ({ value, label: t(`layout.${value}`) }))}
            value={layout}
            onValueChange={onLayout}
          />
        )
      }
    >
      {paper.isError && <QueryFailure error={paper.error} onRetry={() => paper.refetch()} />}
      <div className="forms-desk">
        {paper.data && <iframe title={t('page.preview')} src={paper.data.url} sandbox="" tabIndex={-1} />}
      </div>
    </Card>
  )
}
