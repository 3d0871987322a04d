// What would be packed for Windows and macOS, whose installers only their own systems can make: electron-builder packs the real
// application into stand-ins of their Electron, and exactly the expected files lie there, with the right binding, names and fuses.
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { Arch, build, Platform } from 'electron-builder'
import { makeConfiguration } from '../../build/package/configuration.ts'
import {
  archived,
  archivePatterns,
  differences,
  expectedFuses,
  filesOf,
  fusesOf,
  machineOf,
  resourcePatterns,
  root,
} from './product.ts'
import { macElectron, type Processor, windowsElectron } from './stand-ins.ts'

test.skip(process.platform !== 'linux', 'Linux')

const processors: readonly Processor[] = ['x64', 'arm64']
const made: string[] = []
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-systems-'))
  made.push(folder)
  return folder
}
test.afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** Packs for another system; returns the one folder that was made. */
async function packFor(platform: Platform, processor: Processor, target = 'dir', onMsi?: (file: string) => void) {
  const makeElectron = platform === Platform.WINDOWS ? windowsElectron : macElectron
  const configuration = makeConfiguration()
  const output = newFolder()
  await build({
    projectDir: root,
    targets: platform.createTarget(target, Arch[processor]),
    config: {
      ...configuration,
      electronDist: makeElectron(newFolder(), processor),
      electronVersion: '45.4.1',
      directories: { ...configuration.directories, output },
      ...(onMsi ? { msiProjectCreated: onMsi } : {}),
    },
  })
  const [folder = ''] = readdirSync(output, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return join(output, typeof folder === 'string' ? folder : folder.name)
}

const inFolder = (folder: string, patterns: readonly RegExp[]) =>
  patterns.map(({ source }) => new RegExp(`^${folder}/${source.slice(1)}`))

for (const processor of processors) {
  test(`Windows on ${processor}: the folder holds what is expected and nothing else`, async () => {
    const folder = await packFor(Platform.WINDOWS, processor)
    const program = join(folder, 'motcua.exe')
    expect(
      differences(filesOf(folder), [
        /^motcua\.exe$/,
        /^icudtl\.dat$/,
        /^libEGL\.dll$/,
        /^locales\/(vi|en-US)\.pak$/,
        /^LICENSE\.electron\.txt$/,
        /^LICENSES\.chromium\.html$/,
        /^THIRD-PARTY-NOTICES\.txt$/,
        ...inFolder('resources', resourcePatterns),
      ]),
    ).toEqual([])
    expect(differences(archived(join(folder, 'resources', 'app.asar')), archivePatterns)).toEqual([])
    expect(machineOf(program)).toBe(`win32-${processor}`)
    expect(machineOf(join(folder, 'resources', 'better_sqlite3.node'))).toBe(`win32-${processor}`)
    expect(await fusesOf(program)).toMatchObject(expectedFuses)
    const resources = readFileSync(program)
    expect(resources.includes(Buffer.from('Một Cửa', 'utf16le'))).toBe(true)
    expect(resources.includes('"file":"resources\\\\app.asar"')).toBe(true) // the integrity that the fuse checks
  })

  test(`macOS on ${processor}: the folder holds what is expected and nothing else`, async () => {
    const folder = await packFor(Platform.MAC, processor)
    const framework = 'Một Cửa\\.app/Contents/Frameworks/Electron Framework\\.framework'
    const helper = 'Một Cửa\\.app/Contents/Frameworks/Một Cửa Helper( \\((GPU|Plugin|Renderer)\\))?\\.app/Contents'
    const contents = 'Một Cửa\\.app/Contents'
    expect(
      differences(filesOf(folder), [
        new RegExp(`^${contents}/Info\\.plist$`),
        new RegExp(`^${contents}/MacOS/Một Cửa$`),
        new RegExp(`^${contents}/Resources/icon\\.icns$`),
        new RegExp(`^${contents}/Resources/(vi|en)\\.lproj/locale\\.pak$`),
        new RegExp(`^${contents}/Resources/(LICENSE\\.electron\\.txt|LICENSES\\.chromium\\.html|THIRD-PARTY-NOTICES\\.txt)$`),
        new RegExp(`^${framework}/Electron Framework$`),
        new RegExp(`^${framework}/Versions/A/(Electron Framework|Resources/(vi|en)\\.lproj/locale\\.pak)$`),
        new RegExp(`^${helper}/(Info\\.plist|MacOS/Một Cửa Helper( \\((GPU|Plugin|Renderer)\\))?)$`),
        ...inFolder(`${contents}/Resources`, resourcePatterns),
      ]),
    ).toEqual([])
    const [app = ''] = readdirSync(folder)
    const resources = join(folder, app, 'Contents', 'Resources')
    expect(differences(archived(join(resources, 'app.asar')), archivePatterns)).toEqual([])
    expect(machineOf(join(resources, 'better_sqlite3.node'))).toBe(`darwin-${processor}`)
    expect(await fusesOf(join(folder, app))).toMatchObject(expectedFuses)
    const list = readFileSync(join(folder, app, 'Contents', 'Info.plist'), 'utf8')
    expect(list).toContain('<string>vn.motcua.desktop</string>')
    expect(list).toContain('<key>ElectronAsarIntegrity</key>')
    for (const extension of ['mcbundle', 'mcupdate', 'mcpack']) expect(list).toContain(`<string>${extension}</string>`)
  })

  test(`Windows on ${processor}: the MSI is for the whole machine, upgrades its predecessor, is in the Start menu, opens our files`, async () => {
    const kept = join(newFolder(), 'project.wxs')
    const stop = new Error('the text is enough')
    const translate = makeConfiguration().msiProjectCreated as (file: string) => void
    const run = packFor(Platform.WINDOWS, processor, 'msi', (file) => {
      translate(file)
      copyFileSync(file, kept)
      throw stop // WiX itself cannot be had here
    })
    await expect(run).rejects.toThrow(stop.message)
    const wxs = readFileSync(kept, 'utf8')
    expect(wxs).toContain('UpgradeCode="6186B2C5-772F-4252-87AA-061C06FD3404"')
    expect(wxs).toContain('Name="Một Cửa"')
    expect(wxs).toContain('<Property Id="ALLUSERS" Secure="yes" Value="1"/>')
    expect(wxs).toContain('Id="ProgramFiles64Folder"')
    expect(wxs).toMatch(/Id="startMenuShortcut" Directory="ProgramMenuFolder" Name="Một Cửa"/)
    expect(wxs).toMatch(/Id="desktopShortcut"/)
    expect(wxs).toContain('Codepage="65001"')
    expect(wxs).toContain('Language="1066"')
    expect(wxs).not.toContain('A newer version')
    expect(wxs).not.toContain('is required')
    for (const [extension, name] of [
      ['mcbundle', 'Gói đồng bộ Một Cửa'],
      ['mcupdate', 'Tệp cập nhật Một Cửa'],
      ['mcpack', 'Gói quy trình Một Cửa'],
    ]) {
      expect(wxs).toContain(`<Extension Id="${extension}"`)
      expect(wxs).toContain(`Description="${name}"`)
    }
    expect(wxs).not.toContain('Open with')
    const packed = [...wxs.matchAll(/Source="\$\(var\.appDir\).([^"]+)"/g)].map(([, path = '']) => path)
    expect(packed).toContain('motcua.exe')
    expect(packed).toContain('resources/app.asar')
    expect(packed.length).toBeGreaterThan(30)
  })
}

test('the configuration names the installers that are asked for, and keeps what must never change', () => {
  const configuration = makeConfiguration()
  const arch = ['x64', 'arm64']
  expect(configuration.win?.target).toEqual([
    { target: 'msi', arch },
    { target: 'nsis', arch },
  ])
  expect(configuration.mac?.target).toEqual([{ target: 'dmg', arch }])
  expect(configuration.linux?.target).toEqual([{ target: 'AppImage', arch: ['x64'] }])
  // An office's uninstaller must never take its records away; the codes are how a system knows the next version for the same program.
  expect(configuration).toMatchObject({
    appId: 'vn.motcua.desktop',
    publish: null,
    electronLanguages: ['vi', 'en-US'],
    msi: { perMachine: true, upgradeCode: '6186B2C5-772F-4252-87AA-061C06FD3404' },
    nsis: {
      perMachine: true,
      guid: 'bae036e3-7a2f-4dbb-b181-9804ccdaa672',
      deleteAppDataOnUninstall: false,
      installerLanguages: ['vi_VN', 'en_US'],
    },
  })
})
