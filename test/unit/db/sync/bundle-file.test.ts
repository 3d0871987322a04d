// The file of a bundle: what was written is read again; what was changed is not.
import { copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { AppError } from '../../../../db/model/errors.ts'
import { spokenFingerprint } from '../../../../db/model/spoken-code.ts'
import { makeIdentity } from '../../../../db/sync/bundle/age.ts'
import { openBundle } from '../../../../db/sync/bundle/read.ts'
import { openDeviceKey } from '../../../../db/sync/device-key.ts'
import { makeBundle, makeEvents } from '../../../fixtures/bundles.ts'
import { makeFolder as makeTemporary } from '../../../fixtures/office.ts'

const made: ReturnType<typeof makeTemporary>[] = []
const makeFolder = (): string => {
  const one = makeTemporary()
  made.push(one)
  return one.folder
}
afterAll(() => {
  for (const { remove } of made) remove()
})

const codeOf = (error: unknown): unknown => (error instanceof AppError ? error.code : error)
const refusal = (file: string, identities: readonly string[]) =>
  openBundle(file, identities).then(async (bundle) => {
    await bundle.close()
    return { damaged: bundle.damaged, isWhole: bundle.isWhole }
  }, codeOf)

describe('the file of a bundle', () => {
  it('gives back what was written', async () => {
    const { file, identity, events, written } = await makeBundle(makeFolder(), { events: makeEvents(250), chunkEvents: 100 })
    const bundle = await openBundle(file, [identity])
    expect(bundle.isWhole).toBe(true)
    expect(bundle.damaged).toEqual([])
    expect(bundle.manifest).toEqual(written.manifest)
    expect(bundle.manifestSha256).toBe(written.manifestSha256)
    const read = await Promise.all([0, 1, 2].map((position) => bundle.readEvents(position)))
    expect(read.flat()).toEqual(events)
    await bundle.close()
    expect(existsSync(`${file}.part`)).toBe(false)
  })

  it('opens for every recipient and for nobody else', async () => {
    const escrow = await makeIdentity()
    const { file, identity } = await makeBundle(makeFolder(), { recipients: [escrow.recipient] })
    for (const one of [identity, escrow.identity]) expect(await refusal(file, [one])).toEqual({ damaged: [], isWhole: true })
    expect(await refusal(file, [(await makeIdentity()).identity])).toBe('bundle.notForUs')
    expect(await refusal(file, [])).toBe('bundle.notForUs')
  })

  it('costs the damaged chunk alone', async () => {
    const { file, identity, events, written } = await makeBundle(makeFolder(), { events: makeEvents(300), chunkEvents: 100 })
    const bytes = readFileSync(file)
    const at = bytes.indexOf(written.manifest.chunks[1]?.sha256 ?? '') + 64 + 500
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
    writeFileSync(file, bytes)
    const bundle = await openBundle(file, [identity])
    expect(bundle.damaged).toEqual([1])
    expect(bundle.isWhole).toBe(false)
    expect(await bundle.readEvents(2)).toEqual(events.slice(200))
    await expect(bundle.readEvents(1)).rejects.toMatchObject({ code: 'bundle.chunkDamaged', params: { chunk: 2 } })
    await bundle.close()
  })

  it('reads past a damaged head, a damaged end and a damaged first manifest', async () => {
    const { file, identity, written } = await makeBundle(makeFolder(), { events: makeEvents(300), chunkEvents: 100 })
    const whole = readFileSync(file)
    const second = whole.indexOf(`chunk ${written.manifest.chunks[1]?.size} `)
    for (const [at, damaged] of [
      [second + 2, []],
      [whole.length - 5, []],
      [whole.indexOf('manifest ') + 300, []],
    ] as const) {
      const bytes = Buffer.from(whole)
      bytes.writeUInt8(bytes.readUInt8(at) ^ 4, at)
      writeFileSync(file, bytes)
      expect(await refusal(file, [identity])).toEqual({ damaged, isWhole: false })
    }
  })

  it('tells a file that was cut off from one that is not ours', async () => {
    const folder = makeFolder()
    const { file, identity } = await makeBundle(folder, { events: makeEvents(100) })
    const { length } = readFileSync(file)
    const cut = join(folder, 'cut.mcbundle')
    for (const size of [100, Math.floor(length / 2), length - 3_000]) {
      copyFileSync(file, cut)
      truncateSync(cut, size)
      expect(await refusal(cut, [identity])).toBe('bundle.truncated')
    }
    writeFileSync(cut, 'PK\u0003\u0004 something else')
    expect(await refusal(cut, [identity])).toBe('bundle.notABundle')
    writeFileSync(cut, 'motcua-bundle 2\nwhatever')
    expect(await refusal(cut, [identity])).toBe('bundle.otherFormat')
    expect(await refusal(join(folder, 'none.mcbundle'), [identity])).toBe('file.unreadable')
  })

  it('keeps the device key through restarts and gives another device another one', async () => {
    const folder = makeFolder()
    const one = await openDeviceKey(folder, 'a', '2026-11-23T00:00:00.000Z')
    const again = await openDeviceKey(folder, 'a', '2026-11-24T00:00:00.000Z')
    const other = await openDeviceKey(folder, 'b', '2026-11-24T00:00:00.000Z')
    expect(again.keyId).toBe(one.keyId)
    expect(again.identity).toBe(one.identity)
    expect(other.keyId).not.toBe(one.keyId)
  })
})

describe('the vectors of the specification', () => {
  const folder = join(import.meta.dirname, '../../../fixtures/bundle-vectors')
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'))
  it.each(['province', 'escrow'])('are read as they are written down, by the identity of the %s', async (who) => {
    const bundle = await openBundle(join(folder, 'sound.mcbundle'), [expected.identities[who]])
    expect(bundle).toMatchObject({ isWhole: true, damaged: [], manifestSha256: expected.manifestSha256 })
    expect(bundle).toMatchObject({ manifest: expected.manifest, keyId: expected.signer.keyId })
    expect(spokenFingerprint(bundle.keyId)).toBe(expected.signer.spoken)
    expect(await Promise.all([0, 1, 2].map((position) => bundle.readEvents(position)))).toEqual(expected.events)
    expect(Buffer.from(await bundle.readChunk(3)).toString('base64')).toBe(expected.blob)
    expect(await bundle.readJson(4)).toEqual(expected.later)
    await bundle.close()
  })

  it.each(Object.entries(expected.states))('tell of %s what it is', async (name, state) => {
    expect(await refusal(join(folder, `${name}.mcbundle`), [expected.identities.province])).toEqual(state)
  })
})
