// The life of a case played again by an engine of its own: states, holders, promises, numbers of the register. Written from the office's
// brief on the one-stop mechanism (2.2, 2.3, 2.5, 4, 5) and not from the product; shares no code with it. What it says must be what the
// product says.
import { type Days, dateOf, day, dayOf, type Gap, type Limit, localOf, type Minute, minuteOf } from './model-time.ts'

/** The states of the brief; X is a case reopened because the office made an error. */
export type State =
  | 'S0' | 'S1' | 'S2' | 'S3' | 'S4' | 'S5' | 'S6' | 'S7' | 'S8' | 'S9' | 'S10' | 'S11' | 'S12' | 'S13' | 'S14' | 'S15' | 'S16' | 'S17' | 'X' // biome-ignore format: one line reads better

export interface Step {
  readonly act: 'receive' | 'handle' | 'decide' | 'return'
  readonly unit: string
  /** Working minutes; null where nothing is counted. */
  readonly minutes: number | null
  readonly group?: string
}
export type Policy = 'restart' | 'resume' | 'continue'
export interface Rules {
  readonly supplement: Policy
  readonly payment: Policy
}

export interface Run {
  readonly kind: 'step' | 'consultation' | 'task'
  readonly act: Step['act'] | null
  readonly position: number | null
  unit: string
  due: Minute | null
  staff: string | null
  handedBy: string | null
  handed: Minute | null
  takenBy: string | null
  taken: Minute | null
  takenFor: string | null
  finishedBy: string | null
  finished: Minute | null
  onBehalf: string | null
  outcome: string | null
  readonly group: string
}

export interface Person {
  readonly id: string
  readonly name: string
  readonly role: 'desk' | 'handler' | 'head'
}

export interface Case {
  readonly id: string
  readonly key: string
  readonly field: string
  /** Pinned when the case was accepted. */
  limit: Limit | null
  plan: readonly Step[]
  calendar: Days
  state: State
  held: State | null
  closedAs: State | null
  received: Minute
  /** From where the present limit counts. */
  started: Minute
  clock: 'idle' | 'running' | 'paused' | 'ended'
  due: Minute | null
  original: Minute | null
  /** Typed or put off: not counted from the limit. */
  isByHand: boolean
  extensions: number
  missed: Minute | null
  finished: Minute | null
  result: 'early' | 'onTime' | 'overdue' | 'undated' | null
  cause: string | null
  ready: Minute | null
  sent: Minute | null
  resultAt: Minute | null
  returned: Minute | null
  readonly pauses: { readonly kind: string; readonly policy: Policy; readonly from: Minute; to: Minute | null; counted: number }[]
  readonly runs: Run[]
  readonly dues: { readonly at: Minute; readonly due: Minute | null }[]
  readonly papers: { readonly kind: string; readonly year: number; readonly number: number; readonly at: Minute }[]
  resume: number | null
  proposal: Minute | null
  /** Who holds what waits for the applicant, when the duty went to another. */
  waitingKeeper: string | null
  /** Who received it, and who has the file while it lies at the desk. */
  readonly receivedBy: string
  deskHolder: string
  year: number | null
  book: string
  serial: number | null
  stub: string | null
}

/** What a person asks for; the fields are those of the desk's own forms. */
export interface Ask {
  readonly act: string
  readonly at: Minute
  readonly by: Person
  readonly to?: string | null
  readonly position?: number
  readonly tasks?: ReadonlyArray<{ unit: string; due: Minute; to: string | null }>
  readonly order?: 'sequential' | 'parallel'
  readonly run?: number
  readonly newDue?: string
  readonly ground?: string
  readonly requestedOn?: string
  readonly cause?: string | null
  readonly onBehalf?: boolean
  readonly forAssignment?: boolean
  readonly manualDue?: Minute | null
}

