// The case code as pictures that a desk scanner and a telephone read from a laser print. They carry the case code and nothing
// else: a receipt is left on tables and photographed, so no personal number and no address of a site stands in them.
import { code128, drawingSVG, qrcode } from 'bwip-js/generic'

/** 0.254 mm is 3 dots of a 300 dpi printer and 6 of a 600 dpi one: no bar is rounded to another width. */
const barcodeModuleMm = 0.254
const barcodeQuietModules = 10
const barcodeHeightMm = 9
const qrQuietModules = 4
const qrModuleMm = 0.762
// The drawing has two units a module.
const qrUnitsPerModule = 2

/** Code 128 of a printable ASCII text as an inline SVG with class `barcode`, quiet zones included. */
export function barcodeSvg(text: string): string {
  const svg = code128(
    { bcid: 'code128', text, scale: 1, height: barcodeHeightMm, paddingwidth: barcodeQuietModules },
    drawingSVG(),
  )
  return sized(svg, 'barcode', (modules) => ({ widthMm: modules * barcodeModuleMm, heightMm: barcodeHeightMm }))
}

/** QR code (level M, the library's default) of a text as an inline SVG with class `qr`, quiet zone included. */
export function qrSvg(text: string): string {
  const padding = qrQuietModules * qrUnitsPerModule
  const svg = qrcode({ bcid: 'qrcode', text, scale: 1, paddingwidth: padding, paddingheight: padding }, drawingSVG())
  return sized(svg, 'qr', (units) => {
    const sideMm = (units / qrUnitsPerModule) * qrModuleMm
    return { widthMm: sideMm, heightMm: sideMm }
  })
}

function sized(svg: string, name: string, measure: (width: number) => { widthMm: number; heightMm: number }): string {
  const width = /viewBox="0 0 (\d+) \d+"/.exec(svg)?.[1]
  if (!width) throw new Error('bwip-js gave a drawing without a size')
  const { widthMm, heightMm } = measure(Number(width))
  const size = `width="${widthMm.toFixed(3)}mm" height="${heightMm.toFixed(3)}mm"`
  return svg
    .trim()
    .replace('<svg ', `<svg class="${name}" ${size} preserveAspectRatio="none" shape-rendering="crispEdges" aria-hidden="true" `)
}
