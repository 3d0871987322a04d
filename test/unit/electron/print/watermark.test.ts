// No paper of training mode leaves without its mark, whatever its form.
import { describe, expect, it } from 'vitest'
import { fontFaces } from '../../../../electron/print/fonts.ts'
import { PaperShelf } from '../../../../electron/print/paper-shelf.ts'
import { watermarkText, withWatermark } from '../../../../electron/print/watermark.ts'

const paper = { html: '<!doctype html><html><body class="a5"><p>Đơn</p></body></html>', css: 'p { color: #000; }' }
const shelved = (isTraining: boolean) => {
  const shelf = new PaperShelf()
  const address = shelf.put(paper, { isTraining })
  return shelf.find(address.split('/')[3] ?? '')
}

describe('the mark of training mode', () => {
  it('stands on a paper of training data, and on no other', () => {
    expect(shelved(false)).toEqual({ ...paper, css: `${fontFaces}${paper.css}` })
    expect(shelved(true)?.html).toContain(watermarkText)
    expect(shelved(true)?.css).toContain(paper.css)
  })

  it('stands in the body, with the form as it was, and brings neither script nor style of its own', () => {
    const { html } = withWatermark(paper)
    expect(html.replace(/<div class="training-watermark">.*?<\/div>/, '')).toBe(paper.html)
    expect(html.endsWith('</div></body></html>')).toBe(true)
    expect(html).not.toMatch(/<script|style=/)
  })

  it('stands on a form that leaves out the end of its body, and once when a text holds one', () => {
    expect(withWatermark({ html: '<html><body><p>x', css: '' }).html).toMatch(/^<html><body><p>x<div class="training-watermark">/)
    const twice = withWatermark({ html: '<body><!-- </body> --></body>', css: '' }).html
    expect(twice.match(/training-watermark/g)).toHaveLength(1)
    expect(twice.startsWith('<body><!-- </body> --><div')).toBe(true)
  })

  it('holds for every page of both halves of a sheet: a fixed box with two marks beside each other', () => {
    const { html, css } = withWatermark(paper)
    expect(html.split(watermarkText)).toHaveLength(5)
    expect(css).toMatch(/\.training-watermark \{[^}]*position: fixed/)
    expect(css).toMatch(/repeat\(auto-fit, minmax\(140mm, 1fr\)\)/)
  })
})
