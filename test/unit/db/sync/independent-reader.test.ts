import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, describe, expect, it } from 'vitest'
import { hashEvent } from '../../../../db/store/event-log.ts'
import { makeBundle, makeEvents } from '../../../fixtures/bundles.ts'
import { type BundleEvent, type Manifest, readBundle } from '../../../fixtures/independent-reader.ts'

const vectors = join(import.meta.dirname, '../../../fixtures/bundle-vectors')
const vector = (name: string) => readFileSync(join(vectors, `${name}.mcbundle`))
interface Expected {
  identities: Record<string, string>
  signer: { keyId: string; spoken: string }
  manifestSha256: string
  manifest: Manifest
  events: BundleEvent[][]
  blob: string
  later: unknown
}
const expected: Expected = JSON.parse(readFileSync(join(vectors, 'expected.json'), 'utf8'))
const province = expected.identities.province ?? ''
const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex')

describe.each(Object.entries(expected.identities))('the vectors, opened by the %s', (_, identity) => {
  it.each([
    ['sound', 'whole', []],
    ['second-chunk-damaged', 'damaged', [1]],
    ['cut-off', 'cut off', []],
  ] as const)('reads %s', (name, state, damaged) => {
    const read = readBundle(vector(name), identity)
    expect(read).toMatchObject({ state, damaged, signed: true, ...expected.signer, manifestSha256: expected.manifestSha256 })
    expect(read.manifest).toEqual(expected.manifest)
    expect(read.events).toEqual(
      new Map([...expected.events.entries()].filter(([place]) => !damaged.some((lost) => lost === place))),
    )
    expect([...read.blobs.values()].map((blob) => blob.toString('base64'))).toEqual([expected.blob])
    expect(read.others).toEqual(new Map([[4, expected.later]]))
    expect(read).toMatchObject({ openLinks: [], faults: [] })
  })
})

describe('the damaged and forged vectors', () => {
  it.each([
    ['second-head-damaged', 'damaged', true],
    ['index-damaged', 'damaged', true],
    ['first-manifest-damaged', 'damaged', true],
    ['bad-signature', 'whole', false],
  ] as const)('are told from the sound one: %s', (name, state, signed) => {
    expect(readBundle(vector(name), province)).toMatchObject({ state, signed, damaged: [] })
  })
})

it('says of a file that ends inside a chunk that it was cut off', () => {
  const read = readBundle(vector('cut-off-in-a-chunk'), province)
  expect([read.state, read.manifest]).toEqual(['cut off', undefined])
})

describe('what befalls a file', () => {
  const sound = vector('sound')
  const secondManifestEnds = sound.lastIndexOf('index [[')

  it('is cut off until both copies of the manifest are there, and never whole before its end', () => {
    for (let size = 0; size < sound.length; size += 53) {
      const read = readBundle(sound.subarray(0, size), province)
      expect([size, read.state]).toEqual([size, size < secondManifestEnds ? 'cut off' : 'damaged'])
      if (read.manifest) expect(read).toMatchObject({ signed: true, damaged: [], faults: [] })
    }
  })

  it('costs at most the chunk in which a byte changed', () => {
    for (let at = 16; at < sound.length; at += 29) {
      const changed = Buffer.from(sound)
      changed[at] = (changed[at] ?? 0) ^ 0x11
      const read = readBundle(changed, province)
      expect([at, read.state]).toEqual([at, 'damaged'])
      expect(read).toMatchObject({ signed: true, manifestSha256: expected.manifestSha256, faults: [] })
      expect(read.damaged.length).toBeLessThan(2)
    }
  })

  it('stays closed to others, and to a container of another version', async () => {
    const read = readBundle(sound, await generateX25519Identity())
    expect([read.state, read.manifest]).toEqual(['whole', undefined])
    expect(() => readBundle(Buffer.from(sound.toString('latin1').replace('bundle 1', 'bundle 2'), 'latin1'), province)).toThrow(
      'version',
    )
    const mistyped = province.slice(0, -1) + (province.endsWith('Q') ? 'P' : 'Q')
    expect(() => readBundle(sound, mistyped)).toThrow('key of age')
  })
})

