// The file that leaves the office: nobody is named in it, whatever stood in the database, the log, the names of folders and computers.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { addStaff, changeOffice } from '../../../../db/people/commands.ts'
import { getOfficeSettings } from '../../../../db/people/queries.ts'
import { lookAtLog, readLog } from '../../../../electron/diagnostics/log-tail.ts'
import { openRedactor, privateNames, redactAll } from '../../../../electron/diagnostics/redact.ts'
import { takeStep } from '../../../../electron/diagnostics/step.ts'
import { supportFileName } from '../../../../electron/diagnostics/support-file.ts'
import { openLog } from '../../../../electron/log.ts'
import { diagnoseFolder } from '../../../fixtures/diagnosis.ts'
import { makeFolder, openTestOffice, sampleIntake, samplePerson, TestClock } from '../../../fixtures/office.ts'

const account = 'MARK-tran-thi-quynh'
const computer = 'MARK-PC-TIEPDAN'

let root: string
let folder: string
let logFile: string
let remove: () => void
beforeEach(() => {
  ;({ folder: root, remove } = makeFolder())
  folder = join(root, 'home', account, 'data')
  logFile = join(root, 'home', account, 'logs', 'main.log')
  mkdirSync(dirname(logFile), { recursive: true })
})
afterEach(() => remove())

const names = () => ({ home: join(root, 'home', account), account, computer: `${computer}.local` })

async function fillOffice(): Promise<void> {
  const { db, actor, procedureId, formKeyOn, close } = await openTestOffice({ folder })
  await addStaff(db, actor, {
    fullName: 'Mark Nhân Viên',
    positionTitle: 'Mark Chức Danh',
    roles: ['deskOfficer'],
    signInName: 'mark.nhanvien',
    password: 'mark-mat-khau',
  })
  const settings = await getOfficeSettings(db)
  await changeOffice(db, actor, {
    ...settings,
    deskName: 'Bàn của Mark Bàn',
    governingBody: 'Mark Chủ Quản',
    place: 'Mark Địa Danh',
  })
  const applicant = samplePerson({
    fullName: 'Mark Người Dân',
    idNumber: '046190007731',
    phone: '0905007731',
    email: 'mark.dan@example.vn',
    address: 'Mark Địa Chỉ',
  })
  const intake = { procedureId: await procedureId('KS'), applicant, summary: 'Mark Nội Dung', note: 'Mark Ghi Chú' }
  await receiveCase(db, actor, sampleIntake(intake), formKeyOn)
  await close()
}

function fillLog(): void {
  const clock = new TestClock()
  const log = openLog(logFile, clock)
  log.info('start', { version: '1.2.3', folder: `C:\\Users\\Mark Người Dùng\\AppData\\motcua`, other: `/Users/mark.nguoidung/x` })
  log.info(`somebody wrote to mark.dan@example.vn from ${computer} as ${account.toUpperCase()} about 046190007731`)
  log.incident('cases.receive', Object.assign(new TypeError('Mark Người Dân'), { code: `/home/${account}/x` }))
}

