// Makes the product for this system (see build/package.mjs). Needs out/ built and .cache/runtime.json written.
import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Arch, build, Platform } from 'electron-builder'
import { writeNotices } from '../notices.mjs'
import { configurationHere, makeConfiguration } from './configuration.ts'
import { makeDeb } from './linux/deb.mjs'
import { writeSbom } from './sbom.mjs'

const root = resolve(import.meta.dirname, '..', '..')
const say = (message) => process.stderr.write(`package: ${message}\n`)
const withInstallers = process.argv.includes('--installers')
const runtime = JSON.parse(readFileSync(join(root, '.cache', 'runtime.json'), 'utf8'))
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

// A secret that a workflow does not have arrives as an empty text, which electron-builder takes for a certificate it cannot read.
for (const name of ['CSC_LINK', 'CSC_KEY_PASSWORD', 'WIN_CSC_LINK', 'WIN_CSC_KEY_PASSWORD', 'APPLE_ID']) {
  if (process.env[name] === '') delete process.env[name]
}
writeNotices()
mkdirSync(join(root, 'dist'), { recursive: true })
writeSbom(join(root, 'dist', `motcua-${version}.cdx.json`))
if (process.platform === 'linux') {
  await build({ projectDir: root, config: configurationHere(runtime), targets: Platform.LINUX.createTarget('dir', Arch.x64) })
  const folder = join(root, 'dist', 'linux-unpacked')
  say(await makeDeb({ folder, target: join(root, 'dist'), version, architecture: 'amd64' }))
  if (withInstallers) {
    await build({
      projectDir: root,
      config: configurationHere(runtime),
      prepackaged: folder,
      targets: Platform.LINUX.createTarget('AppImage', Arch.x64),
    })
  }
} else {
  // Installers are for two kinds of processor, so electron-builder fetches the Electron of each.
  const platform = process.platform === 'win32' ? Platform.WINDOWS : Platform.MAC
  if (withInstallers) await build({ projectDir: root, config: makeConfiguration(), targets: platform.createTarget() })
  else await build({ projectDir: root, config: configurationHere(runtime), targets: platform.createTarget('dir') })
}
