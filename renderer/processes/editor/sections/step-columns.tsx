// The columns of the step table.
import { useMemo } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { fold } from '../../../../db/model/text.ts'
import { stepActs } from '../../../../electron/api/documents.ts'
import type { SheetColumn } from '../../../ui/sheet/sheet.tsx'
import { amountText, type TimeWords, timeText, withTime } from '../model/steps.ts'
import type { EditorValues, StepRow, VariantRow } from '../model/values.ts'

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ')
const distinct = (texts: readonly string[]) => [...new Set(texts.filter(Boolean))].map((text) => ({ text }))

export function useTimeWords(): TimeWords {
  const { t } = useTranslation('process-editor')
  return useMemo(
    () => ({
      days: t('time.days'),
      hours: t('time.hours'),
      officeHours: t('time.officeHours'),
      notCounted: t('time.notCounted'),
      sameDay: t('time.sameDay'),
      group: (key: string) => t('time.group', { key }),
    }),
    [t],
  )
}

export function useStepColumns(groups: VariantRow['groups']): ReadonlyArray<SheetColumn<StepRow>> {
  const { t } = useTranslation('process-editor')
  const words = useTimeWords()
  const forms = useWatch<EditorValues, 'forms'>({ name: 'forms' })
  const codes = forms.map(({ code, name }) => `${code}\t${name}`).join('\n')
  return useMemo(() => {
    const known = codes.split('\n').flatMap((line) => {
      const [text = '', description = ''] = line.split('\t')
      return text === '' ? [] : [{ text, description }]
    })
    const ofGroup = (key: string) => groups.find((group) => group.key === key)
    const time: SheetColumn<StepRow> = {
      id: 'time',
      header: t('step.time'),
      width: 7.5,
      text: (row) => timeText(row, words),
      withText: (row, text) => withTime(row, oneLine(text), groups, words),
      suggest: () => [
        { text: words.officeHours, description: t('time.officeHoursHint') },
        { text: words.notCounted, description: t('time.notCountedHint') },
        { text: words.sameDay, description: t('time.sameDayHint') },
        ...groups.map((group) => ({
          text: words.group(group.key),
          description: [amountText(group, words), group.label].filter(Boolean).join(' · '),
        })),
      ],
      show: (row) => {
        const group = row.time.kind === 'group' && row.unread === undefined ? ofGroup(row.time.group) : undefined
        if (!group) return <span className={row.time.kind === 'amount' ? 'tabular' : 'sheet-quiet'}>{timeText(row, words)}</span>
        return (
          <span className="step-group">
            {words.group(group.key)} <span className="tabular">({amountText(group, words)})</span>
          </span>
        )
      },
    }
    const columns: ReadonlyArray<SheetColumn<StepRow>> = [
      {
        id: 'label',
        header: t('step.label'),
        width: 4.5,
        text: ({ label }) => label,
        withText: (row, text) => ({ ...row, label: oneLine(text).trim() }),
      },
      { id: 'work', header: t('step.work'), lines: true, text: ({ work }) => work, withText: (row, work) => ({ ...row, work }) },
      {
        id: 'unit',
        header: t('step.unit'),
        width: 8,
        text: ({ unit }) => unit,
        withText: (row, text) => ({ ...row, unit: oneLine(text) }),
        suggest: (rows) => distinct(rows.map(({ unit }) => unit)),
      },
      {
        id: 'role',
        header: t('step.role'),
        width: 8,
        text: ({ role }) => role,
        withText: (row, text) => ({ ...row, role: oneLine(text) }),
        suggest: (rows) => distinct(rows.map(({ role }) => role)),
      },
      {
        id: 'act',
        header: t('step.act'),
        width: 6,
        isStrict: true,
        text: ({ act }) => t(`act.${act}`),
        withText: (row, text) => {
          const act = stepActs.find((one) => fold(t(`act.${one}`)) === fold(text.trim()))
          return act && { ...row, act }
        },
        suggest: () => stepActs.map((act) => ({ text: t(`act.${act}`), description: t(`actHint.${act}`) })),
      },
      time,
      {
        id: 'forms',
        header: t('step.forms'),
        width: 6,
        text: (row) => row.forms.join('; '),
        withText: (row, text) => ({
          ...row,
          forms: [
            ...new Set(
              text
                .split(/[;\n]/)
                .map((code) => code.trim())
                .filter(Boolean),
            ),
          ],
        }),
        suggest: () => known,
      },
      {
        id: 'results',
        header: t('step.results'),
        width: 9,
        lines: true,
        text: ({ results }) => results,
        withText: (row, results) => ({ ...row, results }),
      },
      {
        id: 'returnsTo',
        header: t('step.returnsTo'),
        width: 5,
        isStrict: true,
        keepsOthers: true, // a step that is none before this one is marked where it stands
        text: ({ returnsTo }) => returnsTo ?? '',
        withText: (row, text) => ({ ...row, returnsTo: text.trim() === '' ? null : oneLine(text).trim() }),
        suggest: (rows, index) => [
          { text: '', description: t('step.neverReturns') },
          ...rows.slice(0, index).map(({ label, work }) => ({ text: label, description: work.slice(0, 80) })),
        ],
      },
      {
        id: 'condition',
        header: t('step.condition'),
        width: 8,
        lines: true,
        text: ({ condition }) => condition,
        withText: (row, condition) => ({ ...row, condition }),
      },
    ]
    return columns
  }, [t, words, groups, codes])
}
