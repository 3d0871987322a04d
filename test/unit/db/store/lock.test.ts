import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockFolder } from '../../../../db/store/open.ts'
import { firstLine, kill, startChild } from '../../../fixtures/child.ts'
import { makeFolder, openTestOffice } from '../../../fixtures/office.ts'

const holder = join(import.meta.dirname, '../../../fixtures/hold-office.ts')

let folder: string
let remove: () => void
beforeEach(() => {
  ;({ folder, remove } = makeFolder())
})
afterEach(() => remove())

describe('the lock of a folder', () => {
  it('refuses a second process, and is free as soon as the first one is killed', async () => {
    const child = startChild(holder, folder)
    try {
      expect(await firstLine(child)).toBe('open')
      await expect(openTestOffice({ folder })).rejects.toMatchObject({ code: 'store.inUse' })
    } finally {
      await kill(child)
    }
    const { db, close } = await openTestOffice({ folder })
    expect(await db.selectFrom('staff').select('sign_in_name').execute()).toEqual([{ sign_in_name: 'binhtt' }])
    await close()
  })

  it('refuses this process too while this process holds it', () => {
    const lock = lockFolder(folder)
    expect(() => lockFolder(folder)).toThrow('store.inUse')
    lock.release()
    lockFolder(folder).release()
  })

  it('is given back when opening fails', async () => {
    await expect(openTestOffice({ folder: join(folder, 'OneDrive', 'motcua') })).rejects.toMatchObject({
      code: 'store.cloudFolder',
    })
    const { close } = await openTestOffice({ folder })
    await close()
    lockFolder(folder).release()
  })
})
