// The sentences of the revision table, as an office would write them.
import { beforeAll, describe, expect, it } from 'vitest'
import { type Change, changeSentence } from '../../../../db/model/change-text.ts'
import { loadTexts } from '../../../../electron/texts.ts'
import { resources } from '../../../fixtures/office.ts'

let t: Parameters<typeof changeSentence>[0]
beforeAll(async () => {
  const texts = await loadTexts(resources)
  t = (key, params) => texts(key, { ...params })
})
const change = (part: Partial<Change>): Change => ({
  section: 'fee',
  kind: 'changed',
  variant: null,
  item: null,
  field: null,
  before: '',
  after: '',
  ...part,
})
const days = (minutes: number) => ({ kind: 'amount' as const, minutes, unit: 'days' as const })

describe('the sentence of a change', () => {
  it.each<[Partial<Change>, string]>([
    [{ after: 'Không' }, 'Phí, lệ phí: bổ sung “Không”'],
    [{ before: '50.000 đồng', after: 'Không' }, 'Phí, lệ phí: “50.000 đồng” sửa thành “Không”'],
    [{ before: 'Không' }, 'Phí, lệ phí: bỏ “Không”'],
    [{ section: 'purpose', before: 'a'.repeat(200), after: 'b' }, 'Mục đích: viết lại nội dung'],
    [
      { section: 'steps', variant: 'a', item: 'B3', field: 'time', before: days(7_680), after: { kind: 'officeHours' } },
      'Trường hợp a – Bước B3 – thời gian: “16 ngày” sửa thành “Giờ hành chính”',
    ],
    [{ section: 'steps', variant: '', item: 'B2', kind: 'added', before: null, after: 'Lấy ý kiến' }, 'Thêm Bước B2: Lấy ý kiến'],
    [{ section: 'steps', variant: '', item: 'B2', kind: 'moved', before: 2, after: 4 }, 'Bước B2 chuyển từ vị trí 2 sang 4'],
    [
      {
        section: 'variants',
        variant: '',
        item: '',
        field: 'timeLimit',
        before: { limit: 30, unit: 'working-days' },
        after: null,
      },
      'Thời hạn: bỏ “30 ngày làm việc”',
    ],
    [
      { section: 'authority', before: 'provincialCommittee', after: 'provincialChairman' },
      'Cấp có thẩm quyền: “UBND tỉnh” sửa thành “Chủ tịch UBND tỉnh”',
    ],
    [
      { section: 'components', item: 'Đơn', field: 'isRequired', before: true, after: false },
      'Thành phần hồ sơ Đơn – bắt buộc: “có” sửa thành “không”',
    ],
    [
      {
        section: 'steps',
        variant: '',
        item: 'B1',
        field: 'time',
        before: days(120),
        after: { kind: 'amount', minutes: 90, unit: 'hours' },
      },
      'Bước B1 – thời gian: “0,25 ngày” sửa thành “1,5 giờ”',
    ],
  ])('%o', (part, sentence) => expect(changeSentence(t, change(part))).toBe(sentence))
})
