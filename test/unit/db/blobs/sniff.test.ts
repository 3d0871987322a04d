// A file is what its content says: nothing disguised, cut off or locked gets into the store.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sniff } from '../../../../db/blobs/sniff.ts'
import { scanBytes } from '../../../fixtures/scans.ts'

const whole = {
  'photo.jpg': 'jpeg',
  'page.png': 'png',
  'three-pages.pdf': 'pdf',
  'plain.tif': 'tiff',
  'fax.tif': 'tiff',
  'lzw.tif': 'tiff',
  'deflate.tif': 'tiff',
  'packbits.tif': 'tiff',
  'jpeg.tif': 'tiff',
} as const

describe('what a file is', () => {
  it.each(Object.entries(whole))('%s is %s', (name, kind) => {
    expect(sniff(scanBytes(name))).toEqual({ kind })
  })

  it.each(Object.keys(whole))('%s cut off anywhere is refused', (name) => {
    const bytes = scanBytes(name)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 3 }), (length) => {
        expect(sniff(bytes.subarray(0, length))).toHaveProperty('refusal')
      }),
      { numRuns: 60 },
    )
  })

  it.each([
    ['nothing', '', 'empty'],
    ['a program', 'MZ\u0090\u0000\u0003', 'unknown'],
    ['a page of the web', '<!doctype html><script>alert(1)</script>', 'unknown'],
    ['a drawing that can carry scripts', '<svg xmlns="http://www.w3.org/2000/svg"></svg>', 'unknown'],
    ['a packed file', 'PK\u0003\u0004', 'unknown'],
    ['a picture by its first bytes alone', '\u00ff\u00d8\u00ff<script>', 'damaged'],
    ['a PDF by its first line alone', '%PDF-1.7\n<html></html>\n%%EOF', 'damaged'],
    ['a PDF with a foreign inside', '%PDF-1.7\nMZ\nstartxref\n9\n%%EOF', 'damaged'],
    ['an empty TIFF', 'II*\u0000\u0000\u0000\u0000\u0000', 'damaged'],
  ])('%s is refused', (_, text, refusal) => {
    expect(sniff(Buffer.from(text, 'latin1'))).toEqual({ refusal })
  })

  it('tells a locked PDF from a damaged one', () => {
    expect(sniff(scanBytes('locked.pdf'))).toEqual({ refusal: 'encrypted' })
    // Also where its table of contents stands at a wrong place, as some scanners write it.
    const shifted = (name: string) =>
      Buffer.from(
        scanBytes(name)
          .toString('latin1')
          .replace(/startxref\s+\d+/, 'startxref\n7'),
        'latin1',
      )
    expect(sniff(shifted('locked.pdf'))).toEqual({ refusal: 'encrypted' })
    expect(sniff(shifted('three-pages.pdf'))).toEqual({ kind: 'pdf' })
  })

  it('sees a changed byte of a PNG', () => {
    const bytes = scanBytes('page.png')
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    expect(sniff(bytes)).toEqual({ refusal: 'damaged' })
  })

  it('ends with a TIFF whose directories go in a circle, and with any bytes at all', () => {
    const circle = scanBytes('plain.tif')
    const first = circle.readUInt32LE(4)
    circle.writeUInt32LE(first, first + 2 + circle.readUInt16LE(first) * 12)
    expect(sniff(circle)).toEqual({ refusal: 'damaged' })
    const heads = ['', 'II*\0', 'MM\0*', '\u00ff\u00d8\u00ff', '\u0089PNG\r\n\u001a\n', '%PDF-1.4\n']
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 }), (head, rest) => {
        expect(sniff(Buffer.concat([Buffer.from(head, 'latin1'), rest]))).toHaveProperty('refusal')
      }),
    )
  })
})
