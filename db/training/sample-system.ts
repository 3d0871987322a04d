// The made-up quality system of training mode. It retells the story that is public of Thừa Thiên Huế: a certificate of 2007 to TCVN ISO
// 9001:2000, the conversion to 2008, a second certificate with 22 processes, 72 certified activities (58 of the provincial leadership,
// 14 of the Office), 146 procedures, 23 internal work processes. No list of them was ever published: procedures are taken from the
// national portal, processes carry published names where there are some and plain numbers otherwise. Every date that no source gives
// is marked as sample data where it stands.
import { z } from 'zod'
import { draftInstrument, issueInstrument, proveInstrument, recordAct, saveInstrument } from '../conformity/commands.ts'
import type { InstrumentDetails, ScopeLine } from '../conformity/content.ts'
import { getInstrument } from '../conformity/queries.ts'
import type { InstrumentKind, LinkRelation } from '../conformity/rules.ts'
import type { ClauseMap } from '../conversion/clause-map.ts'
import { enterVersion } from '../documents/commands.ts'
import type { ProcessGroup } from '../documents/rules.ts'
import type { Actor, Db } from '../event.ts'
import { addDays, type IsoDate } from '../model/local-time.ts'
import { minutesPerWorkingDay } from '../model/step-times.ts'
import { enterList, publishList } from '../procedure-lists/commands.ts'
import { authorities, emptyProcessContent, type ProcessContent, type ProcessStep } from '../processes/content.ts'
import {
  closeSampleConversion,
  type IssuedTwice,
  makeSampleCopies,
  makeSamplePostings,
  makeSampleReaders,
  openSampleConversion,
} from './sample-control.ts'

const sampleProcess = z.object({
  code: z.string().optional(),
  name: z.string().optional(),
  field: z.string(),
  /** Where name and code were published. */
  from: z.string().optional(),
  procedures: z.array(z.string()),
})

export const sampleSystemFile = z.object({
  label: z.string(),
  source: z.string(),
  procedures: z.array(z.object({ code: z.string(), name: z.string(), field: z.string(), authority: z.enum(authorities) })),
  processes: z.object({
    leadership: z.array(sampleProcess),
    office: z.array(sampleProcess),
    system: z.array(sampleProcess),
  }),
})
export type SampleSystem = z.infer<typeof sampleSystemFile>

export const parseSampleSystem = (text: string): SampleSystem => sampleSystemFile.parse(JSON.parse(text))

/** What the story counts. */
const officeProcesses = 14
const internalProcesses = 23
const secondCertificate = { leadership: 20, office: 2 }

/** The first processes; those of the second certificate; the issue of today. All but the first certificate's date are sample data. */
const firstApplied = '2007-07-02'
const secondApplied = '2012-07-02'
const newestIssue = '2025-10-01'

const sampleDates = 'Ngày là dữ liệu mẫu để tập huấn.'

export interface PlannedProcess {
  readonly group: ProcessGroup
  readonly code: string
  readonly name: string
  readonly field: string
  readonly remark: string
  readonly procedures: readonly string[]
  readonly appliedFrom: IsoDate
  /** In the second certificate. */
  readonly isSecond: boolean
}

const prefixes = { leadership: 'QT.LĐ', office: 'QT.VP', internal: 'QT.NB', system: 'QT.HT' } as const
const two = (number: number): string => String(number).padStart(2, '0')

/** Every process of the sample system, in the order of their codes. Pure: the same file gives the same processes. */
export function planProcesses({ processes }: SampleSystem): PlannedProcess[] {
  const plain = (field: string) => ({ field, procedures: [] as string[] })
  const office = [
    ...processes.office,
    ...Array.from({ length: officeProcesses - processes.office.length }, () => plain('Phục vụ chỉ đạo điều hành')),
  ]
  const internal = Array.from({ length: internalProcesses }, () => plain('Giải quyết công việc nội bộ'))
  const planned = (group: keyof typeof prefixes, all: ReadonlyArray<z.infer<typeof sampleProcess>>, second: number) =>
    all.map(({ code, name, field, from, procedures }, index): PlannedProcess => {
      const isSecond = index >= all.length - second
      const number = two(index + 1)
      return {
        group,
        code: code ?? `${prefixes[group]}.${number}`,
        name: name ?? `Quy trình mẫu số ${number} – ${field}`,
        field,
        remark: from ? `Tên theo ${from}; dùng để minh họa.` : 'Tên đánh số, dùng để minh họa.',
        procedures,
        appliedFrom: isSecond || group === 'internal' ? secondApplied : firstApplied,
        isSecond,
      }
    })
  return [
    ...planned('leadership', processes.leadership, secondCertificate.leadership),
    ...planned('office', office, secondCertificate.office),
    ...planned('internal', internal, 0),
    ...planned('system', processes.system, 0),
  ]
}

