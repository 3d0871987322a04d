// The store of files on a real disk: each content once, nothing half stored, faults of the disk in plain words.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copyBlobs } from '../../../../db/blobs/check.ts'
import { concernOf } from '../../../../db/blobs/rules.ts'
import { blobFile, blobFolder, listBlobs, putBlob, readBlob, readChosen, sumOf } from '../../../../db/blobs/store.ts'
import { canMount, mountMemoryDisk } from '../../../fixtures/mount.ts'
import { makeFolder } from '../../../fixtures/office.ts'
import { scanBytes, scanFile } from '../../../fixtures/scans.ts'

let place: ReturnType<typeof makeFolder>
beforeEach(() => {
  place = makeFolder()
})
afterEach(() => place.remove())
const pdf = scanBytes('three-pages.pdf')
const photo = scanBytes('photo.jpg')

describe('putting', () => {
  it('keeps a content under its own sum, once, and gives it back', () => {
    const one = putBlob(place.folder, pdf, 'a.pdf')
    expect(one).toEqual({ sha256: sumOf(pdf), kind: 'pdf', sizeBytes: pdf.length })
    const file = join(place.folder, 'blobs', one.sha256.slice(0, 2), one.sha256)
    const written = statSync(file).mtimeMs
    expect(putBlob(place.folder, pdf, 'b.pdf')).toEqual(one)
    expect(statSync(file).mtimeMs).toBe(written)
    expect(readBlob(place.folder, one.sha256, 'a.pdf').equals(pdf)).toBe(true)
    expect(listBlobs(blobFolder(place.folder))).toEqual({ files: [{ sha256: one.sha256, sizeBytes: pdf.length }], parts: 0 })
  })

  it.each([
    ['locked.pdf', 'scan.encrypted'],
    ['cut.pdf', 'scan.damaged'],
    ['empty.pdf', 'scan.empty'],
    ['program.pdf', 'scan.unknown'],
  ])('refuses %s with its name and stores nothing', (name, code) => {
    const content = {
      'locked.pdf': scanBytes('locked.pdf'),
      'cut.pdf': pdf.subarray(0, 900),
      'empty.pdf': Buffer.alloc(0),
      'program.pdf': Buffer.from('MZ\u0090'),
    }[name]
    expect(() => putBlob(place.folder, content ?? pdf, `/media/usb/${name}`)).toThrow(
      expect.objectContaining({ code, params: { file: name } }),
    )
    expect(existsSync(blobFolder(place.folder))).toBe(false)
  })

  it('replaces a content that the disk has spoilt', () => {
    const { sha256 } = putBlob(place.folder, photo, 'a.jpg')
    writeFileSync(blobFile(blobFolder(place.folder), sha256), 'spoilt')
    expect(() => readBlob(place.folder, sha256, 'a.jpg')).toThrow(expect.objectContaining({ code: 'scan.broken' }))
    putBlob(place.folder, photo, 'a.jpg')
    expect(readBlob(place.folder, sha256, 'a.jpg').equals(photo)).toBe(true)
  })

  it('clears away what a killed writing left, and nothing else', () => {
    const blobs = blobFolder(place.folder)
    mkdirSync(blobs, { recursive: true })
    writeFileSync(join(blobs, '0b7e6f2a-6a0e-4b3f-9d0a-000000000000.part'), pdf.subarray(0, 100))
    writeFileSync(join(blobs, 'ghi-chu.txt'), 'của người dùng')
    expect(listBlobs(blobs).parts).toBe(1)
    putBlob(place.folder, photo, 'a.jpg')
    expect(listBlobs(blobs)).toMatchObject({ parts: 0, files: [{ sizeBytes: photo.length }] })
    expect(existsSync(join(blobs, 'ghi-chu.txt'))).toBe(true)
  })

  it('never takes a name that is no sum for a place', () => {
    for (const name of ['', '../motcua.db', `${sumOf(pdf)}/..`, sumOf(pdf).toUpperCase()])
      expect(() => blobFile(place.folder, name)).toThrow(expect.objectContaining({ code: 'entity.notFound' }))
  })
})

describe('choosing', () => {
  it('says in plain codes that a file is too large, gone, or a folder', () => {
    expect(() => readChosen(scanFile('packbits.tif'), 1_000)).toThrow(
      expect.objectContaining({ code: 'file.tooLarge', params: expect.objectContaining({ file: 'packbits.tif' }) }),
    )
    expect(() => readChosen(join(place.folder, 'gone.pdf'), 1_000)).toThrow(expect.objectContaining({ code: 'file.unreadable' }))
    expect(() => readChosen(place.folder, 1_000_000)).toThrow(expect.objectContaining({ code: 'file.unreadable' }))
  })
})

describe('copying to another store', () => {
  it('brings only what is not there, checks it, and counts what the source lacks', async () => {
    const [from, to] = [blobFolder(place.folder), join(place.folder, 'copy')]
    const wanted = [putBlob(place.folder, pdf, 'a'), putBlob(place.folder, photo, 'b')]
    expect(await copyBlobs(from, to, wanted)).toEqual({ copied: 2, copiedBytes: pdf.length + photo.length, missing: 0 })
    expect(await copyBlobs(from, to, wanted)).toEqual({ copied: 0, copiedBytes: 0, missing: 0 })
    const page = putBlob(place.folder, scanBytes('page.png'), 'c')
    writeFileSync(blobFile(from, page.sha256), 'spoilt')
    const gone = { sha256: sumOf(Buffer.from('gone')), sizeBytes: 4 }
    expect(await copyBlobs(from, to, [...wanted, page, gone])).toEqual({ copied: 0, copiedBytes: 0, missing: 2 })
    expect(existsSync(blobFile(to, page.sha256))).toBe(false)
    rmSync(blobFile(to, wanted[0]?.sha256 ?? ''))
    expect(await copyBlobs(from, to, wanted)).toMatchObject({ copied: 1, missing: 0 })
  })
})

describe('room', () => {
  it('is told before it runs out, and when the store has grown large', () => {
    const gigabyte = 1_024 ** 3
    expect(concernOf({ storeBytes: gigabyte, freeBytes: 100 * gigabyte })).toBeNull()
    expect(concernOf({ storeBytes: gigabyte, freeBytes: gigabyte })).toBe('lowRoom')
    expect(concernOf({ storeBytes: 30 * gigabyte, freeBytes: 100 * gigabyte })).toBe('large')
    expect(concernOf({ storeBytes: 30 * gigabyte, freeBytes: 5 * gigabyte })).toBe('lowRoom')
  })

  it.skipIf(!canMount)('that is not there refuses the file and leaves nothing half stored', () => {
    const disk = mountMemoryDisk(8)
    try {
      const content = Buffer.concat([pdf.subarray(0, 20), Buffer.alloc(6 * 1_048_576, 32), pdf.subarray(20)])
      expect(() => putBlob(disk.folder, content, 'a.pdf')).toThrow(expect.objectContaining({ code: 'store.diskFull' }))
      expect(readdirSync(blobFolder(disk.folder))).toEqual([])
      disk.makeReadOnly()
      expect(() => putBlob(disk.folder, photo, 'a.jpg')).toThrow(expect.objectContaining({ code: 'store.readOnly' }))
    } finally {
      disk.remove()
    }
  })

  it('reads back what it wrote', () => {
    const { sha256 } = putBlob(place.folder, pdf, 'a.pdf')
    expect(readFileSync(blobFile(blobFolder(place.folder), sha256)).equals(pdf)).toBe(true)
  })
})
