// InstrumentEditor { instrument, rows, breadcrumbs }: a draft as it is typed. Saving never issues; issuing asks for what the law wants first.
import './instrument.css'
import { Plus, Save, Stamp } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { isRealDate } from '../../../db/model/local-time.ts'
import { knownDay, parsePartialDate, partialDateText } from '../../../db/model/partial-date.ts'
import {
  draftEditions,
  editions,
  type Instrument,
  type InstrumentDetails,
  type LinkRelation,
  linkRelations,
  type TypedLine,
} from '../../../electron/api/conformity.ts'
import { usePermission } from '../../app/session.tsx'
import { api } from '../../client.ts'
import { failureOf, failureText, issueText } from '../../failures.ts'
import { Badge } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { DateInput } from '../../ui/date-input.tsx'
import { Field, FormGrid } from '../../ui/field.tsx'
import { NumberInput } from '../../ui/number-input.tsx'
import { Page } from '../../ui/page.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea, TextInput } from '../../ui/text-input.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useShortcut } from '../../ui/use-shortcuts.ts'
import type { ProcessGroup } from '../addresses.ts'
import { useConformityMutation } from '../conformity-queries.ts'
import type { LineCells } from '../pasted-rows.ts'
import { DiscardDialog, IssueDialog } from './issue-dialog.tsx'
import type { InstrumentViewProps } from './issued-instrument.tsx'
import { LegalSteps } from './legal-steps.tsx'
import { type MissingFact, missingFacts } from './missing-facts.ts'
import { ScopeLinesEditor } from './scope-lines-editor.tsx'
import { forgetTyped, getTyped, keepTyped, type Typed } from './unsaved.ts'

function typedOf(instrument: Instrument): Typed {
  const { title, issuer, edition, number, ordinal, issuedOn, inForceFrom, expiresOn, isExpiryAssumed } = instrument
  const { headName, headTitle, addresses, surveillances, note, earlier, lines, hash } = instrument
  const links = earlier.map(({ instrumentId, relation }) => ({ earlierId: instrumentId, relation }))
  return {
    details: {
      ...{ title, issuer, edition, number, ordinal, issuedOn, inForceFrom, expiresOn, isExpiryAssumed },
      ...{ headName, headTitle, addresses, surveillances, note, links },
    },
    issuedOn: partialDateText(issuedOn),
    lines: lines.map(({ group, text, field, processCode, procedureKey }) => ({
      ...{ group, text, field, processCode },
      procedureKey: procedureKey ?? '',
    })),
    basedOnHash: hash,
  }
}

const lineOf = ({ group, text, field, processCode, procedureKey }: LineCells): TypedLine => ({
  ...{ group: group as ProcessGroup, text, field, processCode },
  procedureKey: procedureKey.trim() || null,
})