const unitOf: Readonly<Record<string, string>> = {
  leadership: 'Văn phòng UBND tỉnh (mẫu)',
  office: 'Văn phòng UBND tỉnh (mẫu)',
  internal: 'Văn phòng UBND tỉnh (mẫu)',
  system: 'Ban Chỉ đạo ISO (mẫu)',
}

const step = (label: string, work: string, role: string, act: ProcessStep['act'], minutes: number): ProcessStep => ({
  label,
  work,
  unit: 'Văn phòng UBND tỉnh (mẫu)',
  role,
  act,
  time: minutes === 0 ? { kind: 'officeHours' } : { kind: 'amount', minutes, unit: 'days' },
  forms: [],
  results: '',
  returnsTo: null,
  condition: '',
})

function contentOf(process: PlannedProcess, index: number, isNewest: boolean): ProcessContent {
  const limit = [3, 5, 7, 10, 15][index % 5] ?? 10
  const [assign, check, decide] = [120, 240, 360]
  const handle = limit * minutesPerWorkingDay - assign - check - decide
  const isPublic = process.group === 'leadership'
  return {
    ...emptyProcessContent,
    name: process.name,
    field: process.field,
    authority: process.group === 'leadership' ? 'provincialCommittee' : 'provincialOffice',
    ownerUnit: unitOf[process.group] ?? '',
    procedures: [...process.procedures],
    purpose: `Quy định thống nhất cách làm, trách nhiệm và thời gian. ${process.remark}`,
    scope: 'Áp dụng cho công chức tham gia giải quyết công việc này. Nội dung mẫu để tập huấn.',
    definitions: [{ term: 'HTQLCL', meaning: 'Hệ thống quản lý chất lượng' }],
    legalGrounds: isNewest
      ? [
          { law: '19/2014/QĐ-TTg', title: 'Quyết định của Thủ tướng Chính phủ', articles: 'Điều 4' },
          { law: '26/2014/TT-BKHCN', title: 'Thông tư của Bộ Khoa học và Công nghệ', articles: '' },
        ]
      : [],
    components: isPublic
      ? [{ name: 'Đơn đề nghị', originals: 1, copies: 0, isRequired: true, condition: '', variant: null }]
      : [],
    receivingPlace: isPublic ? 'Bộ phận Tiếp nhận và Trả kết quả' : '',
    results: [isPublic ? 'Văn bản giải quyết' : 'Văn bản, hồ sơ công việc'],
    performingBody: unitOf[process.group] ?? '',
    decidingBody: isPublic ? 'Ủy ban nhân dân tỉnh' : 'Văn phòng UBND tỉnh (mẫu)',
    variants: [
      {
        key: '',
        name: '',
        timeLimit: { limit, unit: 'working-days' },
        groups: [],
        steps: [
          step('B1', 'Tiếp nhận, kiểm tra, ghi sổ', 'Công chức tiếp nhận', 'receive', 0),
          step('B2', 'Phân công xử lý', 'Lãnh đạo phòng', 'handle', assign),
          step('B3', 'Thẩm định, dự thảo văn bản', 'Chuyên viên', 'handle', handle),
          {
            ...step('B4', 'Kiểm tra dự thảo', 'Lãnh đạo Văn phòng', 'handle', check),
            returnsTo: 'B3',
            condition: 'Dự thảo chưa đạt',
          },
          {
            ...step('B5', 'Quyết định, ký', isPublic ? 'Lãnh đạo UBND tỉnh' : 'Chánh Văn phòng', 'decide', decide),
            unit: isPublic ? 'Ủy ban nhân dân tỉnh' : 'Văn phòng UBND tỉnh (mẫu)',
          },
          step('B6', 'Phát hành, trả kết quả, lưu hồ sơ', 'Văn thư', 'return', 0),
        ],
      },
    ],
    records: [{ name: 'Hồ sơ giải quyết', place: 'Phòng xử lý', retention: 'Theo quy định về lưu trữ' }],
  }
}

