// The command line as a person or a script starts it: a real process, its exit code, its two outputs.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveCase, setOfficialCode } from '../../../../db/cases/commands.ts'
import { databaseName, lockFolder } from '../../../../db/store/open.ts'
import { motcua, motcuaProgram } from '../../../fixtures/motcua.ts'
import { makeFolder, openTestOffice, resources, sampleIntake, starterData } from '../../../fixtures/office.ts'

let folder: string
let remove: () => void
const official = 'H57.10.12-261123-0042'
let provisional: string
beforeAll(async () => {
  ;({ folder, remove } = makeFolder())
  const { db, actor, procedureId, formKeyOn, close } = await openTestOffice({ folder })
  const intake = sampleIntake({ procedureId: await procedureId('KS') })
  provisional = (await receiveCase(db, actor, intake, formKeyOn)).provisionalCode
  await setOfficialCode(db, actor, intake.caseId, official)
  await receiveCase(db, actor, sampleIntake({ procedureId: await procedureId('HKD') }), formKeyOn)
  await close()
})
afterAll(() => remove())

const run = (...args: string[]) => motcua([...args, '--data', folder])

describe('motcua', () => {
  it('helps in Vietnamese when asked, and when nothing was asked it helps and fails', async () => {
    const asked = await motcua(['--help'])
    expect(asked).toMatchObject({ code: 0, err: '' })
    expect(asked.out).toMatch(/dòng lệnh[\s\S]*motcua backup restore/)
    expect(asked.out).not.toContain('{{')
    expect(asked.out).toContain('motcua --version')
    expect((await motcua([])).code).toBe(2)
  })

  it('gives its version for -v as for --version (-v opened the window)', async () => {
    const { version } = JSON.parse(readFileSync(join(resources, '..', 'package.json'), 'utf8')) as { version: string }
    for (const asked of ['-v', '--version'])
      expect(await motcua([asked])).toMatchObject({ code: 0, out: `${version}\n`, err: '' })
  })

  it('takes wrong usage for exit code 2, told on stderr alone', async () => {
    const wrong = [
      ['nonsense'],
      ['constructor'],
      ['toString', 'valueOf'],
      ['case'],
      ['case', 'show'],
      ['catalogue', 'import'],
      ['backup', 'verify'],
      ['case', 'list', '--limit', '0'],
      ['case', 'list', '--limit', 'many'],
      ['case', 'list', '--colour'],
      ['deadline', '--limit', '3'],
      ['-x'],
      ['--json'],
    ]
    const withoutFolder = [['--data'], ['case', 'list', '--data'], ['case', 'list', '--data='], ['--data', '--json', 'check']]
    await Promise.all(
      [...wrong.map((args) => [...args, '--data', folder]), ...withoutFolder].map(async (args) => {
        const { code, out, err } = await motcua(args)
        expect({ code, out }, args.join(' ')).toEqual({ code: 2, out: '' })
        expect(err, args.join(' ')).toContain('motcua')
      }),
    )
  })

  it('refuses a folder without an office by its name, and does not make one there', async () => {
    const { folder: empty, remove: removeEmpty } = makeFolder()
    for (const words of [['case', 'list'], ['check'], ['salvage'], ['backup', 'create']]) {
      const { code, out, err } = await motcua([...words, '--data', empty])
      expect({ code, out }, words.join(' ')).toEqual({ code: 1, out: '' })
      expect(err, words.join(' ')).toContain(`Chưa có dữ liệu trong thư mục “${empty}”`)
    }
    expect(readdirSync(empty)).toEqual([])
    removeEmpty()
  })

  it('makes no folder that was mistyped (one was made without a word), and says that there is none', async () => {
    const nowhere = join(folder, 'nowhere')
    for (const words of [['case', 'list'], ['check'], ['backup', 'list'], ['salvage'], ['backup', 'drill']]) {
      const { code, out, err } = await motcua([...words, '--data', nowhere])
      expect({ code, out }, words.join(' ')).toEqual({ code: 1, out: '' })
      expect(err, words.join(' ')).toContain(`Không có thư mục “${nowhere}”`)
      expect(existsSync(nowhere), words.join(' ')).toBe(false)
    }
  })

  it('is refused while the window has the database open', async () => {
    const lock = lockFolder(folder)
    try {
      const { code, out, err, json } = await run('case', 'list', '--json')
      expect(code).toBe(1)
      expect(json()).toMatchObject([{ error: { code: 'store.inUse' } }])
      expect(err).toContain('đang được một cửa sổ hoặc chương trình khác sử dụng')
      expect(out.trim().split('\n')).toHaveLength(1)
    } finally {
      lock.release()
    }
  })
})

