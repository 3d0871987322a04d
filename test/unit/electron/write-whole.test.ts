// Files that must not be found half after a power cut: what was there before, or all of the new.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Shelf } from '../../../electron/update/shelf.ts'
import { writeWhole } from '../../../electron/write-whole.ts'
import { canCutPower, canMount, mountMemoryDisk, mountPowerDisk } from '../../fixtures/mount.ts'
import { makeFolder } from '../../fixtures/office.ts'

let folder: string
let remove: () => void
beforeEach(() => {
  ;({ folder, remove } = makeFolder())
})
afterEach(() => remove())

describe('a file that is written whole', () => {
  it('takes the place of the one before and leaves nothing beside it', () => {
    const file = join(folder, 'a.txt')
    writeFileSync(file, 'before')
    writeWhole(file, 'Một Cửa')
    expect(readFileSync(file, 'utf8')).toBe('Một Cửa')
    expect(readdirSync(folder)).toEqual(['a.txt'])
  })

  it.skipIf(!canCutPower)('is there after a power cut (it was renamed before it was on the disk)', () => {
    const disk = mountPowerDisk(16)
    try {
      const shelf = new Shelf(join(disk.folder, 'versions'))
      writeWhole(join(disk.folder, 'a.txt'), 'x'.repeat(100_000))
      shelf.accept({ version: '1.0.0', executable: 'a', keyId: 'k', acceptedAt: '' })
      disk.cut()
      disk.restore()
      expect(readFileSync(join(disk.folder, 'a.txt'), 'utf8')).toBe('x'.repeat(100_000))
      expect(readFileSync(join(shelf.folder, 'state.json'), 'utf8')).toContain('"1.0.0"')
    } finally {
      disk.remove()
    }
  })

  it('is refused by its name where it cannot be written, and what stood there stays', () => {
    const file = join(folder, 'a.txt')
    mkdirSync(file)
    expect(() => writeWhole(file, 'x')).toThrow(expect.objectContaining({ code: 'file.unwritable', params: { file: 'a.txt' } }))
    expect(existsSync(`${file}.tmp`)).toBe(false)
  })

  it.skipIf(!canMount)('tells a disk without room', () => {
    const disk = mountMemoryDisk(1)
    try {
      expect(() => writeWhole(join(disk.folder, 'a.txt'), Buffer.alloc(3_000_000))).toThrow(
        expect.objectContaining({ code: 'store.diskFull' }),
      )
      expect(readdirSync(disk.folder)).toEqual([])
    } finally {
      disk.remove()
    }
  })
})