export function InstrumentEditor({ instrument, rows, breadcrumbs }: InstrumentViewProps) {
  const { t } = useTranslation('conformity')
  const toast = useToast()
  const [, navigate] = useLocation()
  const mayIssue = usePermission('document.approve')
  const [typed, setTyped] = useState<Typed>(() => getTyped(instrument.id) ?? typedOf(instrument))
  const [dialog, setDialog] = useState<'issue' | 'discard' | null>(null)
  const [isDirty, setDirty] = useState(() => getTyped(instrument.id) !== undefined)
  const { details } = typed
  const change = (next: Partial<Typed>) => {
    const all = { ...typed, ...next }
    setTyped(all)
    setDirty(true)
    keepTyped(instrument.id, all)
  }
  const put = (next: Partial<InstrumentDetails>) => change({ details: { ...details, ...next } })
  const issuedOn = parsePartialDate(typed.issuedOn)

  const save = useConformityMutation(
    () =>
      api.conformity.save({
        instrumentId: instrument.id,
        details: { ...details, issuedOn: issuedOn ?? '', surveillances: details.surveillances.filter(Boolean) },
        lines: typed.lines.map(lineOf),
        basedOnHash: typed.basedOnHash,
      }),
    ({ hash }) => {
      setTyped((known) => ({ ...known, basedOnHash: hash }))
      setDirty(false)
      forgetTyped(instrument.id)
    },
  )
  const isReady = issuedOn !== null && [details.inForceFrom, details.expiresOn].every((date) => date === null || isRealDate(date))
  const saveNow = () => {
    if (isReady && !save.isPending) save.mutate(undefined, { onSuccess: () => toast.show({ title: t('saved') }) })
  }
  const missing = missingFacts(instrument.kind, details, typed.issuedOn, typed.lines.length)
  const isComplete = isReady && missing.length === 0
  // Until nothing is open any more, saving is what comes next.
  const isDue = isComplete && (instrument.check?.open ?? 0) === 0
  const openIssue = () => {
    if (!isComplete) return
    if (isDirty) save.mutate(undefined, { onSuccess: () => setDialog('issue') })
    else setDialog('issue')
  }
  useShortcut('conformity.save', 'Ctrl+S', saveNow, { labelKey: 'conformity:shortcut.save' })

  const missingId = useId()
  const dayName = instrument.kind === 'declaration' ? t('field.signedOn') : t('field.issuedOn')
  const factName = (fact: MissingFact) => (fact === 'day' ? dayName : t(`field.${fact}`))
  const hasSteps = instrument.check !== null && (instrument.check.steps.length > 0 || instrument.check.isDraftEdition)
  const issues = save.error ? failureOf(save.error).issues : []
  const errors = Object.fromEntries(issues.toReversed().map((issue) => [issue.path, issueText(t, issue)]))
  const lineErrors = Object.fromEntries(
    Object.entries(errors)
      .filter(([path]) => path.startsWith('lines.'))
      .map(([path, text]) => [path.slice('lines.'.length), text]),
  )

  return (
    <Page
      title={details.title || instrument.title}
      breadcrumbs={breadcrumbs}
      badge={<Badge tone="info">{t('state.draft')}</Badge>}
      description={t('draftText', { kind: t(`kind.${instrument.kind}`) })}
      actions={
        <>
          <Button variant="quiet" onClick={() => setDialog('discard')}>
            {t('discard.open')}
          </Button>
          <Button
            variant={isDue ? 'secondary' : 'primary'}
            icon={Save}
            shortcut="Ctrl+S"
            busy={save.isPending}
            disabled={!isReady}
            onClick={saveNow}
          >
            {t('save')}
          </Button>
          {mayIssue && (
            <Button
              variant={isDue ? 'primary' : 'secondary'}
              icon={Stamp}
              aria-disabled={!isComplete}
              aria-describedby={missing.length > 0 ? missingId : undefined}
              onClick={openIssue}
            >
              {t(`issue.open.${instrument.kind}`)}
            </Button>
          )}
        </>
      }
    >
      <div className="instrument-stack">
        {save.error && <Banner tone="error">{failureText(t, save.error)}</Banner>}
        {isDirty && !save.error && <Banner tone="info">{t('unsaved')}</Banner>}
        <div className="instrument">
          <div className="instrument-main">
            <Card title={t('facts')}>
              <FormGrid>
                <Field label={t('field.title')} error={errors['details.title']} span={8} required>
                  <TextInput maxLength={200} value={details.title} onValueChange={(title) => put({ title })} />
                </Field>
                <Field label={t('field.edition')} span={4} required>
                  <Select
                    options={editions.map((edition) => ({
                      value: edition,
                      label: draftEditions.includes(edition) ? t('standardDraft', { edition }) : t('standard', { edition }),
                    }))}
                    value={details.edition}
                    onValueChange={(edition) => put({ edition })}
                  />
                </Field>
                <Field label={t('field.issuer')} span={8} required>
                  <TextInput maxLength={300} value={details.issuer} onValueChange={(issuer) => put({ issuer })} />
                </Field>
                <Field
                  label={t('field.number')}
                  hint={instrument.kind === 'certificate' ? t('numberHint') : undefined}
                  span={4}
                  required={instrument.kind === 'declaration'}
                >
                  <TextInput maxLength={80} value={details.number} onValueChange={(number) => put({ number })} />
                </Field>
                <Field
                  label={dayName}
                  hint={t('partialHint')}
                  error={issuedOn === null ? t('partialWrong') : errors['details.issuedOn']}
                  span={4}
                >
                  <TextInput code maxLength={20} value={typed.issuedOn} onValueChange={(text) => change({ issuedOn: text })} />
                </Field>
                <Field
                  label={t('field.inForceFrom')}
                  hint={issuedOn && knownDay(issuedOn) ? t('inForceSame') : t('inForceHint')}
                  error={errors['details.inForceFrom']}
                  span={4}
                >
                  <DateInput value={details.inForceFrom ?? ''} onValueChange={(date) => put({ inForceFrom: date || null })} />
                </Field>
                {instrument.kind === 'certificate' ? (
                  <>
                    <Field label={t('field.expiresOn')} error={errors['details.expiresOn']} span={4} required>
                      <DateInput value={details.expiresOn ?? ''} onValueChange={(date) => put({ expiresOn: date || null })} />
                    </Field>
                    <Field label={t('field.ordinal')} hint={t('ordinalHint')} span={4} required>
                      <NumberInput min={1} max={99} value={details.ordinal} onValueChange={(ordinal) => put({ ordinal })} />
                    </Field>
                    <Field group label={t('field.assumed')} span={8}>
                      <Checkbox
                        label={t('assumedText')}
                        checked={details.isExpiryAssumed}
                        onCheckedChange={(isExpiryAssumed) => put({ isExpiryAssumed })}
                      />
                    </Field>
                  </>
                ) : (
                  <p className="legal-date">{t('noExpiryText')}</p>
                )}
                <Field label={t('field.headTitle')} span={6}>
                  <TextInput maxLength={200} value={details.headTitle} onValueChange={(headTitle) => put({ headTitle })} />
                </Field>
                <Field label={t('field.headName')} span={6}>
                  <TextInput maxLength={200} value={details.headName} onValueChange={(headName) => put({ headName })} />
                </Field>
                <Field label={t('field.addresses')} hint={t('addressesHint')}>
                  <TextArea
                    rows={2}
                    value={details.addresses.join('\n')}
                    onValueChange={(text) => put({ addresses: text === '' ? [] : text.split('\n') })}
                  />
                </Field>
                <Field label={t('field.note')} hint={t('noteHint')} error={errors['details.note']}>
                  <TextArea rows={2} maxLength={4_000} value={details.note} onValueChange={(note) => put({ note })} />
                </Field>
              </FormGrid>
            </Card>
          </div>
          <aside className="instrument-side" aria-label={t('before')}>
            {(missing.length > 0 || hasSteps) && (
              <Card title={t('before')}>
                <div className="instrument-stack">
                  {missing.length > 0 && <p id={missingId}>{t('issue.facts', { fields: missing.map(factName).join('; ') })}</p>}
                  {instrument.check && hasSteps && <LegalSteps check={instrument.check} />}
                </div>
              </Card>
            )}
            <LinksCard details={details} rows={rows.filter(({ id }) => id !== instrument.id)} errors={errors} onChange={put} />
            {instrument.kind === 'certificate' && <SurveillanceCard details={details} errors={errors} onChange={put} />}
          </aside>
        </div>
        {/* Its columns need the whole width of a small window. */}
        <ScopeLinesEditor lines={typed.lines} errors={lineErrors} onChange={(lines) => change({ lines })} />
      </div>
      {dialog === 'issue' && <IssueDialog instrument={instrument} onClose={() => setDialog(null)} />}
      {dialog === 'discard' && (
        <DiscardDialog
          instrument={instrument}
          onClose={() => setDialog(null)}
          onDiscarded={() => {
            forgetTyped(instrument.id)
            breadcrumbs[0]?.onSelect()
            navigate('/conformity?')
          }}
        />
      )}
    </Page>
  )
}

