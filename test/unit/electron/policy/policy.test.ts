// The machine's policy: right values hold, wrong ones are named and never loosen anything, and the template for Windows writes
// exactly the keys that are read.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type MachinePolicy, policyFile } from '../../../../electron/policy/machine-policy.ts'
import { readPolicy } from '../../../../electron/policy/policy.ts'
import { parseRegistry } from '../../../../electron/policy/registry.ts'
import { judgePolicy, policyKeys } from '../../../../electron/policy/schema.ts'
import { makeFolder, resources } from '../../../fixtures/office.ts'
import { makePublisher } from '../../../fixtures/update.ts'

const { publicText } = makePublisher()
const none: MachinePolicy = {
  updates: 'allow',
  startsTaken: true,
  updateFolder: null,
  updateKeys: [],
  packKeys: [],
  maxLockMinutes: null,
  dataFolder: null,
  language: 'vi',
  problems: [],
}
const whole = {
  updates: 'allow',
  updateFolder: '/mnt/cap-nhat',
  updateKeys: [publicText],
  packKeys: [`46:${publicText}`],
  maxLockMinutes: 5,
  dataFolder: '/var/lib/motcua',
  language: 'en',
}

let folder: string
let remove: () => void
beforeEach(() => {
  ;({ folder, remove } = makeFolder())
})
afterEach(() => remove())
const read = (content?: unknown, registry: Record<string, unknown> | undefined = undefined) => {
  const file = join(folder, 'policy.json')
  if (content !== undefined) writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return readPolicy(file, join(folder, 'user', 'policy-last.json'), () => registry)
}

describe('the policy', () => {
  it('says nothing where there is none', () => {
    expect(read()).toEqual(none)
    expect(existsSync(join(folder, 'user'))).toBe(false)
  })

  it('holds as it stands', () => {
    expect(read(whole)).toEqual({ ...whole, startsTaken: true, problems: [] })
    expect(read(`\uFEFF${JSON.stringify(whole)}`)).toEqual({ ...whole, startsTaken: true, problems: [] })
  })

  it('of the registry wins, key by key', () => {
    expect(read(whole, { maxLockMinutes: 3, updates: 'off' })).toMatchObject({
      maxLockMinutes: 3,
      updates: 'off',
      language: 'en',
    })
  })

  it.each([
    ['maxLockMinutes', 0],
    ['maxLockMinutes', 241],
    ['maxLockMinutes', '5'],
    ['updates', 'yes'],
    ['updateKeys', ['x']],
    ['updateKeys', publicText],
    ['packKeys', [publicText]],
    ['packKeys', ['46:x']],
    ['dataFolder', 'data'],
    ['dataFolder', '\\\\server\\share'],
    ['language', 'fr'],
    ['maxLockMinute', 5],
  ])('names a wrong %s: %j, keeps what is right, and takes no update files meanwhile', (key, value) => {
    expect(read({ ...whole, [key]: value })).toMatchObject({
      updateFolder: '/mnt/cap-nhat',
      updates: 'off',
      problems: [key],
    })
  })

  it.each(['', '{', '[]', '7', 'null', '"x"', '{"updates":'])('that is no list of keys (%j) is named whole', (text) => {
    expect(read(text)).toEqual({ ...none, updates: 'off', problems: ['policy.json'] })
  })

  it('that cannot be read is no crash', () => {
    mkdirSync(join(folder, 'policy.json'))
    expect(read()).toMatchObject({ updates: 'off', problems: ['policy.json'] })
    const broken = readPolicy(join(folder, 'none.json'), join(folder, 'last.json'), () => {
      throw new Error('reg.exe is gone')
    })
    expect(broken).toMatchObject({ updates: 'off', problems: ['HKLM'] })
  })

  it('with a mistake leaves the data where they were: an office must not look like a new one', () => {
    read(whole)
    expect(read('{')).toMatchObject({
      dataFolder: '/var/lib/motcua',
      maxLockMinutes: 5,
      language: 'en',
      updates: 'off',
      updateKeys: [],
      packKeys: [],
    })
    expect(read({ ...whole, dataFolder: 'relative' })).toMatchObject({ dataFolder: '/var/lib/motcua' })
    expect(read('{')).toMatchObject({ startsTaken: true }) // the office's version may be one from a file
    expect(read({ ...whole, updates: 'off' })).toMatchObject({ startsTaken: false, problems: [] })
    expect(read('{')).toMatchObject({ startsTaken: false })
    expect(read({})).toEqual(none) // taken away on purpose
    expect(read('{')).toMatchObject({ dataFolder: null })
  })

  it('can be put elsewhere for a test, never in the package', () => {
    process.env.MOTCUA_POLICY = join(folder, 'mine.json')
    try {
      expect(policyFile(false)).toBe(join(folder, 'mine.json'))
      expect(policyFile(true)).not.toContain(folder)
    } finally {
      delete process.env.MOTCUA_POLICY
    }
    expect(policyFile(false)).toBe(policyFile(true))
  })
})

