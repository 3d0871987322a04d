// What a bundle's events add to the chains that the hub has. Only reads: a bundle that contradicts what was received before is refused
// before anything is written. An event counts once everything before it in its device's chain has arrived; until then it waits.
import { AppError } from '../model/errors.ts'
import type { BundleManifest } from '../sync/bundle/manifest.ts'
import type { StagedPart } from './staging.ts'
import type { HubDb } from './store.ts'

interface Link {
  readonly seq: number
  readonly hash: string
}
interface Waiting extends Link {
  readonly prev_hash: string
}

/** What becomes of one device's events. */
export interface DevicePlan {
  readonly device: string
  readonly code: string
  readonly isNew: boolean
  readonly before: Link
  /** Everything up to here is linked after the import. */
  readonly after: Link
  readonly knownSeq: number
  /** Of those that were there before the import and wait, or waited. */
  readonly waited: ReadonlySet<number>
  readonly parts: readonly StagedPart[]
}

export interface LinkFacts {
  readonly manifest: BundleManifest
  readonly file: string
  readonly officeOf: (device: string) => string | undefined
}

/** Throws bundle.signerOfOther for a device of another office, bundle.forked, bundle.altered. */
export async function planLinks(db: HubDb, parts: readonly StagedPart[], facts: LinkFacts): Promise<DevicePlan[]> {
  const { manifest, file, officeOf } = facts
  const office = manifest.from.officeCode
  const heads = new Map(manifest.heads.map((head) => [head.device, head]))
  const devices = new Set([...parts.map(({ device }) => device), ...heads.keys()])
  const rows = await db
    .selectFrom('chain')
    .selectAll()
    .where('device', 'in', [...devices, ''])
    .execute()
  const chains = new Map(rows.map((row) => [row.device, row]))
  const plans: DevicePlan[] = []
  for (const device of [...devices].sort()) {
    const chain = chains.get(device)
    const own = parts.filter((part) => part.device === device).sort((a, b) => a.from - b.from)
    const head = heads.get(device)
    const code = head?.code ?? chain?.code ?? (manifest.device.id === device ? manifest.device.code : '')
    if ((officeOf(device) ?? chain?.office ?? office) !== office || (chain && chain.office !== office)) {
      if (own.length > 0) throw new AppError('bundle.signerOfOther', { file, office: manifest.from.officeName, device: code })
      continue // an office that knows of another's chain says nothing about it
    }
    const walk = new ChainWalk(
      db,
      device,
      office,
      { seq: chain?.linked_seq ?? 0, hash: chain?.linked_hash ?? '' },
      (seq) => new AppError('bundle.forked', { file, device: code, seq }),
    )
    await walk.begin()
    let end = 0
    for (const part of own) {
      if (part.from <= end) throw new AppError('bundle.altered', { file })
      await walk.follow(part)
      end = part.to
    }
    if (head) await walk.compareHead(head)
    const { before, current: after, waited } = walk
    const knownSeq = Math.max(chain?.known_seq ?? 0, head?.seq ?? 0, end)
    plans.push({ device, code, isNew: !chain, before, after, knownSeq, waited, parts: own })
  }
  return plans
}

const chainStart = '0'.repeat(64)

class ChainWalk {
  readonly before: Link
  current: Link
  readonly waited = new Set<number>()
  /** Everything beyond the chain's end that is known, of the store and of the bundle. */
  readonly #beyond = new Map<number, Waiting>()
  readonly #db: HubDb
  readonly #device: string
  readonly #office: string
  readonly #forked: (seq: number) => AppError

  constructor(db: HubDb, device: string, office: string, head: Link, forked: (seq: number) => AppError) {
    this.before = head
    this.current = head
    this.#db = db
    this.#device = device
    this.#office = office
    this.#forked = forked
  }

  async begin(): Promise<void> {
    const rows = await this.#db
      .selectFrom('waiting_event')
      .select(['seq', 'hash', 'prev_hash'])
      .where('device', '=', this.#device)
      .execute()
    for (const row of rows) {
      this.#beyond.set(row.seq, row)
      this.waited.add(row.seq)
    }
  }

  async follow(part: StagedPart): Promise<void> {
    const { before } = this
    const stored = part.from <= before.seq ? await this.#readHashes(part.from, Math.min(part.to, before.seq)) : undefined
    for (const event of part.read()) {
      const { seq, hash } = event
      if (seq <= before.seq) {
        if (stored?.get(seq) !== hash) throw this.#forked(seq)
        continue
      }
      const there = this.#beyond.get(seq)
      if (there && there.hash !== hash) throw this.#forked(seq)
      if (there) continue
      if (seq === this.current.seq + 1) this.#advance(event)
      else this.#keep(event)
      for (let next = this.#beyond.get(this.current.seq + 1); next; next = this.#beyond.get(this.current.seq + 1))
        this.#advance(next)
    }
  }

  /** What a bundle says of the chain's end must be what the chain is, as far as it has arrived. */
  async compareHead({ seq, hash }: Link): Promise<void> {
    const known =
      this.#beyond.get(seq)?.hash ??
      (seq === this.current.seq
        ? this.current.hash
        : seq <= this.before.seq
          ? (await this.#readHashes(seq, seq)).get(seq)
          : undefined)
    if (known !== undefined && known !== hash) throw this.#forked(seq)
  }

  #advance({ seq, hash, prev_hash }: Waiting): void {
    if (prev_hash !== (this.current.seq === 0 ? chainStart : this.current.hash)) throw this.#forked(seq)
    this.current = { seq, hash }
  }

  #keep({ seq, hash, prev_hash }: Waiting): void {
    const [earlier, later] = [this.#beyond.get(seq - 1), this.#beyond.get(seq + 1)]
    if ((earlier && earlier.hash !== prev_hash) || (later && later.prev_hash !== hash)) throw this.#forked(seq)
    this.#beyond.set(seq, { seq, hash, prev_hash })
  }

  async #readHashes(from: number, to: number): Promise<Map<number, string>> {
    const rows = await this.#db
      .selectFrom('event')
      .select(['seq', 'hash'])
      .where('office', '=', this.#office)
      .where('device', '=', this.#device)
      .where('seq', '>=', from)
      .where('seq', '<=', to)
      .execute()
    return new Map(rows.map(({ seq, hash }) => [seq, hash]))
  }
}
