// The printed process document as blocks, from which both the PDF's page and the .docx are made: the same words in the same order.
// Which sections stand where, and which columns the tables have, is data: resources/process-papers holds the skeletons of real offices.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Copy } from '../../db/copies/queries.ts'
import type { VersionState } from '../../db/documents/rules.ts'
import { amountText, type Change, changeSentence, stepTimeText, valueText } from '../../db/model/change-text.ts'
import { sumSteps } from '../../db/model/step-times.ts'
import { type ProcessContent, type ProcessVariant, type Skeleton, skeletons } from '../../db/processes/content.ts'
import type { FlowStep } from '../../db/processes/flow-shapes.ts'
import { copyNumberText, copyOutcomeText } from './copy-words.ts'
import { officeHead } from './office-head.ts'
import { formatDay } from './paper-dates.ts'

const parts = [
  'code',
  'purpose',
  'scope',
  'procedures',
  'references',
  'definitions',
  'legalGrounds',
  'conditions',
  'ways',
  'components',
  'setCount',
  'timeLimit',
  'receivingPlace',
  'bodies',
  'subjects',
  'results',
  'fee',
  'steps',
  'forms',
  'records',
  'responsibility',
] as const
type Part = (typeof parts)[number]

const columns = <Of extends string>(of: readonly [Of, ...Of[]]) =>
  z.array(z.strictObject({ title: z.string().min(1), of: z.enum(of), width: z.number().min(3).max(90) })).min(2)

const skeletonFile = z.strictObject({
  key: z.enum(skeletons),
  source: z.string().min(1),
  /** Heading of the list of sections on the cover; absent where the office prints none. */
  contentsTitle: z.string().min(1).optional(),
  revisionTitle: z.string().min(1),
  /** Drawn, as a table, or both: the three forms of the frame of Decision 101/QĐ-BKHCN of 2019. */
  stepsAs: z.array(z.enum(['flow', 'table'])).min(1),
  sections: z.array(z.strictObject({ number: z.string(), title: z.string().min(1), parts: z.array(z.enum(parts)) })).min(1),
  tables: z.strictObject({
    components: columns(['order', 'name', 'originals', 'copies', 'sort', 'number']),
    steps: columns(['label', 'work', 'who', 'time', 'output']),
    forms: columns(['order', 'code', 'name', 'codeAndName', 'law']),
    records: columns(['order', 'name', 'place', 'retention']),
  }),
})
export type SkeletonFile = z.infer<typeof skeletonFile>

/** Reads the skeleton of a process document. Throws a ZodError when the shipped file is not one: a defect. */
export const readSkeleton = (folder: string, key: Skeleton): SkeletonFile =>
  skeletonFile.parse(JSON.parse(readFileSync(join(folder, `${key}.json`), 'utf8')))

export interface Signature {
  readonly name: string
  readonly position: string
}

/** What the document is printed from. */
export interface ProcessPaperData {
  readonly officeName: string
  readonly governingBody: string
  readonly code: string
  readonly issue: number
  readonly revision: number
  readonly state: VersionState
  /** ISO dates; null while it is not approved. */
  readonly approvedOn: string | null
  readonly effectiveFrom: string | null
  readonly hash: string
  readonly content: ProcessContent
  /** Of the procedures served, as the catalogue has them. */
  readonly procedures: ReadonlyArray<{ readonly code: string; readonly name: string }>
  readonly drafted: Signature
  readonly reviewed: Signature
  readonly approved: Signature
  /** Versions up to this one, oldest first, and what each changed. */
  readonly history: ReadonlyArray<{
    readonly issue: number
    readonly revision: number
    readonly approvedOn: string | null
    readonly reason: string
    readonly changes: readonly Change[]
  }>
  /** Copies of this version that were handed out, by their numbers. */
  readonly copies: ReadonlyArray<Pick<Copy, 'number' | 'form' | 'holder' | 'givenOn' | 'outcome' | 'outcomeOn'>>
  readonly isTraining: boolean
}

export interface PaperColumn {
  readonly title: string
  /** Per cent of the page. */
  readonly width: number
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly isStrong?: boolean }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table'
      readonly columns: readonly PaperColumn[]
      readonly rows: ReadonlyArray<readonly string[]>
      /** Last row, in bold: the sum. */
      readonly sum?: readonly string[]
    }
  /** The steps drawn, as the page draws them or a table of Word can. */
  | { readonly kind: 'flow'; readonly steps: readonly FlowStep[] }

