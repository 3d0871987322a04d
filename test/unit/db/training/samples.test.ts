// The sample cases: the same at every making, spread over the states that a desk knows, and of people who cannot exist.
import { describe, expect, it } from 'vitest'
import { parseOfficeHours } from '../../../../db/calendar/rules.ts'
import { countCases } from '../../../../db/cases/counts.ts'
import { listCases } from '../../../../db/cases/queries.ts'
import { checkCitizenId, checkOfficialCode, checkPhone } from '../../../../db/model/identity.ts'
import { addDays, dayNumber, weekdayOfDay } from '../../../../db/model/local-time.ts'
import { isTrainingCode } from '../../../../db/model/training-code.ts'
import { getSession, listSignIns } from '../../../../db/people/queries.ts'
import { officeCode, permissions, roles } from '../../../../db/people/rules.ts'
import { toProcedureContent } from '../../../../db/procedures/catalogue-file.ts'
import { projectedTables, rebuildProjections } from '../../../../db/record.ts'
import { checkStore } from '../../../../db/store/check.ts'
import { hasFreshSamples, makeTrainingOffice, signInToTrain } from '../../../../db/training/commands.ts'
import {
  areSamplesStale,
  type SampleCase,
  type SampleProcedure,
  sampleCases,
  sampleCount,
  sampleShortCodes,
  trainingFirstRun,
} from '../../../../db/training/rules.ts'
import { planProcesses } from '../../../../db/training/sample-system.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { starterData, TestClock, trainingData } from '../../../fixtures/office.ts'
import { openTraining } from '../../../fixtures/training.ts'

const procedures: readonly SampleProcedure[] = sampleShortCodes.map((shortCode) => {
  const entry = starterData().catalogue.procedures.find((one) => one.short_code === shortCode)
  if (!entry) throw new Error(`the starter catalogue has no ${shortCode}`)
  return { id: shortCode, content: toProcedureContent(entry, shortCode) }
})
const hours = parseOfficeHours(trainingFirstRun.settings.hours.map(({ start, end }) => `${start}-${end}`))
const samplesAt = (now: string) => sampleCases(now, procedures, hours, starterData().calendar)
const peopleOf = (samples: readonly SampleCase[]) =>
  samples.flatMap(({ applicant, submitter }) => [applicant, ...(submitter ? [submitter.person] : [])])

describe('sample cases', () => {
  it('are the same whenever they are made at one moment', () => {
    expect(samplesAt('2026-11-23T09:00')).toEqual(samplesAt('2026-11-23T09:00'))
    expect(samplesAt('2026-11-23T09:00')).toHaveLength(sampleCount)
  })

  it.each([
    ['a Monday morning', '2026-11-23T09:00'],
    ['before opening', '2026-11-24T06:10'],
    ['a Sunday', '2026-11-22T15:00'],
    ['behind the long holidays of Tết', '2026-02-23T10:00'],
    ['across the turn of the year', '2027-01-06T16:00'],
    ['a year without a decided calendar', '2031-05-14T09:00'],
  ])('were all received on open days of the last three weeks: %s', (_, now) => {
    const samples = samplesAt(now)
    expect(samples).toHaveLength(sampleCount)
    const times = samples.map(({ receivedAt }) => receivedAt)
    expect(times).toEqual(times.toSorted())
    for (const time of times) {
      expect(time >= `${addDays(now.slice(0, 10), -21)}T07:30` && time <= now).toBe(true)
      expect([0, 6]).not.toContain(weekdayOfDay(dayNumber(time.slice(0, 10))))
    }
    for (const year of new Set(times.map((time) => time.slice(0, 4)))) {
      const serials = samples.filter(({ receivedAt }) => receivedAt.startsWith(year)).map(({ serial }) => serial)
      expect(serials).toEqual(serials.map((__, index) => index + 1))
    }
  })

  it('are of people whose numbers nobody can have, and which the form takes without a doubt', () => {
    for (const now of ['2026-11-23T09:00', '2027-03-03T14:00']) {
      for (const person of peopleOf(samplesAt(now))) {
        if (person.kind === 'organisation') {
          expect([person.idNumber, person.taxNumber]).toEqual(['', ''])
          continue
        }
        expect(person.idNumber).toMatch(/^046[89]\d{8}$/) // born from 2300 to 2399
        expect(checkCitizenId(person.idNumber, { ...person, sex: person.sex || null })).toEqual({
          value: person.idNumber,
          issue: null,
          warnings: [],
        })
        expect(checkPhone(person.phone).value).toMatch(/^0500\d{6}$/)
      }
    }
  })

  it('have many people, some of whom come again', () => {
    const numbers = samplesAt('2026-11-23T09:00').flatMap(({ applicant }) => applicant.idNumber || [])
    expect(new Set(numbers).size).toBeGreaterThan(25)
    expect(new Set(numbers).size).toBeLessThan(numbers.length)
  })

  it('carry official codes of no agency', () => {
    const codes = samplesAt('2026-11-23T09:00').flatMap(({ officialCode }) => officialCode ?? [])
    expect(codes.length).toBeGreaterThan(5)
    for (const code of codes) {
      expect(checkOfficialCode(code).issue).toBeNull()
      expect(code).toMatch(/^Z00\.00-/)
    }
  })

  it('grow stale after a week, and when the clock goes back', () => {
    expect(areSamplesStale('2026-11-23', '2026-11-23')).toBe(false)
    expect(areSamplesStale('2026-11-23', '2026-11-30')).toBe(false)
    expect(areSamplesStale('2026-11-23', '2026-12-01')).toBe(true)
    expect(areSamplesStale('2026-11-23', '2026-11-22')).toBe(true)
  })
})

