// What a person reads comes from the locales: a text written into a screen would be there in one language only.
import { describe, expect, it } from 'vitest'
import { lineAt, literalText, type Node, parse, readSources, type Source, walk } from '../tree/source.ts'

/** Attributes whose text a person reads or hears. */
const readAloud =
  /^(title|label|placeholder|alt|hint|help|text|description|heading|caption|question|confirm|message|aria-(label|description|placeholder|roledescription|valuetext))$/
/** The same in every language: names of keys, and the name of the product in its mark. */
const everywhere = /^(Một Cửa|(Ctrl|Alt|Shift|Esc|Enter|Tab|F\d{1,2}|[A-Z0-9])( ?\+ ?[A-Z0-9]{1,5})*)$/

function literalsOf(source: Source): string[] {
  const found: string[] = []
  const tell = (node: Node, text: string) => {
    const shown = text.trim()
    if (/\p{L}/u.test(shown) && !everywhere.test(shown)) found.push(`${source.path}:${lineAt(source.text, node.start)}: ${shown}`)
  }
  const isShown = (node: Node | undefined) => node?.type === 'JSXElement' || node?.type === 'JSXFragment'
  walk(parse(source), (node, [parent, grandparent]) => {
    if (node.type === 'JSXText') tell(node, String(node.value))
    const text = literalText(node)
    if (text === undefined || !parent) return
    const inBraces = parent.type === 'JSXExpressionContainer'
    if (inBraces && isShown(grandparent)) tell(node, text)
    const attribute = inBraces ? grandparent : parent
    if (attribute?.type === 'JSXAttribute' && readAloud.test(String((attribute.name as Node).name))) tell(node, text)
  })
  return found
}

describe('the screens', () => {
  it('hold no text of their own', () => {
    expect(readSources(['renderer'], /\.tsx$/).flatMap(literalsOf)).toEqual([])
  })
})

describe('the search for texts in screens', () => {
  const find = (text: string) => literalsOf({ path: 'a.tsx', text })
  it.each([
    ['const A = () => <p>Xin chào</p>', 'Xin chào'],
    ['const A = () => <p>\n  Save\n</p>', 'Save'],
    ["const A = () => <p>{'Lưu'}</p>", 'Lưu'],
    ['const A = () => <>{`Lưu lại`}</>', 'Lưu lại'],
    ['const A = () => <Field label="Họ tên" />', 'Họ tên'],
    ["const A = () => <Field placeholder={'Họ tên'} />", 'Họ tên'],
    ['const A = () => <img alt="logo" />', 'logo'],
    ['const A = () => <p aria-label="Đóng">x2</p>', 'Đóng'],
  ])('finds it in %j', (text, expected) => expect(find(text).join()).toContain(expected))

  it.each([
    'const A = () => <p className="title" role="note">{t(\'a.b\')}</p>',
    'const A = () => <p>{count} · — …</p>',
    'const A = () => <kbd>Ctrl+N</kbd>',
    'const A = () => <Field label={t("a")} type="text" id="name" />',
    "const label = 'a.b'; const A = () => <p>{label}</p>",
  ])('leaves %j alone', (text) => expect(find(text)).toEqual([]))
})
