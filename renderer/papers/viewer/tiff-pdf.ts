// tiffToPdf(bytes): a TIFF as a PDF of the same pages, or null for a kind of TIFF that this cannot say in a PDF. Chromium draws no TIFF,
// but what scanners put into one (fax, LZW, deflate, packbits or JPEG strips) is what a PDF holds too: nothing is decoded here, the
// strips only change their wrapping. Pure; the content was checked before it got into the store.

interface Directory {
  readonly values: ReadonlyMap<number, readonly number[]>
  readonly bytesOf: (tag: number) => Uint8Array | undefined
}

const tags = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  offsets: 273,
  samples: 277,
  rowsPerStrip: 278,
  lengths: 279,
  xResolution: 282,
  planar: 284,
  t4Options: 292,
  resolutionUnit: 296,
  predictor: 317,
  colours: 320,
  jpegTables: 347,
} as const

const sizes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1 }

function readDirectories(bytes: Uint8Array): Directory[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const little = bytes[0] === 0x49
  const short = (at: number) => view.getUint16(at, little)
  const long = (at: number) => view.getUint32(at, little)
  const directories: Directory[] = []
  for (let at = long(4); at !== 0 && directories.length < 1_000; ) {
    const values = new Map<number, number[]>()
    const raw = new Map<number, Uint8Array>()
    const count = short(at)
    for (let entry = at + 2; entry < at + 2 + count * 12; entry += 12) {
      const [tag, type, amount] = [short(entry), short(entry + 2), long(entry + 4)]
      const size = sizes[type]
      if (size === undefined) continue
      const start = size * amount <= 4 ? entry + 8 : long(entry + 8)
      raw.set(tag, bytes.subarray(start, start + size * amount))
      const valueAt = (n: number): number => {
        if (type === 3) return short(start + n * 2)
        if (type === 4) return long(start + n * 4)
        if (type === 5) return long(start + n * 8) / (long(start + n * 8 + 4) || 1)
        return bytes[start + n] ?? 0
      }
      values.set(
        tag,
        Array.from({ length: type === 7 ? 0 : amount }, (_, n) => valueAt(n)),
      )
    }
    directories.push({ values, bytesOf: (tag) => raw.get(tag) })
    at = long(at + 2 + count * 12)
  }
  return directories
}

/** Bits of a byte in the other order. */
const mirrored = Uint8Array.from({ length: 256 }, (_, byte) => {
  let out = 0
  for (let bit = 0; bit < 8; bit += 1) if (byte & (1 << bit)) out |= 128 >> bit
  return out
})

interface Strip {
  readonly content: Uint8Array
  readonly rows: number
}

interface Page {
  readonly width: number
  readonly height: number
  /** Dots per inch. */
  readonly resolution: number
  /** What a PDF says of each strip besides its size. */
  readonly dictionary: string
  readonly strips: readonly Strip[]
}

const join = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** The colours and how many numbers a point has; undefined where a PDF has no word for it. */
function coloursOf({ values, bytesOf }: Directory, samples: number, isFax: boolean, isJpeg: boolean): string | undefined {
  const photometric = values.get(tags.photometric)?.[0]
  // Fax strips are black where a run says so, whichever number the TIFF gives to black; other strips hold the numbers themselves.
  const isInverted = isFax ? photometric === 1 : photometric === 0
  if ((photometric === 0 || photometric === 1) && samples === 1)
    return `/ColorSpace /DeviceGray ${isInverted ? '/Decode [1 0]' : ''}`
  if (photometric === 2 && samples === 3) return '/ColorSpace /DeviceRGB'
  if (photometric === 6 && samples === 3 && isJpeg) return '/ColorSpace /DeviceRGB'
  if (photometric === 5 && samples === 4) return '/ColorSpace /DeviceCMYK'
  const table = values.get(tags.colours)
  if (photometric !== 3 || samples !== 1 || !table || !bytesOf(tags.colours)) return undefined
  const entries = table.length / 3
  const hex = Array.from({ length: table.length }, (_, n) => {
    const value = table[(n % 3) * entries + Math.floor(n / 3)] ?? 0
    return (value >> 8).toString(16).padStart(2, '0')
  })
  return `/ColorSpace [/Indexed /DeviceRGB ${entries - 1} <${hex.join('')}>]`
}

function filterOf({ values }: Directory, width: number, bits: number, samples: number): string | undefined {
  const value = (tag: number, fallback: number) => values.get(tag)?.[0] ?? fallback
  const predictor = value(tags.predictor, 1)
  const predicted =
    predictor === 2 ? `/DecodeParms << /Predictor 2 /Colors ${samples} /BitsPerComponent ${bits} /Columns ${width} >>` : ''
  if (predictor > 2) return undefined
  const options = value(tags.t4Options, 0)
  switch (value(tags.compression, 1)) {
    case 1:
      return ''
    case 2:
      return `/Filter /CCITTFaxDecode /DecodeParms << /K 0 /Columns ${width} /EncodedByteAlign true /EndOfBlock false >>`
    case 3:
      return `/Filter /CCITTFaxDecode /DecodeParms << /K ${options & 1 ? 1 : 0} /Columns ${width} /EndOfLine true /EncodedByteAlign ${Boolean(options & 4)} /EndOfBlock false >>`
    case 4:
      return `/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns ${width} /EndOfBlock false >>`
    case 5:
      return `/Filter /LZWDecode ${predicted}`
    case 7:
      return '/Filter /DCTDecode'
    case 8:
    case 32946:
      return `/Filter /FlateDecode ${predicted}`
    case 32773:
      return '/Filter /RunLengthDecode'
    default:
      return undefined
  }
}

