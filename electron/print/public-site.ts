// The site of public procedures: plain files for a lobby computer or a stick, opened from the disk in any browser. Every page stands
// alone, with its style inside, and its policy lets nothing in from elsewhere: no script but the one of the index, known by its hash.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Mustache from 'mustache'
import { fold, sortKey } from '../../db/model/text.ts'
import { type SheetsPaper, viewSheet } from './notice-sheet.ts'
import { formatDay } from './paper-dates.ts'
import { searchScript } from './site-search.ts'

export interface SiteFile {
  /** Inside the site's folder, with `/`. */
  readonly name: string
  readonly text: string
}

export const pageFolder = 'thu-tuc'

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const policyOf = (style: string, script: string | null): string =>
  [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    ...(script === null ? [] : [`script-src ${hashOf(script)}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

/** Names that every file system takes; two procedures may share the code of one process. */
function fileNames(sheets: SheetsPaper['sheets']): string[] {
  const taken = new Set<string>()
  return sheets.map(({ procedureCode, code }) => {
    const stem = `tt-${fold(procedureCode || code)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 80)}`
    let name = stem
    for (let number = 2; taken.has(name); number += 1) name = `${stem}-${number}`
    taken.add(name)
    return `${pageFolder}/${name}.html`
  })
}

/**
 * The files of the site, one after the other, the index last.
 * @param folder resources/notice-board
 */
export function* makeSite(folder: string, paper: SheetsPaper): Generator<SiteFile> {
  const read = (name: string) => readFileSync(join(folder, 'site', name), 'utf8')
  const style = read('site.css')
  const styleElement = `<style>${style}</style>`
  const pageTemplate = read('page.html')
  const policy = policyOf(style, null)
  const notice = paper.isTraining ? 'Dữ liệu tập huấn – không có giá trị' : ''
  const names = fileNames(paper.sheets)
  const fields = new Map<string, Array<{ href: string; name: string; code: string; words: string }>>()
  for (const [index, known] of paper.sheets.entries()) {
    const view = viewSheet(known, paper.office, paper.date)
    const href = names[index] ?? ''
    yield { name: href, text: Mustache.render(pageTemplate, { ...view, styleElement, policy, notice }) }
    const { name, field, procedureCode, code } = view
    const shown = procedureCode || code
    const title = field || 'Lĩnh vực khác'
    const entry = { href, name, code: shown, words: fold(`${name} ${field} ${shown} ${code}`) }
    fields.set(title, [...(fields.get(title) ?? []), entry])
  }
  const script = searchScript()
  const listed = [...fields]
    .toSorted(([a], [b]) => (sortKey(a) < sortKey(b) ? -1 : 1))
    .map(([title, entries], index) => ({ id: `f${index + 1}`, title, count: entries.length, entries }))
  const index = {
    ...paper.office,
    officeName: paper.office.name,
    styleElement,
    scriptElement: `<script>${script}</script>`,
    policy: policyOf(style, script),
    notice,
    date: formatDay(paper.date),
    count: paper.sheets.length,
    fields: listed,
  }
  yield { name: 'index.html', text: Mustache.render(read('index.html'), index) }
}
