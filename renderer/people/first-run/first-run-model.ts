// What the wizard's form holds, how it becomes the input of people.setUp, and to which step a complaint belongs. Both ways of
// naming the office are kept side by side, so that nothing typed is lost when one changes one's mind.
import type { Path } from 'react-hook-form'
import type { FieldIssue } from '../../../db/model/errors.ts'
import { parseCaseCode, toCaseCode } from '../../../db/model/identity.ts'
import { people, type SetUpInput } from '../../../electron/api/people.ts'
import { schemaIssues } from '../form-issues.ts'
import { type HoursRow, hoursIssues, hoursOf, rowsOf, usualHours } from '../office/hours.ts'

export const steps = ['office', 'desk', 'device', 'administrator', 'review'] as const
export type Step = (typeof steps)[number]

export interface FirstRunValues {
  listCode: string
  isOwn: boolean
  ownCode: string
  ownName: string
  deskName: string
  governingBody: string
  place: string
  hours: HoursRow[]
  deviceCode: string
  administrator: SetUpInput['administrator']
  passwordRepeat: string
}

export const stepFields: Readonly<Record<Step, readonly Path<FirstRunValues>[]>> = {
  office: ['listCode', 'ownCode', 'ownName'],
  desk: ['deskName', 'governingBody', 'place', 'hours'],
  device: ['deviceCode'],
  administrator: ['administrator', 'passwordRepeat'],
  review: [],
}

/** An empty form; `place` is the proposed place name before the date on printed forms. */
export const emptyValues = (place: string): FirstRunValues => ({
  listCode: '',
  isOwn: false,
  ownCode: '',
  ownName: '',
  deskName: '',
  governingBody: '',
  place,
  hours: rowsOf(usualHours),
  deviceCode: 'A',
  administrator: { fullName: '', positionTitle: '', signInName: '', password: '', alsoDeskOfficer: true },
  passwordRepeat: '',
})

export function toSetUpInput(values: FirstRunValues): SetUpInput {
  const { listCode, isOwn, ownCode, ownName, hours, deviceCode, passwordRepeat, ...rest } = values
  const office = isOwn
    ? ({ source: 'own', code: toCaseCode(ownCode), name: ownName } as const)
    : ({ source: 'list', code: listCode } as const)
  return { ...rest, office, hours: hoursOf(hours), deviceCode: deviceCode.trim().toUpperCase() }
}

/** The form's field for a path of the call's input. */
export function fieldOfPath(path: string, isOwn: boolean): string {
  if (path === 'office.code') return isOwn ? 'ownCode' : 'listCode'
  if (path === 'office.name') return 'ownName'
  return path === 'hours' ? 'hours.0.start' : path
}

/** The step on which a field stands; the first one for a field that is not known. */
export const stepOfField = (field: string): Step =>
  steps.find((step) => stepFields[step].some((name) => field === name || field.startsWith(`${name}.`))) ?? 'office'

/** The first provisional code of the day 23/11/2026 with these parts, or undefined when no code can be made of them. */
export function sampleCode(officeCode: string, deviceCode: string): string | undefined {
  const code = toCaseCode(`TAM-${officeCode}-${deviceCode}-261123-0001`)
  return parseCaseCode(code) === 'provisional' ? code : undefined
}

/** Everything wrong with the form, with the names of its fields. */
export function firstRunIssues(values: FirstRunValues): FieldIssue[] {
  const issues = schemaIssues(people.setUp.input, toSetUpInput(values))
    .filter(({ path }) => !path.startsWith('hours'))
    .map((issue) => ({ ...issue, path: fieldOfPath(issue.path, values.isOwn) }))
  if (!values.isOwn && values.listCode === '') issues.push({ path: 'listCode', code: 'required' })
  if (values.passwordRepeat !== values.administrator.password) issues.push({ path: 'passwordRepeat', code: 'passwordMismatch' })
  return [...issues, ...hoursIssues(values.hours)]
}
