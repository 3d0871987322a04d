// Whatever people try on a case, in any order and at any time: it stays inside the table, nothing that happened is lost or changed, and
// the rows are those that the events give. Tried on a real database, with people of every role.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ActInput } from '../../../../../db/cases/life/rules.ts'
import { lateCauses } from '../../../../../db/cases/life/rules.ts'
import { type Act, isAllowedFrom, leadsTo } from '../../../../../db/cases/life/table.ts'
import { AppError } from '../../../../../db/model/errors.ts'
import { addDays, instantToLocal } from '../../../../../db/model/local-time.ts'
import { permissions } from '../../../../../db/people/rules.ts'
import { projectedTables, rebuildProjections } from '../../../../../db/record.ts'
import { checkStore } from '../../../../../db/store/check.ts'
import { dumpTables } from '../../../../fixtures/dump.ts'
import { openLifeOffice } from '../../../../fixtures/life-office.ts'

const note = fc.constantFrom('', 'Ghi chú')
const reason = fc.constant('Lý do')
const late = { lateCause: fc.constantFrom(null, ...lateCauses), lateNote: note }
const item = fc.record({ text: fc.constant('Giấy xác nhận'), originals: fc.nat(2), copies: fc.nat(2) })
const onBehalf = fc.boolean()

/** An input of any act, for a case received on a day; days are counted from there. */
const anyInput = (today: string, runIds: readonly string[]): fc.Arbitrary<ActInput> => {
  const day = fc.integer({ min: 1, max: 20 }).map((days) => addDays(today, days))
  const task = fc.record({
    unit: fc.constant('Sở Tài chính'),
    content: fc.constant('Xác minh'),
    dueAt: day.map((date) => `${date}T17:00`),
    staffId: fc.constant(null),
  })
  const runId = fc.constantFrom(...(runIds.length > 0 ? runIds : ['none']))
  const one = <T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
    fc.record(shape) as unknown as fc.Arbitrary<ActInput>
  const of = (act: ActInput['act'], rest: object = {}) => one({ act: fc.constant(act), ...rest } as never)
  const forward = of('forward', { staffId: fc.constant(null), unit: fc.constant(''), note, onBehalf: fc.constant(true) })
  const take = of('takeOver', { forAssignment: fc.boolean() })
  return fc.oneof(
    { arbitrary: forward, weight: 6 },
    { arbitrary: take, weight: 6 },
    of('sendBack', { toPosition: fc.integer({ min: 1, max: 5 }), reason, onBehalf }),
    of('recall', { note }),
    of('consult', { tasks: fc.array(task, { minLength: 1, maxLength: 2 }) }),
    of('refer', { order: fc.constantFrom('sequential', 'parallel'), tasks: fc.array(task, { minLength: 1, maxLength: 3 }) }),
    { arbitrary: of('answerTask', { runId, result: reason }), weight: 3 },
    of('callOffTask', { runId, reason }),
    { arbitrary: of('askAfter', { items: fc.array(item, { minLength: 1 }), reason, contact: note, onBehalf }), weight: 2 },
    { arbitrary: of('resubmit', { note, manualDueAt: fc.constant(null) }), weight: 2 },
    of('askPayment', { amountVnd: fc.constant(null), reason, legalGround: note, onBehalf }),
    { arbitrary: of('confirmPayment', { note, manualDueAt: fc.constant(null) }), weight: 2 },
    { arbitrary: of('proposeExtension', { reason, newDueDate: day, legalGround: note }), weight: 2 },
    { arbitrary: of('signExtension', { note }), weight: 2 },
    of('dropExtension', { reason }),
    of('findIneligible', { reason, onBehalf, ...late }),
    of('withdraw', { requestedOn: fc.constant(today), reason, papersReturned: note, ...late }),
    of('stop', { reason, legalGround: note, papersReturned: note, ...late }),
    { arbitrary: of('receiveResult', { note, ...late }), weight: 3 },
    { arbitrary: of('returnResult', { to: note, papersReturned: note, note, ...late }), weight: 3 },
    of('archive', { place: fc.constant('Kho') }),
    of('reopen', { reason }),
    of('strike', { reason }),
  )
}

describe('any history of a case', () => {
  it('keeps what was promised, missed and finished, and can be made again from the events', async () => {
    const office = await openLifeOffice()
    const { db, clock } = office
    const all = { ...office.head, permissions }
    const actors = [office.desk, office.handler, office.head, all, all, all]
    const done = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        clock.setLocal('2026-11-25T08:00')
        const caseId = await office.receive()
        const read = () => db.selectFrom('case_file').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
        let before = await read()
        for (let tries = 0; tries < 25; tries += 1) {
          clock.advance({ minutes: draw(fc.nat, 60 * 24 * 3) })
          const runs = await db.selectFrom('step_run').select('id').where('case_id', '=', caseId).execute()
          const today = instantToLocal(new Date(clock.nowMs()).toISOString()).slice(0, 10)
          // Mostly something that the table allows here, so that histories get anywhere; now and then anything.
          const mayBeAnything = draw(fc.nat, 9) === 0
          const isOpen = ({ act }: ActInput) =>
            act === 'forward'
              ? isAllowedFrom('handOver', before.status) || isAllowedFrom('passOn', before.status)
              : isAllowedFrom(act, before.status)
          const inputs = () =>
            anyInput(
              today,
              runs.map(({ id }) => id),
            )
          let input = draw(inputs)
          for (let again = 0; again < 40 && !mayBeAnything && !isOpen(input); again += 1) input = draw(inputs)
          const actor = draw(() => fc.constantFrom(...actors))
          const outcome = await office.do(actor, caseId, input).then(
            () => null,
            (error: unknown) => error,
          )
          // A refusal is for a reason that a person reads; anything else is a defect.
          if (outcome !== null) expect(outcome).toBeInstanceOf(AppError)
          const after = await read()
          if (outcome !== null) expect(after).toEqual(before)
          else {
            done.set(input.act, (done.get(input.act) ?? 0) + 1)
            const acts: readonly Act[] = input.act === 'forward' ? ['handOver', 'passOn', 'submit', 'approve'] : [input.act]
            expect(acts.some((act) => leadsTo(act, before.status, after.status, before.held_status))).toBe(true)
          }
          expect(after.original_due_at).toBe(before.original_due_at)
          expect(after.received_at).toBe(before.received_at)
          for (const kept of ['finished_at', 'finish_result', 'missed_due_at', 'late_cause'] as const)
            if (before[kept] !== null) expect(after[kept]).toBe(before[kept])
          if (after.finish_result === 'overdue') expect(after.late_cause).not.toBeNull()
          if (after.missed_due_at !== null && after.finish_result !== null) expect(after.finish_result).toBe('overdue')
          before = after
        }
      }),
      { numRuns: 200, seed: 20261123 },
    )
    // Otherwise the test would prove little: every act has happened, most of them often.
    expect(done.size).toBeGreaterThanOrEqual(21)
    expect([...done.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(600)
    const tables = [...projectedTables, 'case_tally'] as const
    const rows = async () =>
      (await dumpTables(
        db,
        tables.filter((table) => table !== 'case_tally'),
      )) as unknown
    const tally = () =>
      db.selectFrom('case_tally').selectAll().where('cases', '<>', 0).orderBy('status').orderBy('due_day').execute()
    const [before, counted] = [await rows(), await tally()]
    await rebuildProjections(db)
    expect(await rows()).toEqual(before)
    expect(await tally()).toEqual(counted)
    await checkStore(office.office.store)
    await office.close()
  }, 120_000)
})
