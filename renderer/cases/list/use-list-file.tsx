// The list as a file: asks for it and shows how far it has come, with the way to call it off.
import { useMutation } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type CaseColumn, wordGroups } from '../../../db/model/case-columns.ts'
import type { InputOf } from '../../../electron/api/contract.ts'
import { api } from '../../client.ts'
import { failureOf, failureText } from '../../failures.ts'
import { formatNumber } from '../../format.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useProgress } from '../../use-progress.ts'
import { columnName } from './column-names.ts'

type Asked = InputOf<'cases.saveList'>

/** The words that cells are made of, by their keys. */
export function wordsOf(t: TFunction): Record<string, string> {
  const words: Record<string, string> = {}
  for (const group of wordGroups) {
    const texts = t(group as 'common:ok', { returnObjects: true }) as unknown as Readonly<Record<string, string>>
    for (const [key, text] of Object.entries(texts)) words[`${group}.${key}`] = text
  }
  return words
}

export function useListFile(list: Pick<Asked, 'filter' | 'sort'>, columns: readonly CaseColumn[]) {
  const { t } = useTranslation('caselist')
  const { t: anyText } = useTranslation()
  const toast = useToast()
  const save = useMutation({
    mutationFn: (format: Asked['format']) =>
      api.cases.saveList({
        ...list,
        format,
        columns: [...columns],
        headings: columns.map((column) => columnName(t, column)),
        words: wordsOf(anyText as TFunction),
      }),
    onSuccess: ({ fileName, count }) => {
      if (fileName !== null) toast.show({ title: t('file.saved', { count: formatNumber(count), fileName }), tone: 'success' })
    },
    onError: (error) => {
      if (failureOf(error)?.code === 'app.cancelled') return
      toast.show({ title: t('file.failed'), description: failureText(anyText, error), tone: 'error' })
    },
  })
  const { value, cancel } = useProgress('cases.saveList', save.isPending)
  const progress = (
    <Dialog
      open={save.isPending && value !== undefined}
      size="small"
      onClose={cancel}
      title={t('file.title')}
      description={t('file.text')}
      footer={<Button onClick={cancel}>{t('file.cancel')}</Button>}
    >
      <Progress label={t('file.title')} value={value} />
    </Dialog>
  )
  return { save: save.mutate, progress }
}
