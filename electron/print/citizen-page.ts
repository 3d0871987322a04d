// What the citizen's screen says. Numbers of identity papers and telephones are hidden here, whoever asks: the next person in the queue reads
// along. The words are Vietnamese, because they are the citizen's.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Mustache from 'mustache'
import type { CaseStatus } from '../../db/model/case-status.ts'
import { maskNumber } from '../../db/model/mask.ts'
import { formatDay } from './paper-dates.ts'
import type { Paper } from './paper-shelf.ts'

export interface CitizenCase {
  readonly procedureName: string
  readonly applicantName: string
  readonly idNumber: string
  readonly phone: string
  readonly handedIn: ReadonlyArray<{
    readonly name: string
    readonly originals: number
    readonly certified: number
    readonly copies: number
  }>
  readonly missing: readonly string[]
  /** Local time. */
  readonly dueAt: string | null
  /** Null before it is received. */
  readonly received: { readonly code: string; readonly status: CaseStatus } | null
}

/** As the office is called at its desk. */
export interface CitizenOffice {
  readonly officeName: string
  readonly deskName: string
}

const inHand = 'Đang giải quyết'
const statusWords: Readonly<Record<CaseStatus, string>> = {
  checking: 'Đang kiểm tra hồ sơ',
  supplementBefore: 'Chờ bổ sung giấy tờ',
  refused: 'Không tiếp nhận',
  received: 'Đã tiếp nhận',
  handedOver: inHand,
  assigning: inHand,
  appraising: inHand,
  supplementAfter: 'Chờ bổ sung giấy tờ',
  awaitingPayment: 'Chờ nộp phí, lệ phí',
  submitted: inHand,
  approved: inHand,
  notEligible: 'Không đủ điều kiện giải quyết',
  resultReady: 'Đã có kết quả, mời nhận',
  returned: 'Đã trả kết quả',
  extending: inHand,
  withdrawn: 'Đã rút hồ sơ',
  stopped: 'Đã dừng giải quyết',
  archived: 'Đã trả kết quả',
  correcting: 'Đang sửa kết quả',
  struck: 'Không có hồ sơ này',
}
/** No more dates are promised. */
const closed: ReadonlySet<CaseStatus> = new Set(['refused', 'returned', 'withdrawn', 'stopped', 'archived', 'struck'])

const amountOf = ({ originals, certified, copies }: CitizenCase['handedIn'][number]): string =>
  [
    [originals, 'bản chính'],
    [certified, 'bản chứng thực'],
    [copies, 'bản sao'],
  ]
    .flatMap(([count, words]) => (count === 0 ? [] : [`${count} ${words}`]))
    .join(', ')

function viewOf({ received, dueAt, idNumber, phone, handedIn, ...rest }: CitizenCase) {
  const due = dueAt === null ? 'Chưa hẹn ngày' : `${dueAt.slice(11, 16)} ngày ${formatDay(dueAt.slice(0, 10))}`
  return {
    ...rest,
    code: received?.code ?? 'Chưa cấp',
    status: received ? statusWords[received.status] : 'Đang tiếp nhận',
    due: received && closed.has(received.status) ? '–' : due,
    idNumber: maskNumber(idNumber),
    phone: maskNumber(phone),
    handedIn: handedIn.map((paper) => ({ name: paper.name, amount: amountOf(paper) })),
  }
}

/**
 * @param folder resources/citizen-screen
 * @param shown null for the greeting
 */
export function renderCitizenPage(folder: string, office: CitizenOffice, shown: CitizenCase | null): Paper {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  return {
    html: Mustache.render(read('screen.html'), { ...office, shown: shown && viewOf(shown) }),
    css: read('screen.css'),
  }
}
