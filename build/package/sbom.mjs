// The bill of materials of the product (CycloneDX): npm's own, from the lock file and without a network, reduced to what ships: the
// packages that the bundler packed, Electron, and SQLite, which is compiled into the binding.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { packedPackages } from '../notices.mjs'

const root = resolve(import.meta.dirname, '..', '..')

function sqliteVersion() {
  const header = readFileSync(join(root, 'node_modules', 'better-sqlite3', 'deps', 'sqlite3', 'sqlite3.h'), 'utf8')
  return /#define SQLITE_VERSION\s+"([\d.]+)"/.exec(header)[1]
}

/** Writes the bill to a file. Throws when a packed package is not in the lock file. */
export function writeSbom(file) {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only']
  const text = execFileSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
    shell: process.platform === 'win32',
  })
  const bill = JSON.parse(text)
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8'))
  const shipped = [...packedPackages(), { name: 'electron', version }]
  const components = shipped.map(({ name, version }) => {
    const found = bill.components.find((one) => one.purl === `pkg:npm/${name.replace('@', '%40')}@${version}`)
    if (!found) throw new Error(`${name} ${version} ships and is not in the lock file`)
    const { properties, ...component } = found // whether package.json calls it a development tool
    return { ...component, scope: 'required' }
  })
  const sqlite = { type: 'library', name: 'SQLite', version: sqliteVersion(), scope: 'required', 'bom-ref': 'sqlite' }
  const metadata = { ...bill.metadata, component: { ...bill.metadata.component, name: 'motcua' } }
  writeFileSync(
    file,
    `${JSON.stringify({ ...bill, metadata, components: [...components, sqlite], dependencies: [] }, null, 1)}\n`,
  )
}
