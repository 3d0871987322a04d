// The Debian package, made by dpkg-deb from the packed folder. No script of ours runs as root when it is installed: menus, icons and
// file types are refreshed by the triggers of the packages that own them, and the sandbox helper carries its SUID bit in the archive.
// That helper also serves Ubuntu 24.04, which denies plain programs the other kind of sandbox, so no AppArmor profile is needed.
import { execFile } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'

const root = resolve(import.meta.dirname, '..', '..', '..')
const own = import.meta.dirname

/** Debian's name of a library, and first the name that it has where time_t has grown to 64 bits (Ubuntu 24.04, Debian 13). */
const grown = (name) => `${name}t64 | ${name}`

/** What the program's files are linked with; a test holds it against the files. glibc: the oldest that SQLite's binding runs on. */
export const depends = [
  grown('libasound2'),
  grown('libatk-bridge2.0-0'),
  grown('libatk1.0-0'),
  grown('libatspi2.0-0'),
  'libc6 (>= 2.34)',
  'libcairo2',
  grown('libcups2'),
  'libdbus-1-3',
  'libdrm2',
  'libexpat1',
  'libgbm1',
  'libgcc-s1',
  grown('libglib2.0-0'),
  grown('libgtk-3-0'),
  'libnspr4',
  'libnss3',
  'libpango-1.0-0',
  'libstdc++6',
  'libudev1',
  'libx11-6',
  'libxcb1',
  'libxcomposite1',
  'libxdamage1',
  'libxext6',
  'libxfixes3',
  'libxkbcommon0',
  'libxrandr2',
]

const control = ({ version, architecture, installedKb }) => `Package: motcua
Version: ${version.replace('-', '~')}
Section: misc
Priority: optional
Architecture: ${architecture}
Maintainer: The Một Cửa authors
Installed-Size: ${installedKb}
Depends: ${depends.join(', ')}
Recommends: shared-mime-info, xdg-utils
Description: one-stop desk of a Vietnamese administration, offline
 Một Cửa tiếp nhận hồ sơ, tính ngày hẹn trả có giải thích và in giấy tiếp nhận
 hồ sơ, dùng không cần mạng.
 .
 Receives case files, computes due dates with their reasons and prints receipts
 for the one-stop desk of a Vietnamese administration, without a network.
`

const copyright = () => `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: motcua
Comment: The licences of the parts that others made stand in /opt/motcua: THIRD-PARTY-NOTICES.txt,
 LICENSE.electron.txt, LICENSES.chromium.html

Files: *
Copyright: 2026 The Một Cửa authors
License: MIT

License: MIT
${readFileSync(join(root, 'LICENSE'), 'utf8')
  .split('\n')
  .slice(4)
  .map((line) => (line === '' ? ' .' : ` ${line}`))
  .join('\n')
  .replace(/(\n \.)+$/, '')}
`

/** Plain rights whatever the umask of the machine is; folders and programs may be entered and run by all, nothing written but by root. */
function setRights(path) {
  const stat = statSync(path)
  chmodSync(path, stat.isDirectory() || stat.mode & 0o100 ? 0o755 : 0o644)
  if (stat.isDirectory()) for (const name of readdirSync(path)) setRights(join(path, name))
}

const sizeOf = (path) => {
  const stat = statSync(path)
  return stat.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : stat.size
}

/**
 * @param folder the packed folder
 * @param target where the package goes
 * @param architecture Debian's name: amd64 or arm64
 * @returns {Promise<string>} the file made
 */
export async function makeDeb({ folder, target, version, architecture }) {
  const stage = mkdtempSync(join(tmpdir(), 'motcua-deb-'))
  const put = (source, place, mode) => {
    mkdirSync(dirname(join(stage, place)), { recursive: true })
    cpSync(source, join(stage, place), { recursive: true })
    if (mode) chmodSync(join(stage, place), mode)
  }
  try {
    put(folder, 'opt/motcua')
    put(join(own, 'motcua.sh'), 'usr/bin/motcua', 0o755)
    put(join(own, 'motcua.desktop'), 'usr/share/applications/motcua.desktop')
    put(join(own, 'motcua.xml'), 'usr/share/mime/packages/motcua.xml')
    put(join(root, 'resources', 'icons', 'icon.png'), 'usr/share/icons/hicolor/512x512/apps/motcua.png')
    put(join(root, 'resources', 'icons', 'icon.svg'), 'usr/share/icons/hicolor/scalable/apps/motcua.svg')
    mkdirSync(join(stage, 'usr/share/doc/motcua'), { recursive: true })
    writeFileSync(join(stage, 'usr/share/doc/motcua/copyright'), copyright())
    const installedKb = Math.ceil(sizeOf(stage) / 1024)
    mkdirSync(join(stage, 'DEBIAN'))
    writeFileSync(join(stage, 'DEBIAN', 'control'), control({ version, architecture, installedKb }))
    setRights(stage)
    chmodSync(join(stage, 'opt/motcua/chrome-sandbox'), 0o4755)
    const file = join(target, `motcua_${version}_${architecture}.deb`)
    rmSync(file, { force: true })
    await promisify(execFile)('dpkg-deb', ['--root-owner-group', '-Zzstd', '-z12', '--build', stage, file])
    return file
  } finally {
    rmSync(stage, { recursive: true, force: true })
  }
}
