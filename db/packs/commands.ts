// Taking a pack in: a file is judged and kept as a proposal, the head approves it, then everything is applied in one transaction; as
// long as no case used it, it is taken back by further events.

import { today } from '../documents/paper-issues.ts'
import { type Actor, authorise, type Db } from '../event.ts'
import { AppError, type ErrorParams, refuseFields } from '../model/errors.ts'
import { newId } from '../model/ids.ts'
import { isRealDate } from '../model/local-time.ts'
import { getOwnKey, listOwn, listTrusted } from '../pack-keys/queries.ts'
import { getOfficeProfile } from '../people/queries.ts'
import { recordInTx } from '../record.ts'
import { signWithSealed } from '../sync/keys.ts'
import { officeCode, type PackManifest, type PackStatus } from './content.ts'
import { gatherContent, type MakeInput, nextNumber } from './make.ts'
import { contentsOf, countsOf, type OpenedPack, readPack, sha256Of, writePack } from './pack-file.ts'
import { applyInTx, type Choices, planPack, undoOf } from './plan.ts'
import { wasTaken } from './planned.ts'
import { findObstacles, getPackRow } from './queries.ts'

const event = (packId: string, type: string, payload: object) => ({ entity: 'pack', entityId: packId, type, payload })

export interface MadePack {
  readonly bytes: Uint8Array
  readonly keyId: string
  readonly manifest: PackManifest
  readonly counts: object
  readonly entries: ReturnType<typeof contentsOf>
}

/** Gathers and signs. Records nothing: the file may yet not be saved. Throws pack.noKey, pack.wrongPassphrase, pack.empty, pack.contentInvalid, input.invalid. */
export async function makePack(db: Db, actor: Actor, input: MakeInput): Promise<MadePack> {
  authorise(actor, 'pack.make')
  const { title, decision, validFrom, offices, passphrase } = input
  refuseFields([
    ...(title === '' ? [{ path: 'title', code: 'required' as const }] : []),
    ...(passphrase === '' ? [{ path: 'passphrase', code: 'required' as const }] : []),
    ...(isRealDate(validFrom) ? [] : [{ path: 'validFrom', code: 'notADate' as const }]),
    ...(offices?.every((code) => officeCode.safeParse(code).success) === false
      ? [{ path: 'offices', code: 'officeCodeShape' as const }]
      : []),
  ])
  const { keyId, sealed, publicKey } = await getOwnKey(db)
  const content = await gatherContent(db, input)
  if (Object.keys(content).length === 0) throw new AppError('pack.empty')
  const { code, name } = await getOfficeProfile(db)
  const about = {
    packId: newId(actor.clock.nowMs()),
    number: await nextNumber(db),
    issuer: { code, name },
    offices: offices === null ? null : [...offices],
    madeOn: today(actor),
    validFrom,
    title,
    decision,
  }
  const { bytes, manifest } = await writePack(about, content, keyId, (signed) => signWithSealed(sealed, passphrase, signed))
  // What its own reader would refuse is not handed down.
  readPack(bytes, '', [{ keyId, publicKey, issuerCode: code, issuerName: name }])
  return { bytes, keyId, manifest, counts: countsOf(content), entries: contentsOf(content) }
}

/** The file was saved: the number is used up. */
export async function recordMade(
  db: Db,
  actor: Actor,
  { bytes, ...made }: MadePack & { readonly fileName: string },
): Promise<void> {
  authorise(actor, 'pack.make')
  await db
    .transaction()
    .execute((tx) => recordInTx(tx, actor, [event(made.manifest.packId, 'pack.made', { ...made, sha256: sha256Of(bytes) })]))
}

