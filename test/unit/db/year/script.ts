// A year of one office, played on the real database by the real commands, each act told to the model as well: about as many cases as a
// ward has, with peaks, floods, leave, a colleague who goes, units that are merged, an outage. Every act is tried on both; they must agree
// whether it is done.
import { join } from 'node:path'
import { importCalendar } from '../../../../db/calendar/commands.ts'
import { presentCase, receiveCase, recordPrint, setOfficialCode, switchProcess } from '../../../../db/cases/commands.ts'
import { correctCase } from '../../../../db/cases/correct.ts'
import type { Intake } from '../../../../db/cases/intake.ts'
import { act, setClockRule } from '../../../../db/cases/life/commands.ts'
import type { ActInput } from '../../../../db/cases/life/rules.ts'
import { enterVersion } from '../../../../db/documents/commands.ts'
import { handOverDuties } from '../../../../db/duties/commands.ts'
import { listHeld } from '../../../../db/duties/held.ts'
import { saveLeave } from '../../../../db/duties/leave.ts'
import type { Actor } from '../../../../db/event.ts'
import { AppError } from '../../../../db/model/errors.ts'
import { giveBackOriginals, keepOriginal } from '../../../../db/originals/commands.ts'
import { addStaff } from '../../../../db/people/commands.ts'
import { permissions, type Role } from '../../../../db/people/rules.ts'
import { mergePersons } from '../../../../db/persons/commands.ts'
import { emptyProcessContent } from '../../../../db/processes/content.ts'
import { configureRegister, lockBook, openBook } from '../../../../db/register/commands.ts'
import { keyInStub, recordStubsPrint, reserveStubs, spoilStub } from '../../../../db/stubs/commands.ts'
import { changeDepartment } from '../../../../db/units/commands.ts'
import { listOpenAt } from '../../../../db/units/queries.ts'
import { receiptFormKey } from '../../../../electron/worker/brought-files.ts'
import { getActor } from '../../../../electron/worker/office.ts'
import { askAfter as askAfterInput } from '../../../fixtures/life-office.ts'
import {
  openTestOffice,
  resources,
  sampleIntake,
  samplePerson,
  starterData,
  TestClock,
  type TestOffice,
} from '../../../fixtures/office.ts'
import { Agenda, chance } from './agenda.ts'
import {
  flood,
  type Kind,
  kinds,
  leavers,
  merger,
  newVersionFrom,
  outage,
  renamed,
  rulesOf,
  threeHands,
  twoHands,
} from './kinds.ts'
import { type Ask, type Case, Office, type Person, type Policy, type Step, whyNot } from './model.ts'
import { closing, Days, dateOf, day, dayOf, type Limit, localOf, type Minute, minuteOf, opening } from './model-time.ts'
import { inputOf, reason, variantOf } from './product-words.ts'

const calendarFile = join(resources, 'calendars', 'vn.json')

/** A case's life: yields the working minutes to wait. */
type Life = AsyncGenerator<number, void, void>

export interface Citizen {
  readonly fullName: string
  readonly idNumber: string
  readonly phone: string
}

export interface Played {
  readonly office: TestOffice
  readonly model: Office
  /** Whose case it is, as it was given. */
  readonly citizens: ReadonlyMap<string, Citizen>
  readonly summaries: ReadonlyMap<string, string>
  readonly officialCodes: ReadonlyMap<string, string>
  readonly prints: ReadonlyMap<string, readonly Minute[]>
  readonly mergedPairs: ReadonlyArray<readonly [string, string]>
  readonly done: ReadonlyMap<string, number>
  readonly refused: ReadonlyMap<string, number>
  play(until: Minute): Promise<void>
}

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Đặng', 'Võ', 'Bùi', 'Tôn Nữ', 'Hồ']
const middles = ['Văn', 'Thị', 'Hữu', 'Thanh', 'Minh', 'Ngọc']
const givens = ['An', 'Bình', 'Châu', 'Dũng', 'Đức', 'Hà', 'Hải', 'Hoa', 'Lan', 'Nam', 'Phúc', 'Quỳnh', 'Sơn', 'Thảo', 'Yến']

