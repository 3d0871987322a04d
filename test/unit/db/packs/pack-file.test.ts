// Files of packs, right ones and every kind of wrong one: refused whole, with the reason that a person reads.
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../../db/model/errors.ts'
import { packFileLimitBytes, readPack, unpackedLimitBytes } from '../../../../db/packs/pack-file.ts'
import { aboutPack, makeIssuer, packByHand, packDocument, partsByHand, province, signedPack } from '../../../fixtures/packs.ts'

const issuer = makeIssuer()
const content = { documents: { entries: [packDocument('QT-01')], withdrawn: [{ code: 'QT-09', name: 'Cũ' }] } }
const good = await signedPack(issuer, content)
const refusal = (bytes: Uint8Array, issuers = [issuer]) => {
  try {
    readPack(bytes, 'goi.mcpack', issuers)
    return 'accepted'
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, ...error.params }
    throw error
  }
}
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
const altered = (from: string, to: string) => Buffer.from(text(good).replace(from, to), 'latin1')
const documents = (entries: readonly object[]) =>
  partsByHand([{ name: 'documents', text: JSON.stringify({ entries, withdrawn: [] }) }])
const byHand = (parts: ReturnType<typeof partsByHand>, manifest: object = {}) =>
  packByHand(issuer, { ...aboutPack(), parts: parts.list, ...manifest }, parts.payload)

describe('a pack that the province signed', () => {
  it('is read as it was written', () => {
    const opened = readPack(good, 'goi.mcpack', [makeIssuer('48', 'Đà Nẵng'), issuer])
    expect(opened).toMatchObject({ manifest: { ...aboutPack(), packId: expect.any(String) }, content, keyId: issuer.keyId })
  })

  it('is the same for the same content', async () => {
    const about = aboutPack()
    expect(text(await signedPack(issuer, content, about))).toBe(text(await signedPack(issuer, content, about)))
  })
})

