// The public site on the disk: written whole or not at all, only over what is ours, and its pages safe with whatever people typed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sheetMark } from '../../../../db/disclosure/rules.ts'
import { makeSheet } from '../../../../db/disclosure/sheet.ts'
import { AppError } from '../../../../db/model/errors.ts'
import { fold } from '../../../../db/model/text.ts'
import { emptyProcessContent } from '../../../../db/processes/content.ts'
import type { SheetsPaper } from '../../../../electron/print/notice-sheet.ts'
import { makeSite } from '../../../../electron/print/public-site.ts'
import { searchScript } from '../../../../electron/print/site-search.ts'
import { inspectSiteFolder, markerName, writeSiteFolder } from '../../../../electron/worker/site-folder.ts'
import { canMount, mountMemoryDisk } from '../../../fixtures/mount.ts'
import { makeFolder, resources } from '../../../fixtures/office.ts'

const templates = join(resources, 'notice-board')
const hash = 'a'.repeat(64)
const known = (code: string, name: string, field = 'Hộ tịch') => ({
  procedureKey: null,
  documentId: '00000000-0000-7000-8000-000000000000',
  code,
  version: '1/0',
  hash,
  mark: sheetMark({ code, version: '1/0', hash }),
  procedureCode: '',
  source: null,
  effectiveFrom: '2026-10-01',
  sheet: makeSheet({ ...emptyProcessContent, name, field, fee: '<b>Không</b> & "miễn"' }, null),
})
const paper = (...sheets: SheetsPaper['sheets']): SheetsPaper => ({
  office: { name: 'UBND phường Thuận Hóa', governingBody: '', deskName: 'Bộ phận Một cửa', place: 'Thuận Hóa' },
  date: '2026-11-23',
  sheets,
  isTraining: false,
})
const nasty = `</style><script>alert('x')</script> {{code}} "ngoặc" & đất đai`
const site = () => [...makeSite(templates, paper(known('QT-01', nasty), known('QT-01', 'Đăng ký khai sinh', 'Đất đai')))]

let folder: string
let remove: () => void
beforeEach(() => {
  ;({ folder, remove } = makeFolder())
})
afterEach(() => remove())

const write = (
  target: string,
  { mayReplace = false, onProgress = (_done: number, _total: number): void => {}, files = site() } = {},
) =>
  writeSiteFolder(target, files, { office: 'x', madeAt: '2026-11-23T02:00:00.000Z', mayReplace, total: files.length }, onProgress)
const refusalOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof AppError) return error.issues[0]?.code ?? error.code
    throw error
  }
  return 'none'
}

describe('the pages', () => {
  it('hold what people typed as text, whatever it is', () => {
    for (const { name, text } of site()) {
      expect(text, name).not.toContain(`alert('x')</script>`)
      expect(text, name).not.toContain('<b>Không</b>')
    }
    const [page] = site()
    expect(page?.text).toContain('&lt;b&gt;Không&lt;&#x2F;b&gt; &amp; &quot;miễn&quot;')
    expect(page?.text).toContain('{{code}}')
  })

  it('let nothing in from outside, and run no script but the search, known by its hash', () => {
    for (const { name, text } of site()) {
      const policy = /Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1] ?? ''
      expect(policy, name).toContain("default-src 'none'")
      const hashOf = (tag: string) => {
        const inner = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(text)?.[1]
        return inner === undefined ? undefined : createHash('sha256').update(inner).digest('base64')
      }
      expect(policy, name).toContain(`style-src 'sha256-${hashOf('style')}'`)
      if (name === 'index.html') expect(policy).toContain(`script-src 'sha256-${hashOf('script')}'`)
      else expect(text).not.toMatch(/<script/)
      expect(text.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|src=|@import|url\(/)
    }
  })

  it('have names of their own when two procedures share a process', () => {
    expect(site().map(({ name }) => name)).toEqual(['thu-tuc/tt-qt-01.html', 'thu-tuc/tt-qt-01-2.html', 'index.html'])
  })

  it('fold as the program does', () => {
    expect(searchScript()).toContain(`)(${fold.toString()})`)
    const theirs = runInNewContext(`(${fold.toString()})`) as (text: string) => string
    for (const text of ['Đăng ký đất đai', 'ĐẶNG ÁNH', 'nguyễn thị duyên', 'Ðường', 'ɖ', 'abc 123', 'hoà hòa'])
      expect(theirs(text)).toBe(fold(text))
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => theirs(text) === fold(text)))
  })
})

