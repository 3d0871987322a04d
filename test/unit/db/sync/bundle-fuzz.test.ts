// Ten thousand altered bundles: none is taken for whole, none brings the reader down.
import { writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../../../db/model/errors.ts'
import { limits } from '../../../../db/sync/bundle/manifest.ts'
import { openBundle } from '../../../../db/sync/bundle/read.ts'
import { lineOf } from '../../../../db/sync/bundle/write.ts'
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

/** What the strict way of taking a bundle comes to: the code of the refusal, or 'taken'. Anything else than a refusal is a fault. */
async function take(file: string): Promise<string> {
  try {
    const bundle = await openBundle(file, identities)
    try {
      if (bundle.damaged.length > 0 || !bundle.isWhole) return 'notWhole'
      if (bundle.keyId !== sound.device.keyId) return 'otherSigner'
      for (const [position, { kind }] of bundle.manifest.chunks.entries()) {
        if (kind === 'events') await bundle.readEvents(position)
        else await bundle.readJson(position)
      }
      return 'taken'
    } finally {
      await bundle.close()
    }
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

describe('an altered bundle', () => {
  it(`is never taken, in ${rounds} tries (seed ${seed})`, { timeout: 600_000 }, async () => {
    const chance = makeChance('altered bundles')
    const names = Object.keys(alterations)
    const file = join(folder, 'altered.mcbundle')
    const seen = new Map<string, number>()
    for (let round = 0; round < rounds; round += 1) {
      const name = names[round % names.length] ?? ''
      const bytes = alterations[name]?.(whole, other, chance) ?? whole
      if (bytes.equals(whole) || bytes.equals(other)) continue
      writeFileSync(file, bytes)
      const result = await take(file)
      if (result === 'taken') expect.fail(`round ${round}, ${name}: an altered bundle was taken (seed ${seed})`)
      seen.set(result, (seen.get(result) ?? 0) + 1)
    }
    // Every way in which it can be refused was met, so that the alterations reach all floors of the reader.
    expect([...seen.keys()].toSorted()).toEqual(
      expect.arrayContaining([
        'bundle.altered',
        'bundle.damaged',
        'bundle.notABundle',
        'bundle.otherFormat',
        'bundle.truncated',
        'notWhole',
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
    return take(file)
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
      'JSON that unfolds without end',
      () => [{ about: { kind: 'later' }, plain: gzipSync(Buffer.alloc(64 * 1_048_576, 32)) }],
      'bundle.chunkDamaged',
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
