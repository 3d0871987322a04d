// What goes into the product on each system, and how its installers are made. Nothing from node_modules goes in: the bundler has
// put every library into out/, and the one native file, SQLite's binding, is taken by platform and processor.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { AfterPackContext, Configuration } from 'electron-builder'

/** Which file of better-sqlite3 a platform gets; electron-builder itself replaces `${arch}`. */
const prebuild = (platform: string) => ({
  from: `node_modules/better-sqlite3/prebuilds/${platform}-\${arch}.node`,
  to: 'better_sqlite3.node',
})

/** The data that the program reads as files, all of it: a list of the folders here once left two new ones out of every installer. */
const data = () => ({ from: 'resources', to: 'resources', filter: ['**/*', '!icons/!(icon.png)'] })

const notices = () => ({ from: 'out/THIRD-PARTY-NOTICES.txt', to: 'THIRD-PARTY-NOTICES.txt' })

export const fuses = {
  runAsNode: false, // ELECTRON_RUN_AS_NODE would make of a trusted program an interpreter for anybody's script
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true, // Windows and macOS; Linux has no such check
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
}

export const associations = () => [
  { ext: 'mcbundle', name: 'Gói đồng bộ Một Cửa', description: 'Gói đồng bộ Một Cửa', mimeType: 'application/vnd.motcua.bundle' },
  {
    ext: 'mcupdate',
    name: 'Tệp cập nhật Một Cửa',
    description: 'Tệp cập nhật Một Cửa',
    mimeType: 'application/vnd.motcua.update',
  },
  {
    ext: 'mcpack',
    name: 'Gói quy trình Một Cửa',
    description: 'Gói quy trình Một Cửa',
    mimeType: 'application/vnd.motcua.pack',
  },
]

/**
 * What a ready-made Electron folder brings along and a product must not: an application of its own, and an updater's address. Done
 * before the archives are counted for their integrity.
 */
function removeStrangers({ appOutDir }: AfterPackContext): void {
  for (const resources of ['resources', 'Electron.app/Contents/Resources']) {
    for (const name of ['default_app.asar', 'app-update.yml']) rmSync(join(appOutDir, resources, name), { force: true })
  }
  for (const name of ['version', 'abi_version']) rmSync(join(appOutDir, name), { force: true })
}

/** WiX asks for English by itself; the few sentences that Windows shows from the package are put into Vietnamese here. */
export const vietnameseMsi = (wxs: string): string =>
  wxs
    .replace('Language="1033"', 'Language="1066"')
    .replace(
      'A newer version of "[ProductName]" is already installed.',
      'Máy này đã có phiên bản mới hơn của [ProductName]. Không thể cài đè bằng phiên bản cũ.',
    )
    .replace('Windows 7 and above is required', 'Cần Windows 10 trở lên')
    .replace('Installed OR VersionNT >= 601', 'Installed OR VersionNT >= 603')
    .replaceAll('Command="Open with Một Cửa"', 'Command="Mở bằng Một Cửa"')

/** MSI files are described to WiX in a text, which may still be changed before it is compiled. */
function translateMsi(file: string): void {
  writeFileSync(file, vietnameseMsi(readFileSync(file, 'utf8')))
}

/** The whole configuration, new for each run: electron-builder writes into what it is given. */
export const makeConfiguration = (): Configuration => ({
  appId: 'vn.motcua.desktop',
  productName: 'Một Cửa',
  copyright: 'Copyright © 2026 The Một Cửa authors',
  directories: { output: 'dist', buildResources: 'build/package/assets' },
  npmRebuild: true, // only so that `beforeBuild` is asked …
  beforeBuild: () => false, // … and says that no node_modules are to be packed
  files: ['out/{main,preload,renderer,fonts}/**', '!**/*.map', 'package.json'],
  extraResources: [data()],
  asar: true,
  electronLanguages: ['vi', 'en-US'],
  // Burning fuses breaks the signature that every program on Apple's processors must have; without a certificate it is renewed ad hoc.
  electronFuses: { ...fuses, resetAdHocDarwinSignature: process.platform === 'darwin' },
  fileAssociations: associations(),
  artifactName: 'motcua-${version}-${os}-${arch}.${ext}',
  publish: null, // no update server: updates come as files
  afterExtract: removeStrangers,
  msiProjectCreated: translateMsi,

  win: {
    executableName: 'motcua',
    icon: 'resources/icons/icon.ico',
    extraResources: [prebuild('win32')],
    extraFiles: [notices()],
    target: [
      { target: 'msi', arch: ['x64', 'arm64'] },
      { target: 'nsis', arch: ['x64', 'arm64'] },
    ],
  },
  msi: {
    perMachine: true,
    oneClick: true, // no questions: administrators run it with /qn, and there is nothing to choose
    upgradeCode: '6186B2C5-772F-4252-87AA-061C06FD3404', // never changes: by it Windows knows a newer version of the same product
    createDesktopShortcut: 'always',
    shortcutName: 'Một Cửa',
    runAfterFinish: false,
    warningsAsErrors: false,
  },
  nsis: {
    artifactName: 'motcua-${version}-setup-${arch}.${ext}',
    guid: 'bae036e3-7a2f-4dbb-b181-9804ccdaa672', // never changes, as the MSI's code
    perMachine: true,
    oneClick: false,
    allowToChangeInstallationDirectory: false,
    selectPerMachineByDefault: true,
    installerLanguages: ['vi_VN', 'en_US'],
    displayLanguageSelector: false,
    buildUniversalInstaller: false, // one file for each processor: half the size
    shortcutName: 'Một Cửa',
    deleteAppDataOnUninstall: false, // the office's records lie there
    differentialPackage: false,
    license: 'LICENSE',
  },

  mac: {
    category: 'public.app-category.business',
    icon: 'resources/icons/icon.icns',
    extraResources: [prebuild('darwin'), notices()],
    hardenedRuntime: true,
    minimumSystemVersion: '12.0',
    electronLanguages: ['vi', 'en'],
    extendInfo: { CFBundleDevelopmentRegion: 'vi', CFBundleLocalizations: ['vi', 'en'] },
    target: [{ target: 'dmg', arch: ['x64', 'arm64'] }],
  },
  dmg: { title: '${productName} ${version}', writeUpdateInfo: false },

  linux: {
    executableName: 'motcua',
    icon: 'resources/icons/icon.png',
    category: 'Office',
    syncDesktopName: true,
    extraResources: [prebuild('linux')],
    extraFiles: [notices()],
    target: [{ target: 'AppImage', arch: ['x64'] }],
  },
})

/** What build/setup.mjs writes into .cache/runtime.json. */
export interface Runtime {
  readonly electron: string
  readonly version: string
  readonly binding: string
}

/**
 * The configuration for a package of this system's own kind, made of the Electron that is here. The Linux package gets the binding
 * that this Electron can load: the package's own, or the one compiled for the tests' older stand-in.
 */
export function configurationHere({ electron, version, binding }: Runtime): Configuration {
  const configuration = makeConfiguration()
  return {
    ...configuration,
    electronVersion: version,
    electronDist: process.platform === 'darwin' ? resolve(electron, '..', '..', '..', '..') : dirname(electron),
    linux: { ...configuration.linux, extraResources: [{ from: binding, to: 'better_sqlite3.node' }] },
  }
}
