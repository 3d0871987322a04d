// What the citizen's screen says: the case, without the numbers that the next person in the queue could note, and a greeting without anybody.
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type CitizenCase, renderCitizenPage } from '../../../../electron/print/citizen-page.ts'
import { citizenCase } from '../../../../electron/worker/citizen-data.ts'
import { askAfter, forward, type LifeOffice, openLifeOffice, take } from '../../../fixtures/life-office.ts'
import { samplePerson } from '../../../fixtures/office.ts'

const folder = join(import.meta.dirname, '../../../../resources/citizen-screen')
const desk = { officeName: 'UBND phường Thuận Hóa', deskName: 'Bộ phận Một cửa' }

let office: LifeOffice
beforeEach(async () => {
  office = await openLifeOffice()
})
afterEach(() => office.close())

const read = async (caseId: string | null) => citizenCase(office.office, { caseId })
const page = (shown: CitizenCase | null) => renderCitizenPage(folder, desk, shown).html

it('hides the numbers, and asks only for what the last request for a supplement names, while it stands', async () => {
  const applicant = { ...samplePerson(), fullName: 'Đỗ Thị <Ánh>', idNumber: '046190001234', phone: '0905123456' }
  const caseId = await office.receive({
    applicant,
    components: [{ name: 'Giấy đề nghị', originals: 1, certified: 0, copies: 2, note: 'ghi chú riêng của cán bộ' }],
  })
  const before = page((await read(caseId)).shown)
  expect(before).toContain('Đỗ Thị &lt;Ánh&gt;')
  expect(before).toContain('••••••••1234')
  expect(before).toContain('1 bản chính, 2 bản sao')
  expect(before).toContain('Không thiếu giấy tờ nào.')
  expect(before).not.toMatch(/046190001|0905123456|ghi chú riêng|<script/)

  await office.do(office.desk, caseId, forward(office.handler.staffId))
  await office.do(office.handler, caseId, take)
  await office.do(office.handler, caseId, askAfter)
  const asked = page((await read(caseId)).shown)
  expect(asked).toContain('Chờ bổ sung giấy tờ')
  expect(asked).toContain('<li>Giấy xác nhận</li>')
  await office.do(office.desk, caseId, { act: 'resubmit', note: '', manualDueAt: null })
  expect(page((await read(caseId)).shown)).not.toContain('Giấy xác nhận')
})

it('greets without anybody', async () => {
  await office.receive()
  const { shown, office: named } = await read(null)
  expect(shown).toBeNull()
  const html = renderCitizenPage(folder, named, shown).html
  expect(html).toContain('Kính chào quý công dân')
  expect(html).not.toMatch(/<dl>|Giấy tờ đã nộp/)
})
