// An update file is taken only when it is, to the last byte, what a trusted publisher signed, and fits this computer.
import { createHash } from 'node:crypto'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../../../db/model/errors.ts'
import { fileLimitBytes, linkTarget } from '../../../../electron/update/manifest.ts'
import { isSafePath } from '../../../../electron/update/safe-path.ts'
import { findKey, isPublicKey, readTrustedKeys, type TrustedKey } from '../../../../electron/update/trusted-keys.ts'
import { unpackUpdate } from '../../../../electron/update/unpack.ts'
import { readUpdateFile, refuseUnfit } from '../../../../electron/update/update-file.ts'
import { compareVersions, isVersion } from '../../../../electron/update/version.ts'
import { canMount, mountMemoryDisk } from '../../../fixtures/mount.ts'
import { makeFolder } from '../../../fixtures/office.ts'
import { type HandMade, makeProgramFolder, makePublisher, makeUpdateFile, signByHand } from '../../../fixtures/update.ts'

const publisher = makePublisher()
const stranger = makePublisher()
const keyOf = (text: string): TrustedKey => {
  const key = findKey(text)
  if (!key) throw new Error('no key')
  return key
}
const keys = [keyOf(publisher.publicText)]
const running = { version: '0.1.0', platform: process.platform, arch: process.arch }
const { folder, remove } = makeFolder()
afterAll(remove)
const good = join(folder, 'good.mcupdate')
const source = join(folder, 'program')

beforeAll(async () => {
  await makeProgramFolder(source, '0.2.0')
  symlinkSync('../motcua', join(source, 'resources', 'alias'))
  writeFileSync(join(folder, 'notes.txt'), 'Sửa lỗi in giấy tiếp nhận.\n')
  makeUpdateFile(source, good, publisher, '--notes-vi', join(folder, 'notes.txt'))
})

const codeOf = async (step: () => Promise<unknown>): Promise<string> => {
  try {
    await step()
    return 'taken'
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return error.code
  }
}
let unpacked = 0
/** What becomes of a file: refused with a code, or unpacked; never anything left behind after a refusal. */
async function fateOf(file: string, trusted = keys): Promise<string> {
  const target = join(folder, `unpacked-${unpacked++}`)
  const code = await codeOf(async () => {
    const head = await readUpdateFile(file, trusted)
    refuseUnfit(head.manifest, running)
    await unpackUpdate(file, head, target, () => {})
  })
  if (code !== 'taken') expect(existsSync(target)).toBe(false)
  return code
}
const byHand = async (hand: HandMade): Promise<string> => {
  const file = join(folder, 'hand.mcupdate')
  signByHand(file, publisher, hand)
  return fateOf(file)
}