describe('refused', () => {
  it('what is no pack', () => {
    const notAPack = { code: 'pack.notAPack', file: 'goi.mcpack' }
    expect(refusal(new Uint8Array())).toEqual(notAPack)
    expect(refusal(Buffer.from('PK\u0003\u0004 something else\n'))).toEqual(notAPack)
    expect(refusal(Buffer.from('motcua-update 1\nx\n{}\n'))).toEqual(notAPack)
    expect(refusal(Buffer.alloc(1_000, 'x'))).toEqual(notAPack)
  })

  it('a format of tomorrow', () => {
    expect(refusal(altered('motcua-pack 1', 'motcua-pack 2'))).toEqual({ code: 'pack.otherFormat', version: '2' })
  })

  it('one without a signature, or with half of one', () => {
    const parts = documents([packDocument('QT-01')])
    const sign = (signature: string) => packByHand(issuer, { ...aboutPack(), parts: parts.list }, parts.payload, { signature })
    for (const signature of ['', issuer.keyId, `${issuer.keyId} `, `${issuer.keyId} AAAA`, 'x'.repeat(100)])
      expect(refusal(sign(signature))).toEqual({ code: 'pack.unsigned' })
  })

  it('a signer whose key nobody let in', () => {
    const spelt = issuer.keyId.match(/.{4}/g)?.join(' ')
    expect(refusal(good, [makeIssuer()])).toEqual({ code: 'pack.unknownSigner', keyId: spelt })
    expect(refusal(good, [])).toEqual({ code: 'pack.unknownSigner', keyId: spelt })
  })

  it('a manifest that was altered after it was signed, and a stranger who names a known key', () => {
    const forged = { code: 'pack.forged', issuer: province.name }
    expect(refusal(altered('"number":1', '"number":9'))).toEqual(forged)
    const stranger = { ...makeIssuer(), keyId: issuer.keyId }
    const parts = documents([packDocument('QT-01')])
    expect(refusal(packByHand(stranger, { ...aboutPack(), parts: parts.list }, parts.payload))).toEqual(forged)
  })

  it('a known office that signs in the name of another', () => {
    const other = makeIssuer('48', 'Đà Nẵng')
    const parts = documents([packDocument('QT-01')])
    expect(refusal(packByHand(other, { ...aboutPack(), parts: parts.list }, parts.payload), [issuer, other])).toEqual({
      code: 'pack.otherIssuer',
      issuer: province.name,
      signer: 'Đà Nẵng',
    })
  })

  it('one that was cut off or copied badly', () => {
    expect(refusal(good.subarray(0, good.length - 10))).toMatchObject({ code: 'pack.damaged' })
    expect(refusal(good.subarray(0, 60))).toMatchObject({ code: 'pack.damaged' })
    const worse = Buffer.from(good)
    worse[worse.length - 30] = (worse[worse.length - 30] ?? 0) ^ 0xff
    expect(['pack.damaged', 'pack.partDamaged']).toContain((refusal(worse) as { code: string }).code)
  })

  it('a part that is not what the manifest says', () => {
    const parts = documents([packDocument('QT-01')])
    const other = documents([packDocument('QT-02')])
    expect(refusal(byHand({ list: parts.list, payload: other.payload }))).toEqual({ code: 'pack.partDamaged', part: 'documents' })
  })

  it('a stream that unfolds to more than it says, and one that says too much', () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1_048_576))
    expect(bomb.length).toBeLessThan(packFileLimitBytes)
    const parts = documents([packDocument('QT-01')])
    expect(refusal(byHand({ list: parts.list, payload: bomb }))).toMatchObject({ code: 'pack.damaged' })
    const list = [{ name: 'documents', size: unpackedLimitBytes + 1, sha256: 'a'.repeat(64) }]
    expect(refusal(byHand({ list, payload: bomb }))).toEqual({ code: 'pack.tooLarge', limit: 128 })
    expect(refusal(Buffer.alloc(packFileLimitBytes + 1))).toEqual({ code: 'file.tooLarge', file: 'goi.mcpack', limit: 32 })
  })

  it.each<[string, object, object]>([
    ['an impossible day', { validFrom: '2026-02-30' }, { part: 'manifest', entry: 'validFrom' }],
    ['a number of zero', { number: 0 }, { part: 'manifest', entry: 'number' }],
    ['no title', { title: ' ' }, { part: 'manifest', entry: 'title' }],
    ['no part', { parts: [] }, { part: 'manifest', entry: 'parts' }],
  ])('a manifest with %s', (_, manifest, params) => {
    expect(refusal(byHand(documents([packDocument('QT-01')]), manifest))).toMatchObject({
      code: 'pack.contentInvalid',
      ...params,
    })
  })

  it.each<[string, readonly object[], string]>([
    ['a process without a name', [packDocument('QT-01'), packDocument('QT-02', { name: '' })], 'QT-02'],
    ['the same code twice, spelt otherwise', [packDocument('QT-01'), packDocument('qt 01')], 'qt 01'],
    ['a process of no group', [packDocument('QT-03', {}, { group: '' })], 'QT-03'],
    ['a document without a code', [{ ...packDocument('QT-01'), code: '' }], '1'],
    ['an impossible day of approval', [packDocument('QT-04', {}, { approvedOn: '2026-13-01' })], 'QT-04'],
    [
      'a limit of zero',
      [
        packDocument('QT-05', {
          variants: [{ key: '', name: '', timeLimit: { limit: 0, unit: 'days' }, groups: [], steps: [] }],
        }),
      ],
      'QT-05',
    ],
    ['something that is no document', [{ code: 7 }], '1'],
  ])('content with %s, named', (_, entries, entry) => {
    expect(refusal(byHand(documents(entries)))).toMatchObject({ code: 'pack.contentInvalid', part: 'documents', entry })
  })

  it('a part that is no JSON, and one of another kind', () => {
    expect(refusal(byHand(partsByHand([{ name: 'laws', text: '{"entries": [' }])))).toMatchObject({
      code: 'pack.contentInvalid',
      part: 'laws',
    })
    expect(refusal(byHand(partsByHand([{ name: 'secrets', text: '{}' }])))).toMatchObject({
      code: 'pack.contentInvalid',
      part: 'manifest',
    })
  })

  it('whatever byte is altered', () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Buffer.from(good)
        bytes[at] = (bytes[at] ?? 0) ^ change
        const outcome = refusal(bytes)
        // Of the gzip stream's own header a few bytes say nothing (time, system): then the parts are still to the byte what was signed.
        if (outcome === 'accepted') expect(readPack(bytes, 'x', [issuer]).content).toEqual(content)
        else expect(outcome).toMatchObject({ code: expect.stringMatching(/^pack\./) })
      }),
      { numRuns: 500 },
    )
  })
})
