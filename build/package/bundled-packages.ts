// A plugin of the bundler that writes down which packages went into the product: out/packages/<part>.json. The licence notices are
// made from it, so nothing ships whose licence is not named, whatever package.json calls a development tool.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import type { Plugin } from 'vite'

const root = join(import.meta.dirname, '..', '..')

/** The folder of the package that a file belongs to: what follows the last `node_modules/`, one or two names long. */
const packageFolder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/

/**
 * @param part the name of the list, one for each run of the bundler
 * @param others packages of which files go in without passing through the bundler
 */
export const listBundledPackages = (part: string, others: readonly string[] = []): Plugin => ({
  name: 'list-bundled-packages',
  generateBundle(_options, bundle) {
    const files = Object.values(bundle).flatMap((one) => (one.type === 'chunk' ? one.moduleIds : one.originalFileNames))
    const inside = files
      .map((file) => packageFolder.exec(file.replaceAll('\\', '/'))?.[0])
      .filter((folder) => folder !== undefined)
    const folders = inside.map((folder) => folder.slice(folder.indexOf('node_modules/')))
    const all = [...new Set([...folders, ...others.map((name) => posix.join('node_modules', name))])].toSorted()
    const packages = all.map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
      return { name, version, license, folder }
    })
    mkdirSync(join(root, 'out', 'packages'), { recursive: true })
    writeFileSync(join(root, 'out', 'packages', `${part}.json`), `${JSON.stringify(packages, null, 1)}\n`)
  },
})