export interface ProcessPaper {
  readonly title: string
  /** Labels and values of the head of every page. */
  readonly head: { readonly office: string; readonly title: string; readonly lines: ReadonlyArray<readonly [string, string]> }
  /** TÀI LIỆU HẾT HIỆU LỰC, DỰ THẢO … across every page; null on a document in effect. */
  readonly mark: string | null
  readonly controlMark: string | null
  readonly signatures: ReadonlyArray<Signature & { readonly title: string }>
  readonly contents: { readonly title: string; readonly items: readonly string[] } | null
  readonly revisionTitle: string
  readonly revisions: Extract<Block, { kind: 'table' }>
  readonly distributionTitle: string
  readonly distribution: Extract<Block, { kind: 'table' }>
  readonly distributionNote: string
  readonly blocks: readonly Block[]
  readonly footer: string
}

type Translate = (key: string, params?: Readonly<Record<string, string | number>>) => string

// The paper is Vietnamese whatever the interface speaks.
const marks: Readonly<Record<VersionState, string | null>> = {
  draft: 'DỰ THẢO',
  inReview: 'DỰ THẢO',
  inApproval: 'DỰ THẢO',
  approved: 'CHƯA CÓ HIỆU LỰC',
  effective: null,
  superseded: 'TÀI LIỆU HẾT HIỆU LỰC',
  withdrawn: 'TÀI LIỆU HẾT HIỆU LỰC',
  discarded: 'DỰ THẢO – ĐÃ BỎ',
}
const nothing = '–'
const twoDigits = (value: number): string => String(value).padStart(2, '0')
const textOr = (text: string): string => (text === '' ? nothing : text)

/** The document as blocks. `t` gives the Vietnamese texts. */
export function makeProcessPaper(data: ProcessPaperData, skeleton: SkeletonFile, t: Translate): ProcessPaper {
  const { content } = data
  const blocks = skeleton.sections.flatMap(({ number, title, parts: own }): Block[] => [
    { kind: 'heading', level: number.includes('.') ? 2 : 1, text: `${number}. ${title}` },
    ...own.flatMap((part) => blocksOf(part, data, skeleton, t)),
  ])
  return {
    title: content.name,
    head: {
      office: officeHead(data).officeName,
      title: content.name,
      lines: [
        ['Mã hiệu', data.code],
        ['Lần ban hành', twoDigits(data.issue)],
        ['Lần sửa đổi', twoDigits(data.revision)],
        ['Ngày ban hành', data.approvedOn === null ? '…/…/……' : formatDay(data.approvedOn)],
        ['Ngày hiệu lực', data.effectiveFrom === null ? '…/…/……' : formatDay(data.effectiveFrom)],
      ],
    },
    mark: marks[data.state],
    controlMark: data.state === 'effective' ? 'TÀI LIỆU ĐƯỢC KIỂM SOÁT' : null,
    signatures: [
      { title: 'SOẠN THẢO', ...data.drafted },
      { title: 'SOÁT XÉT', ...data.reviewed },
      { title: 'PHÊ DUYỆT', ...data.approved },
    ],
    contents:
      skeleton.contentsTitle === undefined
        ? null
        : {
            title: skeleton.contentsTitle,
            items: [
              skeleton.revisionTitle,
              ...blocks.flatMap((block) => (block.kind === 'heading' && block.level === 1 ? [block.text] : [])),
            ],
          },
    revisionTitle: skeleton.revisionTitle,
    revisions: revisionTable(data, t),
    distributionTitle: 'PHÂN PHỐI TÀI LIỆU',
    distribution: distributionTable(data),
    distributionNote: 'M: bản mềm (bản điện tử).',
    blocks,
    footer: `${data.code} · ${data.hash.slice(0, 12)}`,
  }
}

function revisionTable({ history }: ProcessPaperData, t: Translate): Extract<Block, { kind: 'table' }> {
  return {
    kind: 'table',
    columns: [
      { title: 'Yêu cầu sửa đổi/bổ sung', width: 22 },
      { title: 'Phần liên quan việc sửa đổi', width: 18 },
      { title: 'Mô tả nội dung sửa đổi', width: 30 },
      { title: 'Lần ban hành/Lần sửa đổi', width: 14 },
      { title: 'Ngày ban hành', width: 16 },
    ],
    rows: history.map(({ issue, revision, approvedOn, reason, changes }, index) => [
      reason === '' && index === 0 ? 'Ban hành lần đầu' : textOr(reason),
      textOr([...new Set(changes.map(({ section }) => t(`difference:section.${section}`)))].join('; ')),
      textOr(changes.map((change) => changeSentence(t, change)).join('\n')),
      `${twoDigits(issue)}/${twoDigits(revision)}`,
      approvedOn === null ? '' : formatDay(approvedOn),
    ]),
  }
}

