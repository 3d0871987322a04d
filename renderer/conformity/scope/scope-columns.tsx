// The columns of the scope matrix: what it is, which processes do it, which valid instrument covers it, and what is missing.
import './scope.css'
import { Check, CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { InstrumentSummary, ScopeRow } from '../../../electron/api/conformity.ts'
import type { Column } from '../../ui/data-table.tsx'
import { Icon } from '../../ui/icon.tsx'

function Gap({ text }: { text: string }) {
  return (
    <span className="scope-gap">
      <Icon of={CircleAlert} />
      {text}
    </span>
  )
}

export function useScopeColumns(instruments: readonly InstrumentSummary[]): Column<ScopeRow>[] {
  const { t } = useTranslation('conformity')
  return [
    { id: 'code', header: t('scope.code'), width: 8.5, numeric: true, render: ({ code }) => code || '—' },
    { id: 'name', header: t('scope.name'), grow: 4, minWidth: 14, render: ({ name }) => name },
    {
      id: 'field',
      header: t('scope.fieldAndGroup'),
      grow: 2,
      minWidth: 8,
      render: ({ field, group }) => [field, group && t(`group.${group}`)].filter(Boolean).join(' · '),
    },
    {
      id: 'processes',
      header: t('scope.processes'),
      grow: 1,
      minWidth: 8,
      render: ({ processes, gaps }) =>
        gaps.includes('noProcess') || gaps.includes('noLongerEffective') ? (
          <Gap text={t(gaps.includes('noProcess') ? 'gap.noProcess' : 'gap.noLongerEffective')} />
        ) : (
          processes.map(({ code, issue, revision }) => t('scope.process', { code, issue, revision })).join('; ') || '—'
        ),
    },
    ...instruments.map(
      (instrument): Column<ScopeRow> => ({
        id: instrument.id,
        header: instrument.title,
        width: 7.5,
        align: 'center',
        render: (row) =>
          row.instruments.includes(instrument.id) ? (
            <span className="scope-yes">
              <Icon of={Check} />
              <span className="visually-hidden">{t('scope.covered')}</span>
            </span>
          ) : (
            <span className="scope-no">—</span>
          ),
      }),
    ),
    {
      id: 'gaps',
      header: t('scope.gaps'),
      width: 11,
      render: ({ gaps, isDeclarable }) => {
        const told = gaps.filter((gap) => gap === 'notDeclared' || gap === 'notInList')
        if (told.length > 0)
          return (
            <span className="scope-gaps">
              {told.map((gap) => (
                <Gap key={gap} text={t(`gap.${gap}`)} />
              ))}
            </span>
          )
        if (gaps.length > 0) return <Gap text={t('gap.incomplete')} />
        return isDeclarable ? t('scope.complete') : t('scope.mayBeDeclared')
      },
    },
  ]
}
