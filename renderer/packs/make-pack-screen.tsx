// Making a pack: what goes in, for whom, from when, on which decision; signed with the office's key and saved as a file.
import './packs.css'
import '../documents/document-page.css'
import { useQuery } from '@tanstack/react-query'
import { PackagePlus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { documentKinds } from '../../electron/api/documents.ts'
import { useLeaveGuard } from '../app/leave-guard.ts'
import { routes } from '../app/routes.ts'
import { api } from '../client.ts'
import { today } from '../conformity/today.ts'
import { documentsQuery, useDocumentMutation } from '../documents/document-queries.ts'
import { failureOf, failureText, issueText } from '../failures.ts'
import { formatNumber } from '../format.ts'
import { lawsQuery } from '../laws/law-queries.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import { Progress } from '../ui/progress.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { TextArea, TextInput } from '../ui/text-input.tsx'
import { useToast } from '../ui/toast.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { useProgress } from '../use-progress.ts'
import { packKeysQuery } from './pack-queries.ts'
import { PickList } from './pick-list.tsx'

const none: ReadonlySet<string> = new Set()
const lists = [
  'documentIds',
  'procedureIds',
  'lawIds',
  'years',
  'unitCodes',
  'withdrawnDocumentIds',
  'withdrawnProcedureIds',
  'withdrawnUnitCodes',
] as const
type List = (typeof lists)[number]
const nothingPicked = Object.fromEntries(lists.map((list) => [list, none])) as Record<List, ReadonlySet<string>>

export function MakePackScreen() {
  const { t } = useTranslation('packs')
  const [, navigate] = useLocation()
  const toast = useToast()
  const [title, setTitle] = useState('')
  const [decision, setDecision] = useState('')
  const [validFrom, setValidFrom] = useState(today)
  const [scope, setScope] = useState<'all' | 'some'>('all')
  const [receivers, setReceivers] = useState(none)
  const [codes, setCodes] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [picked, setPicked] = useState(nothingPicked)
  const form = useRef<HTMLFormElement>(null)
  const isSaved = useRef(false)
  const [refusals, setRefusals] = useState(0)
  const keys = useQuery(packKeysQuery)
  const choices = useChoices(validFrom)
  const back = () => navigate(routes.packs)
  const offices = [...new Set([...receivers, ...codes.split(/[\s,;]+/).filter(Boolean)])]
  const make = useDocumentMutation(
    () =>
      api.packs.make({
        title,
        decision,
        validFrom,
        offices: scope === 'all' ? null : offices,
        passphrase,
        documentIds: [...picked.documentIds],
        procedureIds: [...picked.procedureIds],
        lawIds: [...picked.lawIds],
        years: [...picked.years],
        withdrawnDocumentIds: [...picked.withdrawnDocumentIds],
        withdrawnProcedureIds: [...picked.withdrawnProcedureIds],
        unitCodes: [...picked.unitCodes],
        withdrawnUnitCodes: [...picked.withdrawnUnitCodes],
      }),
    ({ fileName, number }) => {
      if (fileName === null) return
      isSaved.current = true
      toast.show({ title: t('make.done', { fileName, number }) })
      navigate(routes.packs)
    },
  )
  const progress = useProgress('packs.make', make.isPending)
  const [leaving, setLeaving] = useState<(() => void) | null>(null)
  const isTyped =
    [title, decision, codes, passphrase].some((text) => text !== '') ||
    [receivers, ...lists.map((list) => picked[list])].some((set) => set.size > 0)
  useLeaveGuard((go) => {
    if (!isTyped || isSaved.current) return false
    setLeaving(() => go)
    return true
  })
  const submit = () => {
    if (!make.isPending) make.mutate(undefined, { onError: () => setRefusals((count) => count + 1) })
  }
  useShortcut('packs.back', 'Alt+Left', back, { labelKey: 'packs:shortcut.back' })
  useShortcut('packs.save', 'Ctrl+S', submit, { labelKey: 'packs:shortcut.save' })
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refusals])
  const { issues, code } = make.error ? failureOf(make.error) : { issues: [], code: null }
  const errors = Object.fromEntries(issues.toReversed().map((issue) => [issue.path.split('.')[0], issueText(t, issue)]))
  const hasKey = keys.data?.keys.some(({ isOwn, revokedAt }) => isOwn && revokedAt === null)
  return (
    <Page title={t('make.title')} description={t('make.description')} breadcrumbs={[{ label: t('list.title'), onSelect: back }]}>
      <form
        ref={form}
        className="packs-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {hasKey === false && (
          <Banner
            tone="warn"
            title={t('make.noKey')}
            action={<Button onClick={() => navigate(routes.packKeys)}>{t('list.keys')}</Button>}
          >
            {t('make.noKeyText')}
          </Banner>
        )}
        {make.error && (code !== 'input.invalid' || issues.length === 0) && (
          <Banner tone="error">{failureText(t, make.error)}</Banner>
        )}
        <Card title={t('make.about')}>
          <FormGrid>
            <Field label={t('field.title')} error={errors.title} required>
              <TextInput autoFocus maxLength={300} value={title} onValueChange={setTitle} />
            </Field>
            <Field label={t('field.decision')} hint={t('make.decisionHint')} error={errors.decision} span={6}>
              <TextInput maxLength={80} value={decision} onValueChange={setDecision} />
            </Field>
            <Field label={t('field.validFrom')} hint={t('make.validFromHint')} error={errors.validFrom} span={6} required>
              <DateInput value={validFrom} onValueChange={setValidFrom} />
            </Field>
            <Field
              label={t('field.offices')}
              error={errors.offices && (offices.length === 0 ? t('make.noOffice') : errors.offices)}
              group
              required
            >
              <RadioGroup
                options={[
                  { value: 'all', label: t('make.all') },
                  { value: 'some', label: t('make.some') },
                ]}
                value={scope}
                onValueChange={setScope}
              />
            </Field>
            {scope === 'some' && (
              <Field label={t('make.codes')} hint={t('make.codesHint')}>
                <TextArea rows={2} maxLength={20_000} value={codes} onValueChange={setCodes} />
              </Field>
            )}
          </FormGrid>
        </Card>
        {scope === 'some' && (
          <PickList
            label={t('make.receivers')}
            options={choices.unitCodes}
            picked={receivers}
            onChange={setReceivers}
            empty={t('make.noReceivers')}
          />
        )}
        {lists.map((list) => (
          <PickList
            key={list}
            label={t(`make.list.${list}`)}
            options={choices[list]}
            picked={picked[list]}
            onChange={(next) => setPicked({ ...picked, [list]: next })}
            empty={t(`make.empty.${list}`)}
          />
        ))}
        <Card title={t('make.sign')}>
          <FormGrid>
            <Field label={t('keys.passphrase')} hint={t('make.passphraseHint')} error={errors.passphrase} span={6} required>
              <TextInput type="password" maxLength={200} value={passphrase} onValueChange={setPassphrase} />
            </Field>
          </FormGrid>
        </Card>
        {make.isPending && <Progress label={t('make.running')} value={progress.value} />}
        <div className="packs-form-foot">
          <Button onClick={back}>{t('make.cancel')}</Button>
          <Button type="submit" variant="primary" icon={PackagePlus} shortcut="Ctrl+S" busy={make.isPending}>
            {t('make.save')}
          </Button>
        </div>
      </form>
      <ConfirmDialog
        open={leaving !== null}
        danger
        title={t('ui:typed.title')}
        confirmLabel={t('ui:typed.drop')}
        cancelLabel={t('ui:typed.keep')}
        onCancel={() => setLeaving(null)}
        onConfirm={() => leaving?.()}
      >
        {t('ui:typed.text')}
      </ConfirmDialog>
    </Page>
  )
}