describe('the code of the made-up office', () => {
  it('is known in every spelling of a scan, and no real office may take it', () => {
    for (const code of ['TAM-TAP-TH-261123-0001', 'tam-tap-th-261123-0001', ' TAM–TAP–TH–261123–0001'])
      expect(isTrainingCode(code)).toBe(true)
    for (const code of ['TAM-19777-TH-261123-0001', 'H57.10.12-261123-0001', 'TAM-TAP2-A-261123-0001'])
      expect(isTrainingCode(code)).toBe(false)
    expect(officeCode.safeParse('tap').success).toBe(false)
    expect(officeCode.safeParse('tap2').success).toBe(true)
  })
})

const processCount = planProcesses(trainingData().sampleSystem).length

describe('the training office', () => {
  it('is made whole through the real commands: due today, overdue, due soon, a sound chain, rows that the events give again', async () => {
    const clock = new TestClock('2026-11-23T09:00')
    const { office, close } = await openTraining(clock)
    const { store } = office
    const steps: number[] = []
    expect(await hasFreshSamples(store, clock)).toBe(false)
    await makeTrainingOffice(
      store,
      clock,
      trainingData(),
      () => 'form',
      (done) => steps.push(done),
    )
    expect(await hasFreshSamples(store, clock)).toBe(true)
    expect(steps).toEqual(Array.from({ length: processCount + sampleCount }, (_, index) => index + 1))

    const counts = await countCases(store.db, clock)
    expect(counts.total).toBe(sampleCount)
    expect(counts.dueToday).toBe(5)
    expect(counts.overdue).toBe(5)
    const everything = { status: null, due: null, procedureId: null, receivedFrom: null, receivedTo: null }
    const listed = async (due: 'dueSoon' | 'undated') =>
      (await listCases(store.db, clock, { ...everything, due }, 'dueAsc', null, 50)).rows.length
    expect(await listed('dueSoon')).toBeGreaterThan(5)
    expect(await listed('undated')).toBeGreaterThan(0)
    const { rows } = await listCases(store.db, clock, everything, 'receivedDesc', null, 50)
    for (const row of rows) expect(isTrainingCode(row.provisionalCode)).toBe(true)

    await checkStore(store)
    const before = await dumpTables(store.db, projectedTables)
    await rebuildProjections(store.db)
    expect(await dumpTables(store.db, projectedTables)).toEqual(before)

    clock.advance({ days: 8 })
    expect(await hasFreshSamples(store, clock)).toBe(false)
    await close()
  })

  it('lets the learner in without a password, with every role and right', async () => {
    const clock = new TestClock()
    const { office, close } = await openTraining(clock)
    await makeTrainingOffice(office.store, clock, trainingData(), () => 'form')
    const [learner] = await listSignIns(office.store.db)
    const session = await signInToTrain(office.store, learner?.signInName ?? '')
    expect(session).toMatchObject({ fullName: 'Học viên', roles, permissions, mustChangePassword: false })
    expect(await getSession(office.store.db, session.staffId)).toEqual(session)
    await expect(signInToTrain(office.store, 'nobody')).rejects.toMatchObject({ code: 'signIn.wrong' })
    await close()
  })

  it('that was interrupted while it was made is not taken for a whole one', async () => {
    const clock = new TestClock()
    const { office, close } = await openTraining(clock)
    const stop = (done: number) => {
      if (done === processCount + 7) throw new Error('power cut')
    }
    await expect(makeTrainingOffice(office.store, clock, trainingData(), () => 'form', stop)).rejects.toThrow('power cut')
    expect((await countCases(office.store.db, clock)).total).toBe(7)
    expect(await hasFreshSamples(office.store, clock)).toBe(false)
    await close()
  })
})
