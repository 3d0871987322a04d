// The icon files hold every size that the systems ask for, in forms that they read.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../tree/source.ts'

const read = (name: string) => readFileSync(join(root, 'resources', 'icons', name))
const pngSize = (bytes: Buffer) => {
  expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG')
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
}

describe('the icons', () => {
  it('of Linux is a picture of 512 pixels', () => {
    expect(pngSize(read('icon.png'))).toEqual([512, 512])
  })

  it('of Windows holds the sizes of title bar, task bar, desktop and their larger kinds, whole and in colour', () => {
    const bytes = read('icon.ico')
    const sizes = Array.from({ length: bytes.readUInt16LE(4) }, (_, index) => {
      const at = 6 + index * 16
      const size = bytes.readUInt8(at) || 256
      const [length, offset] = [bytes.readUInt32LE(at + 8), bytes.readUInt32LE(at + 12)]
      const image = bytes.subarray(offset, offset + length)
      expect(image.length).toBe(length)
      expect(bytes.readUInt16LE(at + 6)).toBe(32)
      if (size === 256) expect(pngSize(image)).toEqual([256, 256])
      else expect([image.readInt32LE(4), image.readInt32LE(8)]).toEqual([size, size * 2])
      return size
    })
    expect(sizes).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 256])
  })

  it('of macOS holds every kind from 16 to 1024 pixels', () => {
    const bytes = read('icon.icns')
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('icns')
    expect(bytes.readUInt32BE(4)).toBe(bytes.length)
    const kinds: Record<string, number> = {}
    for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at + 4)) {
      const [width = 0] = pngSize(bytes.subarray(at + 8))
      kinds[bytes.subarray(at, at + 4).toString('latin1')] = width
    }
    expect(kinds).toEqual({ ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 })
  })

  it('are the drawing that the window shows', () => {
    const drawing = read('icon.svg').toString()
    const mark = readFileSync(join(root, 'renderer', 'app', 'brand-mark.tsx'), 'utf8')
    const shapes = (text: string) => [...text.matchAll(/ d="([^"]+)"/g)].map(([, path]) => path)
    expect(shapes(drawing)).toEqual(shapes(mark))
    expect(shapes(drawing)).toHaveLength(3)
  })
})
