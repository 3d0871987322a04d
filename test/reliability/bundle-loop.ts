// Writes and records bundles without an end, one line for each that was recorded, until it is killed.
import { recordBundles } from '../../db/bundles/commands.ts'
import { writeBundles } from '../../db/bundles/export.ts'
import type { ExportChoice } from '../../db/bundles/rules.ts'
import { ownDeviceKey } from '../../db/trust/enrol.ts'
import { openTestOffice, TestClock } from '../fixtures/office.ts'

const [folder = '', stick = '', minutes = '0'] = process.argv.slice(2)
const clock = new TestClock()
clock.advance({ minutes: Number(minutes) })
const { db, folder: dataFolder, actor } = await openTestOffice({ folder, clock })
const key = await ownDeviceKey(db, dataFolder, clock)
const choice: ExportChoice = {
  scope: 'since',
  ...{ from: null, to: null, caseId: null, bundleIds: null, withScans: true, splitMegabytes: null },
}
process.stdout.write('begun\n')
for (;;) {
  clock.advance({ seconds: 1 })
  const { bundles } = await writeBundles({ db, dataFolder, key, clock, program: '0.0.0' }, choice, stick)
  await recordBundles(db, actor, bundles)
  for (const { number } of bundles) process.stdout.write(`${number}\n`)
}
