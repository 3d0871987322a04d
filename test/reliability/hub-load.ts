// A province's computer that takes in a folder of bundles, in a process of its own, until it has all of them or is killed.
import { parseArgs } from 'node:util'
import type { ImportOptions } from '../../db/hub/import.ts'
import { openHub } from '../../db/hub/open.ts'
import { importQueue, listQueue } from '../../db/hub/queue.ts'

const { values } = parseArgs({ options: { plan: { type: 'string', default: '{}' } } })
const { folder, inbox, url, options } = JSON.parse(values.plan) as {
  folder: string
  inbox: string
  url?: string
  options: ImportOptions
}
const store = await openHub(folder, url)
process.stdout.write('open\n')
await importQueue(store, listQueue(inbox), options, (file, outcome) =>
  process.stdout.write('error' in outcome ? `refused ${file}: ${String(outcome.error)}\n` : `taken ${file}\n`),
)
await store.close()
process.stdout.write('done\n')