/** What there is to choose from: documents as they stand on the pack's day. */
function useChoices(validFrom: string): Record<List, { id: string; label: string }[]> {
  const { t } = useTranslation('packs')
  const documents = useQuery(documentsQuery(documentKinds, /^\d{4}-\d{2}-\d{2}$/.test(validFrom) ? validFrom : null))
  const laws = useQuery(lawsQuery('', null))
  const procedures = useQuery({
    queryKey: ['procedures.list', { query: '', field: null, limit: 1_000 }],
    queryFn: () => api.procedures.list({ query: '', field: null, limit: 1_000 }),
  })
  const calendar = useQuery({ queryKey: ['calendar.getCurrent'], queryFn: () => api.calendar.getCurrent({}) })
  const units = useQuery({ queryKey: ['packs.listUnits'], queryFn: () => api.packs.listUnits({}) })
  const unit = (units.data?.rows ?? []).map(({ code, name }) => ({ id: code, label: `${code} · ${name}` }))
  const documentOf = (state: string) =>
    (documents.data?.rows ?? [])
      .filter((row) => row.state === state)
      .map(({ id, code, name, issue, revision }) => ({
        id,
        label: `${code} · ${name} · ${t('entry.version', { issue, revision })}`,
      }))
  const procedure = (procedures.data?.rows ?? []).map(({ id, shortCode, nationalCode, name }) => ({
    id,
    label: [shortCode, nationalCode, name].filter(Boolean).join(' · '),
  }))
  return {
    documentIds: documentOf('effective'),
    procedureIds: procedure,
    lawIds: (laws.data?.rows ?? []).map(({ id, number, title }) => ({ id, label: `${number} · ${title}` })),
    years: (calendar.data?.years ?? [])
      .filter(({ decided }) => decided)
      .map(({ year, days }) => ({ id: String(year), label: t('make.year', { year, number: formatNumber(days.length) }) })),
    withdrawnDocumentIds: documentOf('withdrawn'),
    withdrawnProcedureIds: procedure,
    unitCodes: unit,
    withdrawnUnitCodes: unit,
  }
}
