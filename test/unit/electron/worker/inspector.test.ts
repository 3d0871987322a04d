// The thread that diagnoses: it opens nothing at its start, so it also answers where nothing opens.
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { databaseName, lockFolder } from '../../../../db/store/open.ts'
import { partsOf } from '../../../fixtures/diagnosis.ts'
import { makeFolder } from '../../../fixtures/office.ts'
import { startWorker } from '../../../fixtures/worker.ts'

it('diagnoses a folder whose database does not open, and holds no lock of it', async () => {
  const { folder, remove } = makeFolder()
  writeFileSync(join(folder, databaseName), 'x'.repeat(9_000))
  const logFile = join(folder, 'main.log')
  const inspector = await startWorker('inspector', folder, { logFile })
  expect(inspector.failure).toBeNull()
  const reply = await inspector.ask('internal.diagnose', partsOf(folder, { logFile }))
  expect(reply).toMatchObject({ ok: true, value: { text: expect.stringContaining('Bước 6. Cơ sở dữ liệu: CÓ LỖI') } })
  lockFolder(folder).release()
  expect(await inspector.ask('people.listSignIns', {})).toMatchObject({ ok: false, error: { code: 'store.restarting' } })
  await inspector.close()
  expect(readdirSync(folder).filter((name) => name.startsWith(databaseName))).toEqual([databaseName])
  remove()
})