describe('motcua deadline', () => {
  it('answers a batch line for line, a refusal in its place, and then fails', async () => {
    const request = (received: string) => JSON.stringify({ limit: 3, unit: 'working-days', received })
    const lines = [request('2026-11-16T09:00'), '{"limit":', request('2026-02-30T09:00'), request('2026-11-17T09:00')]
    const { code, err, json } = await motcua(['deadline', '--batch', '--json'], lines.join('\n'))
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(json()).toMatchObject([
      { dueAt: '2026-11-19T17:30' },
      { error: { code: 'input.invalid', issues: [{ code: 'malformed' }] } },
      { error: { code: 'input.invalid', issues: [{ path: 'received', code: 'notATime' }] } },
      { dueAt: '2026-11-20T17:30' },
    ])
  })

  it('succeeds when every line can be answered, in the order of the lines, however many', async () => {
    const days = Array.from(
      { length: 2_000 },
      (_, index) => `2026-${String((index % 9) + 1).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}`,
    )
    const input = days.map((day) => JSON.stringify({ limit: 1, unit: 'days', received: `${day}T09:00` })).join('\n')
    const { code, json } = await motcua(['deadline', '--batch', '--json'], input)
    const answers = json() as Array<{ dueDate: string; explanation: Array<{ at?: string }> }>
    expect(code).toBe(0)
    expect(answers.map(({ explanation }) => explanation[0]?.at?.slice(0, 10))).toEqual(days)
  })
})

describe('a reader that has seen enough', () => {
  it.skipIf(process.platform === 'win32')('ends the command without a complaint (Windows has no EPIPE)', async () => {
    const child = spawn(process.execPath, [
      '--disable-warning=ExperimentalWarning',
      motcuaProgram,
      'deadline',
      '--batch',
      '--json',
    ])
    let err = ''
    child.stderr.setEncoding('utf8').on('data', (text) => {
      err += text
    })
    child.stdin.on('error', () => {}) // it ends before it has read everything
    child.stdin.end(`${JSON.stringify({ limit: 3, unit: 'days', received: '2026-11-16T09:00' })}\n`.repeat(30_000))
    child.stdout.once('data', () => child.stdout.destroy())
    const code = await new Promise((resolve) => child.on('close', resolve))
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })
})