describe('an update file made by the release', () => {
  it('tells its version, notes and publisher, and unpacks to the program, without the helper that belongs to root', async () => {
    const head = await readUpdateFile(good, keys)
    expect(head.manifest).toMatchObject({
      version: '0.2.0',
      executable: 'motcua',
      notes: { vi: 'Sửa lỗi in giấy tiếp nhận.\n', en: '' },
    })
    expect(head.keyId).toBe(createHash('sha256').update(Buffer.from(publisher.publicText, 'base64')).digest('hex').slice(0, 16))
    const target = join(folder, 'whole')
    const seen: number[] = []
    await unpackUpdate(good, head, target, (done, total) => seen.push(done / total))
    expect(seen.at(-1)).toBe(1)
    expect(readdirSync(target).toSorted()).toEqual(['empty.bin', 'motcua', 'resources'])
    for (const name of [
      'motcua',
      'empty.bin',
      join('resources', 'app.asar'),
      join('resources', 'resources', 'forms', 'Giấy tiếp nhận.html'),
    ]) {
      expect(readFileSync(join(target, name)).equals(readFileSync(join(source, name))), name).toBe(true)
    }
    expect(lstatSync(join(target, 'motcua')).mode & 0o111).not.toBe(0)
    expect(lstatSync(join(target, 'empty.bin')).mode & 0o111).toBe(0)
    expect(readlinkSync(join(target, 'resources', 'alias'))).toBe('../motcua')
  })

  it('is refused when any part of it was altered', async () => {
    const bytes = readFileSync(good)
    const manifestAt = bytes.indexOf(10, 20) + 1
    const payloadAt = bytes.indexOf(10, manifestAt) + 1
    const file = join(folder, 'altered.mcupdate')
    const alteredAt = async (at: number, bit = 1) => {
      const altered = Buffer.from(bytes)
      altered[at] = (altered[at] ?? 0) ^ bit
      writeFileSync(file, altered)
      return fateOf(file)
    }
    // Every byte before the payload, then the payload from its header to its trailing checksum.
    const refusals = ['update.notAnUpdate', 'update.untrusted', 'update.damaged']
    for (let at = 0; at < payloadAt; at += 1) {
      if (at > 120 && at < payloadAt - 40 && at % 17 !== 0) continue
      expect(refusals, `byte ${at}`).toContain(await alteredAt(at))
    }
    for (const at of [
      payloadAt,
      payloadAt + 3,
      payloadAt + 40,
      Math.floor((payloadAt + bytes.length) / 2),
      bytes.length - 5,
      bytes.length - 1,
    ]) {
      expect(await alteredAt(at), `byte ${at}`).toBe('update.damaged')
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 7 }), async (at, bit) => {
        expect(refusals).toContain(await alteredAt(at, 1 << bit))
      }),
      { numRuns: 60 },
    )
  })

  it('is refused when it was not copied to its end, or has something behind it', async () => {
    const bytes = readFileSync(good)
    const file = join(folder, 'short.mcupdate')
    for (const length of [0, 5, 16, 60, 200, bytes.length - 1]) {
      writeFileSync(file, bytes.subarray(0, length))
      expect(['update.damaged', 'update.notAnUpdate'], `${length} bytes`).toContain(await fateOf(file))
    }
    writeFileSync(file, Buffer.concat([bytes, Buffer.from('x')]))
    expect(await fateOf(file)).toBe('update.damaged')
  })

  it('is refused when nobody trusts its publisher', async () => {
    const file = join(folder, 'stranger.mcupdate')
    signByHand(file, stranger, {})
    expect(await fateOf(file)).toBe('update.untrusted')
    expect(await fateOf(good, [])).toBe('update.untrusted')
    expect(await fateOf(file, [...keys, keyOf(stranger.publicText)])).toBe('taken')
  })

  it('is refused when the stick is exchanged between the look and the unpacking', async () => {
    const file = join(folder, 'exchanged.mcupdate')
    writeFileSync(file, readFileSync(good))
    const head = await readUpdateFile(file, keys)
    writeFileSync(file, Buffer.concat([readFileSync(good).subarray(0, head.payloadOffset), gzipSync(Buffer.alloc(400_000, 'x'))]))
    expect(await codeOf(() => unpackUpdate(file, head, join(folder, 'exchanged'), () => {}))).toBe('update.damaged')
    expect(existsSync(join(folder, 'exchanged'))).toBe(false)
  })

  it('leaves nothing when the person calls the unpacking off', async () => {
    const head = await readUpdateFile(good, keys)
    const cancel = () => {
      throw new AppError('app.cancelled')
    }
    expect(await codeOf(() => unpackUpdate(good, head, join(folder, 'cancelled'), cancel))).toBe('app.cancelled')
    expect(existsSync(join(folder, 'cancelled'))).toBe(false)
  })

  it('is refused when there is no such file, or one too large to be looked at', async () => {
    expect(await fateOf(join(folder, 'nothing.mcupdate'))).toBe('file.unreadable')
    expect(await fateOf(folder)).toBe('file.unreadable')
    const file = join(folder, 'large.mcupdate')
    writeFileSync(file, 'motcua-update 1\n')
    truncateSync(file, fileLimitBytes + 1) // a hole: takes no room on the disk
    expect(await fateOf(file)).toBe('file.tooLarge')
  })

  it.skipIf(!canMount)('says so when the disk is full, and leaves nothing', async () => {
    const disk = mountMemoryDisk(1)
    try {
      const head = await readUpdateFile(good, keys)
      writeFileSync(join(disk.folder, 'fill'), Buffer.alloc(800_000))
      expect(await codeOf(() => unpackUpdate(good, head, join(disk.folder, 'program'), () => {}))).toBe('store.diskFull')
      expect(readdirSync(disk.folder)).toEqual(['fill'])
    } finally {
      disk.remove()
    }
  })
})

