// The columns of the lists of a process: what a cell shows and what becomes of its text.
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { fold } from '../../../db/model/text.ts'
import type { SheetColumn } from '../../ui/sheet/sheet.tsx'
import type { ListName, RowOf } from './list-sheet.tsx'

type Texts = TFunction<'process-editor'>
type Options<Row> = Partial<Omit<SheetColumn<Row>, 'id' | 'header' | 'text' | 'withText'>>

/** A column of text. */
const textColumn = <Row, Key extends keyof Row & string>(
  key: Key,
  header: string,
  options: Options<Row> = {},
): SheetColumn<Row> => ({
  id: key,
  header,
  text: (row) => String(row[key] ?? ''),
  withText: (row, text) => ({ ...row, [key]: options.lines ? text : text.replace(/\s*\n\s*/g, ' ') }),
  ...options,
})

const countColumn = <Row, Key extends keyof Row & string>(
  key: Key,
  header: string,
  headings: readonly string[],
): SheetColumn<Row> => ({
  id: key,
  header,
  headings,
  width: 4.5,
  text: (row) => (row[key] ? String(row[key]) : ''),
  withText: (row, text) => {
    // "01 bản" is one as well.
    const [, figure] = /^\s*(\d{0,2})\s*(?:bản|bộ|x)?\s*$/i.exec(text) ?? []
    return figure === undefined ? undefined : { ...row, [key]: Number(figure) }
  },
})

const plainColumn = (header: string, headings: readonly string[]): SheetColumn<string> => ({
  id: 'text',
  header,
  headings,
  lines: true,
  text: (row) => row,
  withText: (_, text) => text,
})

const yes = /^(?:x|co|yes|bat buoc|1|true)$/
const no = /^(?:|khong|no|0|false|neu co)$/

const componentColumns = (t: Texts, variants: readonly string[]): ReadonlyArray<SheetColumn<RowOf<'components'>>> => [
  textColumn('name', t('components.name'), {
    lines: true,
    headings: ['Thành phần hồ sơ', 'Tên thành phần hồ sơ', 'Tên hồ sơ', 'Giấy tờ', 'Loại giấy tờ'],
  }),
  countColumn('originals', t('components.originals'), ['Số bản chính', 'Số lượng bản chính']),
  countColumn('copies', t('components.copies'), ['Số bản sao', 'Số lượng bản sao']),
  {
    id: 'isRequired',
    header: t('components.isRequired'),
    width: 5.5,
    isStrict: true,
    suggest: () => [{ text: t('yes') }, { text: t('no') }],
    text: ({ isRequired }) => (isRequired ? t('yes') : t('no')),
    withText: (row, text) => {
      const said = fold(text.trim())
      if (said === fold(t('yes')) || yes.test(said)) return { ...row, isRequired: true }
      return said === fold(t('no')) || no.test(said) ? { ...row, isRequired: false } : undefined
    },
  },
  textColumn('condition', t('components.condition'), {
    lines: true,
    width: 14,
    headings: ['Điều kiện', 'Trường hợp', 'Ghi chú'],
  }),
  ...(variants.length > 1
    ? [
        {
          id: 'variant',
          header: t('components.variant'),
          width: 6,
          isStrict: true,
          suggest: () => [{ text: '', description: t('components.allVariants') }, ...variants.map((key) => ({ text: key }))],
          text: ({ variant }: RowOf<'components'>) => variant ?? '',
          withText: (row: RowOf<'components'>, text: string) =>
            text === '' || variants.includes(text) ? { ...row, variant: text === '' ? null : text } : undefined,
        },
      ]
    : []),
]

const columnsOf = (t: Texts, variants: readonly string[]): { [Name in ListName]: ReadonlyArray<SheetColumn<RowOf<Name>>> } => ({
  references: [plainColumn(t('references.text'), ['Tên tài liệu', 'Tài liệu viện dẫn'])],
  definitions: [
    textColumn('term', t('definitions.term'), { width: 14, headings: ['Thuật ngữ', 'Từ viết tắt', 'Chữ viết tắt', 'Viết tắt'] }),
    textColumn('meaning', t('definitions.meaning'), { lines: true, headings: ['Định nghĩa', 'Ý nghĩa', 'Nội dung'] }),
  ],
  legalGrounds: [
    textColumn('law', t('legalGrounds.law'), { width: 11, headings: ['Số hiệu', 'Số văn bản', 'Ký hiệu'] }),
    textColumn('title', t('legalGrounds.title'), { lines: true, headings: ['Tên văn bản', 'Văn bản', 'Nội dung'] }),
    textColumn('articles', t('legalGrounds.articles'), { width: 11, headings: ['Điều khoản', 'Điều'] }),
  ],
  components: componentColumns(t, variants),
  results: [plainColumn(t('results.text'), ['Kết quả', 'Kết quả giải quyết'])],
  forms: [
    textColumn('code', t('forms.code'), { width: 9, headings: ['Mã số', 'Ký hiệu', 'Số hiệu', 'Mã biểu mẫu'] }),
    textColumn('name', t('forms.name'), { lines: true, headings: ['Tên mẫu', 'Biểu mẫu', 'Tên'] }),
    textColumn('law', t('forms.law'), { width: 12, headings: ['Cơ sở pháp lý', 'Căn cứ', 'Văn bản'] }),
  ],
  records: [
    textColumn('name', t('records.name'), { lines: true, headings: ['Tên hồ sơ', 'Hồ sơ', 'Thành phần hồ sơ'] }),
    textColumn('place', t('records.place'), { width: 14, headings: ['Bộ phận lưu', 'Nơi lưu trữ'] }),
    textColumn('retention', t('records.retention'), { width: 10, headings: ['Thời hạn lưu', 'Thời hạn bảo quản'] }),
  ],
})

/** New rows: nothing is said of how many until somebody does. */
export const newRows: { readonly [Name in ListName]: () => RowOf<Name> } = {
  references: () => '',
  definitions: () => ({ term: '', meaning: '' }),
  legalGrounds: () => ({ law: '', title: '', articles: '' }),
  components: () => ({ name: '', originals: 0, copies: 0, isRequired: true, condition: '', variant: null }),
  results: () => '',
  forms: () => ({ code: '', name: '', law: '' }),
  records: () => ({ name: '', place: '', retention: '' }),
}

/** The columns of one list; the same until the language or the cases change. */
export function useListColumns<Name extends ListName>(name: Name, variants: readonly string[] = []) {
  const { t } = useTranslation('process-editor')
  const keys = variants.join('\n')
  return useMemo(() => columnsOf(t, keys === '' ? [] : keys.split('\n'))[name], [t, keys, name])
}
