// THE contract between page, main process and workers.
import type { z } from 'zod'
import { type AppStatus, app } from './app.ts'
import { archive } from './archive.ts'
import { backup } from './backup.ts'
import { calendar } from './calendar.ts'
import type { Call, Host, Reply } from './call.ts'
import { cases } from './cases.ts'
import { conformity } from './conformity.ts'
import { conversions } from './conversions.ts'
import { copies } from './copies.ts'
import { diagnostics } from './diagnostics.ts'
import { disclosure } from './disclosure.ts'
import { documents } from './documents.ts'
import { forms } from './forms.ts'
import { laws } from './laws.ts'
import { life } from './life.ts'
import { lists } from './lists.ts'
import { originals } from './originals.ts'
import { packs } from './packs.ts'
import { papers } from './papers.ts'
import { people } from './people.ts'
import { personal } from './personal.ts'
import { print } from './print.ts'
import { procedures } from './procedures.ts'
import { program } from './program.ts'
import { readings } from './readings.ts'
import { recovery } from './recovery.ts'
import { register } from './register.ts'
import { retention } from './retention.ts'
import { system } from './system.ts'
import { training } from './training.ts'

export const contract = {
  app,
  people,
  calendar,
  procedures,
  documents,
  copies,
  readings,
  laws,
  life,
  conformity,
  conversions,
  lists,
  disclosure,
  packs,
  system,
  cases,
  papers,
  originals,
  archive,
  personal,
  retention,
  print,
  forms,
  register,
  backup,
  recovery,
  diagnostics,
  program,
  training,
}
export type Contract = typeof contract
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

export const callNames = Object.entries(contract).flatMap(([subject, verbs]) =>
  Object.keys(verbs).map((verb) => `${subject}.${verb}`),
) as CallName[]

/** The declaration of a call; throws for a name that is none. */
export function getCall(name: CallName): Call {
  const [subject, verb] = name.split('.') as [Subject, string]
  const declaration = (contract[subject] as Readonly<Record<string, Call>> | undefined)?.[verb]
  if (!declaration) throw new Error(`no such call: ${name}`)
  return declaration
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
