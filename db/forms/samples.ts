// Made-up papers for looking at a form before anybody has one: long names and several lines, since those are what a layout breaks at.
import type { FormKind } from '../model/forms.ts'
import type { CaseFacts } from './facts.ts'
import type { FormDocument } from './kinds.ts'

const applicant: CaseFacts['applicant'] = {
  kind: 'citizen',
  fullName: 'Nguyễn Thị Duyên',
  idNumber: '046190001234',
  taxNumber: '',
  phone: '0905 123 456',
  email: 'duyen@example.vn',
  address: '12 kiệt 45 Nguyễn Sinh Cung, phường Vỹ Dạ, thành phố Huế',
}
const officer = 'Lê Thị Ngọc Ánh'

/** The office as it is, so that its own name is seen in the form's head. */
export interface SampleOffice {
  readonly governingBody: string
  readonly officeName: string
  readonly deskName: string
  readonly place: string
  /** ISO date. */
  readonly today: string
}

export function sampleFacts({ today, ...office }: SampleOffice): CaseFacts {
  return {
    ...office,
    code: 'TAM-MAU-260905-0001',
    isProvisional: true,
    applicant,
    procedureName: 'Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh',
    field: 'Hộ tịch',
    summary: 'Xin 03 bản sao trích lục khai sinh',
    receivedAt: `${today}T08:05`,
    dueAt: `${today}T17:00`,
    copyNumber: 1,
    replacedOn: null,
  }
}

export function sampleDocument(kind: FormKind, office: SampleOffice): FormDocument {
  const { today } = office
  switch (kind) {
    case 'receipt': {
      const { officeName: _, field: __, ...facts } = sampleFacts(office)
      const components = [
        { name: 'Tờ khai cấp bản sao trích lục hộ tịch', originals: 2, certified: 1, copies: 0, note: '' },
        { name: 'Giấy tờ tùy thân', originals: 0, certified: 0, copies: 1, note: 'xuất trình để đối chiếu' },
      ]
      const rest = { setCount: 1, timeLimit: '03 ngày làm việc', returnPlace: office.deskName, book: '01', serial: 7 }
      return {
        kind,
        facts: { ...facts, ...rest, number: '', numberSuffix: '', submitter: null, components, deskOfficerName: officer },
      }
    }
    case 'supplementRequest': {
      const items = [
        'Tờ khai cấp bản sao trích lục hộ tịch có chữ ký của người yêu cầu',
        'Bản chính Giấy chứng sinh hoặc văn bản xác nhận của người làm chứng về việc sinh',
        'Giấy tờ chứng minh nơi cư trú',
      ]
      const contact = { name: officer, phone: '0234 3812 345' }
      const reason = 'Hồ sơ thiếu giấy tờ theo quyết định công bố thủ tục hành chính.'
      return { kind, facts: { number: '12', requestedOn: today, items, reason, contact, officerName: officer } }
    }
    case 'refusal': {
      const reasons = ['Thủ tục không thuộc thẩm quyền giải quyết của cơ quan.', 'Nơi nộp hồ sơ: Sở Tư pháp thành phố Huế.']
      return { kind, facts: { number: '03', refusedOn: today, reasons, submitterName: applicant.fullName, officerName: officer } }
    }
    case 'extension': {
      const reason = 'Cần xác minh thông tin tại cơ quan đã đăng ký hộ tịch trước đây, chưa nhận được văn bản trả lời.'
      return {
        kind,
        facts: {
          number: '05',
          issuedOn: today,
          reason,
          promisedDue: `${today}T17:00`,
          newDueDate: today,
          headName: 'Trần Văn Bình',
        },
      }
    }
    case 'stop': {
      const papersReturned = ['Tờ khai cấp bản sao trích lục hộ tịch: 01 bản chính', 'Giấy tờ tùy thân: 01 bản sao']
      const reason = 'Người nộp hồ sơ không còn nhu cầu.'
      return { kind, facts: { number: '01', issuedOn: today, requestedOn: today, reason, papersReturned, officerName: officer } }
    }
    case 'controlSlip': {
      const first = { fromUnit: office.deskName, toUnit: 'Phòng Tư pháp', givenAt: `${today}T14:30`, takenAt: `${today}T14:45` }
      const second = { fromUnit: 'Phòng Tư pháp', toUnit: 'Lãnh đạo Ủy ban nhân dân', givenAt: `${today}T16:00`, takenAt: null }
      return {
        kind,
        facts: {
          number: '',
          unit: 'Phòng Tư pháp',
          partners: 'Công an phường',
          handOvers: [
            { ...first, giver: officer, taker: 'Phạm Minh Châu', result: 'onTime', note: '' },
            { ...second, giver: 'Phạm Minh Châu', taker: '', result: '', note: 'Trình ký' },
          ],
        },
      }
    }
    case 'register': {
      const { governingBody, deskName, place } = office
      const row = {
        procedureName: 'Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh',
        setCount: 1,
        applicantName: applicant.fullName,
        address: applicant.address,
        phone: applicant.phone,
        unit: 'Phòng Tư pháp',
        receivedAt: `${today}T08:05`,
        dueAt: `${today}T17:00`,
        sentAt: null,
        resultAt: null,
        returnedAt: null,
        returnMethod: 'Tại bàn một cửa',
        note: '',
      }
      const rows = [1, 2, 3, 4, 5].map((serial) => ({ ...row, serial, code: `TAM-MAU-260905-000${serial}` }))
      const about = { number: '', year: Number(today.slice(0, 4)), book: '01', group: '', from: null, to: null, lock: null }
      return { kind, facts: { governingBody, deskName, place, ...about, printedOn: today, rows } }
    }
  }
}
