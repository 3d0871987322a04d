// The mark across every paper of training mode. Put onto the finished page, whatever its form, and into its text: no template can leave
// it out, and it is found in the PDF by whoever searches there.
import type { Paper } from './paper-shelf.ts'

// The papers are Vietnamese whatever the interface speaks, so the words stand here and not in the locales.
export const watermarkText = 'TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ'

// Two marks beside each other on a sheet of two copies, since it is cut in half; one above the other on a narrow sheet.
const marks = 4

// A fixed box stands on every printed page. Over the form, so that nothing of it covers the mark; pale enough to read and scan through.
const style = `
.training-watermark {
  position: fixed;
  inset: 0;
  z-index: 1000;
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(140mm, 1fr));
  grid-auto-rows: 1fr;
  overflow: hidden;
  pointer-events: none;
}
.training-watermark span {
  place-self: center;
  color: rgb(176 0 32 / 26%);
  font-size: 23pt;
  font-weight: 700;
  line-height: 1;
  white-space: nowrap;
  transform: rotate(-28deg);
}
.a5 .training-watermark span:nth-child(n + 3) {
  display: none;
}
`

/** The same paper with the mark on every page of every copy. */
export function withWatermark({ html, css }: Paper): Paper {
  const box = `<div class="training-watermark">${`<span>${watermarkText}</span>`.repeat(marks)}</div>`
  const end = html.lastIndexOf('</body>')
  const at = end < 0 ? html.length : end
  return { html: `${html.slice(0, at)}${box}${html.slice(at)}`, css: `${css}${style}` }
}
