// What a sheet tells the public: whose word holds where two sources differ, which forms are its readers', what its source cut.
import { describe, expect, it } from 'vitest'
import { applicantForms } from '../../../../db/disclosure/applicant-forms.ts'
import { cutTextsOf, makeSheet } from '../../../../db/disclosure/sheet.ts'
import { type ProcedureContent, toProcedureContent } from '../../../../db/procedures/catalogue-file.ts'
import { emptyProcessContent, type ProcessContent } from '../../../../db/processes/content.ts'
import { starterData } from '../../../fixtures/office.ts'
import { qttp20 } from '../../../fixtures/processes/qttp-20.ts'

const listed: ProcedureContent = { ...firstOfCatalogue(), authority: 'Sở Tư pháp' }
function firstOfCatalogue(): ProcedureContent {
  const found = starterData().catalogue.procedures.find(({ code }) => code === '1.001193')
  if (!found) throw new Error('the catalogue has no birth registration')
  return toProcedureContent(found, 'KS')
}
const process = (extra: Partial<ProcessContent>): ProcessContent => ({ ...emptyProcessContent, name: 'Quy trình', ...extra })

describe('the deciding body of a sheet', () => {
  it('is the one that the process names', () => {
    const sheet = makeSheet(process({ decidingBody: 'UBND xã, phường' }), listed)
    expect(sheet.decidingBody).toBe('UBND xã, phường')
    expect(sheet.fromCatalogue).not.toContain('decidingBody')
  })

  it('is the unit of the deciding step where the process names none', () => {
    const sheet = makeSheet(process({ variants: qttp20.variants }), listed)
    expect(sheet.decidingBody).toBe('UBND thành phố')
    expect(sheet.fromCatalogue).not.toContain('decidingBody')
  })

  it('of the catalogue contradicted a process that names who does it (“UBND xã, phường”, then “Sở Tư pháp”)', () => {
    const sheet = makeSheet(process({ performingBody: 'UBND xã, phường' }), listed)
    expect([sheet.performingBody, sheet.decidingBody]).toEqual(['UBND xã, phường', ''])
    expect(sheet.fromCatalogue).not.toContain('decidingBody')
  })

  it.each([null, process({})])('is the catalogue’s where no process says anything of it', (own) => {
    expect(makeSheet(own, listed).decidingBody).toBe('Sở Tư pháp')
  })
})

describe('forms on a sheet', () => {
  const component = { originals: 1, copies: 0, isRequired: true, condition: '', variant: null }
  const form = (code: string, name: string, law = '') => ({ code, name, law })
  it('are those that applicants fill in, not those of the office', () => {
    const forms = [
      form('Mẫu 01', 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả', '03/2025/TT-VPCP'),
      form('Mẫu 01', 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả', 'Thông tư 01/2018/TT-VPCP'),
      form('Mẫu 05', 'Phiếu kiểm soát quá trình giải quyết hồ sơ', '01/2018/TT-VPCP'),
      form('BM.20.01', 'Phiếu thẩm định hồ sơ'),
      form('BM.20.02', 'Tờ khai đăng ký khai sinh'),
      form('Mẫu B12', 'Văn bản thông báo', '95/2023/NĐ-CP'),
      form('Mẫu B45', 'Văn bản đề nghị thay đổi trụ sở', '95/2023/NĐ-CP'),
      form('', 'Sơ yếu lý lịch'),
      form('Mẫu B1', 'Biên bản họp', '95/2023/NĐ-CP'),
    ]
    const components = [
      { ...component, name: 'Thông báo (Mẫu B12)' },
      { ...component, name: 'Sơ yếu lý lịch của người đứng đầu' },
    ]
    expect(applicantForms({ forms, components }).map(({ code, name }) => code || name)).toEqual([
      'BM.20.02',
      'Mẫu B12',
      'Mẫu B45',
      'Sơ yếu lý lịch',
    ])
  })

  it('of a process that names only the desk’s are none', () => {
    expect(makeSheet(qttp20, null).forms).toEqual([])
  })
})

describe('texts that the source cut', () => {
  it('are told by their part, and none where the process says it whole', () => {
    const found = cutTextsOf(makeSheet(null, listed))
    expect(found.length).toBeGreaterThan(0)
    expect(found.every(({ text }) => text.endsWith('…'))).toBe(true)
    expect(found.filter(({ part }) => part === 'papers').map(({ text }) => text)).toEqual(
      listed.components.map(({ name }) => name).filter((name) => name.endsWith('…')),
    )
    expect(cutTextsOf(makeSheet({ ...qttp20, results: ['Văn bản chấp thuận'] }, null))).toEqual([])
  })

  it('end in dots, whatever stands behind them', () => {
    const results = ['Giấy chứng nhận…', 'Giấy (theo mẫu…)', 'Quyết định...', 'A … B', 'Giấy phép']
    expect(cutTextsOf(makeSheet(process({ results }), null)).map(({ text }) => text)).toEqual(results.slice(0, 3))
  })
})
