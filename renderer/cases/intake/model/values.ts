// What the intake screen holds while a clerk types: one flat-enough object, so that the form, the draft and the call are all made
// from it. Paths that the server complains about (applicant.fullName, submitter.person.fullName, receivedAt …) are paths here too.
import { z } from 'zod'
import { type Channel, channels, returnMethods } from '../../../../electron/api/cases.ts'
import { type PersonDetails, personDetails } from '../../../../electron/api/people.ts'

/** A row of the check list. It counts as handed in when any of its three numbers is above zero. */
const componentRow = z.object({
  key: z.string(),
  name: z.string(),
  /** The sub-case of the catalogue; null when always asked for, and for papers added by hand. */
  caseLabel: z.string().nullable(),
  isOwn: z.boolean(),
  /** What ticking fills in: the numbers of the catalogue, at least one original. */
  usual: z.object({ originals: z.number(), copies: z.number() }),
  originals: z.number(),
  certified: z.number(),
  copies: z.number(),
})
export type ComponentRow = z.infer<typeof componentRow>

const party = z.object({ person: personDetails, authorisation: z.string() })

export const intakeValues = z.object({
  /** '' while none is chosen. */
  procedureId: z.string(),
  /** Key of the sub-case of the process in effect; null while none is chosen or there is no choice. */
  variant: z.string().nullable().default(null),
  /** The version and sub-case that `components` was made from; '' for none. */
  componentsOf: z.string(),
  components: z.array(componentRow),
  /** Typed into the empty last row and not yet a row. */
  otherComponent: z.string(),
  /** The earlier person that the applicant is, as the register had it when picked. */
  known: z.object({ id: z.string(), fullName: z.string(), idNumber: z.string(), lastCaseAt: z.string().nullable() }).nullable(),
  applicant: personDetails,
  hasSubmitter: z.boolean(),
  submitter: party,
  hasCollector: z.boolean(),
  collector: party,
  summary: z.string(),
  /** Edited by hand: never overwritten again. */
  summaryIsOwn: z.boolean(),
  note: z.string(),
  channel: z.enum(channels),
  returnMethod: z.enum(returnMethods),
  returnPlace: z.string(),
  setCount: z.number().nullable(),
  book: z.string(),
  serial: z.number().nullable(),
  /** Typed or emptied by hand: the suggestion stays away. */
  serialIsOwn: z.boolean(),
  /** Local wall time, half typed too; null means now. */
  receivedAt: z.string().nullable(),
  manualDueAt: z.string().nullable(),
  /** The stub that is keyed in; '' at the desk. */
  stub: z.string().default(''),
})
export type IntakeValues = z.infer<typeof intakeValues>
export type KnownPerson = NonNullable<IntakeValues['known']>

export const parties = ['applicant', 'submitter', 'collector'] as const
export type Party = (typeof parties)[number]

/** Where the form keeps the person of a party. */
export const personPath = { applicant: 'applicant', submitter: 'submitter.person', collector: 'collector.person' } as const
export type PersonPath = (typeof personPath)[Party]

export const emptyPerson: PersonDetails = {
  kind: 'citizen',
  fullName: '',
  idKind: 'citizenId',
  idNumber: '',
  birthDate: '',
  sex: '',
  phone: '',
  email: '',
  address: '',
  cardAddress: '',
  taxNumber: '',
  representative: '',
}

/** What stays from one citizen to the next. */
export interface Habits {
  readonly deskName: string
  readonly channel: Channel
  readonly book: string
}

/** The empty screen for the next citizen. */
export const freshValues = ({ deskName, channel, book }: Habits): IntakeValues => ({
  procedureId: '',
  variant: null,
  componentsOf: '',
  components: [],
  otherComponent: '',
  known: null,
  applicant: emptyPerson,
  hasSubmitter: false,
  submitter: { person: emptyPerson, authorisation: '' },
  hasCollector: false,
  collector: { person: emptyPerson, authorisation: '' },
  summary: '',
  summaryIsOwn: false,
  note: '',
  channel,
  returnMethod: 'desk',
  returnPlace: deskName,
  setCount: 1,
  book,
  serial: null,
  serialIsOwn: false,
  receivedAt: null,
  manualDueAt: null,
  stub: '',
})

const isTouched = ({ kind: _, idKind: __, ...texts }: PersonDetails): boolean => Object.values(texts).some((text) => text !== '')

/** Whether a person would miss what stands here: then it is kept as a draft. */
export const isWorthKeeping = (values: IntakeValues): boolean =>
  values.procedureId !== '' ||
  values.otherComponent !== '' ||
  values.note !== '' ||
  values.summaryIsOwn ||
  values.receivedAt !== null ||
  [values.applicant, values.submitter.person, values.collector.person].some(isTouched) ||
  values.submitter.authorisation !== '' ||
  values.collector.authorisation !== ''