/** Lines for the pen where nothing was handed out yet. */
const emptyLines = 4

/** Nơi nhận: who holds which copy (PHÂN PHỐI TÀI LIỆU: STT, Bộ phận, Số lượng with M for an electronic copy). */
function distributionTable({ copies }: ProcessPaperData): Extract<Block, { kind: 'table' }> {
  const rows = copies.map(({ number, form, holder, givenOn, outcome, outcomeOn }, index) => [
    String(index + 1),
    holder,
    copyNumberText(number),
    form === 'electronic' ? 'M' : '01',
    formatDay(givenOn),
    outcome === null ? '' : copyOutcomeText(outcome, outcomeOn),
  ])
  return {
    kind: 'table',
    columns: [
      { title: 'STT', width: 7 },
      { title: 'Bộ phận (nơi nhận)', width: 34 },
      { title: 'Bản số', width: 11 },
      { title: 'Số lượng', width: 12 },
      { title: 'Ngày giao', width: 16 },
      { title: 'Ghi chú', width: 20 },
    ],
    rows: rows.length > 0 ? rows : Array.from({ length: emptyLines }, (_, index) => [String(index + 1), '', '', '', '', '']),
  }
}

function blocksOf(part: Part, data: ProcessPaperData, skeleton: SkeletonFile, t: Translate): Block[] {
  const { content } = data
  const paragraph = (text: string): Block[] => [{ kind: 'paragraph', text: textOr(text) }]
  const list = (items: readonly string[]): Block[] => (items.length === 0 ? paragraph('') : [{ kind: 'list', items }])
  switch (part) {
    case 'code':
      return paragraph(data.code)
    case 'procedures':
      return data.procedures.length === 0
        ? []
        : [
            { kind: 'paragraph', text: 'Thủ tục hành chính áp dụng:' },
            { kind: 'list', items: data.procedures.map(({ code, name }) => `${code} ${name}`.trim()) },
          ]
    case 'references':
    case 'results':
      return list(content[part])
    case 'definitions':
      return list(content.definitions.map(({ term, meaning }) => `${term}: ${meaning}`))
    case 'legalGrounds':
      return list(content.legalGrounds.map(({ law, title, articles }) => [law, title, articles].filter(Boolean).join(' – ')))
    case 'setCount':
      return paragraph(content.setCount === 0 ? '' : `${twoDigits(content.setCount)} bộ`)
    case 'timeLimit':
      return list(content.variants.flatMap((variant) => limitLine(variant, content, t)))
    case 'bodies':
      return list(
        (
          [
            ['Cơ quan thực hiện', content.performingBody],
            ['Cơ quan có thẩm quyền quyết định', content.decidingBody],
            ['Cơ quan được ủy quyền', content.delegatedBody],
            ['Cơ quan phối hợp', content.coordinatingBodies],
          ] as const
        ).map(([label, body]) => `${label}: ${textOr(body)}`),
      )
    case 'components':
      return table(skeleton.tables.components, componentRows(content))
    case 'forms':
      return table(
        skeleton.tables.forms,
        content.forms.map(({ code, name, law }, index) => ({
          order: String(index + 1),
          code,
          name,
          codeAndName: [code, name].filter(Boolean).join(' – '),
          law,
        })),
      )
    case 'records':
      return table(
        skeleton.tables.records,
        content.records.map((record, index) => ({ ...record, order: String(index + 1) })),
      )
    case 'steps':
      return content.variants.flatMap((variant) => stepBlocks(variant, content, skeleton, t))
    default:
      return paragraph(content[part])
  }
}

type Cells = Readonly<Record<string, string>>

function table(shape: ReadonlyArray<PaperColumn & { readonly of: string }>, rows: readonly Cells[], sum?: Cells): Block[] {
  if (rows.length === 0) return [{ kind: 'paragraph', text: nothing }]
  const cellsOf = (row: Cells) => shape.map(({ of }) => row[of] ?? '')
  return [{ kind: 'table', columns: shape, rows: rows.map(cellsOf), ...(sum && { sum: cellsOf(sum) }) }]
}

