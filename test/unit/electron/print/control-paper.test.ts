// The papers of document control: the distribution list and the sheet to sign.
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type PrintedCopy, renderControlPaper } from '../../../../electron/print/control-paper.ts'

const registers = join(import.meta.dirname, '../../../../resources/registers')
const head = { governingBody: 'UBND tỉnh', officeName: 'Văn phòng UBND tỉnh', place: 'Huế', printedOn: '2026-11-23' }
const copy: PrintedCopy = {
  code: 'QT.01',
  name: 'Cấp phép <b>khẩn</b>',
  issue: 2,
  revision: 1,
  number: 3,
  holder: 'Phòng Nội vụ & Tư pháp',
  form: 'paper',
  givenOn: '2026-03-02',
  givenBy: 'Lê An',
  outcome: null,
  outcomeOn: null,
  outcomeNote: '',
}
const texts = (html: string, cell: 'td' | 'th') =>
  [...html.matchAll(new RegExp(`<${cell}(?: [^>]*)?>(.*?)</${cell}>`, 'g'))].map(([, text]) => text?.replaceAll('&#x2F;', '/'))

describe('the distribution list', () => {
  it('has the columns that offices print, M for an electronic copy, and what became of each', () => {
    const { html, css } = renderControlPaper(registers, {
      kind: 'distribution',
      ...head,
      document: { code: 'QT.01', name: 'Cấp phép' },
      rows: [
        copy,
        { ...copy, number: 12, form: 'electronic', outcome: 'lost', outcomeOn: '2026-11-20', outcomeNote: 'Thất lạc' },
      ],
    })
    expect(texts(html, 'th')).toEqual([
      ...[
        'STT',
        'Lần ban hành/sửa đổi',
        'Bản số',
        'Bộ phận',
        'Số lượng',
        'Ngày phân phối',
        'Người phân phối',
        'Ký nhận',
        'Thu hồi',
      ],
    ])
    expect(texts(html, 'td')).toEqual([
      ...['1', '2/1', '03', 'Phòng Nội vụ &amp; Tư pháp', '1', '02/03/2026', 'Lê An', '', ''],
      ...['2', '2/1', '12', 'Phòng Nội vụ &amp; Tư pháp', 'M', '02/03/2026', 'Lê An', '', 'Mất 20/11/2026; Thất lạc'],
    ])
    expect(html).toContain('Phân phối tài liệu')
    expect(css).toContain('Tinos Vietnamese')
  })

  it('names the document of each copy when it lists those to be fetched', () => {
    const { html } = renderControlPaper(registers, { kind: 'distribution', ...head, document: null, rows: [copy] })
    expect(texts(html, 'th').slice(0, 3)).toEqual(['STT', 'Tài liệu', 'Lần ban hành/sửa đổi'])
    expect(texts(html, 'td')[1]).toBe('<b>QT.01</b> Cấp phép &lt;b&gt;khẩn&lt;/b&gt;')
    expect(html).toContain('Tài liệu hết hiệu lực cần thu hồi')
  })
})

describe('the sheet to sign', () => {
  it('has a line for each reader and empty ones for others, and says which version was read', () => {
    const document = {
      code: 'QT.01',
      name: 'Cấp phép',
      issue: 2,
      revision: 1,
      approvedOn: '2026-03-01',
      effectiveFrom: '2026-03-15',
    }
    const readers = [{ name: 'Lê An', position: 'Chuyên viên' }]
    const { html } = renderControlPaper(registers, { kind: 'readingSheet', ...head, document, readers })
    expect(texts(html, 'th')).toEqual(['STT', 'Họ và tên', 'Chức vụ, bộ phận', 'Ngày đọc', 'Chữ ký', 'Ghi chú'])
    expect(texts(html, 'td').slice(0, 8)).toEqual(['1', 'Lê An', 'Chuyên viên', '', '', '', '2', ''])
    expect(html.replaceAll('&#x2F;', '/')).toContain(
      'Lần ban hành 2, sửa đổi 1; ban hành ngày 01/03/2026; hiệu lực từ ngày 15/03/2026',
    )
  })
})

describe('the record of a hand-over', () => {
  const line = { itemId: 'x', count: 1, to: 'b', toName: 'Phạm Thị Dung', toPosition: 'Công chức' }
  const paper = {
    ...{ kind: 'handover' as const, ...head, staffName: 'Lê Văn Cường', positionTitle: 'Chuyên viên', on: '2026-11-20' },
    ...{ reason: 'Nghỉ hưu', further: 'Chìa khóa tủ số 2\nSổ chứng thực quyển 3', witness: 'Nguyễn Văn An' },
  }
  it('lists by kind what went to whom, what was added by hand, and has a cell to sign for everybody', () => {
    const { html, css } = renderControlPaper(registers, {
      ...paper,
      leftCount: 2,
      lines: [
        { ...line, kind: 'step', code: 'TAM-1', title: 'Trần Thị Bình', detail: 'HKD – B2. Thẩm định' },
        { ...line, kind: 'step', code: 'TAM-2', title: 'Lê An', detail: '', to: 'c', toName: 'Võ Hạnh', toPosition: '' },
        { ...line, kind: 'original', code: 'TAM-1', title: 'Sổ đỏ', detail: 'Trần Thị Bình', count: 2 },
      ],
    })
    expect(texts(html, 'td')).toEqual([
      ...['1', 'TAM-1', 'Trần Thị Bình – HKD – B2. Thẩm định', '', 'Phạm Thị Dung'],
      ...['2', 'TAM-2', 'Lê An', '', 'Võ Hạnh'],
      ...['1', 'TAM-1', 'Sổ đỏ – Trần Thị Bình', '02', 'Phạm Thị Dung'],
    ])
    expect(html).toContain('Bên nhận: <b>Phạm Thị Dung</b>, Công chức')
    expect(html).toContain('Sổ chứng thực quyển 3')
    expect(html).toContain('Còn 2 mục')
    expect([...html.matchAll(/class="signer">([^<]*)</g)].map(([, name]) => name)).toEqual([
      ...['Lê Văn Cường', 'Phạm Thị Dung', 'Võ Hạnh', 'Nguyễn Văn An'],
    ])
    expect(html).not.toContain('Người lập')
    expect(css).toContain('210mm 297mm')
  })

  it('says nothing of what is left when nothing is', () => {
    expect(renderControlPaper(registers, { ...paper, leftCount: 0, lines: [] }).html).not.toContain('tiếp tục giữ')
  })
})
