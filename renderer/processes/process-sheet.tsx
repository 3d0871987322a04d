// ProcessSheet { content }: what a version of a process says, in the order of the classic ISO document (TCVN ISO 9001 in the administration):
// purpose, scope, references, definitions, content 5.1 to 5.8, forms, records to keep.
import { useQuery } from '@tanstack/react-query'
import { BookOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { ProcessContent } from '../../electron/api/documents.ts'
import { routes } from '../app/routes.ts'
import { api } from '../client.ts'
import { formatNumber } from '../format.ts'
import { Card } from '../ui/card.tsx'
import { DescriptionList } from '../ui/description-list.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { StepTable } from './step-table.tsx'

export function ProcessSheet({ content }: { content: ProcessContent }) {
  const { t } = useTranslation('processes')
  const { components, forms, records, variants } = content
  const variantName = (key: string) => variants.find((variant) => variant.key === key)?.name || key
  return (
    <div className="document-sheet">
      <Card title={t('sheet.facts')}>
        <DescriptionList
          columns={2}
          items={[
            { label: t('documents:field.field'), value: content.field },
            { label: t('documents:field.authority'), value: t(`documents:authority.${content.authority}`) },
            { label: t('documents:field.ownerUnit'), value: content.ownerUnit },
            { label: t('sheet.procedures'), value: formatNumber(content.procedures.length) },
          ]}
        />
      </Card>
      <Words title={t('sheet.purpose')} text={content.purpose} />
      <Words title={t('sheet.scope')} text={content.scope} />
      <Part title={t('sheet.references')} isEmpty={content.references.length === 0}>
        <Lines of={content.references} />
      </Part>
      <Part title={t('sheet.definitions')} isEmpty={content.definitions.length === 0}>
        <DescriptionList items={content.definitions.map(({ term, meaning }) => ({ label: term, value: meaning }))} />
      </Part>
      <Part title={t('sheet.legalGrounds')} isEmpty={content.legalGrounds.length === 0}>
        <Lines of={content.legalGrounds.map(({ law, title, articles }) => [law, title, articles].filter(Boolean).join(' – '))} />
      </Part>
      <Part title={t('sheet.components')} isEmpty={components.length === 0}>
        <Table
          head={[t('sheet.order'), t('sheet.paper'), t('sheet.originals'), t('sheet.copies')]}
          rows={components.map((paper, index) => [
            index + 1,
            <>
              {paper.name}
              {[
                paper.variant !== null && t('sheet.onlyFor', { variant: variantName(paper.variant) }),
                !paper.isRequired && t('sheet.ifAny'),
                paper.condition,
              ]
                .filter(Boolean)
                .map((note) => (
                  <p key={String(note)} className="document-soft">
                    {note}
                  </p>
                ))}
            </>,
            paper.originals || '—',
            paper.copies || '—',
          ])}
          narrow={[0, 2, 3]}
        />
      </Part>
      <Words title={t('sheet.setCount')} text={t('sheet.sets', { number: content.setCount })} />
      <Part title={t('sheet.limit')} isEmpty={variants.every(({ timeLimit }) => timeLimit === null)}>
        {variants.map(({ key, name, timeLimit }) => (
          <p key={key}>
            {name && `${name}: `}
            {timeLimit === null
              ? t('sheet.noLimit')
              : timeLimit.unit === 'same-day'
                ? t('calendar:unit.same-day')
                : `${formatNumber(timeLimit.limit)} ${t(`calendar:unit.${timeLimit.unit}`)}`}
          </p>
        ))}
      </Part>
      <Words title={t('sheet.receivingPlace')} text={content.receivingPlace} />
      <Words title={t('sheet.fee')} text={content.fee} />
      <Part title={t('sheet.steps')} isEmpty={variants.every(({ steps }) => steps.length === 0)}>
        <div className="document-stack">
          {variants.map((variant) => (
            <StepTable key={variant.key} variant={variant} />
          ))}
        </div>
      </Part>
      <Card title={t('sheet.further')}>
        <DescriptionList
          columns={2}
          items={[
            { label: t('sheet.conditions'), value: content.conditions },
            { label: t('sheet.ways'), value: content.ways },
            { label: t('sheet.subjects'), value: content.subjects },
            { label: t('sheet.results'), value: content.results.join('\n') },
            { label: t('sheet.performingBody'), value: content.performingBody },
            { label: t('sheet.decidingBody'), value: content.decidingBody },
            { label: t('sheet.delegatedBody'), value: content.delegatedBody },
            { label: t('sheet.coordinatingBodies'), value: content.coordinatingBodies },
          ].map(({ label, value }) => ({ label, value: value && <span className="document-text">{value}</span> }))}
        />
      </Card>
      <Part title={t('sheet.forms')} isEmpty={forms.length === 0}>
        <Table
          head={[t('sheet.order'), t('sheet.formCode'), t('sheet.formName'), t('sheet.formLaw')]}
          rows={forms.map(({ code, name, law }, index) => [index + 1, code, name, law || '—'])}
          narrow={[0]}
          medium={[1, 3]}
        />
      </Part>
      <Part title={t('sheet.records')} isEmpty={records.length === 0}>
        <Table
          head={[t('sheet.order'), t('sheet.record'), t('sheet.place'), t('sheet.retention')]}
          rows={records.map(({ name, place, retention }, index) => [index + 1, name, place || '—', retention || '—'])}
          narrow={[0]}
          medium={[2, 3]}
        />
      </Part>
      {content.responsibility !== '' && <Words title={t('sheet.responsibility')} text={content.responsibility} />}
    </div>
  )
}

function Part({ title, isEmpty, children }: { title: string; isEmpty: boolean; children: ReactNode }) {
  const { t } = useTranslation('processes')
  return <Card title={title}>{isEmpty ? <p className="document-soft">{t('sheet.notWritten')}</p> : children}</Card>
}

const Words = ({ title, text }: { title: string; text: string }) => (
  <Part title={title} isEmpty={text === ''}>
    <p className="document-text">{text}</p>
  </Part>
)

const Lines = ({ of }: { of: readonly string[] }) => (
  <ol className="document-list">
    {of.map((line, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same line may stand twice; what is shown never changes
      <li key={index}>{line}</li>
    ))}
  </ol>
)

interface TableProps {
  head: string[]
  rows: ReactNode[][]
  /** Columns of a number or a mark. */
  narrow?: number[]
  medium?: number[]
}

function Table({ head, rows, narrow = [], medium = [] }: TableProps) {
  const widthOf = (column: number) =>
    narrow.includes(column) ? 'document-narrow' : medium.includes(column) ? 'document-medium' : undefined
  return (
    <table className="document-table">
      <thead>
        <tr>
          {head.map((words, column) => (
            <th key={words} scope="col" className={widthOf(column)}>
              {words}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what is shown never changes
          <tr key={index}>
            {row.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
              <td key={column}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const wholeCatalogue = { query: '', field: null, limit: 2_000 }

/** The procedures of the catalogue that a process serves; a key that the catalogue does not know stands as it is. */
export function ServedProcedures({ keys }: { keys: readonly string[] }) {
  const { t } = useTranslation('processes')
  const catalogue = useQuery({
    queryKey: ['procedures.list', wholeCatalogue],
    queryFn: () => api.procedures.list(wholeCatalogue),
    enabled: keys.length > 0,
  })
  if (keys.length === 0) {
    return (
      <EmptyState icon={BookOpen} title={t('served.none')}>
        {t('served.noneText')}
      </EmptyState>
    )
  }
  const known = new Map(catalogue.data?.rows.map((row) => [row.localKey, row]))
  return (
    <Card flush>
      <table className="document-table">
        <thead>
          <tr>
            <th scope="col" className="document-narrow">
              {t('served.shortCode')}
            </th>
            <th scope="col">{t('served.name')}</th>
            <th scope="col" className="document-medium">
              {t('served.field')}
            </th>
            <th scope="col" className="document-medium">
              {t('served.nationalCode')}
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => {
            const row = known.get(key)
            return (
              <tr key={key}>
                <td>{row?.shortCode ?? '—'}</td>
                <td>{row ? <Link href={routes.procedure(row.id)}>{row.name}</Link> : t('served.unknown', { key })}</td>
                <td>{row?.field ?? '—'}</td>
                <td className="tabular">{row?.nationalCode ?? '—'}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Card>
  )
}
