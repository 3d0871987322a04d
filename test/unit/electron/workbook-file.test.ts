// The .xlsx files that leave the program, as other programs draw and print them (checked once by eye with LibreOffice).
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { writeWorkbookFile } from '../../../electron/workbook/write-file.ts'

const rows = [
  ['TT', 'Tên điều khoản'],
  ['1', 'Kiểm soát các quá trình, sản phẩm và dịch vụ do bên ngoài cung cấp: Thông tin cho nhà cung cấp bên ngoài'],
  ['2', 'Khái quát'],
]
const sheetOf = async (look: { isForm: boolean; isList?: boolean }) => {
  const parts = unzipSync(await writeWorkbookFile([{ name: 'A', rows, widths: [5, 40], ...look }]))
  return new TextDecoder().decode(parts['xl/worksheets/sheet1.xml'])
}

describe('a sheet', () => {
  it.each([{ isForm: true }, { isForm: false }, { isForm: false, isList: true }])(
    'lies across A4, as wide as one page, its parts in the order that the format asks for (%j)',
    async (look) => {
      const xml = await sheetOf(look)
      expect(xml).toMatch(
        /<worksheet[^>]*><sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr>.*<sheetData>.*<\/sheetData>.*<pageSetup /,
      )
      const [setup = ''] = /<pageSetup [^>]*>/.exec(xml) ?? []
      for (const said of ['paperSize="9"', 'orientation="landscape"', 'fitToWidth="1"', 'fitToHeight="0"'])
        expect(setup.split(said), said).toHaveLength(2) // twice would be no XML
    },
  )

  it('of a list has rows as high as their longest cell, which lay over the next ones once', async () => {
    const xml = await sheetOf({ isForm: false, isList: true })
    const heights = [...xml.matchAll(/<row r="\d"([^>]*)>/g)].map(([, attributes = '']) =>
      Number(/ht="(\d+)"/.exec(attributes)?.[1] ?? 0),
    )
    expect(heights[1]).toBe(42)
    expect(heights[2]).toBe(14)
  })
})
