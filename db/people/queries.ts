// Reading people: staff, the office, earlier applicants.
import { type Expression, type SqlBool, sql } from 'kysely'
import { defaultProcessCodePattern } from '../documents/code-pattern.ts'
import type { Db } from '../event.ts'
import { AppError } from '../model/errors.ts'
import { fold, tokens } from '../model/text.ts'
import { maskPerson } from '../personal/rules.ts'
import { indexWaiting, personIndex } from '../search/commands.ts'
import { keepSelect } from '../store/kept-query.ts'
import { type OfficeSettings, officeSettings, type PersonDetails, type PersonKind, permissionsOf, type Role } from './rules.ts'
import type { PersonTable, StaffTable } from './schema.ts'

const parseRoles = (json: string): Role[] => JSON.parse(json) as Role[]

export const isSetUp = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('device').select('id').where('is_current', '=', 1).executeTakeFirst()) !== undefined

// The 1 of `is_current` stands in these texts itself: a value in its place keeps SQLite from the index, or makes it plan anew each time.
const currentDevice = keepSelect((db) => db.selectFrom('device').select(['id', 'code']).where('is_current', '=', sql.lit(1)))

export async function getCurrentDevice(db: Db): Promise<{ id: string; code: string }> {
  const [device] = await currentDevice(db, {})
  if (!device) throw new Error('no device: the first run has not been done')
  return device
}

const allSettings = keepSelect((db) => db.selectFrom('office_setting').selectAll())

export async function getOfficeSettings(db: Db): Promise<OfficeSettings> {
  const rows = await allSettings(db, {})
  // Offices that were set up by an older version have no pattern of their own yet.
  const processCodePattern = defaultProcessCodePattern
  return officeSettings.parse({
    processCodePattern,
    ...Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(value)])),
  })
}

export async function getOfficeProfile(db: Db) {
  const settings = await getOfficeSettings(db)
  const office = await db.selectFrom('office').selectAll().where('id', '=', settings.officeId).executeTakeFirstOrThrow()
  const device = await getCurrentDevice(db)
  return { id: office.id, code: office.code, name: office.name, kind: office.kind, settings, deviceCode: device.code }
}

const staffOf = (row: StaffTable) => ({
  id: row.id,
  signInName: row.sign_in_name,
  fullName: row.full_name,
  positionTitle: row.position_title,
  roles: parseRoles(row.roles),
  isActive: row.is_active === 1,
  createdAt: row.created_at,
})

export async function listStaff(db: Db) {
  const rows = await db.selectFrom('staff').selectAll().orderBy('is_active', 'desc').orderBy('sort_key').execute()
  return rows.map(staffOf)
}

const staffById = keepSelect((db, { staffId }: { staffId: string }) =>
  db.selectFrom('staff').selectAll().where('id', '=', staffId),
)

export async function getStaff(db: Db, staffId: string) {
  const [row] = await staffById(db, { staffId })
  if (!row) throw new AppError('entity.notFound', { entity: 'staff' })
  return staffOf(row)
}

/** Full names by staff id. */
export async function getStaffNames(db: Db, staffIds: readonly string[]): Promise<Record<string, string>> {
  const ids = [...new Set(staffIds)]
  if (ids.length === 0) return {}
  const rows = await db.selectFrom('staff').select(['id', 'full_name']).where('id', 'in', ids).execute()
  return Object.fromEntries(rows.map(({ id, full_name }) => [id, full_name]))
}

export async function listSignIns(db: Db) {
  const rows = await db.selectFrom('staff').selectAll().where('is_active', '=', 1).orderBy('sort_key').execute()
  return rows.map((row) => ({ signInName: row.sign_in_name, fullName: row.full_name, positionTitle: row.position_title }))
}

/** What the window knows of a signed-in person. */
export async function getSession(db: Db, staffId: string) {
  const staff = await getStaff(db, staffId)
  const credential = await db.selectFrom('credential').select('must_change').where('staff_id', '=', staffId).executeTakeFirst()
  return {
    staffId,
    signInName: staff.signInName,
    fullName: staff.fullName,
    positionTitle: staff.positionTitle,
    roles: staff.roles,
    permissions: permissionsOf(staff.roles),
    mustChangePassword: credential?.must_change === 1,
  }
}

export const personOf = (row: PersonTable): PersonDetails => ({
  kind: row.kind,
  fullName: row.full_name,
  idKind: row.id_kind,
  idNumber: row.id_number,
  birthDate: row.birth_date,
  sex: row.sex,
  phone: row.phone,
  email: row.email,
  address: row.address,
  cardAddress: row.card_address,
  taxNumber: row.tax_number,
  representative: row.representative,
})

const personLimit = 8

/**
 * Earlier applicants whose ID number, tax number or phone begins with the query, or whose name holds words that begin with its words;
 * the last recorded first, their numbers masked (openPerson gives them whole). Asked of the writer: people who wait for the index are put into it first.
 */
export async function findPersons(db: Db, query: string, kind: PersonKind | null) {
  const number = query.replace(/[\s.-]/g, '')
  const isNumber = /^[A-Za-z]{0,2}\d{3,}$/.test(number) // letters begin a passport number
  const words = isNumber ? [number] : tokens(fold(query))
  if (words.length === 0) return []
  const clauses = [
    ...(kind === null ? [] : [`kind : ${kind}`]),
    ...words.map((word) => `${isNumber ? 'numbers' : 'name'} : "${word}" *`),
  ]
  await indexWaiting(db, personIndex)
  const { rows: found } = await sql<{ rowid: number }>`SELECT rowid FROM person_search
    WHERE person_search MATCH ${clauses.join(' AND ')} ORDER BY rowid DESC LIMIT ${personLimit}`.execute(db)
  if (found.length === 0) return []
  const rows = await db
    .selectFrom('person')
    .selectAll('person')
    .select((eb) =>
      eb
        .selectFrom('case_file')
        .select((inner) => inner.fn.max('received_at').as('last'))
        .whereRef('applicant_id', '=', 'person.id')
        .as('last_case_at'),
    )
    // Found by the words of a record that was merged, the one that was kept is offered.
    .where((): Expression<SqlBool> => {
      const numbers = JSON.stringify(found.map(({ rowid }) => rowid))
      return sql`person.id IN (SELECT coalesce(merged_into, id) FROM person WHERE no IN (SELECT value FROM json_each(${numbers})))`
    })
    .orderBy('person.no', 'desc')
    .execute()
  return rows.map((row) => {
    const person = personOf(row)
    const isExact = isNumber && [person.idNumber, person.taxNumber].includes(number)
    return { id: row.id, person: maskPerson(person), isExact, lastCaseAt: row.last_case_at }
  })
}

/** Signed-in person's remembered choices. */
export async function getPreferences(db: Db, staffId: string): Promise<Record<string, string>> {
  const rows = await db.selectFrom('preference').select(['key', 'value']).where('staff_id', '=', staffId).execute()
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
}

export async function setPreference(db: Db, staffId: string, key: string, value: string): Promise<void> {
  await db
    .insertInto('preference')
    .values({ staff_id: staffId, key, value })
    .onConflict((conflict) => conflict.columns(['staff_id', 'key']).doUpdateSet({ value }))
    .execute()
}
