// A program in the real Electron, started and watched from outside: when its page showed something, how long its keys take, how much
// memory all its processes hold. Works on Linux, where the system tells the shared part of each process's memory (PSS).
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { workPlace } from './place.ts'

const root = resolve(import.meta.dirname, '..', '..')
const limitMs = 180_000

export interface Tools {
  readonly electron: string
  readonly binding: string | null
}
export const readTools = (): Tools => JSON.parse(readFileSync(join(root, '.cache', 'runtime.json'), 'utf8')) as Tools

export interface WindowOptions {
  readonly program: 'product' | 'bare'
  /** User data; a new one when not given. */
  readonly folder?: string
  /** Times that the page's processor is slowed (through the devtools protocol). */
  readonly slowdown?: number
  /** CSS selectors to be told of from the start. */
  readonly awaited: readonly string[]
}

type Message =
  | { readonly kind: 'seen'; readonly selector: string; readonly atMs: number }
  | { readonly kind: 'typed'; readonly ms: number }
  | { readonly kind: 'answer'; readonly id: number; readonly value?: unknown; readonly error?: string }

export class BenchWindow {
  /** Wall time at which the process was asked for. */
  readonly startedMs: number
  readonly typedMs: number[] = []
  readonly #child: ChildProcess
  readonly #seen = new Map<string, number>()
  readonly #waiting: Array<{ selector: string; done: (atMs: number) => void }> = []
  readonly #answers = new Map<number, (message: Extract<Message, { kind: 'answer' }>) => void>()
  #nextId = 1

  constructor({ program, folder, slowdown = 1, awaited }: WindowOptions) {
    const { electron, binding } = readTools()
    const sandbox = process.getuid?.() === 0 || process.env.MOTCUA_NO_SANDBOX ? ['--no-sandbox'] : []
    const args = [
      ...sandbox,
      `--user-data-dir=${folder ?? mkdtempSync(join(workPlace, 'window-'))}`,
      join(import.meta.dirname, 'hook'),
    ]
    const env = {
      ...process.env,
      BENCH_PROGRAM: program === 'product' ? root : join(import.meta.dirname, 'bare'),
      BENCH_SLOWDOWN: String(slowdown),
      BENCH_AWAIT: JSON.stringify(awaited),
      ...(binding ? { MOTCUA_SQLITE_BINDING: binding } : {}),
    }
    this.startedMs = performance.timeOrigin + performance.now()
    this.#child = spawn(electron, args, { env, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    running.add(this)
    this.#child.on('message', (message: Message) => {
      if (message.kind === 'typed') this.typedMs.push(message.ms)
      else if (message.kind === 'answer') this.#answers.get(message.id)?.(message)
      else {
        this.#seen.set(message.selector, message.atMs)
        for (const { selector, done } of this.#waiting) if (selector === message.selector) done(message.atMs)
      }
    })
  }

  /** Wall time at which the page had painted what the selector names and could be used. */
  seen(selector: string): Promise<number> {
    const known = this.#seen.get(selector)
    if (known !== undefined) return Promise.resolve(known)
    return new Promise((done, failed) => {
      const timer = setTimeout(() => failed(new Error(`the window never showed ${selector}`)), limitMs)
      this.#child.once('exit', () => failed(new Error(`the program ended before it showed ${selector}`)))
      this.#waiting.push({
        selector,
        done: (atMs) => {
          clearTimeout(timer)
          done(atMs)
        },
      })
    })
  }

  async ask<Value>(name: string, input: object = {}): Promise<Value> {
    const id = this.#nextId++
    const answer = new Promise<Extract<Message, { kind: 'answer' }>>((done) => this.#answers.set(id, done))
    this.#child.send({ id, name, input })
    const { value, error } = await answer
    if (error !== undefined) throw new Error(`${name}: ${error}`)
    return value as Value
  }

  /** Runs code in the page. */
  evaluate<Value>(code: string): Promise<Value> {
    return this.ask('evaluate', { code })
  }

  /** Megabytes of all processes of the program, pages that several share counted once. */
  memoryMB(): number {
    const parents = new Map<number, number>()
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 4).split(' ')[0]))
      } catch {
        // It has ended meanwhile.
      }
    }
    const isOurs = (pid: number | undefined): boolean =>
      pid !== undefined && pid > 1 && (pid === this.#child.pid || isOurs(parents.get(pid)))
    const kilobytes = [...parents.keys()].filter(isOurs).map((pid) => {
      try {
        return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
      } catch {
        return 0
      }
    })
    return kilobytes.reduce((sum, kB) => sum + kB, 0) / 1_024
  }

  /** In order, as a person ends a program: a killed one would check the whole database when it starts again. */
  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = new Promise((done) => this.#child.once('exit', done))
      this.#child.send({ id: 0, name: 'quit', input: {} })
      const killing = setTimeout(() => this.#child.kill('SIGKILL'), limitMs)
      await ended
      clearTimeout(killing)
    }
    running.delete(this)
  }
}

const running = new Set<BenchWindow>()

/** Ends what a failed measurement left open. */
export const stopAllWindows = () => Promise.all([...running].map((window) => window.stop()))
