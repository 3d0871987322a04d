import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { clearUnsealed, unsealedFolder } from '../../../../electron/worker/unsealed.ts'
import { makeFolder } from '../../../fixtures/office.ts'

it('a data folder that is a file does not stop the program before it can say so (the window never opened)', () => {
  const { folder, remove } = makeFolder()
  mkdirSync(unsealedFolder(folder))
  clearUnsealed(folder)
  const file = join(folder, 'data')
  writeFileSync(file, '')
  expect(() => clearUnsealed(file)).not.toThrow()
  remove()
})
