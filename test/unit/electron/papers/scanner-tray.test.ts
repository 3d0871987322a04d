// The scanner's folder: a file is offered when it has stopped growing, and leaves the folder only as the file that was stored.
import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ScannerTray } from '../../../../electron/papers/scanner-tray.ts'
import { makeFolder, TestClock } from '../../../fixtures/office.ts'

let place: ReturnType<typeof makeFolder>
let clock: TestClock
let tray: ScannerTray
beforeEach(() => {
  place = makeFolder()
  clock = new TestClock()
  tray = new ScannerTray(clock)
})
afterEach(() => place.remove())
const file = (name: string) => join(place.folder, name)
const look = () =>
  (tray.look(place.folder) ?? []).map(({ fileName, isGrowing }) => `${fileName} ${isGrowing ? 'grows' : 'ready'}`)
const tokenOf = (name: string) => tray.look(place.folder)?.find(({ fileName }) => fileName === name)?.token ?? ''

describe('a file in the scanner’s folder', () => {
  it('is ready two seconds after it last grew, and never while it is empty', () => {
    writeFileSync(file('a.pdf'), '1')
    writeFileSync(file('b.pdf'), '')
    expect(look().toSorted()).toEqual(['a.pdf grows', 'b.pdf grows'])
    clock.advance({ seconds: 1 })
    appendFileSync(file('a.pdf'), '2')
    look()
    clock.advance({ seconds: 1 })
    expect(look()).toContain('a.pdf grows')
    expect(() => tray.find(tokenOf('a.pdf'))).toThrow(expect.objectContaining({ code: 'scan.stillGrowing' }))
    clock.advance({ seconds: 1 })
    expect(look().toSorted()).toEqual(['a.pdf ready', 'b.pdf grows'])
    expect(tray.find(tokenOf('a.pdf'))).toBe(file('a.pdf'))
  })

  it('is one that a scanner writes: no folder, no hidden file, no other kind', () => {
    for (const name of ['x.JPEG', 'y.tif', 'z.exe', '.tmp.pdf', 'Thumbs.db']) writeFileSync(file(name), '1')
    mkdirSync(file('folder.pdf'))
    expect(look().toSorted()).toEqual(['x.JPEG grows', 'y.tif grows'])
  })

  it('is taken out only as the file that was stored', () => {
    writeFileSync(file('a.pdf'), 'stored')
    const token = tokenOf('a.pdf')
    expect(tray.remove(token, 5)).toBe(false)
    expect(existsSync(file('a.pdf'))).toBe(true)
    appendFileSync(file('a.pdf'), ' and another page')
    expect(tray.remove(token, 6)).toBe(false)
    expect(existsSync(file('a.pdf'))).toBe(true)
    writeFileSync(file('b.pdf'), 'whole')
    expect(tray.remove(tokenOf('b.pdf'), 5)).toBe(true)
    expect(existsSync(file('b.pdf'))).toBe(false)
    expect(tray.remove('no such token', 5)).toBe(false)
  })

  it('is unknown after its folder has gone, which is told', () => {
    const folder = file('usb')
    mkdirSync(folder)
    writeFileSync(join(folder, 'a.pdf'), '1')
    const [seen] = tray.look(folder) ?? []
    rmSync(folder, { recursive: true })
    expect(tray.look(folder)).toBeNull()
    expect(tray.remove(seen?.token ?? '', 1)).toBe(false)
    expect(tray.find('no such token')).toBeUndefined()
  })
})