describe('motcua catalogue', () => {
  it('lists the catalogue, the short code that was typed first', async () => {
    const { code, json } = await run('catalogue', 'list', 'ks', '--json', '--limit', '3')
    expect(code).toBe(0)
    const [rows] = json() as [Array<{ shortCode: string }>]
    expect(rows).toHaveLength(3)
    expect(rows[0]?.shortCode).toBe('KS')
    const { out } = await run('catalogue', 'list', 'đăng ký khai tử')
    expect(out).toMatch(/^Mã tắt +Mã TTHC +Tên thủ tục\n[\s\S]*^KT +1\.000656 +Thủ tục đăng ký khai tử$/m)
    expect(await run('catalogue', 'list', 'zzzz')).toMatchObject({
      code: 0,
      out: 'Không có thủ tục nào phù hợp.\n',
    })
  })

  it('imports a file and counts what it did', async () => {
    const file = join(folder, 'catalogue.json')
    const { procedures, ...rest } = JSON.parse(readFileSync(join(resources, 'catalogue', 'hue-starter.json'), 'utf8'))
    writeFileSync(
      file,
      JSON.stringify({ ...rest, procedures: [{ ...procedures[0], fee_text: 'Miễn phí' }, ...procedures.slice(1, 5)] }),
    )
    const { code, json } = await run('catalogue', 'import', file, '--json')
    expect(code).toBe(0)
    expect(json()).toEqual([{ added: 0, changed: 1, unchanged: 4 }])
  })

  it('refuses a bad file whole, and names line, place and reason', async () => {
    const file = join(folder, 'bad.json')
    const text = readFileSync(join(resources, 'catalogue', 'hue-starter.json'), 'utf8')
    const line = text.split('\n').findIndex((one) => one.includes('"name"')) + 1
    writeFileSync(file, text.replace(/"name": "[^"]+"/, '"name": ""'))
    // Refused before the database is opened, so several may run at a time.
    const imports = (...more: string[]) => run('catalogue', 'import', file, ...more)
    const [{ code, out, err }, asJson] = await Promise.all([imports(), imports('--json')])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(new RegExp(`dòng ${line} 1\\.001193 › name: Cần nhập`))
    expect(err).not.toMatch(/\bline \d/)
    expect(asJson.json()).toMatchObject([{ error: { code: 'file.invalid', params: { line }, issues: [{ code: 'required' }] } }])
  })

  it('refuses what is no JSON, with the line, and a file that is not there', async () => {
    const file = join(folder, 'broken.json')
    writeFileSync(file, '{\n  "meta": {\n    nonsense\n')
    const [broken, missing] = await Promise.all(
      [file, join(folder, 'missing.json')].map((path) => run('catalogue', 'import', path)),
    )
    expect(broken?.code).toBe(1)
    expect(broken?.err).toContain('dòng 3: ') // it was “dòng 3 : ”
    expect(missing).toMatchObject({ code: 1, out: '' })
    expect(missing?.err).toContain('missing.json')
  })
})

describe('motcua case', () => {
  it('lists the newest first, or what is searched for', async () => {
    const { json } = await run('case', 'list', '--json')
    expect(json()).toMatchObject([[{ procedureShortCode: 'HKD' }, { officialCode: official }]])
  })

  it('prints a table with heads and the office’s own time (it printed UTC instants and no head)', async () => {
    const { out, code } = await run('case', 'list', 'nguyen', 'thi', 'duyen', 'khai', 'sinh')
    expect(code).toBe(0)
    expect(out).toBe(
      [
        'Mã hồ sơ               Ngày nhận         Hạn trả           Chủ hồ sơ         Thủ tục',
        `${official}  23/11/2026 09:00  23/11/2026 17:30  Nguyễn Thị Duyên  Thủ tục đăng ký khai sinh`,
        '',
      ].join('\n'),
    )
    expect((await run('case', 'list', 'zzzz')).out).toBe('Không tìm thấy hồ sơ nào.\n')
  })

  it('shows a case by either code', async () => {
    for (const code of [official, provisional.toLowerCase()]) {
      const shown = await run('case', 'show', code, '--json')
      expect(shown.json()).toMatchObject([{ row: { provisionalCode: provisional }, applicant: { fullName: 'Nguyễn Thị Duyên' } }])
    }
    const { out } = await run('case', 'show', provisional)
    expect(out).toContain('Chủ hồ sơ: Nguyễn Thị Duyên\n')
    expect(out).toContain('Ngày nhận: 23/11/2026 09:00\nHạn trả: 23/11/2026 17:30\n')
    expect(await run('case', 'show', 'TAM-19777-A-261123-9999')).toMatchObject({ code: 1, out: '' })
  })
})

describe('motcua backup and check', () => {
  it('makes, lists, verifies and restores a backup', async () => {
    const made = await run('backup', 'create', '--json')
    expect(made.code).toBe(0)
    const [{ file, name }] = made.json() as [{ file: string; name: string }]
    const [listed] = (await run('backup', 'list', '--json')).json() as [Array<{ createdAt: string; sizeBytes: number }>]
    expect(listed).toMatchObject([{ name, reason: 'manual', createdAt: expect.stringMatching(/Z$/) }, { reason: 'import' }])
    const [head, first] = (await run('backup', 'list')).out.split('\n')
    expect(head).toMatch(/^Lúc +Lý do +Hồ sơ +Dung lượng +Tên tệp$/)
    expect(first).toMatch(/^\d\d\/\d\d\/\d{4} \d\d:\d\d {2}Do cán bộ yêu cầu +2 +\d+,\d MB {2}motcua-/)
    expect((await motcua(['backup', 'verify', file, '--json'])).json()).toMatchObject([{ file, cases: 2 }])

    expect((await run('backup', 'drill', '--json')).json()).toMatchObject([{ name, failure: null, cases: 2 }])
    const restored = await run('backup', 'restore', file, '--json')
    expect(restored.json()).toMatchObject([{ restored: file, aside: expect.stringMatching(/^motcua-aside-/) }])
    expect((await run('check', '--json')).json()).toMatchObject([{ cases: 2, devices: 2 }])
    expect(readdirSync(folder)).toContain((restored.json()[0] as { aside: string }).aside)

    const bytes = readFileSync(file)
    bytes[5_000] = (bytes[5_000] ?? 0) ^ 1
    writeFileSync(file, bytes)
    for (const verb of ['verify', 'restore']) {
      const refused = await run('backup', verb, file, '--json')
      expect(refused.code).toBe(1)
      expect(refused.json()).toMatchObject([{ error: { code: 'backup.invalid' } }])
      expect(refused.err).toContain(name)
    }
  })

  it('says that there is no backup and how to make one (an empty list printed nothing)', async () => {
    const { folder: empty, remove: removeEmpty } = makeFolder()
    const { code, out } = await motcua(['backup', 'list', '--data', empty])
    expect(code).toBe(0)
    expect(out).toContain(join(empty, 'backups'))
    expect(out).toContain('motcua backup create')
    expect((await motcua(['backup', 'list', '--data', empty, '--json'])).json()).toEqual([[]])
    removeEmpty()
  })

  it('restores into a folder that is missing and says that it made it', async () => {
    const { folder: stick, remove: removeStick } = makeFolder()
    const [{ file }] = (await run('backup', 'create', stick, '--json')).json() as [{ file: string }]
    const target = join(stick, 'moi')
    const { code, err } = await motcua(['backup', 'restore', file, '--data', target])
    expect(code).toBe(0)
    expect(err).toContain(`Thư mục dữ liệu chưa có nên đã được tạo: ${target}`)
    expect((await motcua(['check', '--data', target])).code).toBe(0)
    removeStick()
  })

  it('puts a backup where it is told to', async () => {
    const { folder: stick, remove: removeStick } = makeFolder()
    const { code, out } = await run('backup', 'create', stick)
    expect(code).toBe(0)
    const [name = ''] = readdirSync(stick)
    expect(out).toContain(join(stick, name))
    removeStick()
  })

  it('finds a changed event, and says so', async () => {
    const { folder: other, remove: removeOther } = makeFolder()
    const office = await openTestOffice({ folder: other })
    office.office.store.connection.exec("DROP TRIGGER event_never_updated; UPDATE event SET actor = 'x' WHERE seq = 10")
    await office.close()
    const { code, json } = await motcua(['check', '--data', other, '--json'])
    expect(code).toBe(1)
    expect(json()).toMatchObject([{ error: { code: 'store.chainBroken', params: { seq: 10 } } }])
    removeOther()
  })

  it('says of a file that is not a database what it is', async () => {
    const { folder: other, remove: removeOther } = makeFolder()
    writeFileSync(join(other, databaseName), starterData().catalogue.meta.title.repeat(500))
    const { code, err } = await motcua(['check', '--data', other])
    expect(code).toBe(1)
    expect(err).toContain('không phải của Một Cửa')
    removeOther()
  })
})
