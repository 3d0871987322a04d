// Computers of one office that were apart: whatever each did, and in whatever order and pieces their events come, all end with the same
// rows and the same list of clashes, and with those that the whole log gives.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { receiveCase, setOfficialCode } from '../../../../db/cases/commands.ts'
import { correctCase, readReceivedInTx } from '../../../../db/cases/correct.ts'
import { act } from '../../../../db/cases/life/commands.ts'
import { settleClash } from '../../../../db/merge/commands.ts'
import { listOpenClashes } from '../../../../db/merge/queries.ts'
import { AppError } from '../../../../db/model/errors.ts'
import { attachScan } from '../../../../db/papers/commands.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { verifyChain } from '../../../../db/store/event-log.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { sampleIntake, samplePerson, TestClock } from '../../../fixtures/office.ts'
import { give, logOf, openSiblings, type Sibling } from '../../../fixtures/siblings.ts'
import { lengthFactor, seed } from '../../../reliability/chance.ts'

const shared = projectedTables.filter((table) => table !== 'sibling')
const rowsOf = ({ office }: Sibling) => dumpTables(office.db, shared)

async function receive({ office }: Sibling, name: string, extra: object = {}): Promise<string> {
  const intake = sampleIntake({
    procedureId: await office.procedureId('KS'),
    applicant: samplePerson({ fullName: name }),
    ...extra,
  })
  return (await receiveCase(office.db, office.actor, intake, office.formKeyOn)).caseId
}

/** Another summary, as the correction's screen sends it: with all that stood there. */
async function rewrite({ office: { db, actor } }: Sibling, caseId: string, summary: string, isEarlier = false): Promise<void> {
  const received = await db.transaction().execute((tx) => readReceivedInTx(tx, caseId))
  const receivedAt = isEarlier ? '2026-11-23T08:00' : received.received.receivedAt
  await correctCase(db, actor, { caseId, reason: 'Ghi lại', to: { ...received.received, receivedAt, summary } })
}

/** What a person is refused is no fault here: it is what would happen at the desk. */
const tolerant = async (work: () => Promise<unknown>): Promise<void> => {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}

async function giveAll(siblings: readonly Sibling[]): Promise<void> {
  for (let round = 0; round < 2; round += 1)
    for (const from of siblings) for (const to of siblings) if (from !== to) await give(from, to, await logOf(from))
}

async function expectSame(siblings: readonly Sibling[]): Promise<void> {
  const [first, ...others] = siblings
  if (!first) throw new Error('no computer')
  const rows = await rowsOf(first)
  for (const other of others) expect(await rowsOf(other)).toEqual(rows)
  await rebuildProjections(first.office.db)
  expect(await rowsOf(first)).toEqual(rows)
  verifyChain(first.office.office.store.connection)
}

