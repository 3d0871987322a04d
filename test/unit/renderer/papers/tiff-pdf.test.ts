// A TIFF shown as a PDF: every kind that scanners write gives the points that another program put into it.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, it } from 'vitest'
import { sniff } from '../../../../db/blobs/sniff.ts'
import { tiffToPdf } from '../../../../renderer/papers/viewer/tiff-pdf.ts'
import { scanBytes } from '../../../fixtures/scans.ts'

const open = (pdf: Uint8Array) => getDocument({ data: pdf, verbosity: 0 }).promise

describe('a TIFF as a PDF', () => {
  it.each([
    ['plain.tif', 1],
    ['lzw.tif', 1],
    ['deflate.tif', 1],
    ['packbits.tif', 1],
    ['palette.tif', 1],
    ['jpeg.tif', 1],
    ['fax.tif', 2],
  ])('%s has its pages in their size', async (name, pages) => {
    const pdf = tiffToPdf(scanBytes(name))
    if (pdf === null) throw new Error('not shown')
    expect(sniff(pdf)).toEqual({ kind: 'pdf' })
    const document = await open(pdf)
    expect(document.numPages).toBe(pages)
    const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 })
    // 850 × 1100 points at 100 dots an inch; 60 × 80 at the 72 that the others say, or do not.
    expect(Math.round((height / width) * 100)).toBe(name === 'fax.tif' ? 129 : 133)
    await document.destroy()
  })

  it('is not made of a kind that no PDF can hold', () => {
    const tiled = scanBytes('plain.tif')
    const at = tiled.readUInt32LE(4)
    for (let entry = at + 2; entry < at + 2 + tiled.readUInt16LE(at) * 12; entry += 12)
      if (tiled.readUInt16LE(entry) === 259) tiled.writeUInt16LE(6, entry + 8) // JPEG of the old kind
    expect(tiffToPdf(tiled)).toBeNull()
  })
})
