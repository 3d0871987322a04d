import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from '../../../../db/model/errors.ts'
import { permissions } from '../../../../db/people/rules.ts'
import type { Call } from '../../../../electron/api/call.ts'
import { type CallName, readCall, readContract } from '../../../../electron/api/contract.ts'
import { parseInput } from '../../../../electron/api/parse.ts'
import { handlers } from '../../../../electron/worker/handlers.ts'
import { anId, callSamples } from '../../../fixtures/call-samples.ts'
import { sampleIntake, samplePerson } from '../../../fixtures/office.ts'

const calls = await readContract()
const callNames = [...calls.keys()]
const getCall = (name: CallName): Call => {
  const found = calls.get(name)
  if (!found) throw new Error(name)
  return found
}

const outcome = (name: CallName, input: unknown): unknown => {
  try {
    return parseInput(getCall(name).input, input)
  } catch (error) {
    return error
  }
}
const isRefusal = (value: unknown): boolean =>
  value instanceof AppError && value.code === 'input.invalid' && value.issues.length > 0

describe('the contract', () => {
  it('declares every call whole: schemas, who may, where it runs', async () => {
    expect(Object.keys(callSamples).toSorted()).toEqual(callNames.toSorted())
    for (const name of callNames) {
      const { input, output, access, runs } = getCall(name)
      expect(input, name).toBeInstanceOf(z.ZodType)
      expect(output, name).toBeInstanceOf(z.ZodType)
      expect(['anyone', 'signedIn', ...permissions], name).toContain(access)
      expect(['writer', 'reader', 'main'], name).toContain(runs)
    }
    expect(await readCall('cases.list')).toBe(getCall('cases.list'))
    for (const wrong of ['cases.explode', 'nothing.list', 'toString.call', 'cases', ''])
      await expect(readCall(wrong as CallName), wrong).rejects.toThrow('no such call')
  })

  it('opens to people who have not signed in only what the first screens need', () => {
    const open = callNames.filter((name) => getCall(name).access === 'anyone')
    expect(open.toSorted()).toEqual([
      'app.cancel',
      'app.getStatus',
      'app.quit',
      'app.retryOpen',
      'diagnostics.run',
      'diagnostics.save',
      'people.getFirstRunChoices',
      'people.listSignIns',
      'people.lock',
      'people.setUp',
      'people.signIn',
      'people.signOut',
      'program.retryVersion',
      // Refused by the main process unless the database cannot be used or nothing has been set up.
      'recovery.list',
      'recovery.pick',
      'recovery.preview',
      'recovery.restore',
      'recovery.restorePicked',
      'recovery.salvage',
      'recovery.showFolder',
      'recovery.verify',
      // Refused while the window is locked, and signing in and resetting outside training mode.
      'training.enter',
      'training.leave',
      'training.reset',
      'training.signIn',
    ])
  })

  it('has a handler in the workers for every call that runs there, and none besides', () => {
    expect(Object.keys(handlers).toSorted()).toEqual(callNames.filter((name) => getCall(name).runs !== 'main').toSorted())
  })

  it('names every call subject.verb, and nothing that an object has by itself', () => {
    for (const name of callNames) expect(name).toMatch(/^[a-z]+\.[a-z][A-Za-z]+$/)
    for (const name of callNames) expect((name.split('.')[1] ?? '') in {}).toBe(false)
  })
})

