// The page's only way out: `api.<subject>.<verb>(input)` resolves to the value or throws a CallError that carries the code.
import type { Failure, Reply } from '../electron/api/call.ts'
import type { Bridge, Subject } from '../electron/api/contract.ts'

declare global {
  interface Window {
    readonly motcua: Bridge
  }
}

/** A refused call. The sentence for a person: `errors:<code>` with `params`; each issue: `errors:issue.<code>` beside its field. */
export class CallError extends Error {
  override readonly name = 'CallError'
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.code)
    this.failure = failure
  }
}

type Unwrapped<Fn> = Fn extends (input: infer Input) => Promise<Reply<infer Value>> ? (input: Input) => Promise<Value> : never
type Api = { readonly [S in Subject]: { readonly [Verb in keyof Bridge[S]]: Unwrapped<Bridge[S][Verb]> } }

type LooseCall = (input: unknown) => Promise<Reply<unknown>>

const unwrap = (callable: LooseCall) => async (input: unknown) => {
  const reply = await callable(input)
  if (!reply.ok) throw new CallError(reply.error)
  return reply.value
}

const subjectProxy = (subject: Subject) =>
  new Proxy(
    {},
    { get: (_, verb: string) => unwrap((window.motcua[subject] as Readonly<Record<string, LooseCall>>)[verb] as LooseCall) },
  )

export const api = new Proxy({}, { get: (_, subject: Subject) => subjectProxy(subject) }) as Api

export const onNotice: Bridge['onNotice'] = (name, listener) => window.motcua.onNotice(name, listener)
