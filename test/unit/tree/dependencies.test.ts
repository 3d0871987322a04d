// What the lock file brings onto the machines: packages under licences that let us ship or use them, none that is known to be
// harmful, all by checksum from the registry, none that runs a script at installation without our knowing.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './source.ts'

interface Locked {
  readonly version: string
  readonly license?: string
  readonly dev?: boolean
  readonly integrity?: string
  readonly resolved?: string
  readonly hasInstallScript?: boolean
}

const read = (...path: string[]) => JSON.parse(readFileSync(join(root, ...path), 'utf8'))
const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
const locked = Object.entries(read('package-lock.json').packages as Record<string, Locked>).filter(([place]) => place !== '')

/** May become part of what an office installs. */
const shippable = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'Unlicense', 'OFL-1.1']
/** Besides, for tools that stay on our machines. */
const usable = [...shippable, 'BlueOak-1.0.0', 'CC0-1.0', 'MPL-2.0', 'Python-2.0', 'WTFPL']
const offers = (licence: string | undefined, allowed: readonly string[]): boolean =>
  (licence ?? '').split(/ OR |[()]/).some((one) => allowed.includes(one))

interface KnownBad {
  readonly entries: ReadonlyArray<{ readonly name: string; readonly versions: readonly string[] }>
}
const findBad = (packages: ReadonlyArray<readonly [string, Locked]>, { entries }: KnownBad): string[] =>
  packages
    .filter(([place, { version }]) =>
      entries.some(({ name, versions }) => name === nameOf(place) && (versions.includes('*') || versions.includes(version))),
    )
    .map(([place, { version }]) => `${nameOf(place)}@${version}`)

describe('the locked packages', () => {
  it('are under licences that let us ship them, or use them where they do not ship', () => {
    const strange = locked.filter(([, { license, dev }]) => !offers(license, dev ? usable : shippable))
    expect(strange.map(([place, { license }]) => `${nameOf(place)}: ${license}`)).toEqual([])
  })

  it('are not among the versions that are known to do harm', () => {
    const known = read('test', 'fixtures', 'known-bad-packages.json') as KnownBad
    expect(known.entries.length).toBeGreaterThan(30)
    expect(findBad(locked, known)).toEqual([])
    const planted = [...locked, ['node_modules/a/node_modules/debug', { version: '4.4.2' }] as const]
    expect(findBad(planted, known)).toEqual(['debug@4.4.2'])
  })

  it('come by checksum from the registry, not from an address of somebody', () => {
    const strange = locked.filter(([, { integrity, resolved }]) => !integrity?.startsWith('sha512-') || resolved !== undefined)
    expect(strange.map(([place]) => place)).toEqual([])
  })

  it('run nothing when they are installed', () => {
    const { allowScripts, dependencies, devDependencies, optionalDependencies } = read('package.json')
    const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([place]) => nameOf(place))
    expect(scripted.filter((name) => allowScripts[name] !== false)).toEqual([])
    const loose = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies } as Record<string, string>)
      .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
      .map(([name]) => name)
    expect(loose).toEqual([])
  })

  it('hold an Electron of a line that still gets its security fixes when this version ships', () => {
    // 45 is the newest line that the release can be built with; its two predecessors are the last that are mended.
    expect(Number(read('package.json').devDependencies.electron.split('.')[0])).toBeGreaterThanOrEqual(45)
  })
})
