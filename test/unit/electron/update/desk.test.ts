// Taking an update at a real office: backed up and recorded first, on the shelf last, and nothing changed when any step fails.
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBackup } from '../../../../db/backup/copy.ts'
import type { OnProgress } from '../../../../db/backup/files.ts'
import { backupFolder, listBackups } from '../../../../db/backup/shelf.ts'
import { AppError } from '../../../../db/model/errors.ts'
import { recordUpdate } from '../../../../db/program/commands.ts'
import type { MachinePolicy } from '../../../../electron/policy/machine-policy.ts'
import { Shelf } from '../../../../electron/update/shelf.ts'
import { UpdateDesk } from '../../../../electron/update/update-desk.ts'
import { canMount, mountMemoryDisk } from '../../../fixtures/mount.ts'
import { openTestOffice, type TestOffice } from '../../../fixtures/office.ts'
import { makePublisher, signByHand } from '../../../fixtures/update.ts'

const publisher = makePublisher()
const allow: MachinePolicy = {
  updates: 'allow',
  startsTaken: true,
  updateFolder: null,
  updateKeys: [publisher.publicText],
  packKeys: [],
  maxLockMinutes: null,
  dataFolder: null,
  language: 'vi',
  problems: [],
}

let office: TestOffice
let changes: number
beforeEach(async () => {
  office = await openTestOffice()
  changes = 0
})
afterEach(() => office.close())

const backUp = async (_staffId: string | null, onProgress: OnProgress) => {
  const { connection, folder } = office.office.store
  await createBackup(connection, backupFolder(folder), 'update', office.clock, {}, onProgress)
}
const openDesk = (policy: Partial<MachinePolicy> = {}, parts: { backUp?: typeof backUp; versions?: string } = {}) => {
  const shelf = new Shelf(parts.versions ?? join(office.folder, 'versions'))
  const desk = new UpdateDesk({
    running: { version: '0.1.0', platform: process.platform, arch: process.arch },
    shelf,
    policy: { ...allow, ...policy },
    keysFile: join(office.folder, 'none.json'),
    clock: office.clock,
    backUp: parts.backUp ?? backUp,
    record: async (staffId, update) => {
      expect(staffId).toBe('who')
      await recordUpdate(office.db, office.actor, update)
    },
    onChange: () => {
      changes += 1
    },
  })
  return { desk, shelf }
}
const fileOf = (version: string, name = `motcua-${version}.mcupdate`) => {
  const file = join(office.folder, 'stick', name)
  signByHand(file, publisher, { manifest: { version } })
  return file
}
const codeOf = (step: Promise<unknown>) =>
  step.then(
    () => 'taken',
    (error: unknown) => {
      if (error instanceof AppError) return error.code
      throw error
    },
  )
const updatesRecorded = () =>
  office.db
    .selectFrom('event')
    .select(['payload', 'entity', 'entity_id', 'actor'])
    .where('type', '=', 'program.updated')
    .execute()

describe('an update', () => {
  it('is backed up before, recorded with who took it, and then stands on the shelf', async () => {
    const { desk, shelf } = openDesk()
    const offer = await desk.offer(fileOf('0.2.0'))
    expect(offer).toMatchObject({ version: '0.2.0', fileName: 'motcua-0.2.0.mcupdate' })
    expect(shelf.list()).toEqual([])
    const seen: number[] = []
    expect(await desk.install(offer.token, 'who', (done, total) => seen.push(done / total))).toBe('0.2.0')
    expect(seen.at(-1)).toBe(1)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(listBackups(office.folder).map(({ reason }) => reason)).toEqual(['update'])
    expect(await updatesRecorded()).toEqual([
      {
        entity: 'program',
        entity_id: office.actor.deviceId,
        actor: office.actor.staffId,
        payload: JSON.stringify({ from: '0.1.0', to: '0.2.0', keyId: offer.keyId }),
      },
    ])
    expect(shelf.list()).toMatchObject([{ version: '0.2.0', provenAt: null, failures: 0 }])
    expect(desk.state.readyVersion).toBe('0.2.0')
    expect(await codeOf(desk.install(offer.token, 'who', () => {}))).toBe('entity.notFound')
  })

  it('changes nothing when the backup fails', async () => {
    const { desk, shelf } = openDesk(
      {},
      {
        backUp: async () => {
          throw new AppError('store.diskFull')
        },
      },
    )
    const { token } = await desk.offer(fileOf('0.2.0'))
    expect(await codeOf(desk.install(token, 'who', () => {}))).toBe('store.diskFull')
    expect([shelf.list(), readdirSync(shelf.folder), await updatesRecorded()]).toEqual([[], [], []])
    expect(desk.state.readyVersion).toBe(null)
  })

  it('changes nothing when it is called off, in either half', async () => {
    for (const limit of [1, 701]) {
      const { desk, shelf } = openDesk()
      const { token } = await desk.offer(fileOf('0.2.0'))
      const cancel: OnProgress = (done) => {
        if (done >= limit) throw new AppError('app.cancelled')
      }
      expect(await codeOf(desk.install(token, 'who', cancel))).toBe('app.cancelled')
      expect([shelf.list(), readdirSync(shelf.folder), await updatesRecorded()]).toEqual([[], [], []])
    }
  })

  it('is judged anew when it is installed: the stick may be another one by then', async () => {
    const { desk } = openDesk()
    const file = fileOf('0.2.0')
    const { token } = await desk.offer(file)
    signByHand(file, makePublisher(), { manifest: { version: '0.2.0' } })
    expect(await codeOf(desk.install(token, 'who', () => {}))).toBe('update.untrusted')
    rmSync(file)
    expect(await codeOf(desk.install(token, 'who', () => {}))).toBe('file.unreadable')
    expect(await codeOf(desk.install('another', 'who', () => {}))).toBe('entity.notFound')
  })

  it('needs no permission check of the page alone: the record refuses who may not', async () => {
    const actor = { ...office.actor, permissions: office.actor.permissions.filter((one) => one !== 'program.update') }
    expect(await codeOf(recordUpdate(office.db, actor, { from: '0.1.0', to: '0.2.0', keyId: 'k' }))).toBe('access.denied')
  })

  it.skipIf(!canMount)('is refused with figures when the disk has no room for it', async () => {
    const disk = mountMemoryDisk(16)
    try {
      const { desk } = openDesk({}, { versions: join(disk.folder, 'versions') })
      const { token } = await desk.offer(fileOf('0.2.0'))
      const refusal = await desk.install(token, 'who', () => {}).catch((error: unknown) => error)
      expect(refusal).toMatchObject({ code: 'update.noSpace', params: { needed: 201, free: 16 } })
    } finally {
      disk.remove()
    }
  })
})

