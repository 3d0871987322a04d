import bwip from 'bwip-js/generic'
import { describe, expect, it } from 'vitest'
import { barcodeSvg, qrSvg } from '../../../../electron/print/codes.ts'

const codes = ['H57.50.05.13-261123-0975', 'TAM-H57.50.05.13-A1-261123-0012', '000.15.25.H57-190610-0001', 'A^029#~"<&']

const numberIn = (svg: string, pattern: RegExp): number => Number(pattern.exec(svg)?.[1])
const widthMm = (svg: string): number => numberIn(svg, / width="([\d.]+)mm"/)
const units = (svg: string): number => numberIn(svg, /viewBox="0 0 (\d+) /)

/** Widths in modules of bars and spaces in turn, from the first bar, as they stand in the picture. */
function runsOf(svg: string): number[] {
  const bars = [...svg.matchAll(/stroke-width="(\d+)" d="([^"]+)"/g)]
    .flatMap(([, width, path]) =>
      [...(path ?? '').matchAll(/M([\d.]+) /g)].map(([, x]) => ({ at: Number(x) - Number(width) / 2, width: Number(width) })),
    )
    .sort((a, b) => a.at - b.at)
  return bars.flatMap(({ at, width }, index) => {
    const next = bars[index + 1]
    return next ? [width, next.at - at - width] : [width]
  })
}

/** Whether a point of the picture is black: inside an odd number of the path's rings. */
function isBlack(svg: string, x: number, y: number): boolean {
  const rings = (/ d="([^"]+)"/.exec(svg)?.[1] ?? '').split('Z').filter((ring) => ring !== '')
  const crossings = rings.flatMap((ring) => {
    const points = [...ring.matchAll(/([\d.]+) ([\d.]+)/g)].map(([, px, py]) => ({ x: Number(px), y: Number(py) }))
    return points.filter((from, index) => {
      const to = points[(index + 1) % points.length] ?? from
      return from.y > y !== to.y > y && x < from.x + ((y - from.y) * (to.x - from.x)) / (to.y - from.y)
    })
  })
  return crossings.length % 2 === 1
}

function modulesOf(svg: string): number[] {
  const side = units(svg) / 2
  return Array.from({ length: side * side }, (_, at) => Number(isBlack(svg, (at % side) * 2 + 1, Math.floor(at / side) * 2 + 1)))
}

describe('barcodeSvg', () => {
  it.each(codes)('draws the Code 128 symbol of exactly this text: %s', (code) => {
    const [symbol] = bwip.raw('code128', code, {})
    expect(symbol && 'sbs' in symbol && symbol.sbs).toEqual(runsOf(barcodeSvg(code)))
  })

  it('keeps ten white modules on both sides and bars of at least 0.25 mm', () => {
    const svg = barcodeSvg('H57.50.05.13-261123-0975')
    const drawn = runsOf(svg).reduce((sum, width) => sum + width, 0)
    expect(units(svg)).toBe(drawn + 20)
    expect(svg).toMatch(/d="M11 /)
    expect(widthMm(svg) / units(svg)).toBeCloseTo(0.254, 4)
  })

  it('fits the longest code beside nothing into the width of a copy', () => {
    expect(widthMm(barcodeSvg('W'.repeat(40)))).toBeLessThan(129.5)
  })
})

describe('qrSvg', () => {
  it.each(codes)('draws the QR symbol of exactly this text: %s', (code) => {
    const [symbol] = bwip.raw('qrcode', code, {})
    if (!symbol || !('pixs' in symbol)) throw new Error('no QR symbol')
    const side = symbol.pixx + 8
    const expected = Array.from({ length: side * side }, (_, at) => {
      const [x, y] = [(at % side) - 4, Math.floor(at / side) - 4]
      return x < 0 || y < 0 || x >= symbol.pixx || y >= symbol.pixy ? 0 : symbol.pixs[y * symbol.pixx + x]
    })
    expect(modulesOf(qrSvg(code))).toEqual(expected)
  })

  it('is at least 18 mm wide without its quiet zone of four modules', () => {
    const svg = qrSvg('H57.50.05.13-261123-0975')
    const modules = units(svg) / 2
    expect((widthMm(svg) * (modules - 8)) / modules).toBeGreaterThanOrEqual(18)
  })
})