describe('the folder', () => {
  it('is written whole into a new or an empty one, with nothing left beside it', () => {
    for (const name of ['moi', 'trong']) {
      const target = join(folder, name)
      if (name === 'trong') mkdirSync(target)
      write(target)
      expect(readdirSync(target).toSorted()).toEqual(['index.html', markerName, 'thu-tuc'].toSorted())
      expect(inspectSiteFolder(target)).toEqual({ state: 'ours', madeAt: '2026-11-23T02:00:00.000Z' })
    }
    expect(readdirSync(folder).toSorted()).toEqual(['moi', 'trong'])
  })

  it('is replaced only when asked, and only where every file is ours', () => {
    const target = join(folder, 'site')
    write(target)
    expect(refusalOf(() => write(target))).toBe('folderNotAgreed')
    const [page, , index] = site()
    write(target, { mayReplace: true, files: [page, index].filter((file) => file !== undefined) })
    expect(existsSync(join(target, 'thu-tuc', 'tt-qt-01-2.html'))).toBe(false)
    writeFileSync(join(target, 'Thumbs.db'), 'x')
    expect(inspectSiteFolder(target).state).toBe('ours')
    writeFileSync(join(target, 'thu-tuc', 'bao-cao.docx'), 'quý giá')
    expect(refusalOf(() => write(target, { mayReplace: true }))).toBe('folderForeign')
    expect(readFileSync(join(target, 'thu-tuc', 'bao-cao.docx'), 'utf8')).toBe('quý giá')
  })

  it('with foreign files, or with a forged mark, is left alone', () => {
    const target = join(folder, 'tai-lieu')
    mkdirSync(target)
    writeFileSync(join(target, 'thu.docx'), 'x')
    expect(refusalOf(() => write(target, { mayReplace: true }))).toBe('folderForeign')
    writeFileSync(join(target, markerName), '{"format":"motcua-public-site","files":["thu.docx"]}')
    expect(refusalOf(() => write(target, { mayReplace: true }))).toBe('folderForeign')
    expect(readdirSync(folder)).toEqual(['tai-lieu'])
  })

  it('is as it was when the writing is called off or fails', () => {
    const target = join(folder, 'site')
    write(target)
    const before = readFileSync(join(target, 'index.html'), 'utf8')
    const cancel = () => {
      throw new AppError('app.cancelled')
    }
    expect(refusalOf(() => write(target, { mayReplace: true, onProgress: cancel }))).toBe('app.cancelled')
    expect(refusalOf(() => write(join(folder, 'khac'), { onProgress: cancel }))).toBe('app.cancelled')
    expect(readFileSync(join(target, 'index.html'), 'utf8')).toBe(before)
    expect(readdirSync(folder)).toEqual(['site'])
    expect(refusalOf(() => write(join(folder, 'site', 'index.html', 'x')))).toBe('folderUnwritable')
    expect(refusalOf(() => write('/'))).toBe('folderWholeDrive')
  })

  it('clears away what an interrupted writing left', () => {
    const target = join(folder, 'site')
    const left = join(folder, '.site.motcua-new')
    write(left)
    mkdirSync(join(folder, '.site.motcua-mine'))
    write(target)
    expect(readdirSync(folder).toSorted()).toEqual(['.site.motcua-mine', 'site'])
  })

  it.skipIf(!canMount)('on a full, a write-protected or a whole disk changes nothing', () => {
    const disk = mountMemoryDisk(1)
    try {
      const target = join(disk.folder, 'site')
      expect(refusalOf(() => write(disk.folder))).toBe('folderWholeDrive')
      write(target)
      const big = [...site(), { name: 'lon.html', text: 'x'.repeat(2_000_000) }]
      expect(refusalOf(() => write(target, { mayReplace: true, files: big }))).toBe('folderFull')
      expect(readdirSync(disk.folder)).toEqual(['site'])
      disk.makeReadOnly()
      expect(refusalOf(() => write(target, { mayReplace: true }))).toBe('folderUnwritable')
      expect(readdirSync(join(target, 'thu-tuc'))).toHaveLength(2)
    } finally {
      disk.remove()
    }
  })
})
