// Stand-ins for the Electron of Windows and of macOS, which cannot be had here: folders of the same shape whose program files are
// headers with just what electron-builder reads and writes (machine, version resource, fuse wire, property lists). Enough to see
// what would be packed on those systems; nothing in them can run.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export type Processor = 'x64' | 'arm64'

/** Electron's fuses lie behind this mark: version 1, eight fuses, here all in the state that is wrong for us or inherited. */
const fuseWire = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, 8]), Buffer.from('10110001')])

function write(folder: string, files: Readonly<Record<string, string | Buffer>>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

/** What both bring along and a product must lose: another application, an updater's address, languages nobody reads here. */
const strangers = { 'resources/default_app.asar': 'not ours', 'resources/app-update.yml': 'url: nowhere', 'locales/de.pak': '' }
const licences = { LICENSE: 'licence of Electron', 'LICENSES.chromium.html': '<html>' }

export const windowsElectron = (folder: string, processor: Processor): string =>
  write(folder, {
    'electron.exe': windowsProgram(processor === 'x64' ? 0x8664 : 0xaa64),
    'icudtl.dat': '',
    'libEGL.dll': '',
    'locales/en-US.pak': '',
    'locales/vi.pak': '',
    version: '45',
    ...licences,
    ...strangers,
  })

export function macElectron(folder: string, processor: Processor): string {
  const contents = 'Electron.app/Contents'
  const framework = `${contents}/Frameworks/Electron Framework.framework`
  const header = Buffer.alloc(32)
  header.writeUInt32BE(0xcffaedfe, 0)
  header.writeUInt32LE(processor === 'x64' ? 0x01000007 : 0x0100000c, 4)
  const program = Buffer.concat([header, fuseWire])
  const helpers = ['', ' (GPU)', ' (Plugin)', ' (Renderer)'].map((kind) => `Electron Helper${kind}`)
  write(folder, {
    [`${contents}/Info.plist`]: propertyList('Electron', 'electron.icns'),
    [`${contents}/MacOS/Electron`]: program,
    [`${contents}/Resources/electron.icns`]: '',
    [`${contents}/Resources/default_app.asar`]: 'not ours',
    [`${framework}/Versions/A/Electron Framework`]: program,
    ...Object.fromEntries(
      ['en', 'vi', 'de'].flatMap((language) => [
        [`${framework}/Versions/A/Resources/${language}.lproj/locale.pak`, ''],
        [`${contents}/Resources/${language}.lproj/locale.pak`, ''],
      ]),
    ),
    ...Object.fromEntries(
      helpers.flatMap((name) => [
        [`${contents}/Frameworks/${name}.app/Contents/Info.plist`, propertyList(name)],
        [`${contents}/Frameworks/${name}.app/Contents/MacOS/${name}`, program],
      ]),
    ),
    version: '45',
    ...licences,
  })
  symlinkSync(join('Versions', 'A', 'Electron Framework'), join(folder, framework, 'Electron Framework'))
  return folder
}

const propertyList = (executable: string, icon = '') => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>${executable}</string>
<key>CFBundleIconFile</key><string>${icon}</string>
</dict></plist>
`

const align = (size: number, step: number) => Math.ceil(size / step) * step
const fileStep = 0x200
const memoryStep = 0x1000

/** A PE file with two sections: the fuse wire, and a version resource in one language. */
function windowsProgram(machine: number): Buffer {
  const resources = resourceSection(memoryStep * 2)
  const sections = [
    { name: '.rdata', content: fuseWire, at: memoryStep, file: 0x400 },
    { name: '.rsrc', content: resources, at: memoryStep * 2, file: 0x400 + align(fuseWire.length, fileStep) },
  ]
  const last = sections[1] as (typeof sections)[number]
  const bytes = Buffer.alloc(last.file + align(last.content.length, fileStep))
  bytes.write('MZ', 0, 'latin1')
  bytes.writeUInt32LE(64, 60)
  bytes.write('PE', 64, 'latin1')
  const coff = 68
  bytes.writeUInt16LE(machine, coff)
  bytes.writeUInt16LE(sections.length, coff + 2)
  bytes.writeUInt16LE(240, coff + 16)
  bytes.writeUInt16LE(0x22, coff + 18) // executable, large addresses
  const optional = coff + 20
  bytes.writeUInt16LE(0x20b, optional) // PE32+
  bytes.writeUInt32LE(memoryStep, optional + 32)
  bytes.writeUInt32LE(fileStep, optional + 36)
  bytes.writeUInt32LE(memoryStep * 2 + align(resources.length, memoryStep), optional + 56)
  bytes.writeUInt32LE(0x400, optional + 60)
  bytes.writeUInt16LE(2, optional + 68) // window program
  bytes.writeUInt32LE(16, optional + 108)
  bytes.writeUInt32LE(last.at, optional + 112 + 16)
  bytes.writeUInt32LE(resources.length, optional + 112 + 20)
  for (const [index, { name, content, at, file }] of sections.entries()) {
    const header = optional + 240 + index * 40
    bytes.write(name, header, 'latin1')
    bytes.writeUInt32LE(content.length, header + 8)
    bytes.writeUInt32LE(at, header + 12)
    bytes.writeUInt32LE(align(content.length, fileStep), header + 16)
    bytes.writeUInt32LE(file, header + 20)
    bytes.writeUInt32LE(0x40000040, header + 36) // data, readable
    content.copy(bytes, file)
  }
  return bytes
}

/** Three nested tables (kind, name, language) of one entry each, then the version information. */
function resourceSection(at: number): Buffer {
  const tables = Buffer.alloc(88)
  for (const [index, [id, next]] of [
    [16, 24 | 0x80000000],
    [1, 48 | 0x80000000],
    [0x409, 72],
  ].entries()) {
    tables.writeUInt16LE(1, index * 24 + 14)
    tables.writeUInt32LE(id ?? 0, index * 24 + 16)
    tables.writeInt32LE(next ?? 0, index * 24 + 20)
  }
  const strings = versionBlock('040904b0', Buffer.alloc(0), [versionBlock('ProductName', Buffer.from('Electron\0', 'utf16le'))])
  const fixed = Buffer.alloc(52)
  fixed.writeUInt32LE(0xfeef04bd, 0)
  fixed.writeUInt32LE(0x10000, 4)
  const information = versionBlock('VS_VERSION_INFO', fixed, [versionBlock('StringFileInfo', Buffer.alloc(0), [strings])])
  tables.writeUInt32LE(at + tables.length, 72)
  tables.writeUInt32LE(information.length, 76)
  return Buffer.concat([tables, information])
}

/** A block of version information: lengths, its name, its value, its children, each on a border of four bytes. */
function versionBlock(name: string, value: Buffer, children: readonly Buffer[] = []): Buffer {
  const pad = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(align(bytes.length, 4) - bytes.length)])
  const isText = name !== 'VS_VERSION_INFO'
  const head = pad(Buffer.concat([Buffer.alloc(6), Buffer.from(`${name}\0`, 'utf16le')]))
  const block = pad(Buffer.concat([head, pad(value), ...children.map(pad)]))
  block.writeUInt16LE(block.length, 0)
  block.writeUInt16LE(isText ? value.length / 2 : value.length, 2)
  block.writeUInt16LE(isText ? 1 : 0, 4)
  return block
}