interface PartProps {
  details: InstrumentDetails
  errors: Readonly<Record<string, string>>
  onChange: (next: Partial<InstrumentDetails>) => void
}

/** Which instruments it takes up, and what it does to each. */
function LinksCard({ details, rows, errors, onChange }: PartProps & { rows: InstrumentViewProps['rows'] }) {
  const { t } = useTranslation('conformity')
  const free = rows.filter(({ id }) => !details.links.some(({ earlierId }) => earlierId === id))
  const put = (index: number, next: Partial<InstrumentDetails['links'][number]>) =>
    onChange({ links: details.links.map((link, other) => (other === index ? { ...link, ...next } : link)) })
  if (details.links.length === 0 && free.length === 0) return null
  return (
    <Card title={t('links.title')}>
      <div className="instrument-stack">
        {details.links.map((link, index) => (
          <Field
            key={link.earlierId}
            label={rows.find(({ id }) => id === link.earlierId)?.title ?? ''}
            error={errors[`details.links.${index}`]}
          >
            <Select<LinkRelation | 'none'>
              options={[
                ...linkRelations.map((value) => ({ value, label: t(`relation.${value}`) })),
                { value: 'none' as const, label: t('links.remove') },
              ]}
              value={link.relation}
              onValueChange={(value) =>
                value === 'none'
                  ? onChange({ links: details.links.filter((_, other) => other !== index) })
                  : put(index, { relation: value })
              }
            />
          </Field>
        ))}
        {free.length > 0 && (
          <Field label={t('links.add')}>
            <Select
              options={free.map(({ id, title }) => ({ value: id, label: title }))}
              value={null}
              placeholder={t('links.choose')}
              onValueChange={(earlierId) => onChange({ links: [...details.links, { earlierId, relation: 'replaces' }] })}
            />
          </Field>
        )}
      </div>
    </Card>
  )
}

/** The days on which the body will look after its certificate. */
function SurveillanceCard({ details, errors, onChange }: PartProps) {
  const { t } = useTranslation('conformity')
  const { surveillances } = details
  return (
    <Card
      title={t('field.surveillances')}
      actions={
        <IconButton
          label={t('surveillance.add')}
          icon={Plus}
          onClick={() => onChange({ surveillances: [...surveillances, ''] })}
        />
      }
    >
      <div className="instrument-stack">
        {surveillances.length === 0 && <p className="legal-date">{t('surveillance.none')}</p>}
        {surveillances.map((date, index) => (
          <Field
            // biome-ignore lint/suspicious/noArrayIndexKey: the day is what is typed, so only the place names it
            key={index}
            label={t('surveillance.number', { number: index + 1 })}
            error={errors[`details.surveillances.${index}`]}
          >
            <DateInput
              value={date}
              onValueChange={(next) =>
                onChange({ surveillances: surveillances.map((one, other) => (other === index ? next : one)) })
              }
            />
          </Field>
        ))}
      </div>
    </Card>
  )
}
