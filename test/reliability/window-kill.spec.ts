// The whole application dies, window and workers together, at instants that chance chooses: while it starts, while cases are received
// through the page's own calls, while a clerk types. Each time it starts again on the same folder, and everything said must be there.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, type Page, test } from '@playwright/test'
import { type App, launchCommand, startApp } from '../e2e/app.ts'
import { sampleIntake } from '../fixtures/office.ts'
import { killsOf, makeChance, sayResult, withSeed } from './chance.ts'

declare global {
  interface Window {
    readonly acknowledge: (line: string) => Promise<void>
  }
}

const kills = killsOf('window')
/** Between a key that reached the page and the moment from which its character must survive. */
const draftLimitMs = 2_000

interface Running {
  readonly app: App
  /** Asked for once: a dead application no longer tells. */
  readonly child: ChildProcess
}

const isAlive = ({ child }: Running): boolean => child.exitCode === null && child.signalCode === null

async function run(folder?: string): Promise<Running> {
  const app = await startApp({ folder })
  return { app, child: app.electron.process() }
}

/** The application and every process that it started, without a chance to tidy up. */
async function killAll(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) throw new Error('not started')
  const gone = once(child, 'exit')
  process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
  await gone
}

/** Looks at the office from outside the application. */
function inspect(folder: string): { cases: Map<string, string>; faults: string[] } {
  const program = join(import.meta.dirname, 'inspect-office.ts')
  const output = execFileSync('node', ['--disable-warning=ExperimentalWarning', program, join(folder, 'data')], {
    encoding: 'utf8',
  })
  const { cases, faults } = JSON.parse(output) as { cases: Array<[string, string]>; faults: string[] }
  return { cases: new Map(cases), faults }
}

const nameField = (page: Page) => page.getByLabel(/^Họ và tên/).first()

/** Receives through the page's own call until the page is gone; every answer goes out before the next question. */
async function receiveUntilKilled({ app, child }: Running, cases: Map<string, string>, killAfterMs: number): Promise<void> {
  const { page } = app
  await page.exposeFunction('acknowledge', (line: string) => {
    const [caseId = '', code = ''] = line.split(' ')
    cases.set(caseId, code)
  })
  const { caseId: _, ...intake } = sampleIntake({ procedureId: '' })
  const endless = page.evaluate(async ({ components, ...template }) => {
    const [procedure] = (await window.motcua.procedures.list({ query: 'KS', field: null, limit: 1 }).then(okOf)).rows
    if (!procedure) throw new Error('no procedure')
    function okOf<T>(reply: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
      if (reply.ok) return reply.value
      throw new Error(reply.error.code)
    }
    for (;;) {
      const caseId = crypto.randomUUID()
      const made = okOf(
        await window.motcua.cases.receive({ ...template, components: [...components], caseId, procedureId: procedure.id }),
      )
      await window.acknowledge(`${caseId} ${made.provisionalCode}`)
      okOf(await window.motcua.cases.saveDraft({ payload: JSON.stringify({ after: caseId }) }))
    }
  }, intake)
  const ended = endless.then(
    () => 'ended',
    (error: unknown) => String(error),
  )
  await wait(killAfterMs)
  await killAll(child)
  expect(await ended).toMatch(/closed|crashed|destroyed/i) // and not by a refusal
}

/** Types until the page is gone. Returns the instant at which each character was there. */
async function typeUntilKilled(
  { app, child }: Running,
  text: string,
  killAfterMs: number,
): Promise<{ at: number[]; killedAt: number }> {
  const at: number[] = []
  let killedAt = Number.POSITIVE_INFINITY
  const killed = wait(killAfterMs).then(() => {
    killedAt = performance.now()
    return killAll(child)
  })
  for (const character of text) {
    if (killedAt !== Number.POSITIVE_INFINITY) break
    try {
      await app.page.keyboard.type(character)
    } catch {
      break
    }
    at.push(performance.now())
    await wait(25)
  }
  await killed
  return { at, killedAt }
}

test(`the application loses nothing that it said it has, killed ${kills} times`, async () => {
  test.setTimeout(60_000 + kills * 20_000)
  await withSeed(async () => {
    const chance = makeChance('window')
    const cases = new Map<string, string>()
    const counts = { starting: 0, receiving: 0, typing: 0, oldestDraftMs: 0 }
    let running = await run()
    const { folder } = running.app
    const again = async () => {
      running = await run(folder)
      await running.app.signIn()
      return running.app
    }
    await running.app.setUp()
    for (let round = 1; round <= kills; round += 1) {
      const kind = chance.oneOf(['starting', 'starting', 'receiving', 'typing'] as const)
      counts[kind] += 1
      if (kind === 'starting') {
        if (isAlive(running)) await killAll(running.child)
        const { program, args, ...how } = launchCommand(folder)
        const starting = spawn(program, args, { ...how, detached: process.platform !== 'win32', stdio: 'ignore' })
        await wait(chance.next() * 1_500)
        await killAll(starting)
        continue
      }
      if (!isAlive(running)) await again()
      if (kind === 'receiving') {
        await receiveUntilKilled(running, cases, chance.next() * 1_500)
        const { cases: held, faults } = inspect(folder)
        expect(faults).toEqual([])
        expect([...cases].filter(([caseId, code]) => held.get(caseId) !== code)).toEqual([])
        // At most the one of each round whose answer was still on its way.
        expect(held.size - cases.size).toBeLessThanOrEqual(1)
        for (const [caseId, code] of held) cases.set(caseId, code)
      } else {
        const { page } = running.app
        await page.keyboard.press('Control+n')
        await expect(page.getByRole('combobox', { name: /Tìm thủ tục/ })).toBeVisible()
        await page.keyboard.press('Alt+3')
        await expect(nameField(page)).toBeFocused()
        const text = Array.from({ length: 150 }, () => chance.oneOf([...'aăâbcdđeêghiklmnoôơpqrstuưvxy'])).join('')
        const { at, killedAt } = await typeUntilKilled(running, text, 500 + chance.next() * 4_000)
        const app = await again()
        await app.page.keyboard.press('Control+n')
        await expect(nameField(app.page)).toBeVisible()
        const mustHave = at.filter((instant) => instant <= killedAt - draftLimitMs).length
        if (mustHave > 0) await expect(nameField(app.page)).not.toHaveValue('')
        const kept = await nameField(app.page).inputValue()
        expect(text.startsWith(kept)).toBe(true)
        expect(kept.length).toBeGreaterThanOrEqual(mustHave)
        const firstLost = at[kept.length]
        if (firstLost !== undefined) counts.oldestDraftMs = Math.max(counts.oldestDraftMs, Math.round(killedAt - firstLost))
        const discard = app.page.getByRole('button', { name: 'Bỏ nháp' })
        if (kept !== '') await discard.click()
        await expect(nameField(app.page)).toHaveValue('')
      }
    }
    if (isAlive(running)) await killAll(running.child)
    await (await again()).stop()
    const { cases: held, faults } = inspect(folder)
    expect(faults).toEqual([])
    expect(held).toEqual(cases)
    sayResult(`${kills} kills of the application`, { ...counts, cases: cases.size })
  })
})
