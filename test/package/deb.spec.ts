// The deb: its fields, its size, what it puts where and with which rights, and that what it needs is what its files are linked with.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { debFile, filesOf, linuxFolder, sizeOf, version } from './product.ts'

test.skip(process.platform !== 'linux', 'Linux')

const sizeLimitBytes = 120 * 1_000_000
const field = (name: string) => execFileSync('dpkg-deb', ['--field', debFile, name], { encoding: 'utf8' }).trim()
const run = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe' })
let unpacked: string
test.beforeAll(() => {
  unpacked = mkdtempSync(join(tmpdir(), 'motcua-deb-'))
  execFileSync('dpkg-deb', ['--extract', debFile, unpacked])
})
test.afterAll(() => rmSync(unpacked, { recursive: true, force: true }))

test('its fields are right and it is small enough for a stick and a slow line', () => {
  expect(field('Package')).toBe('motcua')
  expect(field('Version')).toBe(version)
  expect(field('Architecture')).toBe('amd64')
  expect(Number(field('Installed-Size')) * 1024).toBeGreaterThan(sizeOf(linuxFolder))
  expect(statSync(debFile).size).toBeLessThan(sizeLimitBytes)
})

test('it holds the packed folder and the files that make it a program of the system, and runs no script', () => {
  const inProgram = filesOf(linuxFolder).map((file) => `opt/motcua/${file}`)
  expect(filesOf(unpacked)).toEqual(
    [
      ...inProgram,
      'usr/bin/motcua',
      'usr/share/applications/motcua.desktop',
      'usr/share/doc/motcua/copyright',
      'usr/share/icons/hicolor/512x512/apps/motcua.png',
      'usr/share/icons/hicolor/scalable/apps/motcua.svg',
      'usr/share/mime/packages/motcua.xml',
    ].toSorted(),
  )
  const control = mkdtempSync(join(tmpdir(), 'motcua-control-'))
  execFileSync('dpkg-deb', ['--control', debFile, control])
  expect(filesOf(control)).toEqual(['control'])
})

test('all belongs to root, nobody else may write, and only the sandbox helper is SUID', () => {
  const lines = run('dpkg-deb', '--contents', debFile).trim().split('\n')
  for (const line of lines) {
    expect.soft(line).toMatch(/^[-d]rw[xs]?-?[rx-]{2}/)
    expect.soft(line).toContain(' root/root ')
    expect.soft(line.slice(0, 10)).toMatch(/^(drwxr-xr-x|-rwxr-xr-x|-rw-r--r--|-rwsr-xr-x)$/)
  }
  const suid = lines.filter((line) => /^...s/.test(line)).map((line) => line.split(' ').at(-1))
  expect(suid).toEqual(['./opt/motcua/chrome-sandbox'])
})

test('it depends on every library that its files are linked with, under the names of Debian 12 and of Ubuntu 24.04', () => {
  test.skip(!existsSync('/usr/bin/readelf'), 'needs readelf of the package binutils')
  const isOurs = (name: string) => existsSync(join(linuxFolder, name))
  const programs = filesOf(linuxFolder).filter((file) => readFileSync(join(linuxFolder, file)).readUInt32BE(0) === 0x7f454c46)
  expect(programs.length).toBeGreaterThan(8)
  const needed = new Set(
    programs.flatMap((file) =>
      [...run('readelf', '-d', join(linuxFolder, file)).matchAll(/NEEDED.*\[(.+)\]/g)].map(([, name = '']) => name),
    ),
  )
  const libraries = [...needed].filter((name) => !isOurs(name))
  const owners = ownersOf(libraries)
  const alternatives = field('Depends')
    .split(', ')
    .map((entry) => entry.split(' | ').map((name) => name.replace(/ \(.*/, '')))
  const missing = owners.filter(([, owner]) => !alternatives.flat().includes(owner)).map(([name, owner]) => `${name}: ${owner}`)
  expect(missing).toEqual([])
  const unused = alternatives.filter((names) => !owners.some(([, owner]) => names.includes(owner)))
  expect(unused).toEqual([])
  for (const names of alternatives.filter(({ length }) => length > 1)) expect(names).toEqual([`${names[1]}t64`, names[1]])
})

/** The installed packages that own libraries, by their sonames. */
function ownersOf(sonames: readonly string[]): Array<readonly [soname: string, owner: string]> {
  const cache = run('/sbin/ldconfig', '-p').split('\n')
  const places = sonames.map((soname) => {
    const path = cache.find((line) => line.trim().startsWith(`${soname} (`) && line.includes('x86-64'))?.split(' => ')[1]
    // dpkg knows files by the folder they were packed in, which may be the other side of the /usr merge.
    return path ? [path, path.replace(/^\/usr/, ''), `/usr${path}`] : []
  })
  const { stdout } = spawnSync('dpkg', ['--search', ...places.flat()], { encoding: 'utf8' })
  const owners = new Map(stdout.split('\n').map((line) => [line.split(': ')[1], line.split(':')[0] ?? '']))
  return sonames.map((soname, at) => [soname, places[at]?.map((place) => owners.get(place)).find(Boolean) ?? 'no package here'])
}

test('the menu entry speaks Vietnamese, starts the program with a file, and claims both file types', () => {
  const entry = readFileSync(join(unpacked, 'usr/share/applications/motcua.desktop'), 'utf8')
  const types = readFileSync(join(unpacked, 'usr/share/mime/packages/motcua.xml'), 'utf8')
  expect(entry).toMatch(/^Name=Một Cửa$/m)
  expect(entry).toMatch(/^Name\[en\]=/m)
  expect(entry).toMatch(/^Exec=\/usr\/bin\/motcua %f$/m)
  for (const type of ['bundle', 'update']) {
    expect(entry).toContain(`application/vnd.motcua.${type};`)
    expect(types).toContain(`type="application/vnd.motcua.${type}"`)
    expect(types).toContain(`*.mc${type}`)
  }
})
