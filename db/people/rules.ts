// Who may do what, and what a person, an office and a password must look like. Pure.
import { z } from 'zod'
import { isCodePattern } from '../documents/code-pattern.ts'
import { toNfc } from '../model/text.ts'
import { trainingOfficeCode } from '../model/training-code.ts'

export const officeKinds = ['province', 'ward', 'commune', 'own'] as const
export type OfficeKind = (typeof officeKinds)[number]

export const roles = ['deskOfficer', 'handler', 'head', 'qualitySecretary', 'auditor', 'administrator', 'viewer'] as const
export type Role = (typeof roles)[number]

export const permissions = [
  'case.read',
  'case.receive',
  'case.print',
  'case.setOfficialCode',
  'case.switchProcess',
  'case.work',
  'case.decide',
  'case.setClockRule',
  'form.manage',
  'register.manage',
  'register.lock',
  'paper.write',
  'oldFile.write',
  'personal.reveal',
  'personal.audit',
  'personal.export',
  'retention.manage',
  'procedure.read',
  'procedure.import',
  'calendar.import',
  'document.read',
  'document.write',
  'document.review',
  'document.approve',
  'document.enter',
  'law.manage',
  'conformity.manage',
  'disclosure.manage',
  'pack.make',
  'pack.take',
  'bundle.exchange',
  'person.merge',
  'duty.manage',
  'staff.manage',
  'office.configure',
  'backup.create',
  'backup.restore',
  'program.update',
] as const
export type Permission = (typeof permissions)[number]

const readOnly: readonly Permission[] = ['case.read', 'procedure.read', 'document.read']
const grants: Readonly<Record<Role, readonly Permission[]>> = {
  deskOfficer: [
    ...readOnly,
    'case.receive',
    'case.print',
    'case.setOfficialCode',
    'register.manage',
    'paper.write',
    'oldFile.write',
    'personal.reveal',
    'disclosure.manage',
    'bundle.exchange',
    'person.merge',
    'backup.create',
  ],
  handler: [...readOnly, 'case.work', 'case.print', 'paper.write', 'oldFile.write', 'personal.reveal', 'document.write'],
  head: [
    ...readOnly,
    'case.print',
    'case.switchProcess',
    'case.work',
    'case.decide',
    'case.setClockRule',
    'form.manage',
    'register.manage',
    'register.lock',
    'paper.write',
    'oldFile.write',
    'personal.reveal',
    'personal.audit',
    'personal.export',
    'retention.manage',
    'document.write',
    'document.review',
    'document.approve',
    'document.enter',
    'law.manage',
    'conformity.manage',
    'disclosure.manage',
    'pack.make',
    'pack.take',
    'bundle.exchange',
    'person.merge',
    'duty.manage',
    'backup.create',
  ],
  qualitySecretary: [
    ...readOnly,
    'case.setClockRule',
    'form.manage',
    'procedure.import',
    'calendar.import',
    'document.write',
    'document.review',
    'document.enter',
    'law.manage',
    'conformity.manage',
    'disclosure.manage',
    'pack.make',
    'pack.take',
    'bundle.exchange',
    'backup.create',
  ],
  auditor: [...readOnly, 'personal.audit'],
  administrator: [
    ...readOnly,
    'form.manage',
    'procedure.import',
    'calendar.import',
    'pack.take',
    'bundle.exchange',
    'duty.manage',
    'staff.manage',
    'office.configure',
    'backup.create',
    'backup.restore',
    'program.update',
  ],
  viewer: readOnly,
}

/** What a person with these roles may do. */
export const permissionsOf = (held: readonly Role[]): Permission[] =>
  permissions.filter((permission) => held.some((role) => grants[role].includes(permission)))

export const personKinds = ['citizen', 'organisation'] as const
export type PersonKind = (typeof personKinds)[number]
export const idKinds = ['citizenId', 'oldId', 'passport', 'none'] as const
export type IdKind = (typeof idKinds)[number]
export const sexes = ['male', 'female', ''] as const
export type Sex = (typeof sexes)[number]

/** Shortest password, in characters. Long enough for a desk PC that locks itself and slows down guesses. */
export const passwordMinLength = 8
/** scrypt's N for new passwords: about 0.1 s on an office PC. */
export const scryptCost = 2 ** 15

/** Seconds to wait after the n-th wrong password in a row: none for two slips, then doubling up to 15 minutes. */
export const waitAfterFailuresSeconds = (failures: number): number =>
  failures < 3 ? 0 : Math.min(5 * 2 ** (failures - 3), 15 * 60)

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** Office hours of a day as `HH:mm-HH:mm` intervals, in order, not overlapping. */
export const officeHours = z
  .array(z.object({ start: timeOfDay, end: timeOfDay }))
  .min(1)
  .max(4)
  .refine((hours) => hours.every(({ start, end }, index) => start < end && start >= (hours[index - 1]?.end ?? '')))

export const receiptLayouts = ['a4-two-up', 'a5'] as const

/** One line as it is stored: a name typed with loose marks (NFD) would be found by nobody. */
const line = (max: number) => z.string().max(max).overwrite(toNfc)

/** The office's settings: one event and one row a key. */
export const officeSettings = z.object({
  officeId: z.string(),
  deskName: line(200).refine((name) => name !== '', { params: { issue: 'required' } }),
  /** First line of printed forms: the body above the office. */
  governingBody: line(200),
  /** Place name before the date on printed forms. */
  place: line(100).refine((name) => name !== '', { params: { issue: 'required' } }),
  hours: officeHours,
  lockMinutes: z.number().int().min(1).max(240),
  receiptNumberSuffix: line(60),
  receiptLayout: z.enum(receiptLayouts),
  book: line(20),
  /** How codes of processes are made (db/documents/code-pattern.ts). */
  processCodePattern: line(60).refine(isCodePattern, { params: { issue: 'codePattern' } }),
})
export type OfficeSettings = z.infer<typeof officeSettings>

const isFilled = (value: string): boolean => value !== ''

/** A sign-in name: typed daily, so short and plain; compared without case. */
export const signInName = z
  .string()
  .trim()
  .toLowerCase()
  .refine(isFilled, { params: { issue: 'required' }, abort: true })
  .refine((value) => /^[a-z0-9][a-z0-9._-]{1,31}$/.test(value), { params: { issue: 'signInNameShape' } })

/** The short code of a device: stands in every provisional case code, so it can be read over the telephone. */
export const deviceCode = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isFilled, { params: { issue: 'required' }, abort: true })
  .refine((value) => /^[A-Z][A-Z0-9]{0,2}$/.test(value), { params: { issue: 'deviceCodeShape' } })

/** The code of an office that is not in the list of units: stands in provisional case codes too. */
export const officeCode = z
  .string()
  .trim()
  .toUpperCase()
  .refine(isFilled, { params: { issue: 'required' }, abort: true })
  .refine((value) => /^[A-Z0-9][A-Z0-9.]{0,19}$/.test(value), { params: { issue: 'officeCodeShape' } })
  .refine((value) => value !== trainingOfficeCode, { params: { issue: 'notUnique' } })

/** What is kept of a citizen or an organisation, and what a case keeps of each party as given that day. */
export const personDetails = z.object({
  kind: z.enum(personKinds),
  fullName: line(200),
  idKind: z.enum(idKinds),
  idNumber: line(30),
  birthDate: line(10),
  sex: z.enum(sexes),
  phone: line(40),
  email: line(120),
  address: line(400),
  cardAddress: line(400),
  taxNumber: line(20),
  /** For an organisation: who speaks for it. */
  representative: line(200),
})
export type PersonDetails = z.infer<typeof personDetails>
