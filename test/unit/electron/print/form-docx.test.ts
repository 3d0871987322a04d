// Forms in Word: what is given out can be filled as it is, and what comes back is looked into before it is believed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placeholdersOf } from '../../../../db/forms/form.ts'
import { fieldsFor, listNames, namesOf } from '../../../../db/forms/kinds.ts'
import { sampleDocument, sampleFacts } from '../../../../db/forms/samples.ts'
import { filledDocx, placeholdersOfDocx, startingDocx } from '../../../../electron/print/form-docx.ts'
import { loadFormTemplates } from '../../../../electron/print/form-templates.ts'
import { docxLimitBytes, readDocxFile } from '../../../../electron/workbook/docx-file.ts'

const templates = loadFormTemplates(join(import.meta.dirname, '../../../../resources/forms'))
const office = {
  ...{
    governingBody: 'UBND phường A',
    officeName: 'UBND phường A',
    deskName: 'Bộ phận Một cửa',
    place: 'Huế',
    today: '2026-11-23',
  },
}
const wordsOf = (docx: Buffer): string =>
  strFromU8(unzipSync(docx)['word/document.xml'] ?? new Uint8Array())
    .replaceAll(/<\/w:p>|<w:br\/>/g, '\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

describe('the file to begin with', () => {
  it.each(templates.map((form) => [form.key, form] as const))(
    'of %s holds every field of the form and no other',
    async (_, form) => {
      const { used, unknown } = await placeholdersOfDocx(await startingDocx(form, { hasListing: true }), namesOf[form.kind])
      expect(unknown).toEqual([])
      const onPaper = [
        ...Object.values(form.texts).flatMap(placeholdersOf),
        ...form.blocks.flatMap((block) => ('list' in block ? [block.list] : [])),
      ]
      for (const name of onPaper) expect(used, name).toContain(name)
    },
  )

  it.each(templates.map((form) => [form.key, form] as const))('of %s is filled without a brace left', async (_, form) => {
    const facts = sampleFacts(office)
    const fields = fieldsFor(sampleDocument(form.kind, office), facts)
    const text = wordsOf(await filledDocx(await startingDocx(form, { hasListing: false }), form, fields, false))
    expect(text).not.toMatch(/\{\{|\}\}|undefined/)
    if (form.kind !== 'register') expect(text).toContain('Nguyễn Thị Duyên'.slice(0, form.kind === 'controlSlip' ? 0 : undefined))
    for (const name of listNames) for (const item of fields.lists[name] ?? []) expect(text).toContain(item)
  })

  it('shows what a case says as the text it is, whatever it contains', async () => {
    const [form] = templates.filter(({ kind }) => kind === 'refusal')
    if (!form) throw new Error('no form')
    const hostile = '<w:p>{{code}} & "x"'
    const facts = { ...sampleFacts(office), applicant: { ...sampleFacts(office).applicant, fullName: hostile } }
    const filled = await filledDocx(
      await startingDocx(form, { hasListing: false }),
      form,
      fieldsFor(sampleDocument('refusal', office), facts),
      false,
    )
    const xml = strFromU8(unzipSync(filled)['word/document.xml'] ?? new Uint8Array())
    expect(xml).toContain('&lt;w:p&gt;')
    expect(xml).not.toContain('<w:p>{{')
  })
})

describe('a file that is brought', () => {
  let folder: string
  let start: Record<string, Uint8Array>
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'motcua-docx-'))
    start = unzipSync(await startingDocx(templates[1] as (typeof templates)[number], { hasListing: true }))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const write = (name: string, bytes: Uint8Array): string => {
    const file = join(folder, name)
    writeFileSync(file, bytes)
    return file
  }
  const packed = (changes: Record<string, Uint8Array>) => zipSync({ ...start, ...changes })
  const xml = (name: string) => strFromU8(start[name] ?? new Uint8Array())

  it('is taken as it was given out', () => {
    expect(readDocxFile(write('good.docx', packed({}))).length).toBeGreaterThan(1_000)
  })

  it('names the fields that are not there', async () => {
    const changed = xml('word/document.xml').replace('{{reason}}', '{{lydo}}')
    const bytes = readDocxFile(write('wrong.docx', packed({ 'word/document.xml': strToU8(changed) })))
    expect((await placeholdersOfDocx(bytes, namesOf.supplementRequest)).unknown).toEqual(['lydo'])
  })

  it.each([
    ['text', () => strToU8('xin chào'), 'file.notADocument'],
    ['another archive', () => zipSync({ 'a.txt': strToU8('x') }), 'file.notADocument'],
    ['too many bytes', () => new Uint8Array(docxLimitBytes + 1), 'file.tooLarge'],
    ['what unfolds to too much', () => packed({ 'word/media/a.bin': new Uint8Array(40 * 1_048_576) }), 'file.tooLarge'],
    ['macros', () => packed({ 'word/vbaProject.bin': strToU8('x') }), 'file.activeDocument'],
    ['an embedded object', () => packed({ 'word/embeddings/oleObject1.bin': strToU8('x') }), 'file.activeDocument'],
    [
      'a template fetched from elsewhere',
      () =>
        packed({
          'word/_rels/settings.xml.rels': strToU8(
            '<Relationships><Relationship Id="r1" Type="http://x/attachedTemplate" Target="http://example.vn/t.dotm" TargetMode="External"/></Relationships>',
          ),
        }),
      'file.activeDocument',
    ],
  ])('with %s is refused', (name, bytes, code) => {
    expect(() => readDocxFile(write(`${name}.docx`, bytes()))).toThrow(expect.objectContaining({ code }))
  })

  it('may hold a link that a person clicks', () => {
    const link =
      '<Relationships><Relationship Id="r1" Type="http://x/hyperlink" Target="https://dichvucong.gov.vn" TargetMode="External"/></Relationships>'
    expect(() => readDocxFile(write('link.docx', packed({ 'word/_rels/x.xml.rels': strToU8(link) })))).not.toThrow()
  })
})
