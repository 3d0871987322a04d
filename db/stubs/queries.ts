// The blocks of blank receipts, each sheet with what became of it, and the stub that a case was keyed in from.
import { sql } from 'kysely'
import type { Db } from '../event.ts'
import { AppError } from '../model/errors.ts'
import { readStub, type StubState } from './rules.ts'
import type { StubTable } from './schema.ts'

export const stateOf = ({ case_id, spoiled_at }: Pick<StubTable, 'case_id' | 'spoiled_at'>): StubState =>
  case_id !== null ? 'keyed' : spoiled_at !== null ? 'spoiled' : 'unused'

/** The newest first, with how many of its sheets are left, keyed in and spoiled. */
export async function listStubBlocks(db: Db) {
  const rows = await db
    .selectFrom('stub_block')
    .leftJoin('staff', 'staff.id', 'stub_block.reserved_by')
    .innerJoin('stub', 'stub.block_id', 'stub_block.id')
    .select(['stub_block.id', 'stub_block.device_code', 'first_number', 'count', 'reserved_at', 'staff.full_name'])
    .select((eb) => [
      eb.fn.count<number>('stub.case_id').as('keyed'),
      eb.fn.count<number>('stub.spoiled_at').as('spoiled'),
      eb.fn.max('stub.print_count').as('print_count'),
      eb.fn.max('stub.printed_at').as('printed_at'),
      eb.fn.min('stub.code').as('first_code'),
      eb.fn.max('stub.code').as('last_code'),
    ])
    .groupBy('stub_block.id')
    .orderBy('reserved_at', 'desc')
    .orderBy('first_number', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    deviceCode: row.device_code,
    firstNumber: row.first_number,
    count: row.count,
    firstCode: row.first_code,
    lastCode: row.last_code,
    keyed: Number(row.keyed),
    spoiled: Number(row.spoiled),
    unused: row.count - Number(row.keyed) - Number(row.spoiled),
    printCount: Number(row.print_count),
    printedAt: row.printed_at,
    reservedAt: row.reserved_at,
    reservedByName: row.full_name ?? '',
  }))
}

/** Every sheet of a block, by its number. */
export async function listStubs(db: Db, blockId: string) {
  const rows = await db
    .selectFrom('stub')
    .leftJoin('case_file', 'case_file.id', 'stub.case_id')
    .leftJoin('staff as keyer', 'keyer.id', 'stub.keyed_by')
    .leftJoin('staff as spoiler', 'spoiler.id', 'stub.spoiled_by')
    .selectAll('stub')
    .select(['applicant_name', 'received_at', 'original_due_at', 'keyer.full_name as keyer_name'])
    .select('spoiler.full_name as spoiler_name')
    .where('block_id', '=', blockId)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    code: row.code,
    state: stateOf(row),
    printCount: row.print_count,
    printedAt: row.printed_at,
    keyed:
      row.case_id === null
        ? null
        : {
            caseId: row.case_id,
            applicantName: row.applicant_name ?? '',
            receivedAt: row.received_at ?? '',
            at: row.keyed_at ?? '',
            byName: row.keyer_name ?? '',
            wasOverdue: isPastDue(row.original_due_at, row.keyed_at),
          },
    spoiled:
      row.spoiled_at === null ? null : { at: row.spoiled_at, byName: row.spoiler_name ?? '', reason: row.spoiled_reason ?? '' },
  }))
}

/** Whether the promise was past already when the case was keyed in. */
const isPastDue = (dueAt: string | null, keyedAt: string | null): boolean => dueAt !== null && keyedAt !== null && dueAt < keyedAt

/** The stub that a case was keyed in from; null for a case that was received at the computer. */
export async function findStubOfCase(db: Db, caseId: string) {
  const row = await db
    .selectFrom('stub')
    .innerJoin('case_file', 'case_file.id', 'stub.case_id')
    .leftJoin('staff', 'staff.id', 'stub.keyed_by')
    .select(['code', 'keyed_at', 'full_name', 'original_due_at'])
    .where('stub.case_id', '=', caseId)
    .executeTakeFirst()
  if (!row) return null
  return {
    code: row.code,
    keyedAt: row.keyed_at ?? '',
    keyedByName: row.full_name ?? '',
    wasOverdue: isPastDue(row.original_due_at, row.keyed_at),
  }
}

/** The stub that a clerk means: by its whole code, or by its number, then of this computer's series before those of others. */
export async function findStub(db: Db, deviceCode: string, text: string): Promise<StubTable | undefined> {
  const typed = readStub(text)
  const stubs = db.selectFrom('stub').selectAll()
  if ('code' in typed) return stubs.where('code', '=', typed.code).executeTakeFirst()
  const found = await stubs.where('number', '=', typed.number).execute()
  return found.find((one) => one.device_code === deviceCode) ?? (found.length === 1 ? found[0] : undefined)
}

/**
 * The stub that comes next in a pile: the first unused one behind `after`, in its own series, else the first unused one of all. Null when
 * none is left.
 */
export async function findNextStub(db: Db, after: { deviceCode: string; number: number } | null): Promise<string | null> {
  const rows = await db
    .selectFrom('stub')
    .select(['code', 'device_code', 'number'])
    .where('case_id', 'is', null)
    .where('spoiled_at', 'is', null)
    .where('print_count', '>', 0)
    .orderBy(sql`rowid`)
    .execute()
  const next = after && rows.find((row) => row.device_code === after.deviceCode && row.number > after.number)
  return (next || rows[0])?.code ?? null
}

/** Throws entity.notFound. */
export async function getStubBlock(db: Db, blockId: string) {
  const row = await db.selectFrom('stub_block').selectAll().where('id', '=', blockId).executeTakeFirst()
  if (!row) throw new AppError('entity.notFound', { entity: 'paper' })
  return row
}

/** The sheets of a block that may still be printed: those that nobody has used. */
export const listPrintableStubs = (db: Db, { blockId, from, to }: { blockId: string; from: number; to: number }) =>
  db
    .selectFrom('stub')
    .selectAll()
    .where('block_id', '=', blockId)
    .where('number', '>=', from)
    .where('number', '<=', to)
    .where('case_id', 'is', null)
    .where('spoiled_at', 'is', null)
    .orderBy('number')
    .execute()