/** Throws pack.otherOffice, pack.notNewer. */
async function refuseUnfit(db: Db, { number, issuer, offices }: PackManifest): Promise<void> {
  const own = await getOfficeProfile(db)
  const above = new Set<string>()
  for (let id: string | null = own.id; id !== null; ) {
    const row: { code: string; parent_id: string | null } = await db
      .selectFrom('office')
      .select(['code', 'parent_id'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    if (id !== own.id) above.add(row.code)
    id = row.parent_id
  }
  if (offices === null ? !above.has(issuer.code) : !offices.includes(own.code)) {
    throw new AppError('pack.otherOffice', { issuer: issuer.name, office: own.name })
  }
  const applied = await db
    .selectFrom('pack')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('issuer_code', '=', issuer.code)
    .where('status', '=', 'applied')
    .executeTakeFirst()
  const last = Number(applied?.number ?? 0)
  if (number <= last) throw new AppError('pack.notNewer', { number, applied: last })
}

class TrialOver extends Error {}

/** Applies everything and drops it: what could not be applied is refused before the head is asked. */
async function tryApplying(db: Db, actor: Actor, pack: OpenedPack): Promise<void> {
  try {
    await db.transaction().execute(async (tx) => {
      const planned = await planPack(tx, actor, pack)
      const all = Object.fromEntries(planned.map(({ part, key }) => [`${part}:${key}`, 'theirs' as const]))
      await applyInTx(tx, actor, pack.manifest.packId, pack, all)
      throw new TrialOver()
    })
  } catch (error) {
    const mayWait = error instanceof AppError && error.code === 'pack.notYetValid'
    if (!(error instanceof TrialOver) && !mayWait) throw error
  }
}

export interface BroughtFile {
  readonly bytes: Uint8Array
  readonly fileName: string
  /** Of the machine's policy, see readPolicyKeys. */
  readonly policyKeys: readonly string[]
}

/**
 * Judges a file and keeps it as a proposal; a refusal is kept as well, with its reason. Nothing else changes. Returns the proposal's
 * id; the same file brought again finds the proposal that waits. Throws pack.own and what readPack, refuseUnfit and applyInTx throw.
 */
export async function proposePack(db: Db, actor: Actor, { bytes, fileName, policyKeys }: BroughtFile): Promise<string> {
  authorise(actor, 'pack.take')
  const sha256 = sha256Of(bytes)
  try {
    const own = await listOwn(db)
    const pack = readPack(bytes, fileName, [...(await listTrusted(db, policyKeys)), ...own])
    if (own.some(({ keyId }) => keyId === pack.keyId)) throw new AppError('pack.own', { number: pack.manifest.number })
    await refuseUnfit(db, pack.manifest)
    const waiting = await db
      .selectFrom('pack')
      .select('id')
      .where('sha256', '=', sha256)
      .where('status', '=', 'proposed')
      .executeTakeFirst()
    if (waiting) return waiting.id
    await tryApplying(db, actor, pack)
    const packId = newId(actor.clock.nowMs())
    const { manifest, content, keyId } = pack
    const payload = { fileName, sha256, keyId, manifest, counts: countsOf(content) }
    await db.transaction().execute(async (tx) => {
      await recordInTx(tx, actor, [event(packId, 'pack.proposed', payload)])
      await tx.insertInto('pack_file').values({ pack_id: packId, bytes }).execute()
    })
    return packId
  } catch (error) {
    // A slip of the hand with the office's own file is no attack to be kept on record.
    if (error instanceof AppError && error.code !== 'pack.own') await recordRefusal(db, actor, fileName, sha256, error)
    throw error
  }
}

async function recordRefusal(db: Db, actor: Actor, fileName: string, sha256: string, { code, params }: AppError): Promise<void> {
  const shown: ErrorParams = params
  const packId = newId(actor.clock.nowMs())
  await db
    .transaction()
    .execute((tx) => recordInTx(tx, actor, [event(packId, 'pack.refused', { fileName, sha256, code, params: shown })]))
}

/** The file of a proposal, judged anew: a key may have been revoked, or the file in the database altered. */
export async function openProposal(db: Db, packId: string, policyKeys: readonly string[]): Promise<OpenedPack> {
  const row = await getPackRow(db, packId)
  requireStatus(row.status, 'proposed')
  const file = await db.selectFrom('pack_file').select('bytes').where('pack_id', '=', packId).executeTakeFirst()
  if (!file) throw new AppError('entity.notFound', { entity: 'file' })
  const pack = readPack(file.bytes, row.file_name, await listTrusted(db, policyKeys))
  if (pack.sha256 !== row.sha256) throw new AppError('pack.damaged', { file: row.file_name })
  return pack
}

function requireStatus(status: PackStatus, wanted: PackStatus): void {
  if (status !== wanted) throw new AppError('pack.wrongState', { status })
}

/** The head does not want it: it stays in the list, and its file can be brought again. */
export async function rejectPack(db: Db, actor: Actor, { packId, reason }: { packId: string; reason: string }): Promise<void> {
  authorise(actor, 'document.approve')
  if (reason === '') refuseFields([{ path: 'reason', code: 'required' }])
  await db.transaction().execute(async (tx) => {
    requireStatus((await getPackRow(tx, packId)).status, 'proposed')
    await recordInTx(tx, actor, [event(packId, 'pack.rejected', { reason })])
  })
}

export interface PackApproval {
  readonly packId: string
  /** `<part>:<key>` of entries where the office's own stays, or gives way. */
  readonly choices: Choices
  readonly reason: string
  readonly policyKeys: readonly string[]
}

/** Applies a proposal, all of it or nothing. Throws what openProposal, refuseUnfit and applyInTx throw. */
export async function approvePack(db: Db, actor: Actor, { packId, choices, reason, policyKeys }: PackApproval): Promise<void> {
  authorise(actor, 'document.approve')
  if (reason === '') refuseFields([{ path: 'reason', code: 'required' }])
  await db.transaction().execute(async (tx) => {
    const pack = await openProposal(tx, packId, policyKeys)
    await refuseUnfit(tx, pack.manifest)
    const entries = await applyInTx(tx, actor, packId, pack, choices)
    await recordInTx(tx, actor, [event(packId, 'pack.applied', { reason, entries })])
  })
}

/**
 * Puts everything back to what was before. Throws pack.inTheWay {count} once a case was received under the pack, or something later
 * changed one of its entries; findObstacles lists them.
 */
export async function rollBackPack(db: Db, actor: Actor, { packId, reason }: { packId: string; reason: string }): Promise<void> {
  authorise(actor, 'document.approve')
  if (reason === '') refuseFields([{ path: 'reason', code: 'required' }])
  await db.transaction().execute(async (tx) => {
    requireStatus((await getPackRow(tx, packId)).status, 'applied')
    const obstacles = await findObstacles(tx, packId)
    if (obstacles.length > 0) throw new AppError('pack.inTheWay', { count: obstacles.length })
    const entries = await tx
      .selectFrom('pack_entry')
      .selectAll()
      .where('pack_id', '=', packId)
      .orderBy('position', 'desc')
      .execute()
    for (const entry of entries.filter(wasTaken)) await undoOf[entry.part].undo(tx, actor, entry, reason)
    await recordInTx(tx, actor, [event(packId, 'pack.rolledBack', { reason })])
  })
}
