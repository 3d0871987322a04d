// An office at work in a process of its own: the product's database workers, asked without a pause as a window would ask them. Says of
// each write that it begins and that it is answered, for as long as it lives.
import { readFileSync, writeSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { systemClock } from '../../db/model/clock.ts'
import { newId } from '../../db/model/ids.ts'
import { resourcePaths } from '../../electron/paths.ts'
import { resources } from '../fixtures/office.ts'
import { startWorker, type TestWorker } from '../fixtures/worker.ts'
import { makeChance } from './chance.ts'
import { importedCount, labelled } from './holding.ts'
import { type Line, type LoadPlan, logOf, type Write, type WriteKind } from './journal.ts'

const plan = JSON.parse(process.argv[2] ?? '') as LoadPlan
const chance = makeChance(plan.name)
const caseIds = [...plan.caseIds]
const uncoded = new Set<string>()
/** A disk without power refuses everything at once. */
const refusedPauseMs = 20
let writer: TestWorker
let reader: TestWorker | undefined
let count = 0

/** Written through at once: what waits in this process would die with it. */
function say(line: Line): void {
  const bytes = Buffer.from(`${JSON.stringify(line)}\n`)
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(1, bytes, written)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
    }
  }
}

async function open(): Promise<void> {
  writer = await startWorker('writer', plan.folder, { logFile: logOf(plan) })
  if (writer.failure) throw new Error(`the office does not open: ${writer.failure.code}`)
}

async function getReader(): Promise<TestWorker> {
  reader ??= await startWorker('reader', plan.folder, { logFile: logOf(plan) })
  return reader
}

async function closeReader(): Promise<void> {
  await reader?.close()
  reader = undefined
}

async function ask(worker: TestWorker, name: string, input: unknown): Promise<unknown> {
  const reply = await worker.ask(name, input, plan.staffId)
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code} ${JSON.stringify(reply.error.issues)}`)
  return reply.value
}

function catalogueText(label: number): string {
  const { meta, procedures } = JSON.parse(readFileSync(resourcePaths(resources).catalogue, 'utf8')) as {
    meta: object
    procedures: Array<{ name: string }>
  }
  const some = procedures.slice(0, importedCount).map((entry) => ({ ...entry, name: labelled(entry.name, label) }))
  return JSON.stringify({ meta, procedures: some })
}

function choose(kind: WriteKind): Write {
  switch (kind) {
    case 'receive':
      return { kind, caseId: newId(systemClock.nowMs()) }
    case 'draft':
      return { kind, payload: JSON.stringify({ typed: 'Đề nghị '.repeat(chance.below(40)), n: newId(systemClock.nowMs()) }) }
    case 'print':
      return caseIds.length > 0 ? { kind, caseId: chance.oneOf(caseIds) } : choose('receive')
    case 'code': {
      const [caseId] = uncoded
      if (caseId === undefined) return choose('receive')
      uncoded.delete(caseId)
      const number = String(chance.below(10_000)).padStart(4, '0')
      const day = String(1 + chance.below(28)).padStart(2, '0')
      return { kind, caseId, officialCode: `H57.${10 + chance.below(80)}.${10 + chance.below(80)}-2611${day}-${number}` }
    }
    case 'import':
      return { kind, label: 1 + chance.below(2 ** 31) }
    case 'restore':
      return plan.backup === null ? choose('receive') : { kind, name: plan.backup }
    default:
      return { kind }
  }
}

const receiptForm = '03/2025/TT-VPCP#01@2025-09-15'

async function run(write: Write): Promise<unknown> {
  switch (write.kind) {
    case 'receive': {
      const result = await ask(writer, 'cases.receive', { ...plan.intake, caseId: write.caseId })
      caseIds.push(write.caseId)
      uncoded.add(write.caseId)
      return result
    }
    case 'draft':
      return ask(writer, 'cases.saveDraft', { payload: write.payload })
    case 'print':
      return ask(writer, 'internal.recordFormPrint', {
        ...{ caseId: write.caseId, kind: 'receipt', documentId: '', formKey: receiptForm, versionId: null },
        ...{ method: 'printer', printer: '', reason: '' },
      })
    case 'code':
      return ask(writer, 'cases.setOfficialCode', { caseId: write.caseId, officialCode: write.officialCode })
    case 'import':
      return ask(writer, 'internal.importCatalogue', { text: catalogueText(write.label) })
    case 'backup':
      return ask(await getReader(), 'internal.backUp', { reason: 'manual', onlyIfChanged: false })
    case 'restore': {
      await closeReader()
      const result = await ask(writer, 'internal.restore', { name: write.name })
      caseIds.length = 0
      uncoded.clear()
      return result
    }
    case 'open':
      return open()
    case 'close':
      await closeReader()
      return writer.close()
  }
}

async function perform(write: Write): Promise<void> {
  count += 1
  const n = count
  say({ at: 'begun', n, write })
  try {
    say({ at: 'done', n, result: (await run(write)) ?? null })
  } catch (error) {
    say({ at: 'refused', n, code: error instanceof Error ? error.message : String(error) })
    await wait(refusedPauseMs)
  }
}

await perform({ kind: 'open' })
let next: WriteKind | null = plan.first
for (;;) {
  const kind: WriteKind = next ?? chance.oneOf(plan.kinds)
  next = kind === 'close' ? 'open' : null
  if (kind === 'backup') {
    // People go on receiving while the reader copies.
    let isDone = false
    const backup = perform({ kind }).finally(() => {
      isDone = true
    })
    while (!isDone) await perform(choose('receive'))
    await backup
  } else await perform(choose(kind))
}