class Refused extends Error {}
const need = (condition: boolean, why: string): void => {
  if (!condition) throw new Refused(why)
}
/** Why a thing may not be done; null where it was done. */
export function whyNot(doing: () => void): string | null {
  try {
    doing()
    return null
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
}

const among = (state: State, list: string): boolean => list.split(' ').includes(state)
const running = 'S3 S4 S5 S6 S7 S8 S9 S10 S14'
const undecided = 'S3 S4 S5 S6 S7 S8 S9 S14'

export class Office {
  readonly cases = new Map<string, Case>()
  calendar: Days
  readonly rules: (key: string, at: Minute) => Rules
  /** Limit and steps that hold for what is accepted at a moment. */
  readonly inForce: (file: Case, at: Minute) => Pick<Case, 'limit' | 'plan'>
  readonly staff = new Map<string, Person>()
  readonly gone = new Set<string>()
  readonly leaves: { readonly who: string; readonly substitute: string; readonly from: string; readonly to: string }[] = []
  readonly unitsFrom: { readonly on: string; readonly from: readonly string[]; readonly to: string }[] = []
  readonly #papers = new Map<string, number>()
  /** Books by year and group: label and last number. */
  readonly books = new Map<string, { label: string; last: number; locked: boolean }>()
  readonly groupOf: (field: string) => string

  constructor(calendar: Days, rules: Office['rules'], inForce: Office['inForce'], groupOf: Office['groupOf']) {
    this.calendar = calendar
    this.rules = rules
    this.inForce = inForce
    this.groupOf = groupOf
  }

  // The register (4; TT 01/2018, Article 10): yearly books a group, numbers without a gap, none in a locked book.

  number(field: string, at: Minute): { year: number; book: string; serial: number } {
    const year = Number(localOf(at).slice(0, 4))
    const group = this.groupOf(field)
    const key = `${year} ${group}`
    const book = this.books.get(key) ?? { label: group === '' ? '01' : `${group}-01`, last: 0, locked: false }
    need(!book.locked, 'the book is locked')
    this.books.set(key, book)
    book.last += 1
    return { year, book: book.label, serial: book.last }
  }

  isLocked(field: string, at: Minute): boolean {
    return this.books.get(`${localOf(at).slice(0, 4)} ${this.groupOf(field)}`)?.locked ?? false
  }

  // Intake.

  receive(
    file: Pick<Case, 'id' | 'key' | 'field' | 'limit' | 'plan'>,
    {
      at,
      by,
      accepted,
      manualDue = null,
      stub = null,
    }: { at: Minute; by: Person; accepted: boolean; manualDue?: Minute | null; stub?: string | null },
  ): Case {
    need(by.role === 'desk', 'the desk receives')
    const due = !accepted ? null : file.limit ? this.calendar.due(file.limit, at) : manualDue
    const entry = accepted ? this.number(file.field, at) : { year: null, book: '', serial: null }
    const made: Case = {
      ...file,
      ...entry,
      calendar: this.calendar,
      state: accepted ? 'S3' : 'S0',
      held: null,
      closedAs: null,
      received: at,
      started: at,
      clock: accepted ? 'running' : 'idle',
      due,
      original: due,
      isByHand: accepted && file.limit === null && manualDue !== null,
      extensions: 0,
      missed: null,
      finished: null,
      result: null,
      cause: null,
      ready: null,
      sent: null,
      resultAt: null,
      returned: null,
      pauses: [],
      runs: [],
      dues: [],
      papers: [],
      resume: null,
      proposal: null,
      waitingKeeper: null,
      receivedBy: by.id,
      deskHolder: by.id,
      stub,
    }
    this.cases.set(file.id, made)
    return made
  }

  // Who does whose work.

  standsIn(who: string, by: Person, at: Minute): boolean {
    const today = dateOf(at)
    return this.leaves.some(
      (leave) => leave.who === who && leave.substitute === by.id && leave.from <= today && today <= leave.to,
    )
  }

  unitOn(name: string, at: Minute): string {
    const change = this.unitsFrom.find(({ on, from }) => on <= dateOf(at) && from.includes(name))
    return change ? change.to : name
  }

  private current(file: Case): Run | undefined {
    return file.runs.find((run) => run.kind === 'step' && run.finished === null)
  }

  private newRun(file: Case, position: number, at: Minute, by: string, to: string | null, isTaken = false): Run {
    const step = file.plan[position - 1] as Step
    const group = step.group ?? ''
    let left = step.minutes
    if (left !== null && group !== '')
      for (const run of file.runs)
        if (run.group === group && run.handed !== null) left -= this.calendar.between(run.handed, run.finished ?? at)
    const due = left === null ? null : left <= 0 ? at : this.calendar.after(at, left)
    return {
      kind: 'step',
      act: step.act,
      position,
      unit: this.unitOn(step.unit, at),
      due,
      staff: to,
      handedBy: by,
      handed: at,
      takenBy: isTaken ? (to ?? by) : null,
      taken: isTaken ? at : null,
      takenFor: null,
      finishedBy: null,
      finished: null,
      onBehalf: null,
      outcome: null,
      group,
    }
  }

  /** The desk's own step, from the receipt on. */
  private receiptRun(file: Case): Run {
    const step = file.plan[0] as Step
    const staff = file.receivedBy
    const made = this.newRun(file, 1, file.received, staff, staff, true)
    return { ...made, due: null, unit: this.unitOn(step.unit, file.received) }
  }

  private end(run: Run, at: Minute, by: Person, outcome: string, onBehalf: string | null = null): void {
    Object.assign(run, { finished: at, finishedBy: by.id, outcome, onBehalf })
  }

  private stateAt(file: Case, position: number): State {
    const decision = file.plan.findLastIndex(({ act }) => act === 'decide') + 1
    if (position === 1) return 'S3'
    if (position > decision) return 'S10'
    return file.plan[position - 1]?.act === 'decide' ? 'S9' : 'S6'
  }

  private paper(file: Case, kind: string, at: Minute): void {
    const year = Number(localOf(at).slice(0, 4))
    const number = (this.#papers.get(`${kind} ${year}`) ?? 0) + 1
    this.#papers.set(`${kind} ${year}`, number)
    file.papers.push({ kind, year, number, at })
  }

  // Lateness (5.2): by the day, by the minute where the limit is one of hours; what was missed once stays missed.

  private judge(file: Case, at: Minute): Case['result'] {
    if (file.missed !== null) return 'overdue'
    if (file.due === null) return 'undated'
    const [done, due] = file.limit?.unit === 'hours' ? [at, file.due] : [dayOf(at), dayOf(file.due)]
    return done < due ? 'early' : done === due ? 'onTime' : 'overdue'
  }

  private noteMissed(file: Case, at: Minute): void {
    if (file.clock === 'running' && file.due !== null && file.missed === null && this.judge(file, at) === 'overdue')
      file.missed = file.due
  }

  private stopClock(file: Case, { at, by, cause = null }: Ask): void {
    if (file.finished !== null) return
    const open = file.clock === 'paused' ? file.pauses.find(({ to }) => to === null) : undefined
    const result = this.judge(file, open?.from ?? at)
    need(result !== 'overdue' || cause !== null, 'a late case closes only with a cause')
    this.noteMissed(file, at)
    file.clock = 'ended'
    file.finished = at
    file.result = result
    file.cause = result === 'overdue' ? cause : null
    // Nobody waits for an opinion any more.
    for (const run of file.runs) if (run.kind !== 'step' && run.finished === null) this.end(run, at, by, 'cancelled')
  }

  private pause(file: Case, kind: string, policy: Policy, at: Minute): void {
    this.noteMissed(file, at)
    file.pauses.push({ kind, policy, from: at, to: null, counted: 0 })
    if (policy !== 'continue') file.clock = 'paused'
  }

  private goOn(file: Case, at: Minute, manualDue: Minute | null): void {
    const pause = file.pauses.find(({ to }) => to === null)
    if (!pause) throw new Error('waits without a pause')
    this.noteMissed(file, at)
    if (pause.policy === 'restart') {
      need(file.limit !== null || manualDue !== null, 'a date is needed')
      file.due = file.limit ? this.calendar.due(file.limit, at) : manualDue
      file.isByHand = file.limit === null
      file.started = at
    } else if (pause.policy === 'resume') {
      const gaps: Gap[] = file.pauses
        .filter(({ policy, from }) => policy === 'resume' && from >= file.started)
        .map(({ from, to }) => ({ from, to: to ?? at }))
      if (!file.isByHand && file.limit) file.due = file.calendar.due(file.limit, file.started, gaps)
      else if (file.due !== null && !this.isPast(file, pause.from)) file.due = this.putOff(file, pause.from, at)
    }
    if (pause.policy !== 'continue' && file.due !== null) file.dues.push({ at, due: file.due })
    pause.to = at
    pause.counted = this.calendar.between(pause.from, at)
    file.clock = 'running'
  }

  /** What had run out before the pause is not put off by it. */
  private isPast(file: Case, at: Minute): boolean {
    const due = file.due as Minute
    return file.limit?.unit === 'hours' ? at > due : dayOf(at) > dayOf(due)
  }

  private putOff(file: Case, from: Minute, to: Minute): Minute {
    const due = file.due as Minute
    if (file.limit?.unit === 'hours') {
      const minutes = file.calendar.between(from, to)
      return minutes === 0 ? due : file.calendar.after(due, minutes)
    }
    let number = dayOf(due)
    const days = file.calendar.workingDays(from, to)
    if (days === 0) return due
    for (let left = days; left > 0; left -= 1) number = file.calendar.nextWorkingDay(number)
    return number * day + 17 * 60 + 30
  }

  // Every act: who, from where, to where.

  do(file: Case, ask: Ask): void {
    const { act, at, by } = ask
    const isDesk = by.role === 'desk'
    const works = by.role === 'handler' || by.role === 'head'
    const isHead = by.role === 'head'
    const state = file.state
    const from = (list: string): void => need(among(state, list), `${act} from ${state}`)
    const who = (condition: boolean): void => need(condition, `${act} by ${by.role}`)
    const run = this.current(file)
    const hasOpenTasks = file.runs.some(({ kind, finished }) => kind === 'task' && finished === null)
    /** In whose place the work is done; it has to be one's own, or done for the one who is away or who is named. */
    const standing = (of: Run | undefined): string | null => {
      need(of !== undefined && of.taken !== null, 'not taken')
      const staff = of?.staff ?? null
      if (staff === null || staff === by.id) return null
      need(ask.onBehalf === true || this.standsIn(staff, by, at), 'held by another')
      return staff
    }
    const active = (id: string | null | undefined): void =>
      need(id == null || (this.staff.has(id) && !this.gone.has(id)), 'nobody')

    switch (act) {
      case 'askBefore':
        from('S0')
        who(isDesk)
        file.state = 'S1'
        this.paper(file, 'supplementRequest', at)
        return
      case 'bringBack':
        from('S1')
        who(isDesk)
        file.state = 'S0'
        return
      case 'refuse':
        from('S0 S1')
        who(isDesk)
        file.state = 'S2'
        this.paper(file, 'refusal', at)
        return
      case 'accept': {
        from('S0')
        who(isDesk)
        Object.assign(file, this.number(file.field, at), this.inForce(file, at))
        file.calendar = this.calendar
        file.received = at
        file.started = at
        file.due = file.limit ? this.calendar.due(file.limit, at) : (ask.manualDue ?? null)
        file.original = file.due
        file.isByHand = file.limit === null
        file.dues.push({ at, due: file.due })
        file.clock = 'running'
        file.state = 'S3'
        return
      }
      case 'forward': {
        from('S3 S6 S9 S10')
        who(state === 'S3' ? isDesk : works)
        const decision = file.plan.findLastIndex((step) => step.act === 'decide') + 1
        let position = this.place(file, run) + 1
        if (state === 'S3' && file.resume !== null) position = Math.max(2, Math.min(file.resume, decision))
        if (state === 'S10' && run?.act !== 'return') position = Math.min(position, file.plan.length)
        const next = file.plan[position - 1]
        need(next !== undefined && (state === 'S3' || run !== undefined), 'no next step')
        need(state !== 'S3' || file.plan.length > 2, 'settled at the desk')
        need(state !== 'S10' || run?.act !== 'return', 'the result waits for the desk')
        need(!hasOpenTasks, 'tasks are open')
        const approves = state === 'S9' && this.place(file, run) === decision
        const decides = run?.act === 'decide'
        who(!(approves || decides) || isHead)
        const onBehalf = run ? standing(run) : null
        active(ask.to)
        let to = ask.to ?? null
        if (to === null && file.resume !== null && state === 'S3') to = this.resumer(file)
        const receipt = run ? null : this.receiptRun(file)
        const opened = this.newRun(file, position, at, by.id, to)
        if (receipt) {
          receipt.handedBy = by.id
          file.runs.push(receipt)
        }
        this.end(run ?? (receipt as Run), at, by, 'done', onBehalf)
        file.runs.push(opened)
        file.state = state === 'S3' ? 'S4' : this.stateAt(file, position)
        if (state === 'S3') {
          file.resume = null
          file.sent = at
        }
        return
      }
      case 'takeOver': {
        from('S3 S4 S5 S6 S9 S10')
        need(run !== undefined && run.taken === null, 'nothing to take')
        const taken = run as Run
        need(taken.act !== 'return', 'results are fetched')
        who(taken.act === 'receive' ? isDesk : works)
        const isOthers = taken.staff !== null && taken.staff !== by.id
        const substitutes = isOthers && this.standsIn(taken.staff as string, by, at)
        need(!isOthers || isHead || substitutes, 'held by another')
        if (ask.forAssignment) {
          who(isHead)
          need(state === 'S4', 'assigned on hand-over')
          Object.assign(taken, { taken: at, takenBy: by.id, staff: null })
          file.state = 'S5'
          return
        }
        if (state === 'S4') file.state = this.stateAt(file, this.place(file, taken))
        Object.assign(taken, { taken: at, takenBy: by.id })
        if (substitutes) taken.takenFor = taken.staff
        else taken.staff = by.id
        return
      }
      case 'assign':
        from('S4 S5 S6 S9 S10')
        who(isHead)
        need(run !== undefined, 'no step')
        active(ask.to)
        need(run?.staff !== ask.to, 'has it already')
        ;(run as Run).staff = ask.to as string
        if (state === 'S5') file.state = 'S6'
        return
      case 'sendBack': {
        from('S4 S5 S6 S9')
        who(works)
        const position = ask.position as number
        need(run !== undefined && position < this.place(file, run), 'not earlier')
        const isRefused = state === 'S4' && run?.taken === null
        need(!isRefused || position === 1, 'goes back to the desk')
        need(!hasOpenTasks, 'tasks are open')
        const onBehalf = isRefused ? null : standing(run)
        who(run?.act !== 'decide' || isHead)
        const before = file.runs.findLast((one) => one.kind === 'step' && one.position === position)?.staff
        const to = before ?? (position === 1 ? file.receivedBy : null)
        const opened = this.newRun(file, position, at, by.id, to !== null && !this.gone.has(to) ? to : null)
        this.end(run as Run, at, by, 'sentBack', onBehalf)
        file.runs.push(opened)
        file.state = this.stateAt(file, position)
        // Sent back it starts over along the plan.
        file.resume = null
        return
      }
      case 'recall': {
        from('S3 S4 S6 S9')
        who(isDesk || works)
        need(run !== undefined && run.taken === null, 'taken already')
        const before = file.runs.findLast((one) => one.kind === 'step' && one.finished !== null)
        const isOthers = run?.handedBy !== by.id
        const owner = isOthers ? (run?.handedBy ?? null) : (before?.onBehalf ?? null)
        const onBehalf = owner !== null && this.standsIn(owner, by, at) ? owner : null
        need(!isOthers || onBehalf !== null || isHead, 'handed over by another')
        const decision = file.plan.findLastIndex((step) => step.act === 'decide') + 1
        const position = Math.max(1, Math.min(before?.position ?? 1, decision))
        const resumed = state === 'S4' && run?.position !== 2 ? (run?.position ?? null) : null
        const opened = this.newRun(file, position, at, by.id, onBehalf ?? by.id, true)
        this.end(run as Run, at, by, 'recalled', onBehalf)
        file.runs.push(opened)
        file.state = this.stateAt(file, position)
        if (resumed !== null) file.resume = resumed
        return
      }
      case 'consult':
      case 'refer': {
        from(act === 'consult' ? 'S6 S9' : 'S6')
        who(works)
        for (const [index, task] of (ask.tasks ?? []).entries()) {
          need(task.due > at, 'in the past')
          active(task.to)
          const isHanded = act === 'consult' || ask.order === 'parallel' || index === 0
          file.runs.push({
            kind: act === 'consult' ? 'consultation' : 'task',
            act: null,
            position: null,
            unit: task.unit,
            due: task.due,
            staff: task.to,
            handedBy: isHanded ? by.id : null,
            handed: isHanded ? at : null,
            takenBy: isHanded ? (task.to ?? by.id) : null,
            taken: isHanded ? at : null,
            takenFor: null,
            finishedBy: null,
            finished: null,
            onBehalf: null,
            outcome: null,
            group: '',
          })
        }
        return
      }
      case 'answerTask':
      case 'callOffTask': {
        from('S3 S4 S5 S6 S7 S8 S9 S10 S14')
        who(act === 'answerTask' ? isDesk || works : works)
        const task = file.runs[ask.run as number]
        need(task !== undefined && task.kind !== 'step' && task.finished === null, 'no open task')
        const ended = task as Run
        need(act === 'callOffTask' || ended.handed !== null, 'its turn has not come')
        const onBehalf = ended.staff !== null && ended.staff !== by.id && this.standsIn(ended.staff, by, at) ? ended.staff : null
        const others = file.runs.filter((one) => one !== ended && one.kind === 'task' && one.finished === null)
        this.end(ended, at, by, act === 'answerTask' ? 'answered' : 'calledOff', onBehalf)
        const next = others.find(({ handed }) => handed === null)
        if (ended.kind === 'task' && next && !others.some(({ handed }) => handed !== null))
          Object.assign(next, { handed: at, handedBy: by.id })
        return
      }
      case 'askAfter':
      case 'askPayment': {
        from('S6')
        who(works)
        need(!hasOpenTasks, 'tasks are open')
        const onBehalf = standing(run)
        const rules = this.rules(file.key, at)
        this.end(run as Run, at, by, 'interrupted', onBehalf)
        file.resume = run?.position ?? null
        file.waitingKeeper = null
        if (act === 'askAfter') {
          file.state = 'S7'
          this.paper(file, 'supplementRequest', at)
          this.pause(file, 'supplement', rules.supplement, at)
        } else {
          file.state = 'S8'
          this.pause(file, 'payment', rules.payment === 'continue' && ask.ground ? 'resume' : rules.payment, at)
        }
        return
      }
      case 'resubmit':
        from('S7')
        who(isDesk)
        this.goOn(file, at, ask.manualDue ?? null)
        file.runs.push(this.newRun(file, 1, at, by.id, by.id, true))
        file.state = 'S3'
        return
      case 'confirmPayment': {
        from('S8')
        who(isDesk || works)
        this.goOn(file, at, ask.manualDue ?? null)
        const to = this.resumer(file)
        file.runs.push(
          this.newRun(
            file,
            Math.max(2, Math.min(file.resume ?? 2, file.plan.findLastIndex((step) => step.act === 'decide') + 1)),
            at,
            by.id,
            to,
            to !== null,
          ),
        )
        file.resume = null
        file.state = 'S6'
        return
      }
      case 'proposeExtension': {
        from('S4 S5 S6 S8 S9 S10')
        who(works)
        this.needTime(file, at)
        need(file.extensions === 0 || (isHead && (ask.ground ?? '') !== ''), 'once only')
        const date = dayOf(minuteOf(ask.newDue as string))
        need(date > dayOf(file.due as Minute) && this.calendar.works(date), 'not a later working day')
        file.held = state
        file.proposal = date * day + 17 * 60 + 30
        file.state = 'S14'
        return
      }
      case 'signExtension':
        from('S14')
        who(isHead)
        this.needTime(file, at)
        file.due = file.proposal
        file.isByHand = true
        file.extensions += 1
        file.dues.push({ at, due: file.due })
        this.paper(file, 'extension', at)
        file.state = file.held as State
        Object.assign(file, { held: null, proposal: null })
        return
      case 'dropExtension':
        from('S14')
        who(works)
        file.state = file.held as State
        Object.assign(file, { held: null, proposal: null })
        return
      case 'withdraw':
      case 'stop': {
        from(act === 'withdraw' ? undecided : `${undecided} S10`)
        who(act === 'withdraw' ? isDesk : isHead)
        need(act !== 'withdraw' || state !== 'S14' || file.held !== 'S10', 'decided')
        if (ask.requestedOn !== undefined)
          need(ask.requestedOn <= dateOf(at) && ask.requestedOn >= dateOf(file.received), 'no such day')
        this.stopClock(file, ask)
        for (const one of file.runs) if (one.finished === null) this.end(one, at, by, 'cancelled')
        const open = file.pauses.find(({ to }) => to === null)
        if (open) {
          open.to = at
          open.counted = this.calendar.between(open.from, at)
        }
        this.paper(file, 'stopNotice', at)
        file.state = act === 'withdraw' ? 'S15' : 'S16'
        return
      }
      case 'findIneligible': {
        from('S6')
        who(works)
        need(!hasOpenTasks, 'tasks are open')
        const onBehalf = standing(run)
        this.stopClock(file, ask)
        const opened = this.newRun(file, file.plan.length, at, by.id, null)
        this.end(run as Run, at, by, 'done', onBehalf)
        file.runs.push(opened)
        this.paper(file, 'resultRefusal', at)
        file.state = 'S11'
        return
      }
      case 'receiveResult':
        from('S10 S11')
        who(isDesk)
        need(run !== undefined && run.act === 'return', 'no result issued')
        this.stopClock(file, ask)
        Object.assign(run as Run, { taken: at, takenBy: by.id, staff: by.id })
        file.ready = at
        file.resultAt = at
        file.state = 'S12'
        return
      case 'returnResult': {
        from('S3 S12 X')
        who(isDesk)
        if (state === 'S3') {
          need(file.plan.length === 2 || file.limit?.unit === 'same-day', 'not settled at the desk')
          this.stopClock(file, ask)
          const receipt = run ?? this.receiptRun(file)
          if (!run) {
            receipt.handedBy = by.id
            file.runs.push(receipt)
          }
          const handed = this.newRun(file, file.plan.length, at, by.id, by.id, true)
          file.runs.push(handed)
          this.end(receipt, at, by, 'done')
          this.end(handed, at, by, 'done')
        } else if (run) this.end(run, at, by, 'done')
        file.returned = at
        file.state = 'S13'
        return
      }
      case 'archive':
        from('S13 S15 S16')
        who(isDesk || works)
        file.closedAs = state
        file.state = 'S17'
        return
      case 'reopen':
        from('S13')
        who(isHead)
        file.state = 'X'
        return
      default:
        throw new Error(act)
    }
  }

  /** Another hour of receipt: the promise is counted anew, unless something rests on it already. */
  correctReceipt(file: Case, received: Minute, at: Minute): void {
    need(file.state !== 'S0' && file.state !== 'S1' && file.state !== 'S2', 'not received')
    need(file.finished === null && file.extensions === 0 && file.started === file.received && file.clock === 'running', 'fixed')
    this.noteMissed(file, at)
    file.received = received
    file.started = received
    if (file.isByHand || file.limit === null) return
    const gaps = file.pauses.filter(({ policy }) => policy === 'resume').map(({ from, to }) => ({ from, to: to ?? at }))
    file.due = file.calendar.due(file.limit, received, gaps)
    file.dues.push({ at, due: file.due })
  }

  /** The promise can be put off until the day before it expires (2.5). */
  private needTime(file: Case, at: Minute): void {
    need(file.clock === 'running' && file.due !== null, 'no date runs')
    need(dayOf(at) + 1 <= dayOf(file.due as Minute), 'too late')
  }

  /** Under another version of the process the work goes on where it was, but behind no decision that was not made, nor before one that was. */
  private place(file: Case, run: Run | undefined): number {
    const position = run?.position ?? 1
    const decision = file.plan.findLastIndex(({ act }) => act === 'decide') + 1
    if (file.state === 'S10') return position < decision ? decision : Math.min(position, file.plan.length)
    if (file.state === 'S9') return file.plan[position - 1]?.act === 'decide' ? position : decision
    return Math.max(1, Math.min(position, file.state === 'S6' ? decision - 1 : decision))
  }

  switchPlan(file: Case, limit: Limit | null, plan: readonly Step[]): void {
    need(among(file.state, running), 'closed')
    need(file.plan !== plan, 'the same')
    Object.assign(file, { limit, plan })
  }

  /** Who goes on with what waited for the applicant. */
  resumer(file: Case): string | null {
    const last = file.runs.findLast((one) => one.kind === 'step' && one.position === file.resume)
    const who = file.waitingKeeper ?? last?.staff ?? null
    return who !== null && !this.gone.has(who) ? who : null
  }

  // What a person has in hand.

  holds(staff: string): { kind: string; id: string; run: number | null }[] {
    const held: { kind: string; id: string; run: number | null }[] = []
    for (const file of this.cases.values()) {
      file.runs.forEach((run, index) => {
        if (run.staff === staff && run.finished === null)
          held.push({ kind: run.kind === 'step' ? 'step' : 'task', id: file.id, run: index })
      })
      const hasStep = this.current(file) !== undefined
      if (among(file.state, 'S0 S1 S3') && !hasStep && file.deskHolder === staff)
        held.push({ kind: 'desk', id: file.id, run: null })
      const waits =
        among(file.state, 'S7 S8') ||
        (file.state === 'S14' && file.held === 'S8') ||
        (file.state === 'S3' && file.resume !== null)
      if (waits && this.resumer(file) === staff) held.push({ kind: 'waiting', id: file.id, run: null })
    }
    return held
  }

  // The morning and the year.

  board(at: Minute, isWaitingSince: number, isUncollectedSince: number) {
    const all = [...this.cases.values()]
    const count = (fits: (file: Case) => boolean) => all.filter(fits).length
    const waits = (file: Case): Minute =>
      file.pauses.find(({ to }) => to === null)?.from ?? file.papers.at(-1)?.at ?? file.received
    return {
      total: count(({ state }) => !among(state, 'S0 S1 S2')),
      receivedToday: count(({ state, received }) => !among(state, 'S0 S1 S2') && dayOf(received) === dayOf(at)),
      dueToday: count(({ clock, due }) => clock === 'running' && due !== null && dayOf(due) === dayOf(at)),
      overdue: count(({ clock, due }) => clock === 'running' && due !== null && due < at),
      open: count(({ state }) => among(state, running)),
      waiting: count((file) => among(file.state, 'S1 S7 S8') && waits(file) <= at - isWaitingSince * day),
      uncollected: count(({ state, ready }) => state === 'S12' && ready !== null && ready <= at - isUncollectedSince * day),
      toHandOver: count(({ state }) => state === 'S3'),
      toTake: count(({ state }) => state === 'S4'),
    }
  }

  year(year: number) {
    const [from, to] = [minuteOf(`${year}-01-01`), minuteOf(`${year + 1}-01-01`)]
    const accepted = [...this.cases.values()].filter(({ state, received }) => !among(state, 'S0 S1 S2') && received < to)
    const isIn = (minute: Minute | null) => minute !== null && minute >= from && minute < to
    const before = accepted.filter(({ received, finished }) => received < from && (finished === null || finished >= from))
    const received = accepted.filter((file) => isIn(file.received))
    const finished = accepted.filter((file) => isIn(file.finished))
    const by = (result: string) => finished.filter((file) => file.result === result).length
    const closed = (state: State) => finished.filter((file) => file.state === state || file.closedAs === state).length
    return {
      carried: before.length,
      received: received.length,
      finished: finished.length,
      early: by('early'),
      onTime: by('onTime'),
      overdue: by('overdue'),
      undated: by('undated'),
      withdrawn: closed('S15'),
      stopped: closed('S16'),
      left: accepted.filter((file) => file.finished === null || file.finished >= to).length,
    }
  }
}
