// THE contract between page, main process and workers.
import type { z } from 'zod'
import type { AppStatus } from './app.ts'
import type { Call, Host, Reply } from './call.ts'

/** A subject's schemas take milliseconds to make, all of them together a tenth of a start: each is read with its first
 * call. In the order in which a day usually asks for them. */
const subjects = {
  app: async () => (await import('./app.ts')).app,
  people: async () => (await import('./people.ts')).people,
  cases: async () => (await import('./cases.ts')).cases,
  life: async () => (await import('./life.ts')).life,
  calendar: async () => (await import('./calendar.ts')).calendar,
  procedures: async () => (await import('./procedures.ts')).procedures,
  documents: async () => (await import('./documents.ts')).documents,
  copies: async () => (await import('./copies.ts')).copies,
  readings: async () => (await import('./readings.ts')).readings,
  laws: async () => (await import('./laws.ts')).laws,
  conformity: async () => (await import('./conformity.ts')).conformity,
  conversions: async () => (await import('./conversions.ts')).conversions,
  lists: async () => (await import('./lists.ts')).lists,
  disclosure: async () => (await import('./disclosure.ts')).disclosure,
  packs: async () => (await import('./packs.ts')).packs,
  system: async () => (await import('./system.ts')).system,
  papers: async () => (await import('./papers.ts')).papers,
  originals: async () => (await import('./originals.ts')).originals,
  archive: async () => (await import('./archive.ts')).archive,
  duties: async () => (await import('./duties.ts')).duties,
  persons: async () => (await import('./persons.ts')).persons,
  units: async () => (await import('./units.ts')).units,
  print: async () => (await import('./print.ts')).print,
  forms: async () => (await import('./forms.ts')).forms,
  register: async () => (await import('./register.ts')).register,
  backup: async () => (await import('./backup.ts')).backup,
  recovery: async () => (await import('./recovery.ts')).recovery,
  diagnostics: async () => (await import('./diagnostics.ts')).diagnostics,
  program: async () => (await import('./program.ts')).program,
  training: async () => (await import('./training.ts')).training,
  citizen: async () => (await import('./citizen.ts')).citizen,
  printing: async () => (await import('./printing.ts')).printing,
  stubs: async () => (await import('./stubs.ts')).stubs,
  personal: async () => (await import('./personal.ts')).personal,
  batches: async () => (await import('./intake-rows.ts')).batches,
  retention: async () => (await import('./retention.ts')).retention,
  hub: async () => (await import('./hub.ts')).hub,
  merge: async () => (await import('./merge.ts')).merge,
  bundles: async () => (await import('./bundles.ts')).bundles,
  trust: async () => (await import('./trust.ts')).trust,
}
export type Contract = { readonly [S in keyof typeof subjects]: Awaited<ReturnType<(typeof subjects)[S]>> }
export type Subject = keyof Contract

/** `<subject>.<verb>`. */
export type CallName = { [S in Subject]: `${S}.${Extract<keyof Contract[S], string>}` }[Subject]
type CallOf<Name extends CallName> = Name extends `${infer S extends Subject}.${infer Verb}`
  ? Verb extends keyof Contract[S]
    ? Contract[S][Verb] extends Call
      ? Contract[S][Verb]
      : never
    : never
  : never
export type InputOf<Name extends CallName> = z.output<CallOf<Name>['input']>
export type OutputOf<Name extends CallName> = z.input<CallOf<Name>['output']>
export type CallsRunBy<Runs extends Host> = { [Name in CallName]: CallOf<Name>['runs'] extends Runs ? Name : never }[CallName]

/** Asking for a module again, even one that has been read, takes longer than a short answer. */
const known = new Map<CallName, Call>()

/** The declaration of a call; throws for a name that is none. */
export async function readCall(name: CallName): Promise<Call> {
  const found = known.get(name)
  if (found) return found
  const [subject, verb] = name.split('.') as [Subject, string]
  const verbs = Object.hasOwn(subjects, subject) ? await subjects[subject]() : {}
  const declaration = (verbs as Readonly<Record<string, Call>>)[verb]
  if (!declaration) throw new Error(`no such call: ${name}`)
  known.set(name, declaration)
  return declaration
}

const restMs = 5

/** Reads the subjects one by one, with a rest after each for whatever is asked meanwhile. One that cannot be read is told of by its first call. */
export async function readAhead(): Promise<void> {
  for (const read of Object.values(subjects)) {
    await new Promise((resolve) => setTimeout(resolve, restMs))
    await read().catch(() => undefined)
  }
}

/** All calls by their names, for the build and for tests. */
export async function readContract(): Promise<ReadonlyMap<CallName, Call>> {
  const calls = new Map<CallName, Call>()
  for (const [subject, read] of Object.entries(subjects))
    for (const [verb, call] of Object.entries(await read())) calls.set(`${subject}.${verb}` as CallName, call)
  return calls
}

/** What the page sees as `window.motcua`: one function a call, which never throws. */
export type Bridge = {
  readonly [S in Subject]: {
    readonly [Verb in keyof Contract[S]]: Contract[S][Verb] extends Call
      ? (input: z.input<Contract[S][Verb]['input']>) => Promise<Reply<z.output<Contract[S][Verb]['output']>>>
      : never
  }
} & {
  /** Subscribes to what the main process tells by itself; returns the way to stop. */
  readonly onNotice: <Name extends keyof Notices>(name: Name, listener: (value: Notices[Name]) => void) => () => void
}

/** Messages from the main process to the page. */
export interface Notices {
  /** Signed in, locked, signed out, database gone or back. */
  status: AppStatus
  /** A backup was made, failed, tried or carried: what stands about backups on the screen is no longer true. */
  backup: Readonly<Record<string, never>>
  /** How far a long call has come; the units are the call's own. */
  progress: { readonly call: CallName; readonly done: number; readonly total: number }
}
