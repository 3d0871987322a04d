// Which procedure: found by short code, national code or words without marks, then shown in two quiet lines. Choosing another one
// keeps everything else that was typed; Escape keeps the one that stood there.
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { Pencil, Search } from 'lucide-react'
import { type KeyboardEvent, memo, useMemo, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { ProcedureContent, ProcedureSummary } from '../../../../electron/api/procedures.ts'
import { api } from '../../../client.ts'
import { formatDate } from '../../../format.ts'
import { timeLimitWords } from '../../../time-limit.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { Combobox } from '../../../ui/combobox.tsx'
import { Field } from '../../../ui/field.tsx'
import { Spinner } from '../../../ui/spinner.tsx'
import { QueryFailure } from '../../case-parts.tsx'
import { useFormField } from '../fields.tsx'
import { useIntake } from '../intake-context.ts'
import { indexProcedures } from '../model/find-procedures.ts'
import type { IntakeValues } from '../model/values.ts'
import { useProcedure } from '../use-procedure.ts'
import { SectionCard } from './section-card.tsx'
import { VariantField } from './variant-field.tsx'

const wholeCatalogue = { query: '', field: null, limit: 2_000 }

export const ProcedureSection = memo(function ProcedureSection() {
  const { t } = useTranslation('intake')
  const form = useFormContext<IntakeValues>()
  const { goTo } = useIntake()
  const { value: procedureId, onValueChange, error } = useFormField('procedureId')
  const [isChanging, setChanging] = useState(false)
  const isChoosing = isChanging || procedureId === ''

  const choose = (procedure: ProcedureSummary) => {
    setChanging(false)
    if (procedure.id === procedureId) return goTo('procedureId')
    form.setValue('componentsOf', '')
    form.setValue('variant', null)
    onValueChange(procedure.id)
    goTo('procedureId') // until the check list stands there
  }
  const stay = () => {
    setChanging(false)
    goTo('procedureId')
  }
  const change = () => {
    setChanging(true)
    goTo('procedureId')
  }

  return (
    <SectionCard title={t('procedure.title')} shortcut="Alt+1" field="procedureId">
      <div data-field="procedureId">
        {isChoosing ? (
          // biome-ignore lint/a11y/noStaticElementInteractions: only hears the Escape of the box inside
          <div className="intake-choose" onKeyDown={(event) => isChanging && event.key === 'Escape' && stay()}>
            <Field label={t('procedure.find')} hideLabel required error={error}>
              <ProcedureBox onChoose={choose} />
            </Field>
            {isChanging && <Button onClick={stay}>{t('procedure.keep')}</Button>}
          </div>
        ) : (
          <>
            <ChosenProcedure onChange={change} />
            <VariantField />
          </>
        )}
      </div>
    </SectionCard>
  )
})

function ProcedureBox({ onChoose }: { onChoose: (procedure: ProcedureSummary) => void }) {
  const { t } = useTranslation('intake')
  const catalogue = useQuery({
    queryKey: ['procedures.list', wholeCatalogue],
    queryFn: () => api.procedures.list(wholeCatalogue),
  })
  const [query, setQuery] = useState('')
  const index = useMemo(() => indexProcedures(catalogue.data?.rows ?? []), [catalogue.data])
  const items = useMemo(() => index.find(query), [index, query])
  if (catalogue.isError) return <QueryFailure error={catalogue.error} onRetry={() => catalogue.refetch()} />
  // A clerk's Enter may come before the list has drawn its highlight, or while it is being redrawn; it is therefore answered here:
  // the highlighted hit where there is one, else the best hit of what stands in the box.
  const take = (event: KeyboardEvent) => {
    const box = event.target
    if (event.key !== 'Enter' || !(box instanceof HTMLInputElement) || box.value === '') return
    const hits = index.find(box.value)
    const highlighted = document.getElementById(box.getAttribute('aria-activedescendant') ?? '')
    const place = highlighted ? [...(highlighted.parentElement?.children ?? [])].indexOf(highlighted) : 0
    const hit = hits[place] ?? hits[0]
    if (!hit) return
    event.preventDefault()
    event.stopPropagation()
    onChoose(hit)
  }
  return (
    <div onKeyDownCapture={take}>
      <Combobox<ProcedureSummary>
        icon={Search}
        items={items}
        itemKey={(procedure) => procedure.id}
        itemLabel={(procedure) => procedure.name}
        renderItem={(procedure) => <ProcedureHit procedure={procedure} />}
        value={null}
        onValueChange={(procedure) => procedure && onChoose(procedure)}
        onQuery={setQuery}
        loading={catalogue.isPending}
        emptyText={catalogue.data?.total === 0 ? t('procedure.emptyCatalogue') : t('procedure.noHit')}
        placeholder={t('procedure.placeholder')}
      />
    </div>
  )
}

function ProcedureHit({ procedure }: { procedure: ProcedureSummary }) {
  const { t } = useTranslation('intake')
  const limit = timeLimitWords(t as TFunction, procedure.timeLimit)
  const facts = [procedure.field, procedure.nationalCode ?? '', limit ?? (procedure.timeLimitText || t('procedure.noLimit'))]
  return (
    <span className="intake-hit">
      <Badge tone="info">{procedure.shortCode}</Badge>
      <span>
        <span className="intake-clamp">{procedure.name}</span>
        <span className="popup-description intake-one-line">{facts.filter((fact) => fact !== '').join(' · ')}</span>
      </span>
    </span>
  )
}

function ChosenProcedure({ onChange }: { onChange: () => void }) {
  const { t } = useTranslation('intake')
  const procedure = useProcedure()
  const content = procedure.data?.content
  return (
    <div className="intake-chosen">
      {content && <Badge tone="info">{content.shortCode}</Badge>}
      <div className="intake-chosen-words">
        {content && (
          <>
            <p className="intake-chosen-name">{content.name}</p>
            <p className="intake-quiet intake-clamp" title={factsOf(content)}>
              {factsOf(content)}
            </p>
          </>
        )}
        {procedure.isPending && <Spinner />}
        {procedure.isError && <QueryFailure error={procedure.error} onRetry={() => procedure.refetch()} />}
      </div>
      <Button size="small" icon={Pencil} onClick={onChange}>
        {t('procedure.change')}
      </Button>
    </div>
  )

  function factsOf({ timeLimit, feeText, source: given, asOf }: ProcedureContent): string {
    const limit = timeLimitWords(t as TFunction, timeLimit)
    const source = URL.canParse(given) ? new URL(given).hostname : given
    return [
      limit ? t('procedure.limit', { limit }) : t('procedure.noLimit'),
      feeText ?? t('procedure.noFee'),
      asOf ? t('procedure.sourceAsOf', { source, date: formatDate(asOf) }) : t('procedure.source', { source }),
    ].join(' · ')
  }
}
