// openPages(bytes): the pages of a PDF, drawn one at a time. No script of a PDF runs, no link or form works: only what is drawn is shown.
import { getDocument, type PDFDocumentProxy, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Decoders } from './pdf-decoders.ts'

export interface Pages {
  readonly count: number
  /** Size of a page (from 1) in points, as it stands upright. */
  readonly sizeOf: (number: number, rotation: number) => Promise<{ width: number; height: number }>
  /** Draws a page; `scale`: pixels of the screen a point. Ends when it is drawn or another drawing took its place. */
  readonly draw: (canvas: HTMLCanvasElement, number: number, scale: number, rotation: number) => Promise<void>
  readonly close: () => void
}

/** A larger picture would take the memory of an old computer. */
const mostPixels = 16_000_000

export async function openPages(data: Uint8Array): Promise<Pages> {
  const port = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' })
  const worker = new PDFWorker({ port } as unknown as ConstructorParameters<typeof PDFWorker>[0])
  const task = getDocument({
    data,
    worker,
    verbosity: 0,
    useWorkerFetch: false,
    isEvalSupported: false,
    enableXfa: false,
    stopAtErrors: false,
    wasmUrl: 'motcua://app/',
    BinaryDataFactory: Decoders,
  } as Parameters<typeof getDocument>[0])
  const close = () => {
    void task.destroy().finally(() => {
      worker.destroy()
      port.terminate()
    })
  }
  let document: PDFDocumentProxy
  try {
    document = await task.promise
  } catch (error) {
    close()
    throw error
  }
  let drawing: { cancel: () => void } | undefined
  const pageOf = async (number: number, rotation: number) => {
    const page = await document.getPage(number)
    return { page, rotation: (page.rotate + rotation) % 360 }
  }
  return {
    count: document.numPages,
    close,
    sizeOf: async (number, turned) => {
      const { page, rotation } = await pageOf(number, turned)
      const { width, height } = page.getViewport({ scale: 1, rotation })
      return { width, height }
    },
    draw: async (canvas, number, scale, turned) => {
      drawing?.cancel()
      const { page, rotation } = await pageOf(number, turned)
      const whole = page.getViewport({ scale: 1, rotation })
      const dense = Math.min(scale * window.devicePixelRatio, Math.sqrt(mostPixels / (whole.width * whole.height)))
      const viewport = page.getViewport({ scale: dense, rotation })
      canvas.width = Math.floor(viewport.width)
      canvas.height = Math.floor(viewport.height)
      const task = page.render({ canvas, viewport })
      drawing = task
      try {
        await task.promise
      } catch (error) {
        if (!(error instanceof Error && error.name === 'RenderingCancelledException')) throw error
      }
    },
  }
}
