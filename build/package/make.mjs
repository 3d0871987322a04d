// Makes the product for this system (see build/package.mjs). Needs out/ built and .cache/runtime.json written.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Arch, build, Platform } from 'electron-builder'
import { writeNotices } from '../notices.mjs'
import { configurationFor } from './electron-builder.config.mjs'
import { makeDeb } from './linux/deb.mjs'

const root = resolve(import.meta.dirname, '..', '..')
const say = (message) => process.stderr.write(`package: ${message}\n`)
const withInstallers = process.argv.includes('--installers')
const runtime = JSON.parse(readFileSync(join(root, '.cache', 'runtime.json'), 'utf8'))
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

writeNotices()
const config = configurationFor(runtime)
if (process.platform === 'linux') {
  await build({ projectDir: root, config, targets: Platform.LINUX.createTarget('dir', Arch.x64) })
  const folder = join(root, 'dist', 'linux-unpacked')
  say(await makeDeb({ folder, target: join(root, 'dist'), version, architecture: 'amd64' }))
  if (withInstallers) {
    await build({ projectDir: root, config, prepackaged: folder, targets: Platform.LINUX.createTarget('AppImage', Arch.x64) })
  }
} else {
  const platform = process.platform === 'win32' ? Platform.WINDOWS : Platform.MAC
  const targets = withInstallers ? platform.createTarget(null, Arch.x64, Arch.arm64) : platform.createTarget('dir')
  await build({ projectDir: root, config, targets })
}
