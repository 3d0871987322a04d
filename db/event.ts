// What every subject needs to declare its events and to act: the transaction, the acting person, the event definition.
import type { Kysely, Transaction } from 'kysely'
import type { z } from 'zod'
import type { Clock } from './model/clock.ts'
import { AppError } from './model/errors.ts'
import type { StoredEvent } from './model/events.ts'
import type { Permission } from './people/rules.ts'
import type { Tables } from './schema.ts'

export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>

/** A kind of event: the schema of its payload and what it does to the rows. */
export interface EventDefinition<Payload extends z.ZodType = z.ZodType> {
  readonly version: number
  readonly payload: Payload
  /** Must use nothing but the event: neither the clock nor chance nor other settings, or a rebuild would differ. */
  readonly project: (tx: Tx, payload: z.infer<Payload>, event: StoredEvent) => Promise<void>
  /**
   * Whether the rows have gone another way since this was decided: on another computer of the office something happened that its author
   * did not know of. Asked only where events of several computers meet (db/merge); a person then chooses. `missing`: what it is about
   * is not there at all.
   */
  readonly clashes?: (tx: Tx, payload: z.infer<Payload>, event: StoredEvent) => Promise<boolean | 'missing'>
}

export const defineEvent = <Payload extends z.ZodType>(definition: EventDefinition<Payload>): EventDefinition<Payload> =>
  definition

/** Who acts, when, on which device: every command takes one. */
export interface Actor {
  readonly staffId: string
  readonly deviceId: string
  readonly deviceCode: string
  readonly clock: Clock
  readonly permissions: readonly Permission[]
}

/** The command's own check; the router has checked before it, but a command is also called by the command line. */
export function authorise(actor: Actor, permission: Permission): void {
  if (!actor.permissions.includes(permission)) throw new AppError('access.denied', { permission })
}