describe('the input of a call', () => {
  it.each(callNames)('%s is accepted when it is right', (name) => {
    expect(isRefusal(outcome(name, callSamples[name]))).toBe(false)
  })

  it.each(callNames)('%s is refused in every field that is missing, of another kind or far too long', (name) => {
    const { shape } = getCall(name).input as z.ZodObject
    const sample = callSamples[name] as Readonly<Record<string, unknown>>
    for (const field of Object.keys(shape)) {
      const { [field]: _, ...without } = sample
      for (const input of [
        without,
        { ...sample, [field]: undefined },
        { ...sample, [field]: Symbol('x') },
        { ...sample, [field]: () => {} },
      ]) {
        expect(isRefusal(outcome(name, input)), `${name}.${field}`).toBe(true)
      }
    }
    for (const path of textPaths(sample)) {
      if (boundedElsewhere.has(`${name}.${path.join('.')}`)) continue
      expect(isRefusal(outcome(name, replaced(sample, path, 'x'.repeat(500_000)))), `${name}.${path.join('.')}`).toBe(true)
    }
  })

  it('never gets past the check as anything else than what the schema names', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...callNames),
        fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
        (name, input) => {
          const result = outcome(name, input)
          if (isRefusal(result)) return
          const { shape } = getCall(name).input as z.ZodObject
          expect(Object.keys(result as object).every((key) => Object.hasOwn(shape, key))).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('that asks for nothing takes nothing', () => {
    for (const input of [{ anything: 1 }, null, undefined, [], 'x']) expect(isRefusal(outcome('cases.count', input))).toBe(true)
  })

  it('never names a file outside the backups', () => {
    for (const name of ['../motcua.db', '..\\motcua.db', '/etc/passwd', 'C:\\motcua.db', 'a/b', '', 'x'.repeat(121)]) {
      expect(isRefusal(outcome('backup.verify', { name })), name).toBe(true)
      expect(isRefusal(outcome('backup.restore', { name })), name).toBe(true)
      expect(isRefusal(outcome('recovery.verify', { name })), name).toBe(true)
      expect(isRefusal(outcome('recovery.restore', { name })), name).toBe(true)
    }
  })

  it('arrives in one form of text, whatever the input method sent', () => {
    const input = {
      ...sampleIntake({ procedureId: anId, caseId: anId }),
      summary: '  Đề   nghị '.normalize('NFD'),
      note: 'một\r\n  hai\u200b ',
    }
    const applicant = samplePerson({ fullName: 'Nguyễn  Thị Duyên'.normalize('NFD') })
    expect(outcome('cases.receive', { ...input, applicant })).toMatchObject({
      summary: 'Đề nghị',
      note: 'một\nhai',
      applicant: { fullName: 'Nguyễn Thị Duyên' },
    })
  })
})

/** Texts whose length the schema leaves open: a token is only looked up, a cut-off is read by the rules of deadlines. */
const boundedElsewhere = new Set(['calendar.import.token', 'procedures.import.token', 'calendar.compute.cutoff'])

function textPaths(value: unknown, path: string[] = []): string[][] {
  if (typeof value === 'string') return [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textPaths(inner, [...path, key]))
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: string): unknown {
  if (key === undefined) return by
  if (Array.isArray(value)) return value.map((inner, index) => (String(index) === key ? replaced(inner, rest, by) : inner))
  const fields = value as Readonly<Record<string, unknown>>
  return { ...fields, [key]: replaced(fields[key], rest, by) }
}

describe('parseInput', () => {
  const schema = z.object({
    name: z.string().min(2).max(5),
    number: z.number().min(1).max(9),
    list: z.array(z.object({ kind: z.enum(['a', 'b']) })),
    custom: z.string().refine((value) => value !== 'x', { params: { issue: 'passwordTooShort', min: 8 } }),
    loose: z.string().refine((value) => value !== 'x'),
  })
  const good = { name: 'abc', number: 3, list: [{ kind: 'a' }], custom: 'c', loose: 'l' }
  const issuesOf = (input: unknown) => {
    try {
      return parseInput(schema, input)
    } catch (error) {
      return (error as AppError).issues
    }
  }

  it('returns what is right', () => expect(issuesOf(good)).toEqual(good))

  it('names field and reason of everything that is wrong', () => {
    expect(issuesOf({ name: 'abcdef', number: 10, list: [{ kind: 'a' }, { kind: 'c' }], custom: 'x', loose: 'x' })).toEqual([
      { path: 'name', code: 'tooLong', params: { max: 5 } },
      { path: 'number', code: 'tooLarge', params: { max: 9 } },
      expect.objectContaining({ path: 'list.1.kind', code: 'invalid' }),
      { path: 'custom', code: 'passwordTooShort', params: { min: 8 } },
      expect.objectContaining({ path: 'loose', code: 'invalid' }),
    ])
    expect(issuesOf({ ...good, number: 0 })).toEqual([{ path: 'number', code: 'tooSmall', params: { min: 1 } }])
  })

  it('never carries a typed value along', () => {
    const marked = 'MARK-7731'
    expect(
      JSON.stringify(issuesOf({ name: marked, number: marked, list: [{ kind: marked }], custom: 7, loose: 7 })),
    ).not.toContain(marked)
  })
})
