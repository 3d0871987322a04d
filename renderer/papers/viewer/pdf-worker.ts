// Reads PDFs in a thread of its own, under a policy of its own (electron/protocol.ts): its decoders are WebAssembly, which the page may not
// have.
import 'pdfjs-dist/legacy/build/pdf.worker.min.mjs'