describe('the policy', () => {
  it('can keep update files off', async () => {
    const { desk } = openDesk({ updates: 'off' })
    expect(desk.state.updates).toBe('off')
    expect(await codeOf(desk.offer(fileOf('0.2.0')))).toBe('update.off')
  })

  it('names the only keys there are', async () => {
    const { desk } = openDesk({ updateKeys: [] })
    expect(desk.state.updates).toBe('noKeys')
    expect(await codeOf(desk.offer(fileOf('0.2.0')))).toBe('update.untrusted')
  })

  it('names a folder, of which the newest fitting file is offered', async () => {
    const folder = join(office.folder, 'stick')
    const { desk } = openDesk({ updateFolder: folder })
    await desk.lookIntoFolder() // not there yet
    expect(desk.summary.offeredVersion).toBe(null)
    for (const version of ['0.0.9', '0.3.0', '0.2.0']) fileOf(version)
    writeFileSync(join(folder, 'broken.mcupdate'), 'x')
    mkdirSync(join(folder, 'folder.mcupdate'))
    signByHand(join(folder, 'stranger.mcupdate'), makePublisher(), { manifest: { version: '9.0.0' } })
    await desk.lookIntoFolder()
    expect([desk.summary.offeredVersion, changes]).toEqual(['0.3.0', 1])
    const offer = await desk.findOffer()
    expect(offer?.version).toBe('0.3.0')
    await desk.install(offer?.token ?? '', 'who', () => {})
    expect([desk.summary.offeredVersion, await desk.findOffer()]).toEqual([null, null])
  })
})

describe('a file opened with the program', () => {
  it('waits for somebody to look at it, and is looked at once', async () => {
    const { desk } = openDesk()
    desk.open(fileOf('0.2.0'))
    expect(desk.summary.isFileOpened).toBe(true)
    expect(await desk.findOffer()).toMatchObject({ version: '0.2.0' })
    expect([desk.summary.isFileOpened, await desk.findOffer()]).toEqual([false, null])
    desk.open(join(office.folder, 'none.mcupdate'))
    expect(await codeOf(desk.findOffer())).toBe('file.unreadable')
    expect(desk.summary.isFileOpened).toBe(false)
  })
})

describe('a version that did not come up', () => {
  it('is named until it is given another chance', async () => {
    const { desk, shelf } = openDesk()
    const { token } = await desk.offer(fileOf('0.2.0'))
    await desk.install(token, 'who', () => {})
    chmodSync(shelf.programOf({ version: '0.2.0', executable: 'motcua' }), 0o755)
    shelf.noteFailed('0.2.0')
    expect(desk.summary.failedVersion).toBe('0.2.0')
    desk.forgive('0.2.0')
    expect(desk.summary.failedVersion).toBe(null)
    shelf.noteFailed('0.2.0')
    const off = openDesk({ updates: 'off', startsTaken: false }).desk
    expect(off.summary.failedVersion).toBe(null)
    expect(() => off.forgive('0.2.0')).toThrow('recovery.notNow')
  })

  it('gets its chance by its name (the newest one got it, whichever a person had chosen)', async () => {
    const { desk, shelf } = openDesk()
    for (const version of ['0.2.0', '0.3.0']) {
      const { token } = await desk.offer(fileOf(version))
      await desk.install(token, 'who', () => {})
      chmodSync(shelf.programOf({ version, executable: 'motcua' }), 0o755)
      shelf.noteFailed(version)
    }
    desk.forgive('0.2.0')
    expect([shelf.find('0.2.0')?.failures, shelf.find('0.3.0')?.failures]).toEqual([0, 1])
    for (const other of ['0.2.0', '0.1.0', '9.9.9']) expect(() => desk.forgive(other), other).toThrow('recovery.notNow')
  })
})
