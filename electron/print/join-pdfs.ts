// Puts the PDFs of several papers behind one another, so that each keeps its own page numbers and a long batch can be called off between
// two papers. It understands what Chromium writes (PDF 1.4, a plain table of objects, no tags) and refuses anything else: a defect.

interface Parsed {
  /** Number and bytes of every object, without those of the document as a whole. */
  readonly objects: ReadonlyMap<number, Buffer>
  readonly pages: number
  readonly pageCount: number
  /** The highest object number. */
  readonly size: number
}

const last = <T>(found: Iterable<T>): T | undefined => [...found].at(-1)

function wanted<T>(value: T | undefined | null): T {
  if (value === undefined || value === null) throw new Error('not a PDF of the kind that Chromium writes')
  return value
}

function parse(pdf: Buffer): Parsed {
  const text = pdf.toString('latin1') // one character a byte: places in the text are places in the file
  const start = Number(wanted(last(text.matchAll(/startxref\s+(\d+)\s+%%EOF/g)))[1])
  const table = wanted(/^xref\s+0 (\d+)\s+/.exec(text.slice(start, start + 40)))
  const size = Number(table[1])
  const first = start + table[0].length
  const offsets = new Map<number, number>()
  for (let number = 0; number < size; number += 1) {
    const entry = text.slice(first + number * 20, first + number * 20 + 20)
    if (entry[17] === 'n') offsets.set(number, Number(entry.slice(0, 10)))
  }
  const ends = [...offsets.values(), start].toSorted((a, b) => a - b)
  const objects = new Map<number, Buffer>()
  for (const [number, offset] of offsets) objects.set(number, pdf.subarray(offset, ends[ends.indexOf(offset) + 1]))
  const trailer = text.slice(first + size * 20)
  const root = Number(wanted(/\/Root (\d+) 0 R/.exec(trailer))[1])
  const info = Number(/\/Info (\d+) 0 R/.exec(trailer)?.[1] ?? -1)
  const catalog = wanted(objects.get(root)).toString('latin1')
  if (catalog.includes('/StructTreeRoot')) throw new Error('a tagged PDF cannot be joined')
  const pages = Number(wanted(/\/Pages (\d+) 0 R/.exec(catalog))[1])
  const pageCount = Number(wanted(/\/Count (\d+)/.exec(wanted(objects.get(pages)).toString('latin1')))[1])
  objects.delete(root)
  objects.delete(info)
  return { objects, pages, pageCount, size }
}

const reference = /\b(\d+) 0 R\b/g

/** The object with other numbers; what follows `stream` are the bytes of a picture or a font and stays as it is. */
function renumbered(object: Buffer, number: number, by: number): Buffer {
  const text = object.toString('latin1')
  const stream = />>\s*stream\r?\n/.exec(text)
  const headEnd = stream ? stream.index + stream[0].length : text.length
  const head = text
    .slice(0, headEnd)
    .replace(/^\s*\d+ 0 obj/, `${number} 0 obj`)
    .replace(reference, (_, to: string) => `${Number(to) + by} 0 R`)
  return Buffer.concat([Buffer.from(head, 'latin1'), object.subarray(headEnd)])
}

/**
 * One PDF with the pages of all, in this order.
 * @param title of the whole; ASCII or not.
 */
export function joinPdfs(pdfs: readonly Buffer[], title: string): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n%\xd3\xeb\xe9\xe1\n', 'latin1')]
  const offsets: number[] = []
  let at = parts[0]?.length ?? 0
  const put = (number: number, object: Buffer) => {
    offsets[number] = at
    parts.push(object)
    at += object.length
  }
  const [catalog, tree, info] = [1, 2, 3]
  const kids: string[] = []
  let next = 4
  let pageCount = 0
  for (const pdf of pdfs) {
    const parsed = parse(pdf)
    const by = next
    for (const [number, object] of parsed.objects) {
      const moved = renumbered(object, number + by, by)
      const isRoot = number === parsed.pages
      // The pages of each paper hang as one branch under those of all.
      put(number + by, isRoot ? Buffer.from(moved.toString('latin1').replace('<<', `<</Parent ${tree} 0 R `), 'latin1') : moved)
    }
    kids.push(`${parsed.pages + by} 0 R`)
    next += parsed.size
    pageCount += parsed.pageCount
  }
  const utf16 = Buffer.from(`\ufeff${title}`, 'utf16le').swap16().toString('hex')
  put(catalog, Buffer.from(`${catalog} 0 obj\n<</Type /Catalog /Pages ${tree} 0 R /Lang (vi)>>\nendobj\n`))
  put(tree, Buffer.from(`${tree} 0 obj\n<</Type /Pages /Count ${pageCount} /Kids [${kids.join(' ')}]>>\nendobj\n`))
  put(info, Buffer.from(`${info} 0 obj\n<</Title <${utf16}>>>\nendobj\n`))
  const rows = Array.from({ length: next }, (_, number) => {
    const offset = offsets[number]
    return offset === undefined ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const trailer = `trailer\n<</Size ${next} /Root ${catalog} 0 R /Info ${info} 0 R>>\nstartxref\n${at}\n%%EOF\n`
  return Buffer.concat([...parts, Buffer.from(`xref\n0 ${next}\n${rows.join('')}${trailer}`)])
}
