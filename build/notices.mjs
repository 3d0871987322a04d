// THIRD-PARTY-NOTICES.txt: every package that went into the product, with its whole licence. Made from what the bundler packed, not
// from package.json; a package under another licence than these, or without a text to show, stops the packaging.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
export const noticesFile = join(root, 'out', 'THIRD-PARTY-NOTICES.txt')

/** Licences under which a part may ship with ours. */
export const allowedLicences = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'Unlicense', 'OFL-1.1']

/** Parts of the native file, which no bundler sees. */
const compiledIn = ['node_modules/node-addon-api']
const sqlite = `SQLite (public domain)
https://www.sqlite.org/copyright.html

The author disclaims copyright to this source code. In place of a legal notice, here is a blessing:

   May you do good and not evil.
   May you find forgiveness for yourself and forgive others.
   May you share freely, never taking more than you give.`

const opening = `Một Cửa – giấy phép của các phần do người khác làm / licences of the parts that others made

Electron: LICENSE.electron.txt. Chromium, Node.js và các thư viện đi cùng / Chromium, Node.js and their libraries: LICENSES.chromium.html.
Hai tệp đó nằm cạnh tệp này hoặc trong thư mục Resources / both lie beside this file or in the Resources folder.`

const readPackage = (folder) => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))

/** @returns {{name: string, version: string, license: string, folder: string}[]} every packed package once, by name */
export function packedPackages() {
  const lists = join(root, 'out', 'packages')
  const bundled = readdirSync(lists).flatMap((file) => JSON.parse(readFileSync(join(lists, file), 'utf8')))
  const native = compiledIn.map((folder) => ({ ...readPackage(folder), folder }))
  const all = new Map(
    [...bundled, ...native].map(({ name, version, license, folder }) => [folder, { name, version, license, folder }]),
  )
  return [...all.values()].sort((one, other) => one.name.localeCompare(other.name, 'en'))
}

/** The texts of a package's licence, its own first. */
function licenceTexts({ name, license, folder }) {
  const files = readdirSync(join(root, folder)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
  if (files.length > 0) return files.sort().map((file) => readFileSync(join(root, folder, file), 'utf8').trim())
  if (license === 'Unlicense') return [readFileSync(join(import.meta.dirname, 'package', 'unlicense.txt'), 'utf8').trim()]
  const section = licenceSection(folder)
  if (section) return [section]
  throw new Error(`${name} carries no text of its licence (${license})`)
}

/** Some packages put their licence, copyright included, at the end of their README. */
function licenceSection(folder) {
  const file = readdirSync(join(root, folder)).find((name) => /^readme\.md$/i.test(name))
  const text = file ? readFileSync(join(root, folder, file), 'utf8') : ''
  const [, section] = /^#{1,3} +licen[cs]e *\n([\s\S]+)$/im.exec(text) ?? []
  return section && /copyright/i.test(section) ? section.trim() : undefined
}

/** Writes the file and returns its text. Throws on a licence that is not allowed, or that has no text. */
export function writeNotices() {
  const parts = packedPackages().map((one) => {
    if (!allowedLicences.includes(one.license)) throw new Error(`${one.name} is under ${one.license}, which may not ship`)
    return [`${one.name} ${one.version} (${one.license})`, ...licenceTexts(one)].join('\n\n')
  })
  const text = `${[opening, ...parts, sqlite].join(`\n\n${'='.repeat(100)}\n\n`)}\n`
  writeFileSync(noticesFile, text)
  return text
}
