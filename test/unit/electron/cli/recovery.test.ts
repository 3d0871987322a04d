// Sealed copies and salvage from the command line: real processes on real files.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { databaseName } from '../../../../db/store/open.ts'
import { makeFolder, openTestOffice, sampleIntake } from '../../../fixtures/office.ts'

const program = join(import.meta.dirname, '../../../../electron/cli/main.ts')

function motcua(
  args: readonly string[],
  { input = '', env = {} } = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
    stdio: 'pipe',
    env: { ...process.env, ...env },
  })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (err += text))
  child.stdin.end(input)
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })))
}

let folder: string
let remove: () => void
let stick: string
let removeStick: () => void
beforeAll(async () => {
  ;({ folder, remove } = makeFolder())
  ;({ folder: stick, remove: removeStick } = makeFolder())
  const office = await openTestOffice({ folder })
  await receiveCase(office.db, office.actor, sampleIntake({ procedureId: await office.procedureId('KS') }), office.formKeyOn)
  await office.close()
})
afterAll(() => {
  remove()
  removeStick()
})
const json = (out: string) => JSON.parse(out) as Record<string, unknown>
const passphrase = 'tham-nui-lan-chon-be-sua-47'

describe('motcua backup seal and unseal', () => {
  it('take the passphrase from the environment or the standard input, and bring the same data back', async () => {
    const file = join(stick, 'a.db.gz.age')
    const sealed = await motcua(['backup', 'seal', file, '--data', folder, '--json'], { env: { MOTCUA_PASSPHRASE: passphrase } })
    expect(sealed).toMatchObject({ code: 0, err: '' })
    const opened = await motcua(['backup', 'unseal', file, stick, '--json'], { input: `${passphrase}\n` })
    expect(opened).toMatchObject({ code: 0 })
    expect(json(opened.out)).toMatchObject({ file: join(stick, 'a.db'), cases: 1 })
    expect(
      createHash('sha256')
        .update(readFileSync(join(stick, 'a.db')))
        .digest('hex'),
    ).toBe(json(sealed.out).sha256)
    for (const { out, err } of [sealed, opened]) expect(out + err).not.toContain(passphrase)
  })

  it('refuse a wrong passphrase, and one that is too short, in plain words', async () => {
    const file = join(stick, 'a.db.gz.age')
    const wrong = await motcua(['backup', 'unseal', file, stick], { input: 'khac-hoan-toan\n' })
    expect(wrong.code).toBe(1)
    expect(wrong.err).toContain('Mật khẩu không mở được a.db.gz.age')
    const short = await motcua(['backup', 'seal', join(stick, 'b.age'), '--data', folder], { input: 'ngan\n' })
    expect(short.code).toBe(1)
    expect(short.err).toContain('12 ký tự')
    expect(readdirSync(stick)).not.toContain('b.age')
  })
})

describe('motcua salvage', () => {
  it('makes a backup of what a damaged file shows, which is then restored', async () => {
    const file = join(folder, databaseName)
    const bytes = readFileSync(file).fill(0, 0, 4_096)
    writeFileSync(file, bytes)
    rmSync(join(folder, 'backups'), { recursive: true, force: true })
    const saved = await motcua(['salvage', '--data', folder, '--json'])
    expect(saved).toMatchObject({ code: 0, err: '' })
    const report = json(saved.out)
    expect(report).toMatchObject({ cases: 1, gaps: [], base: null, canSignIn: true })
    expect(readFileSync(file).equals(bytes)).toBe(true)
    expect(await motcua(['backup', 'restore', String(report.file), '--data', folder])).toMatchObject({ code: 0 })
    const listed = await motcua(['case', 'list', '--data', folder])
    expect(listed.out).toContain('Nguyễn Thị Duyên')
  })

  it('says so when nothing can be salvaged', async () => {
    const { folder: other, remove: removeOther } = makeFolder()
    writeFileSync(join(other, databaseName), 'không phải cơ sở dữ liệu '.repeat(1_000))
    const refused = await motcua(['salvage', '--data', other])
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('Không đọc được gì đủ để dựng lại dữ liệu')
    removeOther()
  })
})
