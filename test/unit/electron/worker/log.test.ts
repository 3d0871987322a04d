// Support reads the log, and it travels by mail: nothing that a citizen or a clerk has typed may stand in it.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../../../db/model/errors.ts'
import { newId } from '../../../../db/model/ids.ts'
import { readContract } from '../../../../electron/api/contract.ts'
import { failureOf } from '../../../../electron/failure.ts'
import { describeError, openLog } from '../../../../electron/log.ts'
import { callSamples } from '../../../fixtures/call-samples.ts'
import { makeFolder, openTestOffice, sampleIntake, samplePerson, TestClock } from '../../../fixtures/office.ts'
import { startWorker } from '../../../fixtures/worker.ts'

const marked = 'Nguyễn Thị MARK-7731'
let folder: string
let remove: () => void
beforeEach(() => {
  ;({ folder, remove } = makeFolder())
})
afterEach(() => remove())

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

/** The input as often as it has texts, each time with another one marked; a call without texts is asked once as it is. */
function markedInputs(input: unknown): unknown[] {
  const marking = (value: unknown): unknown[] => {
    if (typeof value === 'string') return [marked]
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([key, inner]) =>
      marking(inner).map((changed) => (Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed })),
    )
  }
  const found = marking(input)
  return found.length > 0 ? found : [input]
}