const keys = generateKeyPairSync('ed25519')
const sealed = async (bytes: Uint8Array) => {
  const age = new Encrypter()
  age.addRecipient(await identityToRecipient(province))
  return Buffer.from(await age.encrypt(bytes))
}

/** A whole file in which the manifest and what stands in the chunks are as given. */
async function forge(chunks: { head: object; holds: Buffer }[], changes: object = {}, signer: KeyObject = keys.privateKey) {
  const der = keys.publicKey.export({ format: 'der', type: 'spki' })
  const files = await Promise.all(chunks.map(({ holds }) => sealed(holds)))
  const json = JSON.stringify({
    ...expected.manifest,
    device: { ...expected.manifest.device, publicKey: der.toString('base64') },
    heads: [],
    chunks: files.map((file, i) => ({ ...chunks[i]?.head, size: file.length, sha256: sha256(file) })),
    ...changes,
  })
  const signature = sign(null, Buffer.from(`motcua-bundle-manifest 1\n${json}`), signer).toString('base64')
  const manifest = await sealed(gzipSync(`${sha256(der).slice(0, 32)} ${signature}\n${json}`))
  let bytes = Buffer.from('motcua-bundle 1\n')
  const index: unknown[] = []
  for (const [i, file] of [...files, manifest, manifest].entries()) {
    const kind = i < files.length ? 'chunk' : 'manifest'
    bytes = Buffer.concat([bytes, Buffer.from(`${kind} ${file.length} ${sha256(file)}\n`)])
    index.push([kind, bytes.length, file.length, sha256(file)])
    bytes = Buffer.concat([bytes, file])
  }
  return Buffer.concat([bytes, Buffer.from(`index ${JSON.stringify(index)} ${sha256(JSON.stringify(index))}\n`)])
}

const chunkOf = (events: BundleEvent[], changes: object = {}) => {
  const plain = Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(''))
  const [first, last] = [events[0], events.at(-1)]
  const range = { device: first?.device, from: first?.seq, to: last?.seq }
  return {
    head: { kind: 'events', plainSize: plain.length, events: events.length, ...range, cases: [], ...changes },
    holds: gzipSync(plain),
  }
}

