// The dialogs of retention: a term with its ground, dropping one, deciding about cases.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProcedureSummary } from '../../electron/api/procedures.ts'
import {
  knownTerms,
  type RetentionDecision,
  type RetentionRule,
  type RetentionScope,
  retentionScopes,
} from '../../electron/api/retention.ts'
import { api } from '../client.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { NumberInput } from '../ui/number-input.tsx'
import { Select } from '../ui/select.tsx'
import { TextInput } from '../ui/text-input.tsx'

const stale = [['retention.listRules'], ['retention.listExpired'], ['retention.listDecided'], ['cases.get']]
const own = 'own'

export function RuleDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('retention')
  const [scope, setScope] = useState<RetentionScope>('procedure')
  const [procedure, setProcedure] = useState<ProcedureSummary | null>(null)
  const [field, setField] = useState('')
  const [years, setYears] = useState<number | null>(null)
  const [isForGood, setForGood] = useState(false)
  const [ground, setGround] = useState('')
  const [term, setTerm] = useState<string>(own)
  const [query, setQuery] = useState('')
  const found = useQuery({
    queryKey: ['procedures.list', { query, field: null, limit: 20 }],
    queryFn: () => api.procedures.list({ query, field: null, limit: 20 }),
    placeholderData: (before) => before,
  })
  const value = { procedure: procedure?.id ?? '', field, all: '' }[scope]
  return (
    <FormDialog
      title={t('rule')}
      confirm={t('saveRule')}
      done={t('savedRule')}
      stale={stale}
      act={() => api.retention.setRule({ scope, value, years: isForGood ? null : (years ?? 0), ground })}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('known')}>
            <Select
              options={[
                { value: own, label: t('ownTerm') },
                ...knownTerms.map(({ key }) => ({ value: key as string, label: t(`term.${key}`) })),
              ]}
              value={term}
              onValueChange={(next) => {
                setTerm(next)
                const known = knownTerms.find(({ key }) => key === next)
                if (!known) return
                setForGood(false)
                setYears(known.years)
                setGround(t('termGround'))
              }}
            />
          </Field>
          <Field label={t('scopeLabel')} span={4}>
            <Select
              options={retentionScopes.map((one) => ({ value: one, label: t(`scope.${one}`) }))}
              value={scope}
              onValueChange={setScope}
            />
          </Field>
          {scope === 'procedure' && (
            <Field label={t('procedure')} error={errors.value} span={8} required>
              <Combobox<ProcedureSummary>
                items={found.data?.rows ?? []}
                itemKey={({ id }) => id}
                itemLabel={({ shortCode, name }) => `${shortCode} – ${name}`}
                onQuery={setQuery}
                loading={found.isFetching}
                value={procedure}
                onValueChange={setProcedure}
              />
            </Field>
          )}
          {scope === 'field' && (
            <Field label={t('field')} error={errors.value} span={8} required>
              <Select
                options={(found.data?.fields ?? []).map((one) => ({ value: one, label: one }))}
                value={field}
                onValueChange={setField}
              />
            </Field>
          )}
          <Field label={t('years')} error={errors.years} span={4} required={!isForGood}>
            <NumberInput value={isForGood ? null : years} onValueChange={setYears} min={1} max={100} disabled={isForGood} />
          </Field>
          <Field label={t('rule')} span={8}>
            <Checkbox label={t('forGood')} checked={isForGood} onCheckedChange={setForGood} />
          </Field>
          <Field label={t('ground')} hint={t('groundHint')} error={errors.ground} required>
            <TextInput maxLength={500} value={ground} onValueChange={setGround} />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}

export function DropRuleDialog({ rule, onClose }: { rule: RetentionRule; onClose: () => void }) {
  const { t } = useTranslation('retention')
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      title={t('dropRuleOf', { name: rule.name || t('scope.all') })}
      confirm={t('dropRule')}
      danger
      done={t('droppedRule')}
      stale={stale}
      act={() => api.retention.dropRule({ ruleId: rule.id, reason })}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('dropReason')} error={errors.reason} required>
            <TextInput maxLength={1_000} value={reason} onValueChange={setReason} />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}

interface DecideDialogProps {
  decision: RetentionDecision
  caseIds: readonly string[]
  onDone: () => void
  onClose: () => void
}

export function DecideDialog({ decision, caseIds, onDone, onClose }: DecideDialogProps) {
  const { t } = useTranslation('retention')
  const [keepUntil, setKeepUntil] = useState('')
  const [recordNumber, setRecordNumber] = useState('')
  const [reason, setReason] = useState('')
  const isKept = decision === 'keep'
  return (
    <FormDialog
      title={t(isKept ? 'keepTitle' : 'destroyTitle', { count: caseIds.length })}
      description={t(isKept ? 'keepText' : 'destroyText')}
      confirm={t(isKept ? 'decideKeep' : 'decideDestroy')}
      danger={!isKept}
      done={t('decided')}
      stale={stale}
      act={() => api.retention.decide({ caseIds: [...caseIds], decision, keepUntil, recordNumber, reason })}
      onDone={onDone}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          {isKept ? (
            <Field label={t('keepUntil')} error={errors.keepUntil} span={6} required>
              <DateInput value={keepUntil} onValueChange={setKeepUntil} />
            </Field>
          ) : (
            <Field label={t('decisionNumber')} error={errors.recordNumber} span={6} required>
              <TextInput maxLength={100} value={recordNumber} onValueChange={setRecordNumber} />
            </Field>
          )}
          <Field label={t('reason')} error={errors.reason} required>
            <TextInput maxLength={1_000} value={reason} onValueChange={setReason} />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}