describe('the file for support', () => {
  it('names nobody, whatever stood in records, log, folders and computer', async () => {
    await fillOffice()
    fillLog()
    const { text, report } = await diagnoseFolder(folder, { logFile }, new TestClock(), names())
    expect(report.log).toHaveLength(3)
    const found = text.split('\n').filter((line) => /mark/i.test(line) || /(?<!\d)7731(?!\d)|0007731/.test(line))
    expect(found).toEqual([])
    for (const name of ['duyen', 'Trần Thị Bình', 'binhtt', root]) expect(text).not.toContain(name)
    expect(text).toContain('Cơ quan: Phường Vỹ Dạ') // the office itself must be known to whoever helps it
  })

  it('can be read in Notepad and by a program', async () => {
    await fillOffice()
    const { text, report } = await diagnoseFolder(folder, { logFile }, new TestClock(), names())
    expect(text.startsWith('\ufeffMỘT CỬA – TỆP CHẨN ĐOÁN')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(text).toContain('Lập lúc 09:00 23/11/2026')
    expect(text).not.toMatch(/\{\{|diagnostics:|errors:|undefined|NaN/)
    const json = text.slice(text.indexOf('\r\n{'))
    expect(JSON.parse(json)).toEqual({ createdAt: report.createdAt, steps: report.steps, settings: report.settings })
    expect(report.settings).toMatchObject({
      officeCode: '19777',
      staffCount: 2,
      procedureCount: 208,
      officeHours: '07:30-11:30, 13:30-17:30',
    })
  })

  it('is named by the moment it was made', () => {
    expect(supportFileName('2026-11-23T02:00:00.000Z')).toBe('motcua-chan-doan-20261123-0900.txt')
  })
})

describe('the redactor', () => {
  const redact = openRedactor({ home: '/home/quynh', account: 'quynh', computer: 'PC-01.local' })

  it.each([
    ['/home/quynh/.config/motcua', '~/.config/motcua'],
    ['/home/another/x', '/home/***/x'],
    ['C:\\Users\\Trần Thị Quỳnh\\AppData', 'C:\\Users\\***\\AppData'],
    ['C:\\\\Users\\\\Bình\\\\x', 'C:\\\\Users\\\\***\\\\x'],
    ['/Users/binh/Library', '/Users/***/Library'],
    ['as QUYNH on pc-01', 'as *** on ***'],
    ['mail binh@thuanhoa.gov.vn now', 'mail *** now'],
    ['số 046190001234, điện thoại +84905123456', 'số ***, điện thoại ***'],
  ])('takes the name out of %j', (text, redacted) => expect(redact(text)).toBe(redacted))

  it.each(['quynhon', 'SQLITE_BUSY 5', '2026-11-23T02:00:00.000Z', 'worker.cjs:1234:56', '45.4.1', 'A1B2C3D4', '20261123'])(
    'leaves %j alone',
    (text) => expect(redact(text)).toBe(text),
  )

  it('does not take a syllable for a name', () => {
    expect(openRedactor({ home: '', account: 'an', computer: 'pc' })('an toàn pc')).toBe('an toàn pc')
  })

  it('goes through values of any depth and leaves the names of fields', () => {
    expect(redactAll({ quynh: ['quynh', { a: 'quynh', n: 1, none: null }] }, redact)).toEqual({
      quynh: ['***', { a: '***', n: 1, none: null }],
    })
  })

  it('knows this computer', () => {
    const { home, computer: name } = privateNames()
    expect(home).not.toBe('')
    expect(name).not.toBe('')
  })
})

describe('the step of the log', () => {
  const look = (clock: TestClock) => takeStep('log', (notes) => lookAtLog(notes, logFile, readLog(logFile), clock))

  it('passes without a log, and with one without incidents', () => {
    expect(look(new TestClock())).toMatchObject({ verdict: 'ok', facts: { incidentCount: 0, logBytes: 0 } })
    openLog(logFile, new TestClock()).info('start')
    expect(look(new TestClock())).toMatchObject({ verdict: 'ok', facts: { incidentCount: 0 } })
  })

  it('counts the incidents of a week and gives the numbers that people read out', () => {
    const clock = new TestClock()
    const log = openLog(logFile, clock)
    const numbers = [1, 2, 3, 4, 5, 6].map((n) => {
      clock.advance({ days: 2 })
      return log.incident(`cases.receive${n}`, new Error('x'))
    })
    const step = look(clock)
    expect(step).toMatchObject({ verdict: 'attention', facts: { incidentCount: 6, recentIncidentCount: 4 } })
    expect(step.facts.lastIncidents).toBe(
      numbers
        .slice(1)
        .reverse()
        .map((number, index) => `${number} (cases.receive${6 - index})`)
        .join(', '),
    )
    clock.advance({ days: 30 })
    expect(look(clock).verdict).toBe('ok')
  })

  it('reads the log before too, and passes over a line that a power cut broke', () => {
    const clock = new TestClock()
    openLog(`${logFile}.1`, clock).incident('old', new Error('x'))
    writeFileSync(logFile, '{"time":"2026-11-23T02:00:00.000Z","level":"error","eve\n\u0000\u0000\nnull\n')
    expect(look(clock).facts.incidentCount).toBe(1)
  })
})