describe('the registry', () => {
  it('is read as reg prints it', () => {
    const printed = [
      '',
      'HKEY_LOCAL_MACHINE\\Software\\Policies\\motcua',
      '    updates    REG_SZ    off',
      '    maxLockMinutes    REG_DWORD    0xf',
      '    dataFolder    REG_SZ    D:\\Dữ liệu\\Một Cửa',
      `    updateKeys    REG_MULTI_SZ    ${publicText}\\0${publicText}`,
      '    updateFolder    REG_SZ    \\\\may-chu\\cap nhat',
      '',
      'HKEY_LOCAL_MACHINE\\Software\\Policies\\motcua\\more',
    ].join('\r\n')
    const { policy, wrong } = judgePolicy(parseRegistry(printed))
    expect(wrong).toEqual([])
    expect(policy).toEqual({
      updates: 'off',
      maxLockMinutes: 15,
      dataFolder: 'D:\\Dữ liệu\\Một Cửa',
      updateKeys: [publicText, publicText],
      updateFolder: '\\\\may-chu\\cap nhat',
    })
  })
})

describe('the template for Windows', () => {
  const admx = readFileSync(join(resources, 'policy', 'motcua.admx'), 'utf8')
  const adml = (language: string) => readFileSync(join(resources, 'policy', language, 'motcua.adml'), 'utf8')
  const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')

  it('writes exactly the keys that are read', () => {
    expect(all(admx, /valueName="([^"]+)"/g).toSorted()).toEqual(policyKeys.toSorted())
    expect(new Set(all(admx, /\bkey="([^"]+)"/g))).toEqual(new Set(['Software\\Policies\\motcua']))
    for (const value of all(admx, /<string>([^<]+)<\/string>/g)) {
      expect(
        [{ updates: value }, { language: value }].some((one) => judgePolicy(one).wrong.length === 0),
        value,
      ).toBe(true)
    }
    const [least, most] = [/minValue="(\d+)"/, /maxValue="(\d+)"/].map((pattern) => Number(pattern.exec(admx)?.[1]))
    expect(judgePolicy({ maxLockMinutes: least }).wrong.concat(judgePolicy({ maxLockMinutes: most }).wrong)).toEqual([])
    expect(judgePolicy({ maxLockMinutes: (most ?? 0) + 1 }).wrong).toEqual(['maxLockMinutes'])
  })

  it.each(['vi-VN', 'en-US'])('has every text and every field in %s, and none besides', (language) => {
    const text = adml(language)
    expect(all(text, /<string id="([^"]+)"/g).toSorted()).toEqual([...new Set(all(admx, /\$\(string\.([^)]+)\)/g))].toSorted())
    expect(all(text, /<presentation id="([^"]+)"/g).toSorted()).toEqual(all(admx, /\$\(presentation\.([^)]+)\)/g).toSorted())
    expect(all(text, /refId="([^"]+)"/g).toSorted()).toEqual(
      all(admx, /<(?:text|multiText|decimal|enum) id="([^"]+)"/g).toSorted(),
    )
  })
})