export async function openYear(cases: number, seed: number): Promise<Played> {
  const dice = chance(seed)
  const clock = new TestClock('2025-12-08T07:00')
  const office = await openTestOffice({ clock })
  const { db, formKeyOn } = office
  // What a power cut would take is tested elsewhere; here nobody waits for the disk.
  office.office.store.connection.pragma('synchronous = OFF')
  const before = new Days(calendarFile)
  const after = new Days(calendarFile, flood.closed)
  const secondVersion = { limit: { count: 4, unit: 'working-days' } as Limit, plan: twoHands }
  const inForce = ({ key, limit, plan }: Pick<Case, 'key' | 'limit' | 'plan'>, at: Minute) =>
    key === 'HKD' && at >= minuteOf(newVersionFrom) ? secondVersion : { limit, plan }
  const model = new Office(before, rulesOf, inForce, (field) => (field === 'Hộ tịch' ? 'HT' : ''))
  const admin: Actor = { ...office.actor, permissions }

  // People.
  const actors = new Map<string, Actor>()
  const hire = async (signInName: string, name: string, role: Person['role']): Promise<Person> => {
    const roles: Role[] = [role === 'desk' ? 'deskOfficer' : role]
    const { id } = await addStaff(db, admin, { signInName, fullName: name, positionTitle: '', roles, password: 'mat-khau-moi' })
    const person = { id, name, role }
    model.staff.set(id, person)
    actors.set(id, await getActor(db, clock, id))
    return person
  }
  const desks = [await hire('quay1', 'Trần Thị Bình', 'desk'), await hire('quay2', 'Ngô Thị Cúc', 'desk')]
  const handlers = [
    await hire('thuly1', 'Lê Văn Cường', 'handler'),
    await hire('thuly2', 'Phạm Thị Dung', 'handler'),
    await hire('thuly3', 'Đỗ Minh Đức', 'handler'),
    await hire('thuly4', 'Hồ Thị Em', 'handler'),
  ]
  const heads = [await hire('chutich', 'Nguyễn Văn An', 'head'), await hire('phochutich', 'Võ Thị Giang', 'head')]
  const present = <T extends Person>(list: readonly T[]): T[] => list.filter(({ id }) => !model.gone.has(id))
  const actorOf = ({ id }: Person): Actor => actors.get(id) as Actor

  // Processes, clock rules, register.
  const procedureIds = new Map<string, string>()
  const documents = new Map<string, string>()
  for (const kind of kinds) {
    const procedureId = await office.procedureId(kind.key)
    procedureIds.set(kind.key, procedureId)
    if (!kind.hasProcess) continue
    const { local_key, name } = await db
      .selectFrom('procedure')
      .select(['local_key', 'name'])
      .where('id', '=', procedureId)
      .executeTakeFirstOrThrow()
    const variants = kind.variants?.map(({ key, limit, plan }) => variantOf(key, limit, plan)) ?? [variantOf('', null, kind.plan)]
    const { documentId } = await enterVersion(db, admin, {
      document: { kind: 'process', group: 'procedure', code: `QT.${kind.key}.01` },
      body: { kind: 'process', content: { ...emptyProcessContent, name: name.slice(0, 500), procedures: [local_key], variants } },
      ...{
        issue: 1,
        revision: 0,
        reason: '',
        approvedOn: '2025-11-03',
        effectiveFrom: '2025-11-10',
        reviewDueOn: null,
        approverName: '',
      },
    })
    documents.set(kind.key, documentId)
  }
  await configureRegister(db, admin, { isAutomatic: true, groups: [{ code: 'HT', name: 'Hộ tịch', fields: ['Hộ tịch'] }] })

  const citizens = new Map<string, Citizen>()
  const summaries = new Map<string, string>()
  const officialCodes = new Map<string, string>()
  const prints = new Map<string, Minute[]>()
  const mergedPairs: [string, string][] = []
  const originals = new Map<string, { id: string; keeper: string }>()
  const done = new Map<string, number>()
  const refused = new Map<string, number>()
  const count = (of: Map<string, number>, what: string) => of.set(what, (of.get(what) ?? 0) + 1)
  const agenda = new Agenda()
  let now: Minute = minuteOf('2025-12-08T07:00')
  let seconds = 0
  /** Seconds run inside a minute, as they do in an office; the model knows minutes only. */
  const tick = (at: Minute): void => {
    seconds = at === now ? Math.min(59, seconds + 1) : 0
    now = at
    clock.setLocal(localOf(at))
    clock.advance({ seconds })
  }

  /** Does a thing on both sides. Both do it, or both refuse. */
  async function both(what: string, product: () => Promise<unknown>, told: () => void): Promise<boolean> {
    const outcome = await product().then(
      () => null,
      (error: unknown) => error,
    )
    if (outcome !== null && !(outcome instanceof AppError)) throw outcome
    const why = whyNot(told)
    if ((outcome === null) !== (why === null)) {
      const issues = outcome === null ? '' : JSON.stringify((outcome as AppError).issues ?? '')
      throw new Error(
        `${localOf(now)} ${what}: the product ${outcome === null ? 'did it' : `refused (${outcome.code} ${issues})`}, the model ${why === null ? 'allows it' : `refuses (${why})`}`,
      )
    }
    count(why === null ? done : refused, what)
    return why === null
  }

  async function attempt(file: Case, by: Person, ask: Omit<Ask, 'at' | 'by'>): Promise<boolean> {
    const whole: Ask = { ...ask, at: now, by }
    const needsRuns = ask.act === 'answerTask' || ask.act === 'callOffTask'
    const runIds = needsRuns
      ? (await db.selectFrom('step_run').select('id').where('case_id', '=', file.id).orderBy('number').execute()).map(
          ({ id }) => id,
        )
      : []
    const input = inputOf(file, whole, runIds)
    try {
      return await both(
        ask.act,
        () => act(db, actorOf(by), file.id, input),
        () => model.do(file, whole),
      )
    } catch (error) {
      if (error instanceof Error)
        error.message += `\n  case ${file.key} ${file.id} in ${file.state}, asked ${JSON.stringify(ask)} by ${by.name}\n  runs ${JSON.stringify(file.runs.slice(-3))}`
      throw error
    }
  }

  // Who sits where today.
  const isAway = (id: string) =>
    model.leaves.find((leave) => leave.who === id && leave.from <= dateOf(now) && dateOf(now) <= leave.to)
  const desk = (): Person => dice.of(present(desks))
  const head = (): Person => dice.of(heads.filter(({ id }) => !isAway(id)))
  /** The one whose step it is, or who stands in; somebody of the unit where it is nobody's by name. */
  const workerOf = (staff: string | null): Person => {
    const leave = staff === null ? undefined : isAway(staff)
    const id = leave?.substitute ?? staff
    return (id === null ? undefined : model.staff.get(id)) ?? dice.of(present(handlers).filter((one) => !isAway(one.id)))
  }
  const runOf = (file: Case) => file.runs.find((run) => run.kind === 'step' && run.finished === null)
  const nextAct = (file: Case): Step['act'] | undefined => {
    const position = file.state === 'S3' && file.resume !== null ? file.resume : (runOf(file)?.position ?? 1) + 1
    return file.plan[position - 1]?.act
  }
  const receiverOf = (file: Case): string | null => {
    const next = nextAct(file)
    if (next === 'decide') return dice.is(0.9) ? head().id : null
    if (next === 'handle' && dice.is(0.8)) return dice.of(present(handlers)).id
    return null
  }
  /** A late case closes with its cause; told too where it is not late. */
  const cause = () => ({ cause: dice.of(['workload', 'disaster', 'complexCase']) })

  /** Things that people try and the rules refuse, or not. */
  async function temptation(file: Case): Promise<void> {
    const anybody = dice.of([...present(desks), ...present(handlers), ...heads])
    const due = file.due ?? now
    await dice.of([
      () => attempt(file, anybody, { act: 'forward', to: null }),
      () => attempt(file, anybody, { act: 'takeOver' }),
      () => attempt(file, anybody, { act: 'proposeExtension', newDue: dateOf(due + dice.from(-1, 9) * day) }),
      () =>
        attempt(file, anybody, {
          act: 'withdraw',
          requestedOn: dateOf(now + dice.from(0, 1) * day),
          ...(dice.is(0.5) && cause()),
        }),
      () => attempt(file, anybody, { act: 'receiveResult', ...(dice.is(0.5) && cause()) }),
      () => attempt(file, anybody, { act: 'returnResult', ...(dice.is(0.5) && cause()) }),
      () => attempt(file, anybody, { act: 'recall' }),
      () => attempt(file, anybody, { act: 'sendBack', position: dice.from(1, 3) }),
      () => attempt(file, anybody, { act: 'confirmPayment' }),
      () => attempt(file, anybody, { act: 'archive' }),
      () => attempt(file, anybody, { act: 'signExtension' }),
      () => attempt(file, anybody, { act: 'assign', to: dice.of(handlers).id }),
    ])()
  }

  const isOver = (file: Case) => ['S2', 'S13', 'S15', 'S16', 'S17'].includes(file.state)

  /** From the receipt to the archive, by what the office would do next. */
  async function* live(file: Case): Life {
    for (let turn = 0; turn < 80 && file.state !== 'S17' && file.state !== 'S2'; turn += 1) {
      if (dice.is(0.03)) await temptation(file)
      if (file.key === 'HKD' && now >= minuteOf(newVersionFrom) && dice.is(file.plan === threeHands ? 0.3 : 0.01)) {
        const moved = { caseId: file.id, legalGround: 'Điều 40 Nghị định 118/2025/NĐ-CP', variant: null }
        await both(
          'switch',
          () => switchProcess(db, actorOf(head()), moved),
          () => model.switchPlan(file, secondVersion.limit, secondVersion.plan),
        )
      }
      if (!isOver(file) && file.state !== 'S0' && file.state !== 'S1' && dice.is(0.004)) {
        if (await attempt(file, desk(), { act: 'withdraw', requestedOn: dateOf(now), ...cause() })) continue
      }
      if (!isOver(file) && dice.is(0.002)) await attempt(file, head(), { act: 'stop', ...cause() })
      const run = runOf(file)
      switch (file.state) {
        case 'S0':
          if (dice.is(0.15)) await attempt(file, desk(), { act: 'refuse' })
          else if (dice.is(0.5)) await attempt(file, desk(), { act: 'askBefore' })
          else await attempt(file, desk(), { act: 'accept', manualDue: file.limit ? null : now + 20 * day })
          yield dice.from(1, 600)
          break
        case 'S1':
          if (dice.is(0.1)) await attempt(file, desk(), { act: 'refuse' })
          else await attempt(file, desk(), { act: 'bringBack' })
          yield dice.from(1, 60)
          break
        case 'S3': {
          if (run && run.taken === null) {
            // What was sent back to the desk, by anybody there.
            const isMine = run.staff === null || run.staff === workerOf(run.staff).id
            await attempt(file, isMine && run.staff !== null ? workerOf(run.staff) : desk(), { act: 'takeOver' })
            yield dice.from(5, 200)
            break
          }
          const by = run?.staff ? workerOf(run.staff) : desk()
          if (file.plan.length === 2 || (file.limit?.unit === 'same-day' && dice.is(0.7)))
            await attempt(file, by, { act: 'returnResult', ...cause() })
          else await attempt(file, by, { act: 'forward', to: receiverOf(file) })
          if (runOf(file)?.taken === null && dice.is(0.04)) await attempt(file, by, { act: 'recall' })
          yield dice.from(10, 300)
          break
        }
        case 'S4':
        case 'S5': {
          if (file.state === 'S5') {
            const others = present(handlers).filter(({ id }) => id !== run?.staff)
            await attempt(file, head(), { act: 'assign', to: dice.of(others).id })
          } else if (dice.is(0.04)) await attempt(file, workerOf(run?.staff ?? null), { act: 'sendBack', position: 1 })
          else if (dice.is(0.08)) await attempt(file, head(), { act: 'takeOver', forAssignment: true })
          else await attempt(file, workerOf(run?.staff ?? null), { act: 'takeOver' })
          yield dice.from(30, 700)
          break
        }
        case 'S6':
          yield* appraise(file)
          break
        case 'S9': {
          const staff = run?.staff ?? null
          const by = staff === null ? head() : workerOf(staff)
          if (run?.taken === null) {
            if (dice.is(0.03) && run.handedBy) await attempt(file, workerOf(run.handedBy), { act: 'recall' })
            else await attempt(file, by, { act: 'takeOver' })
          } else if (dice.is(0.06)) await attempt(file, by, { act: 'sendBack', position: dice.from(1, 3) })
          else await attempt(file, by, { act: 'forward', to: receiverOf(file) })
          yield dice.from(20, 500)
          break
        }
        case 'S10':
        case 'S11': {
          if (run?.act === 'return') await attempt(file, desk(), { act: 'receiveResult', ...(dice.is(0.9) && cause()) })
          else if (run?.taken === null) await attempt(file, workerOf(run.staff), { act: 'takeOver' })
          else await attempt(file, workerOf(run?.staff ?? null), { act: 'forward', to: receiverOf(file) })
          yield dice.from(20, 400)
          break
        }
        case 'S7':
        case 'S8': {
          if (dice.is(0.03)) await attempt(file, desk(), { act: 'withdraw', requestedOn: dateOf(now), ...cause() })
          else if (file.state === 'S7')
            await attempt(file, desk(), { act: 'resubmit', manualDue: file.limit ? null : now + 10 * day })
          else await attempt(file, desk(), { act: 'confirmPayment', manualDue: file.limit ? null : now + 10 * day })
          yield dice.from(5, 60)
          break
        }
        case 'S14': {
          if (dice.is(0.15)) await attempt(file, workerOf(null), { act: 'dropExtension' })
          else if (!(await attempt(file, head(), { act: 'signExtension' })))
            await attempt(file, workerOf(null), { act: 'dropExtension' })
          yield dice.from(30, 400)
          break
        }
        case 'S12': {
          yield dice.is(0.1) ? dice.from(3_000, 12_000) : dice.from(10, 2_400)
          if (file.state !== 'S12') break
          await attempt(file, desk(), { act: 'returnResult' })
          const original = originals.get(file.id)
          if (original) {
            await giveBackOriginals(db, actorOf(desk()), {
              originalIds: [original.id],
              on: dateOf(now),
              to: 'Người nộp',
              note: '',
            })
            originals.delete(file.id)
          }
          break
        }
        case 'X':
          yield dice.from(200, 900)
          await attempt(file, desk(), { act: 'returnResult' })
          break
        case 'S13':
        case 'S15':
        case 'S16':
          if (file.state === 'S13' && dice.is(0.02)) {
            await attempt(file, head(), { act: 'reopen' })
            break
          }
          yield dice.from(2_000, 9_000)
          await attempt(file, desk(), { act: 'archive' })
          break
        default:
          return
      }
    }
  }

  async function* appraise(file: Case): Life {
    const run = runOf(file)
    if (!run) return
    const by = workerOf(run.staff)
    if (run.taken === null) {
      await attempt(file, by, { act: 'takeOver' })
      yield dice.from(30, 500)
      return
    }
    const openTask = () =>
      file.runs.findIndex(({ kind, finished, handed }) => kind !== 'step' && finished === null && handed !== null)
    const isTempted = dice.is(0.05)
    if (openTask() >= 0 && !isTempted) {
      yield dice.from(60, 1_500)
      const task = openTask()
      if (task < 0) return
      const asked = file.runs[task]
      const who = asked?.staff ? workerOf(asked.staff) : dice.of([by, desk()])
      await attempt(file, dice.is(0.1) ? by : who, { act: dice.is(0.15) ? 'callOffTask' : 'answerTask', run: task })
      return
    }
    const isShort = file.limit?.unit === 'same-day'
    const lot = dice.from(1, 100)
    const task = () => ({
      unit: dice.of(['Sở Tài chính', 'Công an phường', 'Chi nhánh VPĐKĐĐ']),
      due: now + dice.from(1, 6) * day,
      to: dice.is(0.2) ? dice.of(present(handlers)).id : null,
    })
    if (lot <= 4 && !isShort) await attempt(file, by, { act: 'consult', tasks: [task()] })
    else if (lot <= 9 && !isShort)
      await attempt(file, by, {
        act: 'refer',
        order: dice.of(['sequential', 'parallel']),
        tasks: Array.from({ length: dice.from(1, 3) }, task),
      })
    else if (lot <= 19) {
      if (await attempt(file, by, { act: 'askAfter' })) {
        yield dice.is(0.1) ? dice.from(4_000, 9_000) : dice.from(60, 3_500)
        return
      }
    } else if (lot <= 25) {
      if (await attempt(file, by, { act: 'askPayment', ground: dice.is(0.5) ? 'Điều 60 Luật Đất đai' : '' })) {
        yield dice.from(60, 4_000)
        return
      }
    } else if (lot <= 30 && file.due !== null) {
      const who = file.extensions > 0 && dice.is(0.7) ? head() : by
      const newDue = dateOf(model.calendar.due({ count: dice.from(2, 10), unit: 'working-days' }, file.due))
      await attempt(file, who, {
        act: 'proposeExtension',
        newDue: dice.is(0.05) ? dateOf(file.due) : newDue,
        ground: dice.is(0.8) ? 'Khoản 2 Điều 5' : '',
      })
    } else if (lot <= 33) await attempt(file, by, { act: 'findIneligible', ...(dice.is(0.9) && cause()) })
    else if (lot <= 37) await attempt(file, by, { act: 'sendBack', position: dice.from(1, 2) })
    else if (lot <= 40) {
      // A colleague does it in their place.
      const colleague = dice.of(present(handlers))
      await attempt(file, colleague, { act: 'forward', to: receiverOf(file), onBehalf: true })
    } else if (lot <= 43) await attempt(file, head(), { act: 'assign', to: dice.of(present(handlers)).id })
    else await attempt(file, by, { act: 'forward', to: receiverOf(file) })
    const isSlow = dice.is(0.12)
    yield isSlow ? dice.from(800, 4_000) : dice.from(30, 700)
  }

  // The people who come.
  const pool: Citizen[] = Array.from({ length: Math.max(60, Math.round(cases / 3)) }, (_, index) => ({
    fullName: `${dice.of(families)} ${dice.of(middles)} ${dice.of(givens)}`,
    idNumber: `0461${90 + (index % 9)}${String(100_000 + index).padStart(6, '0')}`,
    phone: `0905${String(100_000 + index)}`,
  }))

  let started = 0
  async function intakeAt(at: Minute, stub: string | null): Promise<void> {
    const kind = pickKind()
    const citizen = dice.of(pool)
    const isTypo = dice.is(0.03)
    const given = isTypo
      ? { ...citizen, idNumber: `${citizen.idNumber.slice(0, 10)}${citizen.idNumber.slice(11)}${citizen.idNumber[10]}` }
      : citizen
    started += 1
    const summary = `Hồ sơ thứ ${started}`
    const variant = kind.variants ? dice.of(kind.variants) : null
    const { limit, plan } = inForce({ key: kind.key, limit: variant?.limit ?? kind.limit, plan: variant?.plan ?? kind.plan }, at)
    const manualDue = limit || dice.is(0.4) ? null : at + 30 * day
    const intake: Intake = {
      ...sampleIntake({
        procedureId: procedureIds.get(kind.key) as string,
        applicant: samplePerson({ ...given, birthDate: '', sex: '' }),
        summary,
        variant: variant?.key ?? null,
        manualDueAt: manualDue === null ? null : localOf(manualDue),
        channel: dice.of(['inPerson', 'inPerson', 'online', 'post']),
        setCount: dice.from(1, 3),
      }),
      ...(stub !== null && { receivedAt: localOf(at) }),
    }
    const by = desk()
    const accepted = stub !== null || !dice.is(0.08)
    const base = { id: intake.caseId, key: kind.key, field: kind.field, limit, plan }
    const told = { at, by, accepted, manualDue, stub }
    const isDone = await both(
      stub !== null ? 'keyIn' : accepted ? 'receive' : 'present',
      async () => {
        if (stub !== null) return keyInStub(db, actorOf(by), { stub, intake }, formKeyOn)
        if (accepted) return receiveCase(db, actorOf(by), intake, formKeyOn)
        const answer = askAfterInput as Extract<ActInput, { act: 'askAfter' }>
        const { items, reason: why, contact } = answer
        return presentCase(db, actorOf(by), intake, formKeyOn, { act: 'askBefore', items, reason: why, contact })
      },
      () => {
        const file = model.receive(base, told)
        if (!accepted) model.do(file, { act: 'askBefore', at, by })
      },
    )
    if (!isDone) return
    const file = model.cases.get(intake.caseId) as Case
    citizens.set(file.id, given)
    summaries.set(file.id, summary)
    if (accepted && dice.is(0.3)) {
      await recordPrint(db, actorOf(by), file.id, 'printer')
      prints.set(file.id, [now])
    }
    if (accepted && dice.is(0.03)) {
      const original = { caseId: file.id, component: 1, title: 'Sổ đỏ', count: 1, keptOn: dateOf(now) }
      originals.set(file.id, { id: await keepOriginal(db, actorOf(by), original), keeper: by.id })
    }
    if (accepted && dice.is(0.1)) {
      const code = `H57.10.12-${dateOf(at).slice(2).replaceAll('-', '')}-${String(started).padStart(4, '0')}`
      await setOfficialCode(db, actorOf(by), file.id, code)
      officialCodes.set(file.id, code)
    }
    walk(live(file), accepted ? dice.from(5, 400) : dice.from(60, 2_400))
    if (accepted && dice.is(0.05)) agenda.add(whenOpen(now, dice.from(20, 900)), () => correct(file))
    if (accepted && prints.has(file.id) && dice.is(0.1)) agenda.add(whenOpen(now, dice.from(100, 3_000)), () => reprint(file))
  }
  const weights = kinds.flatMap((kind, index) => Array.from({ length: kind.weight }, () => index))
  const pickKind = (): Kind => kinds[dice.of(weights)] as Kind

  async function reprint(file: Case): Promise<void> {
    await recordPrint(db, actorOf(desk()), file.id, 'printer')
    prints.get(file.id)?.push(now)
  }

  /** A slip of the pen, mended with a reason: another hour of receipt, another name. */
  async function correct(file: Case): Promise<void> {
    const isTime = dice.is(0.5)
    const citizen = citizens.get(file.id) as Citizen
    const row = await db
      .selectFrom('case_file')
      .select(['summary', 'note', 'channel', 'return_method', 'return_place', 'set_count'])
      .where('id', '=', file.id)
      .executeTakeFirstOrThrow()
    const received = isTime ? file.received - dice.from(10, 2_000) : file.received
    const summary = isTime ? row.summary : `${row.summary}, sửa`
    const to = {
      ...{ receivedAt: localOf(received), applicant: samplePerson({ ...citizen, birthDate: '', sex: '' }), summary },
      ...{
        note: row.note,
        channel: row.channel,
        returnMethod: row.return_method,
        returnPlace: row.return_place,
        setCount: row.set_count,
      },
    }
    await both(
      isTime ? 'correct the hour' : 'correct the words',
      () => correctCase(db, actorOf(desk()), { caseId: file.id, reason, to }),
      () => {
        if (isTime) model.correctReceipt(file, received, now)
        else summaries.set(file.id, summary)
      },
    )
  }

  // Time goes by: a case wakes at its working minute, and not while the power is off.
  const whenOpen = (from: Minute, minutes: number): Minute => {
    const at = model.calendar.after(from, Math.max(1, minutes)) - 1
    return dateOf(at) === outage ? at + day : at
  }
  function walk(life: Life, minutes: number): void {
    agenda.add(whenOpen(now, minutes), async () => {
      const { value, done: isDone } = await life.next()
      if (!isDone) walk(life, value)
    })
  }

  // What happens once.
  const once = (local: string, run: () => Promise<void>) => agenda.add(minuteOf(local), run)
  once('2026-01-05T07:00', async () => {
    for (const { key, rules } of kinds) {
      if (!rules) continue
      const ground = {
        supplementGround: 'Điều 12 Nghị định 101/2024/NĐ-CP',
        paymentGround: rules.payment === 'continue' ? '' : 'Điều 13',
      }
      await setClockRule(db, admin, procedureIds.get(key) as string, {
        validFrom: '2026-01-05',
        ...(rules as { supplement: Policy; payment: Policy }),
        ...ground,
      })
    }
  })
  once('2026-02-03T07:10', async () => {
    const { local_key, name } = await db
      .selectFrom('procedure')
      .select(['local_key', 'name'])
      .where('id', '=', procedureIds.get('HKD') as string)
      .executeTakeFirstOrThrow()
    await enterVersion(db, admin, {
      document: { id: documents.get('HKD') as string },
      body: {
        kind: 'process',
        content: {
          ...emptyProcessContent,
          name: name.slice(0, 500),
          procedures: [local_key],
          variants: [variantOf('', secondVersion.limit, secondVersion.plan)],
        },
      },
      ...{
        issue: 1,
        revision: 1,
        reason: 'Bỏ một bước',
        approvedOn: '2026-02-02',
        effectiveFrom: newVersionFrom,
        reviewDueOn: null,
        approverName: '',
      },
    })
  })
  const leave = (local: string, who: Person, substitute: Person, from: string, to: string) =>
    once(local, async () => {
      await saveLeave(db, admin, { leaveId: null, staffId: who.id, substituteId: substitute.id, from, to, note: '' })
      model.leaves.push({ who: who.id, substitute: substitute.id, from, to })
    })
  const [h1, h2, h3, h4] = handlers as [Person, Person, Person, Person]
  const [d1, d2] = desks as [Person, Person]
  const [k1, k2] = heads as [Person, Person]
  leave('2026-03-06T10:00', k1, k2, '2026-03-09', '2026-03-13')
  leave('2026-08-07T10:00', h2, h3, '2026-08-10', '2026-08-21')
  leave('2026-05-08T10:00', h4, h1, '2026-05-11', '2026-05-15')
  for (const [kind, change] of [
    ['merged', merger],
    ['renamed', renamed],
  ] as const)
    once(`${change.on}T08:00`, async () => {
      const { on, from, to } = change
      const open = await listOpenAt(db, from)
      const expected = [...model.cases.values()].flatMap(({ runs }) =>
        runs.filter(({ unit, finished }) => finished === null && from.includes(unit as never)),
      )
      if (open.length !== expected.length) throw new Error(`${open.length} open at the units, ${expected.length} by the model`)
      const moves = open.map(({ runId }) => ({ runId, to }))
      await changeDepartment(db, admin, { kind, on, ground: 'QĐ 45/QĐ-UBND', from, to: [to], moves })
      for (const run of expected) run.unit = to
      model.unitsFrom.push(change)
    })
  once('2026-06-15T07:05', async () => {
    await openBook(db, admin, { year: 2026, group: '' })
    const book = model.books.get('2026 ')
    if (book) book.label = '02'
  })
  once('2026-05-20T07:05', async () => {
    // Records of one person under two numbers.
    const rows = await db
      .selectFrom('person')
      .select(['id', 'full_name', 'id_number', 'phone'])
      .where('merged_into', 'is', null)
      .execute()
    for (const one of rows) {
      const other = rows.find(({ id, phone, full_name }) => id !== one.id && phone === one.phone && full_name === one.full_name)
      if (!other || mergedPairs.length >= 12 || mergedPairs.flat().includes(`${one.id_number} ${one.full_name}`)) continue
      await mergePersons(db, admin, {
        keptId: one.id,
        mergedId: other.id,
        details: samplePerson({ fullName: one.full_name, idNumber: one.id_number, phone: one.phone, birthDate: '', sex: '' }),
      })
      mergedPairs.push([`${one.id_number} ${one.full_name}`, `${other.id_number} ${other.full_name}`])
    }
  })
  /** Somebody goes: all they have in hand goes to colleagues, as the model knows it too. */
  const goes = (at: Minute, who: Person, to: readonly Person[]) =>
    agenda.add(at, async () => {
      const held = await listHeld(db, who.id)
      const files = held.filter(({ kind }) => ['step', 'task', 'desk', 'waiting'].includes(kind))
      const expected = model.holds(who.id)
      const told = (list: ReadonlyArray<{ kind: string; id: string }>) =>
        list
          .map(({ kind, id }) => `${kind} ${id}`)
          .toSorted()
          .join('\n')
      const [seen, known] = [told(files.map(({ kind, caseId }) => ({ kind, id: caseId ?? '' }))), told(expected)]
      if (seen !== known) throw new Error(`${who.name} has in hand, by the product:\n${seen}\nby the model:\n${known}`)
      const receiver = (act: Step['act'] | null, index: number) => {
        if (act === 'decide') return k1
        if (act === 'receive' || act === 'return') return d1
        return act === 'handle' ? (index % 2 === 0 ? h2 : h3) : (to[index % to.length] as Person)
      }
      const lines = held.map(({ kind, itemId, act: stepAct }, index) => ({ kind, itemId, to: receiver(stepAct, index).id }))
      const input = {
        staffId: who.id,
        on: dateOf(now),
        reason: 'Chuyển công tác',
        further: 'Chìa khóa tủ',
        witness: k1.name,
        lines,
        closesAccount: true,
      }
      await handOverDuties(db, admin, input)
      const passed = new Map<string, string>()
      for (const [index, item] of held.entries()) passed.set(`${item.kind} ${item.itemId}`, lines[index]?.to ?? '')
      const runIds = new Map(
        (await db.selectFrom('step_run').select(['id', 'case_id', 'number']).execute()).map((run) => [
          `${run.case_id} ${run.number - 1}`,
          run.id,
        ]),
      )
      for (const { kind, id, run } of expected) {
        const file = model.cases.get(id) as Case
        const receiver = passed.get(`${kind} ${run === null ? id : runIds.get(`${id} ${run}`)}`) as string
        if (run !== null) (file.runs[run] as Case['runs'][number]).staff = receiver
        else if (kind === 'desk') file.deskHolder = receiver
        else file.waitingKeeper = receiver
      }
      model.gone.add(who.id)
    })
  goes(leavers.handler, h1, [h2, h3])
  goes(leavers.desk, d2, [d1])
  agenda.add(flood.decidedAt, async () => {
    const { calendar } = starterData()
    const year = calendar.years['2026'] as (typeof calendar.years)[string]
    const days = [...year.days, ...flood.closed.map((date) => ({ date, kind: 'closure' as const, name: 'Lũ lụt' }))]
    await importCalendar(db, admin, { ...calendar, version: '2026-10-12', years: { ...calendar.years, 2026: { ...year, days } } })
    model.calendar = after
  })
  // The power is off for a day: paper receipts, keyed in on the next afternoon.
  let blockId = ''
  once('2026-01-06T07:15', async () => {
    const form = { formKey: receiptFormKey(office.office, '2026-01-06'), versionId: null }
    blockId = await reserveStubs(db, actorOf(d1), { count: 40 }, form)
    await recordStubsPrint(db, actorOf(d1), { blockId, from: 1, to: 40, method: 'printer', printer: '', reason: '' })
  })
  const keyedHours = Array.from(
    { length: 25 },
    () => minuteOf(outage) + dice.of([dice.from(opening, 690), dice.from(810, closing - 1)]),
  ).toSorted((a, b) => a - b)
  keyedHours.forEach((hour, index) => {
    agenda.add(minuteOf(outage) + day + 13 * 60 + 40 + index * 4, () => intakeAt(hour, `C${String(index + 1).padStart(5, '0')}`))
  })
  once('2026-09-16T16:00', () => spoilStub(db, actorOf(d1), { stub: '30', reason: 'Mưa ướt' }))
  // The books of a year are closed on its last evening.
  for (const year of [2025, 2026])
    once(`${year}-12-31T17:45`, async () => {
      for (const [key, book] of model.books)
        if (key.startsWith(String(year))) {
          await lockBook(db, admin, { year, book: book.label, headName: k1.name, lockedOn: `${year}-12-31` })
          book.locked = true
        }
    })
  // Nothing goes into a closed book any more.
  once('2026-12-31T17:50', () => intakeAt(now, null))

  // Intakes: more after the holidays, in the summer and before the year's end.
  const openDays: number[] = []
  for (let number = dayOf(minuteOf('2025-12-08')); number <= dayOf(minuteOf('2026-12-31')); number += 1)
    if (after.works(number) && dateOf(number * day) !== outage) {
      const month = localOf(number * day).slice(0, 7)
      const times = month === '2025-12' ? 1 : ['2026-02', '2026-07', '2026-12'].includes(month) ? 4 : 2
      openDays.push(...Array.from({ length: times }, () => number))
    }
  for (let index = 0; index < cases; index += 1) {
    const at = dice.of(openDays) * day + dice.of([dice.from(opening, 689), dice.from(810, closing - 1)])
    agenda.add(at, () => intakeAt(at, null))
  }

  return {
    office,
    model,
    citizens,
    summaries,
    officialCodes,
    prints,
    mergedPairs,
    done,
    refused,
    play: async (until) => {
      await agenda.play(until, tick)
      tick(until)
      clock.setLocal(localOf(until))
    },
  }
}