describe('the log', () => {
  it('holds nothing of it either when it is put into every place of every call that takes text', async () => {
    const office = await openTestOffice({ folder })
    const { staffId } = office.actor
    await office.close()
    const logFile = join(folder, 'logs', 'main.log')
    const [writer, reader] = [await startWorker('writer', folder, { logFile }), await startWorker('reader', folder, { logFile })]
    let asked = 0
    for (const [name, { runs }] of await readContract()) {
      if (runs === 'main') continue
      for (const input of markedInputs(callSamples[name])) {
        await (runs === 'reader' ? reader : writer).ask(name, input, staffId)
        asked += 1
      }
    }
    await reader.close()
    await writer.close()
    expect(asked).toBeGreaterThan(100)
    const text = readFileSync(logFile, 'utf8')
    expect(text.length).toBeGreaterThan(0)
    expect(text).not.toContain('MARK-7731')
    expect(text).not.toContain('Nguyễn Thị')
  })

  it('holds nothing of what was typed, whatever succeeds or fails', async () => {
    const office = await openTestOffice({ folder })
    const { staffId } = office.actor
    const procedureId = await office.procedureId('KS')
    await office.close()
    const logFile = join(folder, 'logs', 'main.log')
    const worker = await startWorker('writer', folder, { logFile })
    const applicant = samplePerson({ fullName: marked, address: marked, representative: marked })
    const intake = sampleIntake({ procedureId, applicant, summary: marked, note: marked })
    const asked: ReadonlyArray<[name: string, input: unknown, isRefused: boolean]> = [
      ['cases.receive', intake, false],
      ['cases.receive', { ...intake, caseId: newId(0), receivedAt: '2099-01-01T08:00' }, true],
      ['cases.receive', { ...intake, caseId: newId(0), applicant: { ...applicant, idNumber: marked } }, true],
      ['cases.receive', { ...intake, caseId: newId(0), components: [{ name: marked }] }, true],
      ['cases.receive', { ...intake, caseId: { [marked]: marked } }, true],
      ['cases.search', { query: marked, limit: 5 }, false],
      ['cases.search', { query: { [marked]: marked }, limit: 5 }, true],
      ['cases.findByCode', { code: marked }, false],
      ['cases.setOfficialCode', { caseId: intake.caseId, officialCode: marked }, true],
      ['cases.saveDraft', { payload: JSON.stringify(intake) }, false],
      ['cases.get', { caseId: marked }, true],
      ['people.signIn', { signInName: 'binhtt', password: marked }, true],
      ['people.signIn', { signInName: marked, password: marked }, true],
      [
        'people.addStaff',
        { fullName: marked, positionTitle: marked, roles: ['viewer'], signInName: 'binhtt', password: marked },
        true,
      ],
      ['people.findPersons', { query: marked, kind: null }, false],
      ['people.setPreference', { key: marked, value: marked }, false],
      ['calendar.compute', { limit: 3, unit: marked, receivedAt: marked, cutoff: marked }, true],
      ['procedures.list', { query: marked, field: marked, limit: 5 }, false],
      ['internal.importCatalogue', { text: `{"meta": "${marked}"` }, true],
      ['internal.importCalendar', { text: marked }, true],
      ['internal.previewCatalogue', { file: join(folder, marked) }, true],
      [marked, { [marked]: marked }, true],
    ]
    for (const [name, input, isRefused] of asked) {
      const reply = await worker.ask(name, input, staffId)
      expect(reply.ok, `${name} ${JSON.stringify(reply)}`).toBe(!isRefused)
    }
    await worker.close()
    const withoutNames = linesOf(logFile).filter(({ where, event }) => where !== marked && event !== marked)
    expect(withoutNames.length).toBeGreaterThan(10)
    expect(JSON.stringify(withoutNames)).not.toMatch(/MARK-7731|Nguyễn|Nguy\\u/)
    expect(withoutNames.some(({ level }) => level === 'error')).toBe(true)
  })

  it('keeps of an error its kind, its code and where in our code it rose', () => {
    const error = Object.assign(new TypeError(`cannot read ${marked}`), { code: 'ERR_SOMETHING' })
    const { kind, code, at } = describeError(error)
    expect({ kind, code }).toEqual({ kind: 'TypeError', code: 'ERR_SOMETHING' })
    expect(at[0]).toContain('log.test.ts')
    expect(JSON.stringify(describeError(error))).not.toContain('MARK')
    expect(at.join()).not.toContain('/')
    expect(describeError(marked)).toEqual({ kind: 'string', code: '', at: [] })
    expect(describeError(undefined)).toEqual({ kind: 'undefined', code: '', at: [] })
  })

  it('takes no line of a message for a place in our code', () => {
    const error = new Error(`first line\n    at ${marked} (${marked}.ts:1:2)\n    at ${marked}`)
    const { at } = describeError(error)
    expect(at[0]).toContain('log.test.ts')
    expect(at.join()).not.toContain('MARK')
  })

  it('leaves out the folder, in which the name of the person at the computer stands', () => {
    const error = new Error('x')
    error.stack = [
      'Error: x',
      '    at receive (C:\\Users\\Nguyễn Văn An\\AppData\\Local\\motcua\\resources\\app.asar\\out\\main\\worker.cjs:10:20)',
      '    at async C:\\Users\\Nguyễn Văn An\\worker.cjs:30:40',
      '    at async answer (file:///home/nguyen%20van%20an/out/main/worker.cjs:50:60)',
    ].join('\n')
    const { at } = describeError(error)
    expect(at).toHaveLength(3)
    for (const frame of at) expect(frame).toContain('worker.cjs:')
    expect(at.join()).not.toMatch(/Nguyễn|Văn|An\b|nguyen/)
  })

  it('gives an unforeseen error a number, and a refusal none', () => {
    const file = join(folder, 'logs', 'main.log')
    const log = openLog(file, new TestClock())
    const unforeseen = failureOf(new Error(marked), log, 'cases.receive')
    expect(unforeseen).toMatchObject({ code: 'app.unexpected', params: {}, issues: [] })
    const refusal = new AppError('input.invalid', { name: marked }, [{ path: 'applicant.fullName', code: 'required' }])
    expect(failureOf(refusal, log, 'cases.receive')).toEqual({
      code: 'input.invalid',
      params: { name: marked },
      issues: refusal.issues,
      incident: null,
    })
    const lines = linesOf(file)
    expect(lines).toMatchObject([
      { level: 'error', event: 'cases.receive', incident: unforeseen.incident, kind: 'Error' },
      { level: 'info', event: 'refused', where: 'cases.receive', code: 'input.invalid' },
    ])
    for (const line of lines) expect(Object.values(line)).toContain('2026-11-23T02:00:00.000Z')
    expect(readFileSync(file, 'utf8')).not.toContain('MARK')
  })

  it('turns over at a megabyte and keeps one older file', () => {
    const file = join(folder, 'main.log')
    const log = openLog(file, new TestClock())
    writeFileSync(file, `${'x'.repeat(1_048_577)}\n`)
    log.info('first line of the new file')
    expect(linesOf(file)).toMatchObject([{ event: 'first line of the new file' }])
    expect(statSync(`${file}.1`).size).toBeGreaterThan(1_048_576)
  })

  it('never stops the program when it cannot be written', () => {
    const file = join(folder, 'main.log')
    const log = openLog(file, new TestClock())
    remove()
    log.info('to nowhere')
    expect(log.incident('to nowhere', new Error('x'))).toMatch(/^[0-9A-F]{8}$/)
    expect(existsSync(file)).toBe(false)
  })
})