/** '' where there is but one and it has no name: nothing is told apart. */
const variantName = ({ key, name }: ProcessVariant, { variants }: ProcessContent): string =>
  [key === '' || variants.length === 1 ? '' : `Trường hợp ${key}`, name].filter(Boolean).join(': ')

const componentRows = (content: ProcessContent): Cells[] =>
  content.components.map(({ name, originals, copies, isRequired, condition, variant }, index) => {
    const remarks = [variant === null ? '' : `trường hợp ${variant}`, isRequired ? '' : 'nếu có', condition].filter(Boolean)
    const sorts = [originals > 0 ? 'Bản chính' : '', copies > 0 ? 'Bản sao' : ''].filter(Boolean)
    return {
      order: String(index + 1),
      name: remarks.length > 0 ? `${name} (${remarks.join('; ')})` : name,
      originals: originals > 0 ? twoDigits(originals) : '',
      copies: copies > 0 ? twoDigits(copies) : '',
      sort: sorts.join(', '),
      number: twoDigits(originals + copies),
    }
  })

function limitLine(variant: ProcessVariant, content: ProcessContent, t: Translate): string[] {
  if (variant.timeLimit === null) return []
  const limit = valueText(t, { section: 'variants', field: 'timeLimit' }, variant.timeLimit)
  return [[variantName(variant, content), limit].filter(Boolean).join(': ')]
}

function flowBlock(variant: ProcessVariant, t: Translate): Block {
  const steps = variant.steps.map(({ label, work, unit, role, act, returnsTo, condition, time }): FlowStep => {
    const group = time.kind === 'group' ? variant.groups.find(({ key }) => key === time.group) : undefined
    const shared = group && `chung ${groupRange(variant, group.key)}: ${amountText(t, group)}`
    return { label, work, unit, role, act, time: shared ?? stepTimeText(t, time), returnsTo, condition }
  })
  return { kind: 'flow', steps }
}

/** First and last step of those that share a time. */
function groupRange({ steps }: ProcessVariant, key: string): string {
  const members = steps.filter(({ time }) => time.kind === 'group' && time.group === key)
  return `${members[0]?.label ?? ''}–${members.at(-1)?.label ?? ''}`
}

function stepBlocks(variant: ProcessVariant, content: ProcessContent, skeleton: SkeletonFile, t: Translate): Block[] {
  const name = variantName(variant, content)
  const heading: Block[] = name === '' ? [] : [{ kind: 'paragraph', text: name, isStrong: true }]
  if (variant.steps.length === 0) return [...heading, { kind: 'paragraph', text: nothing }]
  const shownGroups = new Set<string>()
  const rows = variant.steps.map((step): Cells => {
    const back = step.returnsTo === null ? '' : `Chuyển lại ${step.returnsTo}${step.condition ? ` khi: ${step.condition}` : ''}`
    return {
      label: step.label,
      work: [step.work, back].filter(Boolean).join('\n'),
      who: [step.role, step.unit].filter(Boolean).join(', '),
      time: timeCell(variant, step.time, shownGroups, t),
      // A pasted result names its forms already.
      output: [step.forms.filter((form) => !step.results.includes(form)).join('; '), step.results].filter(Boolean).join('\n'),
    }
  })
  const { minutes } = sumSteps(variant)
  const total = amountText(t, { minutes, unit: variant.timeLimit?.unit.includes('hours') ? 'hours' : 'days' })
  const forms = {
    flow: (): Block[] => [{ kind: 'paragraph', text: 'Lưu đồ các bước', isStrong: true }, flowBlock(variant, t)],
    table: () => table(skeleton.tables.steps, rows, { work: 'Tổng', time: total }),
  }
  return [...heading, ...skeleton.stepsAs.flatMap((form) => forms[form]())]
}

/** A shared time stands at the first step of its group; the others say with whom they share it. */
function timeCell(
  variant: ProcessVariant,
  time: ProcessVariant['steps'][number]['time'],
  shown: Set<string>,
  t: Translate,
): string {
  if (time.kind !== 'group') return stepTimeText(t, time)
  const group = variant.groups.find(({ key }) => key === time.group)
  if (!group) return ''
  const isFirst = !shown.has(time.group)
  shown.add(time.group)
  const range = groupRange(variant, group.key)
  return isFirst ? `${amountText(t, group)}\n(chung ${range})` : `(chung ${range})`
}
