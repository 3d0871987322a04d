// Ten thousand altered bundles are brought to the province: none is taken, none brings it down, its store stays byte for byte as it was.
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importBundle } from '../../../../db/hub/import.ts'
import { openSqliteHub } from '../../../../db/hub/sqlite-store.ts'
import type { HubStore } from '../../../../db/hub/store.ts'
import { AppError } from '../../../../db/model/errors.ts'
import { limits } from '../../../../db/sync/bundle/manifest.ts'
import { lineOf } from '../../../../db/sync/bundle/write.ts'
import type { TrustList } from '../../../../db/trust/list.ts'
import { alterations, signByHand } from '../../../fixtures/altered-bundles.ts'
import { makeBundle, makeEvents } from '../../../fixtures/bundles.ts'
import { makeFolder } from '../../../fixtures/office.ts'
import { lengthFactor, makeChance, seed } from '../../../reliability/chance.ts'

const rounds = 10_000 * lengthFactor

const { folder, remove } = makeFolder()
afterAll(remove)

let sound: Awaited<ReturnType<typeof makeBundle>>
let identities: string[]
let whole: Buffer
let other: Buffer

beforeAll(async () => {
  const events = makeEvents(60)
  sound = await makeBundle(folder, { events: events.slice(0, 40), chunkEvents: 10 })
  identities = [sound.identity]
  whole = await readFile(sound.file)
  const next = await makeBundle(folder, { events: events.slice(20), chunkEvents: 10, identity: sound })
  other = await readFile(next.file)
})

const trust = (): TrustList => {
  const { device, from } = sound.written.manifest
  const admitted = { deviceId: device.id, code: device.code, keyId: sound.device.keyId, publicKey: device.publicKey }
  const now = '2026-11-01T00:00:00.000Z'
  const one = { ...admitted, recipient: device.recipient, admittedAt: now, revokedAt: null, reason: '' }
  const offices = [{ code: from.officeCode, name: from.officeName, devices: [one] }]
  return { serial: 1, issuedAt: now, issuer: { officeCode: '46', officeName: 'x', publicKey: 'x' }, recipients: [], offices }
}

