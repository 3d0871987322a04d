// Bundles and trust on the command line: real processes and real files, from the request to the receipt.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeKey } from '../../../../db/pack-keys/commands.ts'
import { getCurrentDevice } from '../../../../db/people/queries.ts'
import { openBundle } from '../../../../db/sync/bundle/read.ts'
import { findDeviceKey } from '../../../../db/sync/device-key.ts'
import { spellReceipt } from '../../../../db/sync/receipt-code.ts'
import { motcua } from '../../../fixtures/motcua.ts'
import { makeFolder, openTestOffice } from '../../../fixtures/office.ts'

const passphrase = 'mật khẩu của khóa tỉnh'
const escrowPassphrase = 'mật khẩu của khóa dự phòng'

let folder: string
let remove: () => void
let device: string
const at = (name: string) => join(folder, name)
beforeAll(async () => {
  const made = makeFolder()
  folder = made.folder
  remove = made.remove
  for (const name of ['province', 'ward']) {
    const office = await openTestOffice({ folder: at(name) })
    device = (await getCurrentDevice(office.db)).id
    if (name === 'province') await makeKey(office.db, office.actor, passphrase)
    await office.close()
  }
  mkdirSync(at('usb'))
  process.env.MOTCUA_ESCROW_PASSPHRASE = escrowPassphrase
}, 60_000)
afterAll(() => {
  delete process.env.MOTCUA_ESCROW_PASSPHRASE
  remove()
})

/** Everything that was ever printed. */
let printed = ''
async function run(data: string, args: string[], input = '') {
  const outcome = await motcua([...args, '--data', at(data), '--json'], input)
  printed += outcome.out + outcome.err
  return outcome
}

describe('bundles on the command line', () => {
  it('asks to be let in, is let in by the code, takes the list', async () => {
    expect((await run('ward', ['bundle', 'export', '--to', at('usb')])).json()).toMatchObject([
      { error: { code: 'bundle.noRecipients' } },
    ])
    const enrolled = await run('ward', ['trust', 'enrol', '--out', at('ward.mcenrol')])
    const [{ code }] = enrolled.json() as [{ code: string }]
    const issue = ['trust', 'issue', '--out', at('a.mctrust'), '--escrow', at('escrow.age'), '--admit', at('ward.mcenrol')]
    expect((await run('province', [...issue, '--code', code], passphrase)).json()).toMatchObject([{ serial: 1 }])
    expect((await run('ward', ['trust', 'take', at('a.mctrust')])).json()).toMatchObject([
      { error: { code: 'pack.unknownSigner' } },
    ])
    expect((await run('ward', ['trust', 'take', at('a.mctrust'), '--compared'])).json()).toEqual([{ serial: 1 }])
    expect((await run('ward', ['trust', 'show'])).json()).toMatchObject([
      { own: { code, state: 'admitted' }, list: { serial: 1 } },
    ])
  })

  it('writes what the province opens, and takes its answer', async () => {
    expect((await run('ward', ['bundle', 'export'])).code).toBe(2)
    const outcome = await run('ward', ['bundle', 'export', '--to', at('usb'), '--no-scans', '--split', '20'])
    expect(outcome.json()).toMatchObject([{ bundles: [{ number: 1, words: expect.stringMatching(/^(\p{Ll}+ ){7}\p{Ll}+$/u) }] }])
    const [file = ''] = readdirSync(at('usb'))
    const [name = ''] = readdirSync(join(at('province'), 'keys'))
    const key = findDeviceKey(at('province'), name.replace('.json', ''))
    const bundle = await openBundle(join(at('usb'), file), [key?.identity ?? ''])
    const { heads } = bundle.manifest
    await bundle.close()
    const head = heads.find((one) => one.device === device)
    const receipt = spellReceipt(device, head?.seq ?? 0, head?.hash ?? '')
    expect((await run('ward', ['bundle', 'receive-receipt', receipt])).json()).toMatchObject([{ events: head?.seq }])
    expect((await run('ward', ['bundle', 'receive-receipt', at('a.mctrust')])).json()).toMatchObject([
      { error: { code: 'bundle.notABundle' } },
    ])
    expect((await run('ward', ['bundle', 'export', '--to', at('usb')])).json()).toMatchObject([
      { error: { code: 'bundle.nothingToSend' } },
    ])
  })

  it('never prints or stores a secret outside its own file', () => {
    const [name = ''] = readdirSync(join(at('ward'), 'keys'))
    const { privateKey, identity } = JSON.parse(readFileSync(join(at('ward'), 'keys', name), 'utf8')) as Record<string, string>
    const carried = ['a.mctrust', 'ward.mcenrol', 'escrow.age'].map((file) => readFileSync(at(file), 'latin1')).join()
    const database = ['ward', 'province'].map((data) => readFileSync(join(at(data), 'motcua.db'), 'latin1')).join()
    for (const secret of [privateKey ?? '?', identity ?? '?', 'AGE-SECRET-KEY-', passphrase, escrowPassphrase]) {
      const spelled = Buffer.from(secret).toString('latin1')
      for (const place of [printed, carried, database]) expect(place.includes(spelled) || place.includes(secret)).toBe(false)
    }
  })
})
