// Which case files the events of a bundle touch: their codes by chunk, their number, the first and the last to be received.
import type { Db } from '../event.ts'
import type { StoredEvent } from '../model/events.ts'

const namedCase = /"caseId":"([0-9a-f-]{36})"/g
const idsAtOnce = 500

/** Cases that an event is about, or names in its payload. */
export function caseIdsOf({ entity, entity_id: entityId, payload }: StoredEvent): string[] {
  const named = [...payload.matchAll(namedCase)].map(([, id = '']) => id)
  return entity === 'case' ? [entityId, ...named] : named
}

interface Place {
  readonly receivedAt: string
  readonly code: string
}

const isBefore = (one: Place, other: Place): boolean =>
  one.receivedAt === other.receivedAt ? one.code < other.code : one.receivedAt < other.receivedAt

export class CaseTally {
  readonly #db: Db
  /** Row numbers: an office sends hundreds of thousands at once the first time. */
  readonly #seen = new Set<number>()
  #first: Place | undefined
  #last: Place | undefined

  constructor(db: Db) {
    this.#db = db
  }

  get count(): number {
    return this.#seen.size
  }

  /** Codes of the cases of a chunk, ascending. */
  async add(events: readonly StoredEvent[]): Promise<string[]> {
    const ids = [...new Set(events.flatMap(caseIdsOf))]
    const codes: string[] = []
    for (let at = 0; at < ids.length; at += idsAtOnce) {
      const rows = await this.#db
        .selectFrom('case_file')
        .select(['no', 'official_code', 'provisional_code', 'received_at'])
        .where('id', 'in', ids.slice(at, at + idsAtOnce))
        .execute()
      for (const { no, official_code: official, provisional_code: provisional, received_at: receivedAt } of rows) {
        const place = { receivedAt, code: official ?? provisional }
        codes.push(place.code)
        this.#seen.add(no ?? 0)
        if (!this.#first || isBefore(place, this.#first)) this.#first = place
        if (!this.#last || isBefore(this.#last, place)) this.#last = place
      }
    }
    return codes.sort()
  }

  totals(): { firstCase: string; lastCase: string } {
    return { firstCase: this.#first?.code ?? '', lastCase: this.#last?.code ?? '' }
  }
}