/** The code of the refusal, or 'taken'. Anything else than a refusal is a fault. */
async function take(file: string, store: HubStore): Promise<string> {
  try {
    await importBundle(store, file, { identities, trust: trust(), ownOfficeCode: '46', now: '2026-11-23T00:00:00.000Z' })
    return 'taken'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

/** Every file of the province's store, with its sum; what SQLite keeps of them in the memory is none. */
const contentOf = (province: string): string[] =>
  readdirSync(province, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('-shm'))
    .map(
      ({ parentPath, name }) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(parentPath, name)))
          .digest('hex')}`,
    )
    .toSorted()

describe('an altered bundle', () => {
  it(`is never taken, in ${rounds} tries (seed ${seed})`, { timeout: 600_000 }, async () => {
    const chance = makeChance('altered bundles')
    const names = Object.keys(alterations)
    const file = join(folder, 'altered.mcbundle')
    const province = join(folder, 'province')
    mkdirSync(province)
    const store = await openSqliteHub(province)
    const before = contentOf(province)
    const seen = new Map<string, number>()
    for (let round = 0; round < rounds; round += 1) {
      const name = names[round % names.length] ?? ''
      const bytes = alterations[name]?.(whole, other, chance) ?? whole
      if (bytes.equals(whole) || bytes.equals(other)) continue
      writeFileSync(file, bytes)
      const result = await take(file, store)
      if (result === 'taken') expect.fail(`round ${round}, ${name}: an altered bundle was taken (seed ${seed})`)
      seen.set(result, (seen.get(result) ?? 0) + 1)
    }
    expect(contentOf(province)).toEqual(before)
    // And unaltered it is taken, by the same store.
    expect([await take(sound.file, store), await take(sound.file, store)]).toEqual(['taken', 'taken'])
    await store.close()
    // Every way in which it can be refused was met, so that the alterations reach all floors of the reader.
    expect([...seen.keys()].toSorted()).toEqual(
      expect.arrayContaining([
        'bundle.altered',
        'bundle.damaged',
        'bundle.notABundle',
        'bundle.otherFormat',
        'bundle.truncated',
        'bundle.notWhole',
        'bundle.chunkDamaged',
      ]),
    )
  })
})

describe('a bundle that a good key signed to do harm', () => {
  const device = () => sound.device
  const chunk = (changes: object = {}, plain?: Uint8Array) => {
    const events = sound.events.slice(0, 10)
    const text = Buffer.from(events.map(lineOf).join(''))
    const about = { kind: 'events', plainSize: text.length, events: 10, device: events[0]?.device, from: 1, to: 10, cases: [] }
    return { about: { ...about, ...changes }, plain: plain ?? gzipSync(text) }
  }
  const recipient = () => sound.written.manifest.recipients[0] ?? ''
  const base = () => {
    const { chunks: _, ...rest } = sound.written.manifest
    return rest
  }
  const tryHarm = async (manifest: object, chunks: Parameters<typeof signByHand>[3]): Promise<string> => {
    const file = join(folder, 'harm.mcbundle')
    writeFileSync(file, await signByHand(device(), recipient(), { ...base(), ...manifest }, chunks))
    const province = mkdtempSync(join(folder, 'province-'))
    const store = await openSqliteHub(province)
    const before = contentOf(province)
    const result = await take(file, store)
    if (result !== 'taken') expect(contentOf(province)).toEqual(before)
    await store.close()
    return result
  }

  it('is taken when it does none (so that the others are refused for what they do)', async () => {
    expect(await tryHarm({}, [chunk()])).toBe('taken')
  })

  it.each([
    ['events that unfold without end', () => [chunk({}, gzipSync(Buffer.alloc(64 * 1_048_576)))], 'bundle.chunkDamaged'],
    [
      'events that unfold to what they say, of which nothing is an event',
      () => [chunk({ plainSize: limits.plainBytes }, gzipSync(Buffer.alloc(limits.plainBytes, 10)))],
      'bundle.chunkDamaged',
    ],
    ['a size beyond all bounds', () => [chunk({ plainSize: Number.MAX_SAFE_INTEGER })], 'bundle.forged'],
    ['a number that is none', () => [chunk({ events: 1e300 })], 'bundle.forged'],
    ['another count of events', () => [chunk({ events: 11 })], 'bundle.chunkDamaged'],
    ['another device', () => [chunk({ device: '00000000-0000-7000-8000-000000000000' })], 'bundle.chunkDamaged'],
    ['another place in the chain', () => [chunk({ from: 2, to: 11 })], 'bundle.chunkDamaged'],
    [
      'a scan whose name is a path',
      () => [{ about: { kind: 'blob', blob: '../../../etc/passwd', blobSize: 1, offset: 0 }, plain: Buffer.of(1) }],
      'bundle.forged',
    ],
    [
      'a kind of a later version, which is kept as it is and not unfolded',
      () => [{ about: { kind: 'later' }, plain: gzipSync(Buffer.alloc(64 * 1_048_576, 32)) }],
      'taken',
    ],
    [
      'an event that is not what its hash says',
      () => {
        const lines = sound.events.slice(0, 10).map((event, place) => lineOf(place === 4 ? { ...event, actor: 'ai đó' } : event))
        const text = Buffer.from(lines.join(''))
        return [chunk({ plainSize: text.length }, gzipSync(text))]
      },
      'bundle.chunkDamaged',
    ],
  ] as const)('with %s', async (_, chunks, code) => {
    expect(await tryHarm({}, [...chunks()])).toBe(code)
  })

  it.each([
    ['an ability that is not known', { needs: ['quantum'] }, 'bundle.otherFormat'],
    ['a later format', { format: 2 }, 'bundle.otherFormat'],
    ['chunks that are not there', { chunks: absentChunks() }, 'bundle.altered'],
    ['a hundred thousand heads', { heads: Array.from({ length: 100_000 }, () => ({})) }, 'bundle.forged'],
  ] as const)('with %s', async (_, manifest, code) => {
    expect(await tryHarm(manifest, [chunk()])).toBe(code)
  })
})

function absentChunks(): object[] {
  return [1, 2].map(() => ({ kind: 'later', size: 10, sha256: '0'.repeat(64) }))
}
