// Scans go with the backups and come back with a restore; what is missing or spoilt is told by the diagnosis and the check.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backUpOffice } from '../../../../db/backup/copy.ts'
import { restoreBackup } from '../../../../db/backup/restore.ts'
import { backupFolder } from '../../../../db/backup/shelf.ts'
import { checkBlobs, copyBlobs, listNamedBlobs } from '../../../../db/blobs/check.ts'
import { blobFile, blobFolder, listBlobs, putBlob } from '../../../../db/blobs/store.ts'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { attachScan } from '../../../../db/papers/commands.ts'
import { diagnoseFolder } from '../../../fixtures/diagnosis.ts'
import { makeFolder, openTestOffice, sampleIntake, type TestOffice } from '../../../fixtures/office.ts'
import { scanBytes } from '../../../fixtures/scans.ts'

let place: ReturnType<typeof makeFolder>
let office: TestOffice
beforeEach(async () => {
  place = makeFolder()
  office = await openTestOffice({ folder: place.folder })
})
afterEach(async () => {
  await office.close()
  place.remove()
})

const attach = async (name: string) => {
  const procedureId = await office.procedureId('KS')
  const { caseId } = await receiveCase(office.db, office.actor, sampleIntake({ procedureId }), office.formKeyOn)
  const blob = putBlob(office.folder, scanBytes(name), name)
  const rest = { source: 'file', title: '', issuedOn: null, validUntil: null } as const
  await attachScan(office.db, office.actor, { caseId, component: 1, blob, fileName: name, ...rest })
  return blob.sha256
}
const backUp = () => backUpOffice(office.office.store.connection, office.folder, 'manual', office.clock)
const names = (folder: string) => listBlobs(blobFolder(folder)).files.map(({ sha256 }) => sha256)
const check = () => checkBlobs(office.office.store.connection, office.folder)
const findings = async () => (await diagnoseFolder(office.folder, { isOpenHere: true }, office.clock)).findings('scans')

describe('a backup', () => {
  it('carries new scans and only those, each checked', async () => {
    const first = await attach('photo.jpg')
    putBlob(office.folder, scanBytes('lzw.tif'), 'named by nobody')
    await backUp()
    expect(names(backupFolder(office.folder))).toEqual([first])
    const second = await attach('fax.tif')
    writeFileSync(blobFile(blobFolder(office.folder), first), 'spoilt here, sound in the backup')
    office.clock.advance({ minutes: 1 })
    await backUp()
    expect(names(backupFolder(office.folder)).toSorted()).toEqual([first, second].toSorted())
    const kept = blobFolder(backupFolder(office.folder))
    expect(
      await copyBlobs(kept, blobFolder(join(place.folder, 'usb')), listNamedBlobs(office.office.store.connection)),
    ).toMatchObject({
      copied: 2,
      missing: 0,
    })
  })

  it('is made all the same when a scan is missing, and the diagnosis tells', async () => {
    const sha256 = await attach('photo.jpg')
    await attach('fax.tif')
    expect(await findings()).toEqual({})
    rmSync(blobFile(blobFolder(office.folder), sha256))
    const { name } = await backUp()
    expect(existsSync(join(backupFolder(office.folder), name))).toBe(true)
    expect(await findings()).toEqual({ scansMissing: 'fault' })
    expect(await check()).toMatchObject({ named: 2, missing: 1, damaged: 0 })
  })
})

describe('a restore', () => {
  it('brings the scans back from beside the backup, also on another computer', async () => {
    const named = [await attach('photo.jpg'), await attach('three-pages.pdf')]
    const { name } = await backUp()
    await office.close()
    const other = join(place.folder, 'other')
    mkdirSync(other)
    await restoreBackup(other, join(backupFolder(office.folder), name), office.clock)
    expect(names(other).toSorted()).toEqual(named.toSorted())
    office = await openTestOffice({ folder: other })
    expect(await check()).toMatchObject({ named: 2, missing: 0, damaged: 0, orphans: 0 })
  })

  it('of a copy that was carried takes the scans that lie beside where it came from', async () => {
    const sha256 = await attach('photo.jpg')
    const { name } = await backUp()
    const stick = join(place.folder, 'usb')
    await copyBlobs(blobFolder(office.folder), blobFolder(stick), listNamedBlobs(office.office.store.connection))
    rmSync(blobFolder(backupFolder(office.folder)), { recursive: true })
    await office.close()
    const other = join(place.folder, 'other')
    mkdirSync(other)
    await restoreBackup(other, join(backupFolder(office.folder), name), office.clock, {}, null, () => {}, stick)
    expect(names(other)).toEqual([sha256])
    office = await openTestOffice({ folder: other })
  })

  it('goes on without a scan that is nowhere, and the check tells', async () => {
    const sha256 = await attach('photo.jpg')
    const { name } = await backUp()
    await office.close()
    for (const store of [blobFolder(office.folder), blobFolder(backupFolder(office.folder))])
      rmSync(join(store, sha256.slice(0, 2)), { recursive: true })
    await restoreBackup(office.folder, join(backupFolder(office.folder), name), office.clock)
    office = await openTestOffice({ folder: place.folder })
    expect(await check()).toMatchObject({ named: 1, missing: 1 })
  })
})

it('a spoilt content is found by reading, and mended from a copy', async () => {
  const sha256 = await attach('packbits.tif')
  await backUp()
  const file = blobFile(blobFolder(office.folder), sha256)
  const bytes = scanBytes('packbits.tif')
  bytes[100] = (bytes[100] ?? 0) ^ 1
  writeFileSync(file, bytes)
  expect(await check()).toMatchObject({ damaged: 1 })
  const from = blobFolder(backupFolder(office.folder))
  await copyBlobs(from, blobFolder(office.folder), listNamedBlobs(office.office.store.connection), () => {}, true)
  expect(await check()).toMatchObject({ damaged: 0, missing: 0 })
  expect(readdirSync(blobFolder(office.folder))).toEqual([sha256.slice(0, 2)])
})