describe('computers of one office', () => {
  it('have each other’s cases after an exchange, and an exchange twice changes nothing', async () => {
    const clock = new TestClock()
    const { siblings, close } = await openSiblings(2, clock)
    const [a, b] = siblings as [Sibling, Sibling]
    await receive(a, 'Nguyễn Thị An')
    clock.advance({ minutes: 1 })
    await receive(b, 'Trần Văn Bình')
    clock.advance({ minutes: 1 })
    await receive(a, 'Lê Thị Cúc')
    await giveAll(siblings)
    await expectSame(siblings)
    const names = await b.office.db.selectFrom('case_file').select('applicant_name').orderBy('received_at').execute()
    expect(names.map((row) => row.applicant_name)).toEqual(['Nguyễn Thị An', 'Trần Văn Bình', 'Lê Thị Cúc'])
    const before = await logOf(b)
    expect(
      await give(
        a,
        b,
        (await logOf(a)).filter(({ type }) => type !== 'merge.taken'),
      ),
    ).toMatchObject({ events: 0 })
    expect(await logOf(b)).toEqual(before)
    await close()
  })

  it('merge words by the last writer, and leave a step that both did to a person', async () => {
    const clock = new TestClock()
    const { siblings, close } = await openSiblings(2, clock)
    const [a, b] = siblings as [Sibling, Sibling]
    const caseId = await receive(a, 'Nguyễn Thị An')
    await giveAll(siblings)
    const handOver = (one: Sibling, unit: string) =>
      act(one.office.db, one.office.actor, caseId, { act: 'forward', unit, staffId: null, note: unit, onBehalf: false })
    clock.advance({ minutes: 5 })
    await handOver(a, 'Phòng Kinh tế')
    clock.advance({ minutes: 5 })
    await handOver(b, 'Phòng Văn hóa')
    await giveAll(siblings)
    await expectSame(siblings)
    const { rows, others } = await listOpenClashes(b.office.db, 10)
    const [clash] = rows
    expect([rows.length, others]).toEqual([1, 0])
    expect(clash).toMatchObject({ caseId, reason: 'overtaken', deviceCode: 'AR01', type: 'case.handedOver' })
    expect(clash?.standing).toMatchObject({ type: 'case.handedOver', deviceCode: 'A' })
    const unitOf = async ({ office }: Sibling) =>
      (await office.db.selectFrom('step_run').select('unit').where('case_id', '=', caseId).where('unit', '<>', '').execute()).map(
        ({ unit }) => unit,
      )
    expect(await unitOf(b)).toEqual(['Phòng Kinh tế'])
    clock.advance({ minutes: 5 })
    await settleClash(a.office.db, a.office.actor, { eventId: clash?.eventId ?? '', choice: 'keep', note: 'Đã hỏi hai bên' })
    await giveAll(siblings)
    await expectSame(siblings)
    expect(await listOpenClashes(b.office.db, 10)).toEqual({ rows: [], others: 0 })
    await close()
  })

  it('keep a case whose line in the register another computer has given out', async () => {
    const clock = new TestClock()
    const { siblings, close } = await openSiblings(2, clock)
    const [a, b] = siblings as [Sibling, Sibling]
    await receive(a, 'Nguyễn Thị An', { book: '01', serial: 7 })
    clock.advance({ minutes: 1 })
    const late = await receive(b, 'Trần Văn Bình', { book: '01', serial: 7 })
    await giveAll(siblings)
    await expectSame(siblings)
    const row = await a.office.db
      .selectFrom('case_file')
      .select(['serial', 'applicant_name'])
      .where('id', '=', late)
      .executeTakeFirst()
    expect(row).toEqual({ serial: null, applicant_name: 'Trần Văn Bình' })
    expect((await listOpenClashes(a.office.db, 10)).rows).toMatchObject([{ caseId: late, reason: 'serialTaken' }])
    await close()
  })

  it('wait for what is missing, and refuse a chain that another copy of the device wrote', async () => {
    const clock = new TestClock()
    const { siblings, close } = await openSiblings(3, clock)
    const [a, b, c] = siblings as [Sibling, Sibling, Sibling]
    for (const name of ['Một', 'Hai', 'Ba']) await receive(a, `Nguyễn ${name}`)
    const own = (await logOf(a)).filter(({ device }) => device === a.deviceId)
    const known = (await logOf(b)).filter(({ device }) => device === a.deviceId).length
    const gap = own.slice(known + 2)
    expect(await give(a, b, gap)).toMatchObject({ events: 0, missing: [{ device: a.deviceId, from: known + 1, to: known + 2 }] })
    expect(await give(a, b, own)).toMatchObject({ missing: [], events: own.length - known })
    // The same device went on from an older copy of its database.
    const copied = { ...c, office: { ...c.office, actor: { ...c.office.actor, deviceId: a.deviceId, deviceCode: 'A' } } }
    await receive(copied, 'Người khác')
    const forked = (await logOf(copied)).filter(({ device }) => device === a.deviceId)
    await expect(give(copied, b, forked)).rejects.toMatchObject({ code: 'store.chainBroken' })
    await close()
  })

  it(`end the same, whatever they did and however it came (seed ${seed})`, { timeout: 600_000 }, async () => {
    const who = fc.integer({ min: 0, max: 4 })
    const step = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ do: fc.constant('receive' as const), who, serial: fc.option(fc.integer({ min: 1, max: 3 })) }),
      },
      { weight: 4, arbitrary: fc.record({ do: fc.constant('forward' as const), who, pick: fc.nat(20) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('takeOver' as const), who, pick: fc.nat(20) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('code' as const), who, pick: fc.nat(20), code: fc.nat(2) }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constant('correct' as const), who, pick: fc.nat(20), text: fc.nat(99) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('scan' as const), who, pick: fc.nat(20), content: fc.nat(9) }) },
      {
        weight: 3,
        arbitrary: fc.record({ do: fc.constant('give' as const), who, to: who, from: fc.nat(100), until: fc.nat(100) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          do: fc.constant('settle' as const),
          who,
          choice: fc.constantFrom('keep' as const, 'take' as const),
        }),
      },
    )
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 5 }), fc.array(step, { minLength: 4, maxLength: 14 }), async (count, steps) => {
        const clock = new TestClock()
        const { siblings, close } = await openSiblings(count, clock)
        try {
          for (const one of steps) {
            clock.advance({ minutes: 1 })
            const at = siblings[one.who % count]
            if (!at) continue
            const { db, actor } = at.office
            const cases = await db.selectFrom('case_file').select(['id', 'status']).orderBy('id').execute()
            const chosen = 'pick' in one && cases.length > 0 ? cases[one.pick % cases.length] : undefined
            if (one.do === 'receive') {
              await tolerant(() => receive(at, `Người ${one.who}`, one.serial === null ? {} : { book: '01', serial: one.serial }))
            } else if (one.do === 'give') {
              const to = siblings[one.to % count]
              if (!to || to === at) continue
              const log = await logOf(at)
              const [from, until] = [Math.min(one.from, one.until), Math.max(one.from, one.until)]
              await give(at, to, log.slice(Math.floor((log.length * from) / 100), Math.ceil((log.length * until) / 100)))
            } else if (one.do === 'settle') {
              const [clash] = (await listOpenClashes(db, 1)).rows
              if (clash) await tolerant(() => settleClash(db, actor, { eventId: clash.eventId, choice: one.choice, note: '' }))
            } else if (!chosen) {
            } else if (one.do === 'forward') {
              await tolerant(() =>
                act(db, actor, chosen.id, { act: 'forward', unit: `Phòng ${one.who}`, staffId: null, note: '', onBehalf: false }),
              )
            } else if (one.do === 'takeOver') {
              await tolerant(() => act(db, actor, chosen.id, { act: 'takeOver', forAssignment: false }))
            } else if (one.do === 'code') {
              await tolerant(() => setOfficialCode(db, actor, chosen.id, `H57.10.12-261123-000${one.code}`))
            } else if (one.do === 'scan') {
              const blob = { sha256: String(one.content).repeat(64), kind: 'pdf' as const, sizeBytes: 9 }
              const words = { title: '', issuedOn: null, validUntil: null, fileName: 'a.pdf', source: 'file' as const }
              await tolerant(() => attachScan(db, actor, { caseId: chosen.id, component: 1, blob, ...words }))
            } else {
              await tolerant(() => rewrite(at, chosen.id, `Nội dung ${one.text}`, one.text % 3 === 0))
            }
          }
          await giveAll(siblings)
          await expectSame(siblings)
        } finally {
          await close()
        }
      }),
      { seed, numRuns: 150 * lengthFactor },
    )
  })
})
