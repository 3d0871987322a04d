import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Decrypter } from 'age-encryption'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createBackup, verifyBackup } from '../../../../db/backup/copy.ts'
import { restoreBackup } from '../../../../db/backup/restore.ts'
import { isSealed, sealBackup, unsealBackup } from '../../../../db/backup/sealed.ts'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { AppError } from '../../../../db/model/errors.ts'
import { canMount, mountMemoryDisk } from '../../../fixtures/mount.ts'
import { makeFolder, openTestOffice, sampleIntake, TestClock } from '../../../fixtures/office.ts'

const passphrase = 'tham-nui-lan-chon-be-sua-47'
const clock = new TestClock()
let home: { folder: string; remove: () => void }
let stick: { folder: string; remove: () => void }
let backup: string
beforeAll(async () => {
  home = makeFolder()
  const office = await openTestOffice({ folder: home.folder, clock })
  const procedureId = await office.procedureId('KS')
  for (let number = 0; number < 3; number += 1) {
    await receiveCase(office.db, office.actor, sampleIntake({ procedureId }), office.formKeyOn)
  }
  const made = await createBackup(office.office.store.connection, join(home.folder, 'backups'), 'manual', clock)
  backup = join(home.folder, 'backups', made.name)
  await office.close()
})
afterAll(() => home.remove())
beforeEach(() => {
  stick = makeFolder()
})
afterEach(() => stick.remove())

const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')
const seal = (name = 'motcua-19777-20261123T020000Z.db.gz.age') => sealBackup(backup, join(stick.folder, name), passphrase)
const sealedFile = async () => {
  await seal()
  return join(stick.folder, 'motcua-19777-20261123T020000Z.db.gz.age')
}

describe('a sealed copy', () => {
  it('comes back byte by byte, is a sound backup then, and can be restored', async () => {
    const made = await seal()
    expect(readdirSync(stick.folder)).toEqual(['motcua-19777-20261123T020000Z.db.gz.age'])
    expect(made.sha256).toBe(digest(backup))
    const target = makeFolder()
    const file = await unsealBackup(await sealedFile(), target.folder, passphrase)
    expect(readdirSync(target.folder).toSorted()).toEqual([
      'motcua-19777-20261123T020000Z.db',
      'motcua-19777-20261123T020000Z.db.sha256',
    ])
    expect(readFileSync(file).equals(readFileSync(backup))).toBe(true)
    expect(await verifyBackup(file)).toMatchObject({ cases: 3 })
    const other = makeFolder()
    await restoreBackup(other.folder, file, clock)
    const office = await openTestOffice({ folder: other.folder, clock })
    expect(office.actor.deviceCode).toBe('AR01')
    await office.close()
    other.remove()
    target.remove()
  })

  it('is age around gzip, so that it opens without this program, and shows nothing of its content', async () => {
    const bytes = readFileSync(await sealedFile())
    expect(bytes.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S+ 17\n/)
    expect(isSealed(await sealedFile())).toBe(true)
    expect(isSealed(backup)).toBe(false)
    expect(bytes.includes('SQLite format 3')).toBe(false)
    expect(bytes.includes(Buffer.from('Duyên'))).toBe(false)
    const decrypter = new Decrypter()
    decrypter.addPassphrase(passphrase)
    expect(gunzipSync(await decrypter.decrypt(bytes)).equals(readFileSync(backup))).toBe(true)
  })

  it('opens with the right passphrase alone', async () => {
    const file = await sealedFile()
    const target = makeFolder()
    for (const wrong of ['tham-nui-lan-chon-be-sua-48', '', `${passphrase} `]) {
      await expect(unsealBackup(file, target.folder, wrong)).rejects.toMatchObject({ code: 'backup.wrongPassphrase' })
    }
    expect(readdirSync(target.folder)).toEqual([])
    target.remove()
  })

  it.each([
    [
      'a changed byte in the middle',
      (bytes: Buffer) => bytes.fill((bytes[bytes.length >> 1] ?? 0) ^ 1, bytes.length >> 1, (bytes.length >> 1) + 1),
    ],
    ['its end cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1)],
    ['half of it missing', (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1)],
    ['something added', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')])],
  ])('with %s is refused and leaves nothing', async (_, spoil) => {
    const file = await sealedFile()
    writeFileSync(file, spoil(readFileSync(file)))
    const target = makeFolder()
    await expect(unsealBackup(file, target.folder, passphrase)).rejects.toMatchObject({ code: 'backup.invalid' })
    expect(readdirSync(target.folder)).toEqual([])
    target.remove()
  })

  it('is not made of what is none', async () => {
    const target = makeFolder()
    await expect(unsealBackup(backup, target.folder, passphrase)).rejects.toMatchObject({
      code: 'backup.invalid',
      params: { reason: 'notSealed' },
    })
    target.remove()
  })
})

describe('sealing', () => {
  it('tells how far it has come, the reading back included', async () => {
    const parts: number[] = []
    await sealBackup(backup, join(stick.folder, 'x.age'), passphrase, (done, total) => parts.push(done / total))
    expect(parts).toEqual(parts.toSorted((a, b) => a - b))
    expect(parts.some((part) => part <= 0.5)).toBe(true)
    expect(parts.at(-1)).toBe(1)
  })

  it.each([0.1, 0.9])('called off at %f of the way leaves nothing, and an older copy as it was', async (when) => {
    const target = join(stick.folder, 'x.age')
    writeFileSync(target, 'bản cũ')
    const giveUp = (done: number, total: number) => {
      if (done / total > when) throw new AppError('app.cancelled')
    }
    await expect(sealBackup(backup, target, passphrase, giveUp)).rejects.toMatchObject({ code: 'app.cancelled' })
    expect(readdirSync(stick.folder)).toEqual(['x.age'])
    expect(readFileSync(target, 'utf8')).toBe('bản cũ')
  })

  it('refuses a backup that is not what its checksum says', async () => {
    const other = join(stick.folder, 'b.db')
    writeFileSync(other, readFileSync(backup).fill(7, 5_000, 5_010))
    writeFileSync(`${other}.sha256`, readFileSync(`${backup}.sha256`))
    await expect(sealBackup(other, join(stick.folder, 'x.age'), passphrase)).rejects.toMatchObject({ code: 'backup.invalid' })
    rmSync(`${other}.sha256`)
    await expect(sealBackup(other, join(stick.folder, 'x.age'), passphrase)).rejects.toMatchObject({ code: 'backup.invalid' })
    expect(readdirSync(stick.folder)).toEqual(['b.db'])
  })

  it('says so when the place is gone', async () => {
    const gone = join(stick.folder, 'rút ra', 'x.age')
    await expect(sealBackup(backup, gone, passphrase)).rejects.toMatchObject({ code: 'backup.notWritten' })
  })

  it.skipIf(!canMount)('onto a full stick leaves nothing and says so (needs root on Linux to mount one)', async () => {
    const small = mountMemoryDisk(1)
    try {
      writeFileSync(join(small.folder, 'fill'), Buffer.alloc(1_000_000))
      await expect(sealBackup(backup, join(small.folder, 'x.age'), passphrase)).rejects.toMatchObject({ code: 'store.diskFull' })
      expect(readdirSync(small.folder)).toEqual(['fill'])
      small.makeReadOnly()
      await expect(sealBackup(backup, join(small.folder, 'x.age'), passphrase)).rejects.toMatchObject({ code: 'store.readOnly' })
      expect(existsSync(join(small.folder, 'x.age'))).toBe(false)
    } finally {
      small.remove()
    }
  })
})
