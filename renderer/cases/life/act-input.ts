// What each act asks a person for, and how the answers become the call. Pure; the dialog draws the fields.
import type { ActInput, CaseAct, LateCause, LifeOfCase } from '../../../electron/api/life.ts'

export type ActField =
  | 'staff'
  | 'note'
  | 'reason'
  | 'items'
  | 'contact'
  | 'tasks'
  | 'order'
  | 'toPosition'
  | 'newDueDate'
  | 'legalGround'
  | 'manualDue'
  | 'requestedOn'
  | 'papersReturned'
  | 'to'
  | 'place'
  | 'late'

export interface AskedItem {
  readonly key: number
  readonly text: string
  readonly originals: number | null
  readonly copies: number | null
}

export interface AskedTask {
  readonly key: number
  readonly unit: string
  readonly content: string
  /** ISO date; '' while none is typed. */
  readonly dueDate: string
}

/** Everything that any of the dialogs asks for; each shows its own part. */
export interface Typed {
  readonly staffId: string | null
  readonly note: string
  readonly reason: string
  readonly items: readonly AskedItem[]
  readonly contact: string
  readonly tasks: readonly AskedTask[]
  readonly order: 'sequential' | 'parallel'
  readonly toPosition: number | null
  readonly newDueDate: string
  readonly legalGround: string
  /** ISO date. */
  readonly manualDueDate: string
  readonly requestedOn: string
  readonly papersReturned: string
  readonly to: string
  readonly place: string
  readonly lateCause: LateCause | null
  readonly lateNote: string
}

export const emptyItem = (key: number): AskedItem => ({ key, text: '', originals: 1, copies: 0 })
export const emptyTask = (key: number): AskedTask => ({ key, unit: '', content: '', dueDate: '' })

export const emptyTyped = (today: string): Typed => ({
  staffId: null,
  note: '',
  reason: '',
  items: [emptyItem(0)],
  contact: '',
  tasks: [emptyTask(0)],
  order: 'sequential',
  toPosition: null,
  newDueDate: '',
  legalGround: '',
  manualDueDate: '',
  requestedOn: today,
  papersReturned: '',
  to: '',
  place: '',
  lateCause: null,
  lateNote: '',
})

const fields: Readonly<Record<CaseAct, readonly ActField[]>> = {
  takeOver: [],
  bringBack: [],
  accept: ['manualDue'],
  forward: ['staff', 'note'],
  assign: ['staff', 'note'],
  receiveResult: ['late'],
  returnResult: ['to', 'papersReturned', 'note', 'late'],
  resubmit: ['note', 'manualDue'],
  confirmPayment: ['note', 'manualDue'],
  signExtension: ['note'],
  dropExtension: ['reason'],
  askBefore: ['items', 'reason', 'contact'],
  askAfter: ['items', 'reason', 'contact'],
  askPayment: ['reason', 'legalGround'],
  consult: ['tasks'],
  refer: ['order', 'tasks'],
  sendBack: ['toPosition', 'reason'],
  recall: ['note'],
  findIneligible: ['reason', 'late'],
  proposeExtension: ['newDueDate', 'reason', 'legalGround'],
  refuse: ['reason'],
  withdraw: ['requestedOn', 'reason', 'papersReturned', 'late'],
  stop: ['reason', 'legalGround', 'papersReturned', 'late'],
  reopen: ['reason'],
  strike: ['reason'],
  archive: ['place'],
  answerTask: ['reason'],
  callOffTask: ['reason'],
}

/** The fields of an act on this case: a cause of lateness only where it is late, a date by hand only where none can be counted. */
export const fieldsOf = (act: CaseAct, life: Pick<LifeOfCase, 'isLate' | 'needsManualDue' | 'finishedAt'>): ActField[] =>
  fields[act].filter(
    (field) => (field !== 'late' || (life.isLate && life.finishedAt === null)) && (field !== 'manualDue' || life.needsManualDue),
  )

/** Done at once when there is nothing to ask. */
export const isImmediate = (act: CaseAct, life: Parameters<typeof fieldsOf>[1]): boolean => fieldsOf(act, life).length === 0

const closing = (date: string, time: string): string | null => (date === '' ? null : `${date}T${time}`)

/**
 * The call. `onBehalf` says that the step is somebody else's. Dates that a person sets end with the day's office hours, given as
 * `HH:mm`.
 */
export function inputOf(
  act: CaseAct,
  typed: Typed,
  { onBehalf, runId, closesAt }: { onBehalf: boolean; runId: string | null; closesAt: string },
): ActInput {
  const { note, reason, lateCause, lateNote, staffId, legalGround, papersReturned, contact } = typed
  const manualDueAt = closing(typed.manualDueDate, closesAt)
  const items = typed.items.map(({ text, originals, copies }) => ({ text, originals: originals ?? 0, copies: copies ?? 0 }))
  const tasks = typed.tasks.map(({ unit, content, dueDate }) => ({
    unit,
    content,
    dueAt: closing(dueDate, closesAt) ?? '',
    staffId: null,
  }))
  const late = { lateCause, lateNote }
  const makers: Readonly<Record<CaseAct, () => ActInput>> = {
    takeOver: () => ({ act: 'takeOver', forAssignment: false }),
    bringBack: () => ({ act: 'bringBack', note }),
    accept: () => ({ act: 'accept', manualDueAt }),
    forward: () => ({ act: 'forward', staffId, unit: '', note, onBehalf }),
    assign: () => ({ act: 'assign', staffId: staffId ?? '', note }),
    receiveResult: () => ({ act: 'receiveResult', note, ...late }),
    returnResult: () => ({ act: 'returnResult', to: typed.to, papersReturned, note, ...late }),
    resubmit: () => ({ act: 'resubmit', note, manualDueAt }),
    confirmPayment: () => ({ act: 'confirmPayment', note, manualDueAt }),
    signExtension: () => ({ act: 'signExtension', note }),
    dropExtension: () => ({ act: 'dropExtension', reason }),
    askBefore: () => ({ act: 'askBefore', items, reason, contact }),
    askAfter: () => ({ act: 'askAfter', items, reason, contact, onBehalf }),
    askPayment: () => ({ act: 'askPayment', amountVnd: null, reason, legalGround, onBehalf }),
    consult: () => ({ act: 'consult', tasks }),
    refer: () => ({ act: 'refer', order: typed.order, tasks }),
    sendBack: () => ({ act: 'sendBack', toPosition: typed.toPosition ?? 0, reason, onBehalf }),
    recall: () => ({ act: 'recall', note }),
    findIneligible: () => ({ act: 'findIneligible', reason, onBehalf, ...late }),
    proposeExtension: () => ({ act: 'proposeExtension', reason, newDueDate: typed.newDueDate, legalGround }),
    refuse: () => ({ act: 'refuse', reason }),
    withdraw: () => ({ act: 'withdraw', requestedOn: typed.requestedOn, reason, papersReturned, ...late }),
    stop: () => ({ act: 'stop', reason, legalGround, papersReturned, ...late }),
    reopen: () => ({ act: 'reopen', reason }),
    strike: () => ({ act: 'strike', reason }),
    archive: () => ({ act: 'archive', place: typed.place }),
    answerTask: () => ({ act: 'answerTask', runId: runId ?? '', result: reason }),
    callOffTask: () => ({ act: 'callOffTask', runId: runId ?? '', reason }),
  }
  return makers[act]()
}