const nothing = new Uint8Array()
const jpegStart = Uint8Array.of(0xff, 0xd8)
/** Says in the picture itself whether its numbers are brightness and colour or red, green and blue; readers would guess. */
const colourMark = (isBrightness: boolean): Uint8Array =>
  Uint8Array.of(0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, isBrightness ? 1 : 0)
const endOfRuns = Uint8Array.of(128)

function pageOf(bytes: Uint8Array, directory: Directory): Page | undefined {
  const { values, bytesOf } = directory
  const value = (tag: number, fallback: number) => values.get(tag)?.[0] ?? fallback
  const [width, height] = [value(tags.width, 0), value(tags.height, 0)]
  const [bits, samples] = [value(tags.bits, 1), value(tags.samples, 1)]
  const compression = value(tags.compression, 1)
  const [isFax, isJpeg] = [compression >= 2 && compression <= 4, compression === 7]
  const colours = coloursOf(directory, samples, isFax, isJpeg)
  const filter = filterOf(directory, width, bits, samples)
  const isLittle16 = bits === 16 && bytes[0] === 0x49
  const isPlanar = value(tags.planar, 1) !== 1 && samples > 1
  const offsets = values.get(tags.offsets)
  const lengths = values.get(tags.lengths)
  if (colours === undefined || filter === undefined || isLittle16 || isPlanar || !offsets || !lengths) return undefined
  const rowsPerStrip = Math.min(value(tags.rowsPerStrip, height), height)
  const tables = bytesOf(tags.jpegTables)
  const strips = offsets.map((offset, n): Strip => {
    let content = bytes.subarray(offset, offset + (lengths[n] ?? 0))
    if (value(tags.fillOrder, 1) === 2) content = content.map((byte) => mirrored[byte] ?? 0)
    if (isJpeg)
      content = join(
        jpegStart,
        colourMark(value(tags.photometric, 6) === 6),
        tables?.subarray(2, -2) ?? nothing,
        content.subarray(2),
      )
    if (compression === 32773) content = join(content, endOfRuns)
    return { content, rows: Math.min(rowsPerStrip, height - n * rowsPerStrip) }
  })
  const perInch = value(tags.resolutionUnit, 2) === 3 ? 2.54 : 1
  const resolution = Math.min(Math.max(value(tags.xResolution, 100) * perInch, 30), 2_400)
  const dictionary = `/Type /XObject /Subtype /Image /Width ${width} /BitsPerComponent ${bits} ${colours} ${filter}`
  return { width, height, resolution, dictionary, strips }
}

/** Null where a page is of a kind that no PDF can hold. */
export function tiffToPdf(bytes: Uint8Array): Uint8Array | null {
  const pages: Page[] = []
  for (const directory of readDirectories(bytes)) {
    const page = pageOf(bytes, directory)
    if (!page) return null
    pages.push(page)
  }
  return writePdf(pages)
}

function writePdf(pages: readonly Page[]): Uint8Array {
  const encoder = new TextEncoder()
  const parts: Uint8Array[] = []
  const places: number[] = []
  let length = 0
  const write = (part: Uint8Array | string) => {
    const raw = typeof part === 'string' ? encoder.encode(part) : part
    parts.push(raw)
    length += raw.length
  }
  const object = (number: number, body: string, stream?: Uint8Array) => {
    places[number] = length
    write(`${number} 0 obj\n${body}\n`)
    if (stream) {
      write('stream\n')
      write(stream)
      write('\nendstream\n')
    }
    write('endobj\n')
  }
  write('%PDF-1.7\n')
  let next = 3
  const pageNumbers: number[] = []
  for (const { width, height, resolution, dictionary, strips } of pages) {
    const scale = 72 / resolution
    const images = strips.map(({ content, rows }) => {
      object(next, `<< ${dictionary} /Height ${rows} /Length ${content.length} >>`, content)
      next += 1
      return { number: next - 1, rows }
    })
    let top = height
    const drawn = images.map(({ number, rows }) => {
      top -= rows
      return `q ${width * scale} 0 0 ${rows * scale} 0 ${top * scale} cm /I${number} Do Q`
    })
    const content = encoder.encode(drawn.join('\n'))
    object(next, `<< /Length ${content.length} >>`, content)
    const names = images.map(({ number }) => `/I${number} ${number} 0 R`).join(' ')
    const box = `/MediaBox [0 0 ${width * scale} ${height * scale}]`
    object(next + 1, `<< /Type /Page /Parent 2 0 R ${box} /Contents ${next} 0 R /Resources << /XObject << ${names} >> >> >>`)
    pageNumbers.push(next + 1)
    next += 2
  }
  object(1, '<< /Type /Catalog /Pages 2 0 R >>')
  object(2, `<< /Type /Pages /Count ${pages.length} /Kids [${pageNumbers.map((number) => `${number} 0 R`).join(' ')}] >>`)
  const start = length
  const rows = Array.from({ length: next - 1 }, (_, n) => `${String(places[n + 1] ?? 0).padStart(10, '0')} 00000 n \n`)
  write(
    `xref\n0 ${next}\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size ${next} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
  )
  return join(...parts)
}