describe('an update signed by a trusted key is still refused when it', () => {
  const program = { path: 'motcua', text: 'x', isExecutable: true }
  const manifests: ReadonlyArray<readonly [what: string, manifest: Record<string, unknown>, code: string]> = [
    ['is another program', { product: 'khac' }, 'update.notAnUpdate'],
    ['is for another system', { platform: process.platform === 'win32' ? 'linux' : 'win32' }, 'update.otherSystem'],
    ['is for another processor', { arch: process.arch === 'x64' ? 'arm64' : 'x64' }, 'update.otherSystem'],
    ['is the same version', { version: '0.1.0' }, 'update.notNewer'],
    ['is older', { version: '0.0.9' }, 'update.notNewer'],
    ['is no release', { version: '0.2.0-beta.1' }, 'update.notAnUpdate'],
    ['needs a version in between', { oldestVersion: '0.1.1' }, 'update.tooFar'],
    ['starts what it does not bring', { executable: 'other' }, 'update.notAnUpdate'],
    ['has a field of a later format', { extra: 1 }, 'update.notAnUpdate'],
    ['links to what lies outside', { links: [{ path: 'a/alias', target: '../../etc/passwd' }] }, 'update.notAnUpdate'],
    ['links to an absolute place', { links: [{ path: 'alias', target: '/etc/passwd' }] }, 'update.notAnUpdate'],
    ['writes through a link', { links: [{ path: 'motcua/alias', target: 'x' }] }, 'update.notAnUpdate'],
    ['has the same name twice', { links: [{ path: 'MOTCUA', target: 'x' }] }, 'update.notAnUpdate'],
  ]
  it.each(manifests)('%s', async (_, manifest, code) => expect(await byHand({ manifest })).toBe(code))

  it.each([
    '../out',
    'a/../../out',
    '/etc/cron.d/x',
    'C:/x',
    'a\\..\\x',
    'a:stream',
    './x',
    'a//b',
    'a/',
    '',
    'x\0',
    'dot.',
    'space ',
  ])('names a file %j', async (path) =>
    expect(await byHand({ files: [program, { path, text: 'x' }] })).toBe('update.notAnUpdate'),
  )

  it('unpacks to less or more than it says', async () => {
    expect(await byHand({ files: [{ ...program, size: 2 }] })).toBe('update.damaged')
    expect(await byHand({ files: [{ ...program, size: 0 }] })).toBe('update.damaged')
    const bomb = gzipSync(Buffer.alloc(20_000_000))
    expect(await byHand({ files: [program], payload: bomb })).toBe('update.damaged')
    expect(await byHand({ files: [{ ...program, size: 3_000_000_000 }] })).toBe('update.notAnUpdate')
  })

  it('is no gzip at all', async () => expect(await byHand({ payload: Buffer.from('x'.repeat(100)) })).toBe('update.damaged'))

  it('was signed for another purpose', async () => {
    expect(await byHand({ format: 'motcua-update 2\n' })).toBe('update.notAnUpdate')
    const file = join(folder, 'purpose.mcupdate')
    signByHand(file, publisher, { format: 'motcua-bundle 1\n' })
    writeFileSync(file, readFileSync(file, 'latin1').replace('motcua-bundle 1', 'motcua-update 1'), 'latin1')
    expect(await fateOf(file)).toBe('update.untrusted')
  })
})

describe('paths', () => {
  it('of the program are taken, whatever the language', () => {
    for (const path of ['motcua', 'resources/app.asar', 'Một Cửa.app/Contents/MacOS/Một Cửa', '.hidden', 'a.b/c-d_e f']) {
      expect(isSafePath(path), path).toBe(true)
    }
  })

  it('never lead out of the folder', () => {
    const part = fc.oneof(fc.constantFrom('..', '.', '', 'a', '/', '\\', 'C:'), fc.string({ maxLength: 4 }))
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        const path = parts.join('/')
        if (!isSafePath(path)) return
        expect(join('/root', path).startsWith('/root/')).toBe(true)
        expect(path).not.toMatch(/[\\:]/)
      }),
      { numRuns: 2_000 },
    )
    expect(linkTarget('a/b/c', '../d')).toBe('a/d')
    expect(linkTarget('a', '..')).toBe(undefined)
    expect(linkTarget('a/b', '../../c')).toBe(undefined)
  })
})

describe('versions', () => {
  it('compare as numbers', () => {
    expect(['0.10.0', '0.9.0', '1.0.0', '0.9.10'].toSorted(compareVersions)).toEqual(['0.9.0', '0.9.10', '0.10.0', '1.0.0'])
    expect(compareVersions('1.2.3', '1.2.3')).toBe(0)
    expect(() => compareVersions('1.2', '1.2.3')).toThrow(RangeError)
  })
  it('are three plain numbers', () => {
    for (const text of ['1.2', '1.2.3.4', '01.2.3', '1.2.3-rc', 'v1.2.3', '1.2.1000000', ''])
      expect(isVersion(text), text).toBe(false)
  })
})

describe('trusted keys', () => {
  it('are those of the file and of the policy, each once; another kind of key or a broken file trusts nobody', () => {
    const file = join(folder, 'keys.json')
    writeFileSync(file, JSON.stringify({ keys: [publisher.publicText] }))
    expect(readTrustedKeys(file, [stranger.publicText, publisher.publicText]).map(({ id }) => id)).toEqual([
      keyOf(publisher.publicText).id,
      keyOf(stranger.publicText).id,
    ])
    writeFileSync(file, '{"keys": 7}')
    expect(readTrustedKeys(file, [])).toEqual([])
    expect(readTrustedKeys(join(folder, 'none.json'), [])).toEqual([])
    mkdirSync(join(folder, 'dir.json'))
    expect(readTrustedKeys(join(folder, 'dir.json'), ['x'])).toEqual([])
    expect(isPublicKey(publisher.pem)).toBe(false)
  })

  it('the shipped file can be read', () => {
    expect(readTrustedKeys(join(import.meta.dirname, '../../../../resources/update/keys.json'), [])).toBeInstanceOf(Array)
  })
})
