// The printed process: the three skeletons of real offices filled with a real process, to the page and to Word.
import { unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { skeletons } from '../../../../db/processes/content.ts'
import { processToDocx } from '../../../../electron/print/process-docx.ts'
import { renderProcess } from '../../../../electron/print/process-html.ts'
import { makeProcessPaper, type ProcessPaperData, readSkeleton } from '../../../../electron/print/process-paper.ts'
import { loadTexts } from '../../../../electron/texts.ts'
import { resources } from '../../../fixtures/office.ts'
import { qttp20 } from '../../../fixtures/processes/qttp-20.ts'

const folder = `${resources}/process-papers`
let t: Parameters<typeof makeProcessPaper>[2]
beforeAll(async () => {
  const texts = await loadTexts(resources)
  t = (key, params) => texts(key, { ...params })
})

const data: ProcessPaperData = {
  officeName: 'Sở Dân tộc và Tôn giáo',
  governingBody: 'UBND thành phố Hà Nội',
  code: 'QTTP-20',
  issue: 2,
  revision: 1,
  state: 'effective',
  approvedOn: '2025-11-20',
  effectiveFrom: '2025-11-25',
  hash: 'a'.repeat(64),
  content: qttp20,
  procedures: [{ code: '1.012644', name: 'Thay đổi trụ sở' }],
  drafted: { name: 'Lê An', position: 'Thư ký ISO' },
  reviewed: { name: '', position: '' },
  approved: { name: 'Trần Bình', position: 'Giám đốc' },
  history: [
    { issue: 1, revision: 0, approvedOn: '2024-05-02', reason: '', changes: [] },
    {
      issue: 2,
      revision: 1,
      approvedOn: '2025-11-20',
      reason: 'Theo TT 03/2025/TT-VPCP',
      changes: [{ section: 'fee', kind: 'changed', variant: null, item: null, field: null, before: '', after: 'Không' }],
    },
  ],
  copies: [
    { number: 1, form: 'paper', holder: 'Bộ phận một cửa', givenOn: '2025-11-26', outcome: null, outcomeOn: null },
    { number: 2, form: 'electronic', holder: 'Văn phòng', givenOn: '2025-11-26', outcome: 'returned', outcomeOn: '2025-12-01' },
  ],
  isTraining: false,
}
const paperOf = (key: (typeof skeletons)[number], extra: Partial<ProcessPaperData> = {}) =>
  makeProcessPaper({ ...data, ...extra }, readSkeleton(folder, key), t)
const stepsOf = (paper: ReturnType<typeof paperOf>) =>
  paper.blocks.flatMap((block) => (block.kind === 'table' && block.rows.length === 15 ? [block] : []))[0]

describe('the printed process', () => {
  it.each([
    ['classic', ['1. MỤC ĐÍCH', '5.7. Quy trình xử lý công việc', '7. HỒ SƠ CẦN LƯU']],
    ['haTinh', ['1. KÝ HIỆU QUY TRÌNH', '2.10. Quy trình xử lý công việc', '4. HỒ SƠ LƯU']],
    ['haNoi', ['1. Cơ sở pháp lý', '6. Quy trình giải quyết', '7. Trách nhiệm trả kết quả giải quyết và lưu trữ hồ sơ']],
  ] as const)('has the sections of %s in their order, and the sum under the steps', (key, titles) => {
    const paper = paperOf(key)
    const headings = paper.blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []))
    expect(headings.filter((text) => (titles as readonly string[]).includes(text))).toEqual(titles)
    expect(stepsOf(paper)?.sum).toContain('30 ngày')
  })

  it('gives the shared seven days once and says which steps share them', () => {
    const times = stepsOf(paperOf('classic'))?.rows.map((cells) => cells[3])
    expect(times?.slice(5, 8)).toEqual(['7 ngày\n(chung 6–13)', '(chung 6–13)', '(chung 6–13)'])
    expect(times?.at(-1)).toBe('Giờ hành chính')
  })

  it('draws the revision table from the differences', () => {
    expect(paperOf('classic').revisions.rows).toEqual([
      ['Ban hành lần đầu', '–', '–', '01/00', '02/05/2024'],
      ['Theo TT 03/2025/TT-VPCP', 'Phí, lệ phí', 'Phí, lệ phí: bổ sung “Không”', '02/01', '20/11/2025'],
    ])
  })

  it('lists who holds which copy, and leaves lines for the pen where nobody does', () => {
    expect(paperOf('haTinh').distribution.rows).toEqual([
      ['1', 'Bộ phận một cửa', '01', '01', '26/11/2025', ''],
      ['2', 'Văn phòng', '02', 'M', '26/11/2025', 'Đã thu hồi 01/12/2025'],
    ])
    const empty = paperOf('haTinh', { copies: [] }).distribution.rows
    expect(empty.map(([number, ...cells]) => [number, cells.join('')])).toEqual([
      ['1', ''],
      ['2', ''],
      ['3', ''],
      ['4', ''],
    ])
  })

  it.each(skeletons)('draws the flow of the steps above their table (%s)', (key) => {
    const { blocks } = paperOf(key)
    const at = blocks.findIndex(({ kind }) => kind === 'flow')
    expect(blocks[at + 1]?.kind).toBe('table')
    expect(renderProcess(folder, paperOf(key)).html.match(/<svg class="flow-part"/g)?.length).toBeGreaterThan(1)
  })

  it('lists its sections on the cover of the classic layout', () => {
    expect(paperOf('classic').contents?.items.slice(0, 2)).toEqual(['SỬA ĐỔI TÀI LIỆU', '1. MỤC ĐÍCH'])
    expect(paperOf('haNoi').contents).toBeNull()
  })

  it.each([
    ['effective', null],
    ['superseded', 'TÀI LIỆU HẾT HIỆU LỰC'],
    ['withdrawn', 'TÀI LIỆU HẾT HIỆU LỰC'],
    ['draft', 'DỰ THẢO'],
    ['approved', 'CHƯA CÓ HIỆU LỰC'],
  ] as const)('of a version that is %s bears the mark %s', (state, mark) => {
    const paper = paperOf('haNoi', { state })
    expect(paper.mark).toBe(mark)
    expect(paper.controlMark === null).toBe(mark !== null)
    expect(renderProcess(folder, paper).html.includes('class="mark"')).toBe(mark !== null)
  })

  it('shows what a field contains as text, whatever it contains', () => {
    const content = { ...qttp20, name: '<img src=x onerror=alert(1)>', fee: '{{title}} & <b>' }
    const { html } = renderProcess(folder, paperOf('haNoi', { content }))
    expect(html).not.toContain('<img')
    expect(html).not.toContain('<b>&')
    expect(html).toContain('{{title}} &amp; &lt;b&gt;')
  })

  it.each(skeletons)('says the same in Word as on the page (%s)', async (key) => {
    const paper = paperOf(key, { state: 'superseded' })
    const files = unzipSync(new Uint8Array(await processToDocx(paper, true)))
    const textIn = (name: string) =>
      new TextDecoder()
        .decode(files[name])
        .replace(/<w:p[ >]/g, '\n$&')
        .replace(/<[^>]+>/g, '')
    const body = textIn('word/document.xml')
    for (const block of paper.blocks) {
      const texts =
        block.kind === 'table'
          ? block.rows.flat()
          : block.kind === 'list'
            ? block.items
            : block.kind === 'flow'
              ? block.steps.flatMap(({ label, work }) => [label, work])
              : [block.text]
      for (const text of texts) for (const part of text.split('\n')) expect(body).toContain(part.replaceAll('&', '&amp;'))
    }
    const head = Object.keys(files).find((name) => /^word\/header\d\.xml$/.test(name)) ?? ''
    expect(textIn(head)).toMatch(/Mã hiệu: QTTP-20[\s\S]*HẾT HIỆU LỰC[\s\S]*TẬP HUẤN/)
  })
})
