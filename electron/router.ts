// Every call: is the sender ours, is the input what the contract says, may this person do it; then to the workers or to the main
// process. A reply is always an envelope; nothing is thrown across the boundary.
import type { OnProgress } from '../db/backup/files.ts'
import { AppError } from '../db/model/errors.ts'
import type { Call, Reply } from './api/call.ts'
import { type CallName, type CallsRunBy, type InputOf, type OutputOf, readCall, type Subject } from './api/contract.ts'
import { parseInput } from './api/parse.ts'
import type { Session } from './api/people.ts'
import type { DatabaseHost } from './db-host.ts'
import type { Answer, Asked } from './door.ts'
import { failureOf } from './failure.ts'
import type { Log } from './log.ts'
import { notify } from './page.ts'
import type { SessionKeeper } from './session.ts'

export type MainHandlers = {
  readonly [Name in CallsRunBy<'main'>]: (input: InputOf<Name>, onProgress: OnProgress) => Promise<OutputOf<Name>>
}

/** What a person who must change the first password may still do. */
const beforePasswordChange: ReadonlySet<CallName> = new Set<CallName>([
  'people.changeOwnPassword',
  'people.getPreferences',
  'people.setPreference',
  'people.getOffice',
])
/** Calls whose answer is the session to go on with. */
const signingIn: ReadonlySet<CallName> = new Set<CallName>([
  'people.signIn',
  'people.setUp',
  'people.changeOwnPassword',
  'training.signIn',
])
/** Calls after which the office's settings or the person's own rights may be others. */
const changingSelf: ReadonlySet<CallName> = new Set<CallName>([
  'people.changeStaff',
  'people.changeOffice',
  'units.changeOffice',
  'duties.handOver',
  'people.setUp',
  'people.signIn',
  'training.signIn',
])
/** What is done with the office's own data or with the program itself: nothing made up gets onto a shelf or a stick. */
const notInTraining: ReadonlySet<Subject> = new Set<Subject>(['backup', 'recovery', 'diagnostics', 'program'])
/** Refused when larger: no screen has that much to say. */
const inputLimitCharacters = 1_000_000

const unanswered = new Set<Promise<unknown>>()
/** Ends when every call that is under way has: what asks a database twice must get both answers from the same one. */
export const settleCalls = (): Promise<unknown> => Promise.allSettled(unanswered)
const switching: ReadonlySet<CallName> = new Set<CallName>(['training.enter', 'training.leave', 'training.reset'])

/** Calls of the main process under way, and whether a person has called them off. */
const underWay = new Map<CallName, { isCancelled: boolean }>()

/** Calls off a call of the main process: it ends with app.cancelled at its next step. Another name finds nothing. */
export function cancelCall(name: string): void {
  const call = underWay.get(name as CallName)
  if (call) call.isCancelled = true
}

/** Who answers the page's calls. */
export function makeAnswer(
  host: DatabaseHost,
  sessions: SessionKeeper,
  mainHandlers: MainHandlers,
  log: Log,
  { isTraining, afterChange }: { readonly isTraining: () => boolean; readonly afterChange: () => Promise<void> },
): Answer {
  const check = (name: CallName, { access, input: schema }: Call, input: unknown): unknown => {
    if ((JSON.stringify(input) ?? '').length > inputLimitCharacters) throw new AppError('input.invalid')
    if (isTraining() && notInTraining.has(name.split('.')[0] as Subject)) throw new AppError('training.notHere')
    if (access !== 'anyone') {
      if (sessions.activeStaffId === null) throw new AppError('access.signedOut')
      if (sessions.state.session?.mustChangePassword && !beforePasswordChange.has(name)) throw new AppError('access.denied', {})
      if (access !== 'signedIn' && !sessions.may(access)) throw new AppError('access.denied', { permission: access })
    }
    return parseInput(schema, input)
  }

  const answer = async ({ name, input: raw, sender, isOurs }: Asked): Promise<Reply<unknown>> => {
    try {
      if (!isOurs) throw new AppError('access.untrustedSender')
      const call = await readCall(name)
      const input = check(name, call, raw)
      const { runs } = call
      const state = { isCancelled: false }
      const onProgress: OnProgress = (done, total) => {
        if (state.isCancelled) throw new AppError('app.cancelled')
        notify(sender, 'progress', { call: name, done, total })
      }
      if (runs === 'main') {
        underWay.set(name, state)
        const handler = mainHandlers[name as keyof MainHandlers] as (input: unknown, onProgress: OnProgress) => Promise<unknown>
        return { ok: true, value: await handler(input, onProgress) }
      }
      const reply = await host.call(name, runs, input as never, sessions.activeStaffId, onProgress)
      if (reply.ok && signingIn.has(name)) sessions.signIn(reply.value as Session)
      if (reply.ok && changingSelf.has(name)) await afterChange()
      return reply
    } catch (error) {
      return { ok: false, error: failureOf(error, log, name) }
    }
  }

  return (asked) => {
    const reply = answer(asked)
    if (!switching.has(asked.name)) {
      unanswered.add(reply)
      void reply.finally(() => unanswered.delete(reply))
    }
    return reply
  }
}
