// `npm run bench`: prints the table of ratios and adds them to the history.
//   --quick   one small office, few rounds, nothing added to the history
//   --strict  exit code 1 when a figure misses its bar
//   --only data|system|backup|bundles|window
import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { systemClock, toInstant } from '../../db/model/clock.ts'
import { measureReceipt, measureSlowed, measureStart } from './app.ts'
import { measureBackup } from './backup.ts'
import { measureBundles } from './bundles.ts'
import { growthOf, measureData } from './data.ts'
import { sizes } from './generate.ts'
import { type Figure, passes } from './measure.ts'
import { clearWork, workPlace } from './place.ts'
import { appendHistory, tableOf } from './report.ts'
import { measureScrolling } from './scroll.ts'
import { measureSystem } from './system.ts'
import { stopAllWindows } from './window.ts'

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
    only: { type: 'string' },
    electron: { type: 'string', default: '' },
  },
})
const say = (line: string) => process.stderr.write(`bench: ${line}\n`)
const quickCases = 2_000
const { quick } = options
const wanted = (part: string) => options.only === undefined || options.only === part

const figures: Figure[] = []
async function measure(part: string, what: string, step: () => Promise<readonly Figure[]>): Promise<void> {
  if (!wanted(part)) return
  say(what)
  figures.push(...(await step()))
}

clearWork()
mkdirSync(workPlace, { recursive: true })
try {
  const dataSizes = quick ? [quickCases] : Object.values(sizes)
  for (const cases of dataSizes)
    await measure('data', `data of ${cases} cases`, () => measureData(cases, { rounds: quick ? 30 : 200, say }))
  figures.push(...growthOf(figures, sizes.small, sizes.large))
  await measure('system', 'quality system', () => measureSystem({ rounds: quick ? 10 : 60, say }))
  const cases = quick ? quickCases : sizes.middle
  const windows = { cases, rounds: quick ? 1 : 7, say }
  await measure('backup', 'backup', async () => [await measureBackup(cases, quick ? 1 : 5, say)])
  await measure('bundles', 'bundles of the offices', () => measureBundles({ rounds: quick ? 1 : 7, say }))
  await measure('window', 'start and memory', () => measureStart(windows))
  await measure('window', 'the page slowed six times', () => measureSlowed({ ...windows, rounds: quick ? 1 : 3 }))
  await measure('window', 'scrolling', () => measureScrolling(quick ? quickCases : sizes.large, say))
  await measure('window', 'receipt', () => measureReceipt(windows))
} finally {
  await stopAllWindows()
  clearWork()
}
process.stdout.write(`${tableOf(figures)}\n`)
if (!quick && options.only === undefined) appendHistory(figures, options.electron, toInstant(systemClock.nowMs()))
const missed = figures.filter((figure) => !passes(figure))
if (missed.length > 0) say(`${missed.length} of ${figures.length} figures miss their bar`)
process.exitCode = options.strict && missed.length > 0 ? 1 : 0