/** Enters the whole system. @param onDone called after each process. */
export async function makeSampleSystem(
  db: Db,
  actor: Actor,
  system: SampleSystem,
  map: ClauseMap,
  today: IsoDate,
  onDone: () => void,
): Promise<void> {
  const planned = planProcesses(system)
  const ids = new Map<string, string>()
  const issued: IssuedTwice[] = []
  for (const [index, process] of planned.entries()) {
    const { group, code, appliedFrom } = process
    const body = (isNewest: boolean) => ({ kind: 'process' as const, content: contentOf(process, index, isNewest) })
    const paper = { revision: 0, approverName: '' }
    const { documentId, versionId: first } = await enterVersion(db, actor, {
      ...paper,
      document: { kind: 'process', group, code },
      body: body(false),
      issue: 1,
      reason: sampleDates,
      approvedOn: addDays(appliedFrom, -14),
      effectiveFrom: appliedFrom,
      reviewDueOn: null,
    })
    const { versionId: second } = await enterVersion(db, actor, {
      ...paper,
      document: { id: documentId },
      body: body(true),
      issue: 2,
      reason: `Viện dẫn văn bản đang có hiệu lực. ${sampleDates}`,
      approvedOn: addDays(newestIssue, -7),
      effectiveFrom: newestIssue,
      // Every twenty-fifth is due soon, so that a learner sees what that looks like.
      reviewDueOn: addDays(today, index % 25 === 0 ? 20 : 200 + index),
    })
    ids.set(code, documentId)
    issued.push({ first, second })
    onDone()
  }
  await makeList(db, actor, system)
  await makeInstruments(db, actor, map, planned, ids)
  await makeSampleCopies(db, actor, issued.slice(0, 2), { first: firstApplied, second: newestIssue })
  if (issued[0]) await makeSampleReaders(db, actor, issued[0].second, newestIssue)
  await makeSamplePostings(db, actor, today, newestIssue)
  for (const [kind, daysAgo, note] of [
    ['audit', 330, 'Đánh giá nội bộ đợt gần nhất'],
    ['review', 310, 'Xem xét của lãnh đạo gần nhất'],
  ] as const) {
    await recordAct(db, actor, { kind, on: addDays(today, -daysAgo), note: `${note}. ${sampleDates}` })
  }
}

async function makeList(db: Db, actor: Actor, { label, source, procedures }: SampleSystem): Promise<void> {
  const listId = await enterList(db, actor, {
    title: `${procedures.length} TTHC theo Đề án 30 (${label})`,
    decision: '',
    signedOn: '2012-06-01',
    source,
    note: `Không phải danh mục của Thừa Thiên Huế: danh mục đó chưa được công bố. ${sampleDates}`,
    entries: procedures.map(({ code, ...entry }) => ({ key: code, ...entry })),
  })
  await publishList(db, actor, { listId, on: '2012-06-06' })
}

