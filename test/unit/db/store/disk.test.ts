// What a full, write-protected or failing disk does to the office, on a real small disk.
import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBackup } from '../../../../db/backup/copy.ts'
import { backupFolder } from '../../../../db/backup/shelf.ts'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { AppError } from '../../../../db/model/errors.ts'
import { checkStore } from '../../../../db/store/check.ts'
import { findStoreFailure } from '../../../../db/store/failures.ts'
import { lockFolder } from '../../../../db/store/open.ts'
import { openConnection } from '../../../../db/store/sqlite.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { canMount, type Mount, mountMemoryDisk } from '../../../fixtures/mount.ts'
import { makeFolder, openTestOffice, sampleIntake, type TestOffice } from '../../../fixtures/office.ts'

const codeOf = (error: unknown) => findStoreFailure(error, 'motcua.db')?.code

describe.skipIf(!canMount)('a full disk (needs root on Linux to mount a small one)', () => {
  let disk: Mount
  let office: TestOffice
  beforeEach(async () => {
    disk = mountMemoryDisk(8)
    office = await openTestOffice({ folder: disk.folder })
  })
  afterEach(async () => {
    await office.close()
    disk.remove()
  })

  const freeBytes = () => {
    const { bavail, bsize } = statfsSync(disk.folder)
    return bavail * bsize
  }
  const fill = (leave = 0) =>
    writeFileSync(join(disk.folder, `fill-${freeBytes()}`), Buffer.alloc(Math.max(0, freeBytes() - leave)))
  /** Larger than the log has room for from what was written before. */
  const large = 'x'.repeat(3_000_000)
  const receive = async (note = '') => {
    const { db, actor, formKeyOn, procedureId } = office
    return receiveCase(db, actor, sampleIntake({ procedureId: await procedureId('KS'), note }), formKeyOn)
  }

  it('refuses a command with store.diskFull and leaves rows and events as they were', async () => {
    await receive()
    const before = await dumpTables(office.db, ['event', 'case_file', 'person'])
    fill()
    const error = await receive(large).catch((reason) => reason)
    expect(codeOf(error)).toBe('store.diskFull')
    expect(await dumpTables(office.db, ['event', 'case_file', 'person'])).toEqual(before)
  })

  it('goes on as soon as there is room again', async () => {
    const first = await receive()
    fill()
    await expect(receive(large)).rejects.toThrow()
    for (const name of readdirSync(disk.folder)) if (name.startsWith('fill-')) rmSync(join(disk.folder, name))
    const second = await receive()
    expect(first.provisionalCode).toMatch(/-0001$/)
    expect(second.provisionalCode).toMatch(/-0002$/)
    expect((await checkStore(office.office.store)).cases).toBe(2)
  })

  it('refuses a backup with store.diskFull and leaves nothing of it', async () => {
    fill(100_000)
    const target = backupFolder(office.folder)
    await expect(createBackup(office.office.store.connection, target, 'manual', office.clock)).rejects.toMatchObject({
      code: 'store.diskFull',
    })
    expect(readdirSync(target)).toEqual([])
  })

  it('refuses to open with store.diskFull when not even the shared-memory file has room', async () => {
    const { folder } = office
    await office.close()
    for (const leave of [0, 4_096, 8_192]) {
      fill(leave)
      const error = await openTestOffice({ folder }).then(
        (opened) => opened.close(),
        (reason) => reason,
      )
      if (error) expect(codeOf(error)).toBe('store.diskFull')
      for (const name of readdirSync(folder)) if (name.startsWith('fill-')) rmSync(join(folder, name))
    }
    fill()
    await expect(openTestOffice({ folder })).rejects.toMatchObject({ code: 'store.diskFull' })
    for (const name of readdirSync(folder)) if (name.startsWith('fill-')) rmSync(join(folder, name))
    office = await openTestOffice({ folder })
  })
})

describe.skipIf(!canMount)('a write-protected disk (needs root on Linux to mount one)', () => {
  let disk: Mount
  beforeEach(() => {
    disk = mountMemoryDisk(16)
  })
  afterEach(() => disk.remove())

  it('refuses the office with store.readOnly', async () => {
    await (await openTestOffice({ folder: disk.folder })).close()
    disk.makeReadOnly()
    await expect(openTestOffice({ folder: disk.folder })).rejects.toMatchObject({ code: 'store.readOnly' })
  })

  it('refuses a new folder with store.readOnly', () => {
    disk.makeReadOnly()
    expect(() => lockFolder(join(disk.folder, 'data'))).toThrow('store.readOnly')
    expect(existsSync(join(disk.folder, 'data'))).toBe(false)
  })
})

describe('findStoreFailure', () => {
  it('knows a database that another connection writes to', () => {
    const { folder, remove } = makeFolder()
    const file = join(folder, 'a.db')
    const writer = openConnection(file, 'writer')
    writer.exec('CREATE TABLE a (b); BEGIN IMMEDIATE')
    const other = openConnection(file, 'writer')
    other.pragma('busy_timeout = 0')
    let caught: unknown
    try {
      other.exec('BEGIN IMMEDIATE')
    } catch (error) {
      caught = error
    }
    expect(codeOf(caught)).toBe('store.inUse')
    other.close()
    writer.close()
    remove()
  })

  it('knows a file that cannot be opened', () => {
    const { folder, remove } = makeFolder()
    mkdirSync(join(folder, 'a.db'))
    expect(() => openConnection(join(folder, 'a.db'), 'writer')).toThrow()
    let caught: unknown
    try {
      openConnection(join(folder, 'a.db'), 'writer')
    } catch (error) {
      caught = error
    }
    expect(codeOf(caught)).toBe('store.cannotOpen')
    remove()
  })

  it('leaves an AppError as it is and does not explain what it does not know', () => {
    const refusal = new AppError('entity.notFound')
    expect(findStoreFailure(refusal, '')).toBe(refusal)
    expect(findStoreFailure(new TypeError('x'), '')).toBeUndefined()
    expect(findStoreFailure('text', '')).toBeUndefined()
  })
})