describe('what a signer gets wrong', () => {
  const events = makeEvents(4)
  const [first, second, third] = events as [BundleEvent, BundleEvent, BundleEvent]
  const faults = async (...chunks: { head: object; holds: Buffer }[]) => readBundle(await forge(chunks), province).faults

  it('tells a signature of another key, or of none', async () => {
    expect(readBundle(await forge([chunkOf(events)]), province)).toMatchObject({ state: 'whole', signed: true, faults: [] })
    const other = generateKeyPairSync('ed25519').privateKey
    expect(readBundle(await forge([chunkOf(events)], {}, other), province)).toMatchObject({ state: 'whole', signed: false })
  })

  it('refuses what needs an ability that it has not', async () => {
    await expect(forge([], { needs: ['time-travel'] }).then((file) => readBundle(file, province))).rejects.toThrow('time-travel')
    expect(readBundle(await forge([], { unheardOf: 1 }), province)).toMatchObject({ state: 'whole', signed: true })
  })

  it('tells an event that was changed, put in again under another hash, or has a field too many', async () => {
    const changed = { ...second, payload: '{}' }
    expect(await faults(chunkOf([first, changed, third]))).toEqual([`${second.device} 2: its hash`])
    const rehashed = { ...changed, hash: hashEvent(changed) }
    expect(await faults(chunkOf([first, rehashed, third]))).toEqual([`${second.device} 3: its link`])
    expect(await faults(chunkOf([first, second]), chunkOf([rehashed, third]))).toContain(`${second.device} 2: twice`)
    expect(await faults(chunkOf([{ ...first, more: 1 } as BundleEvent]))).toEqual([`${first.device} 1: its fields`])
  })

  it('tells a chunk that is not as the manifest has it, and a chain that leaves the head of its device', async () => {
    for (const wrong of [{ plainSize: 1 }, { events: 3 }, { from: 2 }, { to: 9 }, { device: second.id }])
      expect(await faults(chunkOf(events, wrong))).toEqual(['a chunk unlike its head'])
    expect(await faults(chunkOf([second, first]))).toEqual(['a chunk unlike its head'])
    const heads = [{ device: first.device, code: 'M1', seq: 4, hash: first.hash }]
    expect(readBundle(await forge([chunkOf(events)], { heads }), province).faults).toEqual([`${first.device} 4: the head`])
  })

  it('names the events whose forerunner is not in the file, whatever the order of the chunks', async () => {
    expect(readBundle(await forge([chunkOf([first, third])]), province)).toMatchObject({
      openLinks: [`${third.device} 3`],
      faults: [],
    })
    expect(readBundle(await forge([chunkOf([third]), chunkOf([first, second])]), province)).toMatchObject({
      openLinks: [],
      faults: [],
    })
  })

  it('puts a scan together from its pieces, at the edges of the pieces of age too', async () => {
    for (const size of [1, 65_535, 65_536, 65_537, 200_000]) {
      const scan = randomBytes(size)
      const piece = (from: number, to: number) => ({
        head: { kind: 'blob', blob: sha256(scan), blobSize: size, offset: from },
        holds: scan.subarray(from, to),
      })
      expect(readBundle(await forge([piece(0, size)]), province).blobs).toEqual(new Map([[sha256(scan), scan]]))
      if (size < 3) continue
      const halves = [piece(0, size >> 1), piece(size >> 1, size)] as const
      expect(readBundle(await forge([halves[1], halves[0]]), province).blobs.get(sha256(scan))).toEqual(scan)
      expect(readBundle(await forge([halves[1]]), province).blobs.size).toBe(0)
      const spoilt = { ...halves[1], holds: Buffer.alloc(size - (size >> 1)) }
      expect(await faults(halves[0], spoilt)).toEqual([`${sha256(scan)}: a scan with another sum`])
    }
  })
})

describe('a bundle that was written just now', () => {
  const folder = mkdtempSync(join(tmpdir(), 'independent-reader-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const controls = String.fromCharCode(...Array.from({ length: 32 }, (_, code) => code), 127, 128, 159)
  const texts = [
    `"Nhà số 5", 'đường' \\ "Nguyễn\\u0041" \\\\ / </script>`,
    controls,
    '👩🏽‍🌾 𠮷 🇻🇳 é é',
    '\u2028 \u2029 \ufeff \u00a0 \ufffd \uffff \u200f',
    'nửa \ud83d trước \ude00 sau \udbff',
    '',
    randomBytes(150_000).toString('base64'),
  ]

  it('reads every text as it was', async () => {
    const events: BundleEvent[] = []
    for (const [at, event] of makeEvents(2 * texts.length).entries()) {
      const text = texts[at % texts.length] ?? ''
      // First in a payload as the log writes it, then as it is.
      const changes = at < texts.length ? { payload: JSON.stringify({ text }) } : { payload: text, entity: text }
      const body = { ...event, ...changes, prev_hash: events[at - 1]?.hash ?? event.prev_hash }
      events.push({ ...body, hash: hashEvent(body) })
    }
    const { file, identity, device, written } = await makeBundle(folder, { events, chunkEvents: 3 })
    const read = readBundle(readFileSync(file), identity)
    expect(read).toMatchObject({ state: 'whole', damaged: [], signed: true, keyId: device.keyId, openLinks: [], faults: [] })
    expect(read.manifest).toEqual(written.manifest)
    expect([...read.events.values()].flat()).toEqual(events)
  })

  it('reads one without chunks', async () => {
    const { file, identity } = await makeBundle(folder, { events: [] })
    expect(readBundle(readFileSync(file), identity)).toMatchObject({
      state: 'whole',
      signed: true,
      faults: [],
      events: new Map(),
    })
  })
})
