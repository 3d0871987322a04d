// Bundles on the command line, as a script of the province runs it: looking, checking, taking in a folder, answering.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findSpokenReceipt, isReceiptOf } from '../../../../db/sync/receipt-code.ts'
import { appendCase, fixedId, type HubDevice, hubStart, makeHubDevice, type Parcel, writeParcel } from '../../../fixtures/hub.ts'
import { type Province, setUpProvince } from '../../../fixtures/hub-province.ts'
import { motcua } from '../../../fixtures/motcua.ts'
import { makeFolder } from '../../../fixtures/office.ts'
import { startPostgres, type TestPostgres } from '../../../fixtures/postgres.ts'

let [folder, inbox]: [string, string] = ['', '']
let remove: () => void
let province: Province
let server: TestPostgres
let devices: HubDevice[]
const stranger = makeHubDevice('19768', 9)
beforeAll(async () => {
  const made = makeFolder()
  remove = made.remove
  ;[folder, inbox] = [join(made.folder, 'data'), join(made.folder, 'inbox')]
  mkdirSync(inbox)
  devices = ['19768', '19774', '19780'].map((office, index) => makeHubDevice(office, index + 1))
  ;[province, server] = await Promise.all([setUpProvince(folder, devices), startPostgres()])
  for (const device of [...devices, stranger])
    for (let number = 1; number <= 6; number += 1)
      appendCase(device, number, hubStart + number * 3_600_000, fixedId(hubStart, 600))
  for (const device of devices) for (const number of [1, 2]) await send(device, number)
})
afterAll(async () => {
  remove()
  await server.stop()
})

const send = (device: HubDevice, number: number, changes: Partial<Parcel> = {}, place = inbox) => {
  const half = device.chain.length / 2
  const events = number === 1 ? device.chain.slice(0, half) : device.chain.slice(half)
  const parcel: Parcel = { signer: device, number, chunks: [events], heads: [], changes: { to: { officeCode: province.code } } }
  return writeParcel(place, { ...parcel, ...changes }, [province.recipient])
}
const run = (...args: string[]) => motcua([...args, '--data', folder, '--json'])
const first = (outcome: Awaited<ReturnType<typeof run>>) => outcome.json()[0] as Record<string, unknown>

describe('motcua bundle', () => {
  it('tells what a bundle is and who signed it, also of a stranger', async () => {
    const file = join(inbox, 'D1-1.mcbundle')
    const about = first(await run('bundle', 'inspect', file))
    expect(about).toMatchObject({
      role: 'office',
      number: 1,
      isWhole: true,
      signer: { standing: 'trusted' },
      from: { officeCode: '19768' },
    })
    expect(first(await run('bundle', 'verify', file))).toMatchObject({ isWhole: true, damaged: [] })
    const strange = await send(stranger, 1, {}, folder)
    expect(first(await run('bundle', 'inspect', strange))).toMatchObject({ signer: { standing: 'unknown' } })
    for (const verb of ['import']) {
      const refused = await run('bundle', verb, strange)
      expect(refused).toMatchObject({ code: 1 })
      expect(first(refused)).toMatchObject({ error: { code: 'bundle.unknownSigner' } })
      expect(refused.err).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/)
    }
  })

  it.each(['sqlite', 'postgres'])('takes a folder in, twice without harm, and answers (%s)', async (kind) => {
    const store = kind === 'postgres' ? ['--store', await server.makeDatabase()] : []
    const taken = await run('bundle', 'import', inbox, ...store)
    expect(taken).toMatchObject({ code: 0, err: '' })
    const results = taken.json() as Array<{ applied: number }>
    expect(results).toHaveLength(6)
    expect(results.reduce((sum, { applied }) => sum + applied, 0)).toBe(devices.reduce((sum, { chain }) => sum + chain.length, 0))
    const again = (await run('bundle', 'import', inbox, ...store)).json()
    expect(again.map((one) => (one as { isRepeat: boolean }).isRepeat)).toEqual(results.map(() => true))

    const file = join(folder, `receipt-${kind}.mcbundle`)
    const answer = first(await run('bundle', 'receipt', '19768', '--out', file, ...store))
    const [spoken] = answer.spoken as Array<{ spoken: string; seq: number }>
    const heard = findSpokenReceipt(spoken?.spoken ?? '')
    expect(heard && isReceiptOf(heard, devices[0]?.id ?? '', devices[0]?.chain.at(-1)?.hash)).toBe(true)
    expect(first(await run('bundle', 'inspect', file))).toMatchObject({
      role: 'province',
      scope: 'answer',
      chunks: [{ kind: 'receipt' }],
    })
    expect(first(await run('bundle', 'receipt', '99999', ...store))).toMatchObject({ error: { code: 'hub.unknownOffice' } })
  })

  it('goes on after a file that it refuses, and takes what is sound of a damaged one when told so', async () => {
    const mixed = join(folder, 'mixed')
    mkdirSync(mixed)
    const store = ['--store', await server.makeDatabase()]
    const [device] = devices
    if (!device) throw new Error('no device')
    const half = device.chain.length / 2
    const chunks = [device.chain.slice(0, half), device.chain.slice(half)]
    const file = await send(device, 3, { chunks }, mixed)
    const bytes = readFileSync(file)
    bytes[400] = (bytes[400] ?? 0) ^ 1
    writeFileSync(file, bytes)
    writeFileSync(join(mixed, 'A.mcbundle'), 'not a bundle')
    await send(devices[1] ?? device, 1, {}, mixed)
    const strict = await run('bundle', 'import', mixed, ...store)
    expect(strict.code).toBe(1)
    const codes = (outcome: typeof strict) =>
      outcome
        .json()
        .map((one) => (one as { error?: { code: string } }).error?.code ?? 'taken')
        .sort()
    expect(codes(strict)).toEqual(['bundle.chunkDamaged', 'bundle.notABundle', 'taken'])
    const salvaged = await run('bundle', 'import', mixed, '--salvage', ...store)
    expect(codes(salvaged)).toEqual(['bundle.notABundle', 'taken', 'taken'])
    expect(salvaged.json()).toContainEqual(expect.objectContaining({ file: 'D1-3.mcbundle', lacking: [0] }))
  })

  it('says plainly that the database cannot be reached', async () => {
    const away = await run('bundle', 'import', inbox, '--store', 'postgres://motcua:geheim@127.0.0.1:1/hub')
    expect(away.code).toBe(1)
    expect(first(away)).toMatchObject({ error: { code: 'hub.unreachable' } })
    expect(away.err + away.out).not.toContain('geheim')
    expect((await run('bundle', 'import', inbox, '--store', 'mysql://x')).code).toBe(2)
  })
})
