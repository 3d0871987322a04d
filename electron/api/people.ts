// Calls about the first run, signing in, staff, the office, and the people who come to the desk.
import { z } from 'zod'
import {
  deviceCode,
  idKinds,
  officeCode,
  officeHours,
  officeKinds,
  officeSettings,
  passwordMinLength,
  permissions,
  personDetails,
  personKinds,
  roles,
  sexes,
  signInName,
} from '../../db/people/rules.ts'
import { call, id, instant, nothing, requiredText, text } from './call.ts'

export type { IdKind, OfficeSettings, Permission, PersonDetails, PersonKind, Role, Sex } from '../../db/people/rules.ts'
export { idKinds, passwordMinLength, personDetails, personKinds, roles, sexes }

export const session = z.object({
  staffId: id,
  signInName: z.string(),
  fullName: z.string(),
  positionTitle: z.string(),
  roles: z.array(z.enum(roles)),
  permissions: z.array(z.enum(permissions)),
  mustChangePassword: z.boolean(),
})
export type Session = z.infer<typeof session>

const password = z
  .string()
  .max(200)
  .refine((value) => value.length >= passwordMinLength, { params: { issue: 'passwordTooShort', min: passwordMinLength } })

const staffMember = z.object({
  id,
  signInName: z.string(),
  fullName: z.string(),
  positionTitle: z.string(),
  roles: z.array(z.enum(roles)),
  isActive: z.boolean(),
  createdAt: instant,
})
export type StaffMember = z.infer<typeof staffMember>

const staffInput = z.object({
  fullName: requiredText(100),
  positionTitle: text(100),
  roles: z.array(z.enum(roles)).refine((held) => held.length > 0, { params: { issue: 'required' } }),
})

export const setUpInput = z.object({
  office: z.discriminatedUnion('source', [
    z.object({ source: z.literal('list'), code: z.string().max(20) }),
    z.object({ source: z.literal('own'), code: officeCode, name: requiredText(200) }),
  ]),
  governingBody: text(200),
  deskName: requiredText(200),
  place: requiredText(100),
  hours: officeHours,
  deviceCode,
  administrator: z.object({
    fullName: requiredText(100),
    positionTitle: text(100),
    signInName,
    password,
    /** The administrator of a small office often sits at the desk too. */
    alsoDeskOfficer: z.boolean(),
  }),
})
export type SetUpInput = z.infer<typeof setUpInput>

const officeProfile = z.object({
  id,
  code: z.string(),
  name: z.string(),
  kind: z.enum(officeKinds),
  settings: officeSettings,
  deviceCode: z.string(),
})

export const people = {
  /** What the wizard offers. Refused (access.alreadySetUp) once an office exists. */
  getFirstRunChoices: call({
    input: nothing,
    output: z.object({
      province: z.object({ code: z.string(), name: z.string() }),
      units: z.array(z.object({ code: z.string(), name: z.string(), kind: z.enum(['ward', 'commune']) })),
      source: z.string(),
      procedureCount: z.number(),
      catalogueAsOf: z.string(),
      calendarYears: z.array(z.number()),
    }),
    access: 'anyone',
    runs: 'writer',
  }),
  /** Creates the office, the device, the first administrator, the starter catalogue and calendar; signs the administrator in. */
  setUp: call({ input: setUpInput, output: session, access: 'anyone', runs: 'writer' }),
  /** The people who can be picked on the sign-in screen. */
  listSignIns: call({
    input: nothing,
    output: z.array(z.object({ signInName: z.string(), fullName: z.string(), positionTitle: z.string() })),
    access: 'anyone',
    runs: 'writer',
  }),
  /** Throws signIn.wrong, signIn.inactive, or signIn.wait {seconds}. */
  signIn: call({
    input: z.object({ signInName: z.string().max(40), password: z.string().max(200) }),
    output: session,
    access: 'anyone',
    runs: 'writer',
  }),
  /** Locks the window: the screen and what is typed stay, every other call is refused until the same person signs in again. */
  lock: call({ input: nothing, output: nothing, access: 'anyone', runs: 'main' }),
  signOut: call({ input: nothing, output: nothing, access: 'anyone', runs: 'main' }),
  changeOwnPassword: call({
    input: z.object({ current: z.string().max(200), next: password }),
    output: session,
    access: 'signedIn',
    runs: 'writer',
  }),
  listStaff: call({ input: nothing, output: z.array(staffMember), access: 'staff.manage', runs: 'writer' }),
  /** The new person must change the first password at once. */
  addStaff: call({
    input: staffInput.extend({ signInName, password }),
    output: staffMember,
    access: 'staff.manage',
    runs: 'writer',
  }),
  /** Refused when it would leave no active administrator. */
  changeStaff: call({
    input: staffInput.extend({ staffId: id, isActive: z.boolean() }),
    output: staffMember,
    access: 'staff.manage',
    runs: 'writer',
  }),
  resetPassword: call({ input: z.object({ staffId: id, password }), output: nothing, access: 'staff.manage', runs: 'writer' }),
  getOffice: call({ input: nothing, output: officeProfile, access: 'signedIn', runs: 'writer' }),
  changeOffice: call({
    input: officeSettings.omit({ officeId: true }),
    output: officeProfile,
    access: 'office.configure',
    runs: 'writer',
  }),
  /** Earlier applicants by ID number, tax number, phone or name; at most 8, best first. */
  findPersons: call({
    input: z.object({ query: text(200), kind: z.enum(personKinds).nullable() }),
    /** Numbers are masked; `isExact`: the query is the whole number of the person. */
    output: z.array(z.object({ id, person: personDetails, isExact: z.boolean(), lastCaseAt: instant.nullable() })),
    access: 'case.receive',
    runs: 'writer',
  }),
  /** The person whole, whom the desk has chosen for a case: recorded as a look. */
  openPerson: call({ input: z.object({ personId: id }), output: personDetails, access: 'case.receive', runs: 'writer' }),
  getPreferences: call({ input: nothing, output: z.record(z.string(), z.string()), access: 'signedIn', runs: 'writer' }),
  setPreference: call({
    input: z.object({ key: z.string().regex(/^[a-zA-Z.]{1,60}$/), value: z.string().max(20_000) }),
    output: nothing,
    access: 'signedIn',
    runs: 'writer',
  }),
}