async function makeInstruments(
  db: Db,
  actor: Actor,
  map: ClauseMap,
  planned: readonly PlannedProcess[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const certified = planned.filter(({ group }) => group === 'leadership' || group === 'office')
  const linesOf = (processes: readonly PlannedProcess[]): ScopeLine[] =>
    processes.map(({ group, code, name, field }) => ({
      group,
      text: name,
      field,
      documentId: ids.get(code) ?? null,
      procedureKey: null,
    }))
  const first = linesOf(certified.filter(({ isSecond }) => !isSecond))
  const second = linesOf(certified.filter(({ isSecond }) => isSecond))

  const issue = async (
    kind: InstrumentKind,
    title: string,
    after: { instrumentId: string; relation: LinkRelation } | null,
    details: Partial<InstrumentDetails>,
    lines: readonly ScopeLine[],
  ): Promise<string> => {
    const instrumentId = await draftInstrument(db, actor, { kind, title, after })
    const draft = await getInstrument(db, instrumentId, '2026-01-01')
    await saveInstrument(db, actor, {
      instrumentId,
      basedOnHash: draft.hash,
      lines,
      details: {
        title,
        issuer: '',
        edition: draft.edition,
        number: '',
        ordinal: draft.ordinal,
        issuedOn: '',
        inForceFrom: null,
        expiresOn: null,
        isExpiryAssumed: false,
        headName: '',
        headTitle: '',
        addresses: [],
        surveillances: [],
        links: after ? [{ earlierId: after.instrumentId, relation: after.relation }] : [],
        note: '',
        ...details,
      },
    })
    await issueInstrument(db, actor, { instrumentId, reason: '' })
    return instrumentId
  }

  const body = { issuer: 'Tổng cục Tiêu chuẩn Đo lường Chất lượng', isExpiryAssumed: true }
  const firstId = await issue(
    'certificate',
    'Giấy chứng nhận lần 1',
    null,
    {
      ...body,
      edition: '2000',
      ordinal: 1,
      issuedOn: '2007-12-27',
      expiresOn: '2010-12-26',
      note: 'Ngày cấp theo nguồn. Nguồn không ghi số, danh mục và ngày hết hạn: 50 dòng phạm vi và ngày hết hạn là dữ liệu mẫu.',
    },
    first,
  )
  const conversionId = await openSampleConversion(db, actor, map, firstId)
  const convertedId = await issue(
    'certificate',
    'Chuyển đổi sang TCVN ISO 9001:2008',
    { instrumentId: firstId, relation: 'replaces' },
    {
      ...body,
      edition: '2008',
      ordinal: 1,
      inForceFrom: '2011-01-04',
      expiresOn: '2014-01-03',
      note: 'Nguồn không ghi ngày chuyển đổi. Các ngày và danh mục là dữ liệu mẫu.',
    },
    first,
  )
  await closeSampleConversion(db, actor, map, conversionId)
  const secondId = await issue(
    'certificate',
    'Giấy chứng nhận lần 2',
    { instrumentId: convertedId, relation: 'extends' },
    {
      ...body,
      edition: '2008',
      ordinal: 2,
      issuedOn: '--07-11',
      inForceFrom: '2013-07-11',
      expiresOn: '2016-07-10',
      note: 'Nguồn ghi “Ngày 11/7”, không ghi năm; năm 2013 dùng để tính là dữ liệu mẫu. Ngày hết hạn và danh mục 22 quy trình cũng là dữ liệu mẫu.',
    },
    second,
  )
  // The law of 2014 asks certified agencies to declare; the source of the story says nothing of it, so all of this is sample data.
  for (const [kind, on, note] of [
    ['audit', '2016-05-10', 'Đánh giá nội bộ toàn hệ thống'],
    ['correction', '2016-05-25', 'Khắc phục xong các điểm không phù hợp'],
    ['review', '2016-06-10', 'Xem xét của lãnh đạo'],
    ['confirmation', '2016-06-20', 'Người đứng đầu xác nhận hiệu lực của hệ thống'],
  ] as const) {
    await recordAct(db, actor, { kind, on, note: `${note}. ${sampleDates}` })
  }
  const declarationId = await issue(
    'declaration',
    'Quyết định công bố (mẫu)',
    { instrumentId: secondId, relation: 'replaces' },
    {
      issuer: 'Ủy ban nhân dân tỉnh (mẫu)',
      edition: '2015',
      number: 'MẪU/QĐ-UBND',
      issuedOn: '2016-06-30',
      headTitle: 'Chủ tịch Ủy ban nhân dân tỉnh',
      note: 'Toàn bộ quyết định này là dữ liệu mẫu để tập huấn: công bố theo Quyết định 19/2014/QĐ-TTg cho 72 hoạt động đã chứng nhận.',
    },
    [...first, ...second].toSorted((a, b) => Number(a.group === 'office') - Number(b.group === 'office')),
  )
  for (const [proof, on] of [
    ['notice', '2016-07-04'],
    ['posting', '2016-07-04'],
    ['publication', '2016-07-05'],
  ] as const) {
    await proveInstrument(db, actor, { instrumentId: declarationId, proof, on, note: sampleDates })
  }
}
