// The table of a case's life against the one that the office's brief lists: nothing leads out of it, everything in it is reached.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Act,
  acts,
  isAllowedFrom,
  leadsTo,
  nationalCodeOf,
  nationalCodes,
  transitions,
} from '../../../../../db/cases/life/table.ts'
import { type CaseStatus, caseStatuses, openStatuses, unacceptedStatuses } from '../../../../../db/model/case-status.ts'

interface Place {
  readonly status: CaseStatus | null
  readonly held: CaseStatus | null
}

const steps = (from: Place): { act: Act; to: Place }[] =>
  acts
    .filter((act) => isAllowedFrom(act, from.status))
    .flatMap((act) => caseStatuses.filter((to) => leadsTo(act, from.status, to, from.held)).map((to) => ({ act, to })))
    .map(({ act, to }) => ({
      act,
      to: { status: to, held: act === 'proposeExtension' ? from.status : to === 'extending' ? from.held : null },
    }))

const key = ({ status, held }: Place) => `${status}/${held}`

function reachable(): Place[] {
  const found = new Map<string, Place>()
  const waiting: Place[] = [{ status: null, held: null }]
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    if (found.has(key(place))) continue
    found.set(key(place), place)
    waiting.push(...steps(place).map(({ to }) => to))
  }
  return [...found.values()]
}

describe('the table of a case', () => {
  it('reaches every state', () => {
    const reached = new Set(reachable().map(({ status }) => status))
    expect(caseStatuses.filter((status) => !reached.has(status))).toEqual([])
  })

  it('uses every act somewhere', () => {
    const used = new Set(reachable().flatMap((place) => steps(place).map(({ act }) => act)))
    expect(acts.filter((act) => !used.has(act))).toEqual([])
  })

  it('lets every case but a refused, an archived or a struck one go on', () => {
    const ends = reachable().filter((place) => steps(place).length === 0)
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['archived', 'refused', 'struck'])
  })

  it('takes an extension back to where the case was, and nowhere else', () => {
    for (const place of reachable().filter(({ status }) => status === 'extending')) {
      const back = steps(place).filter(({ act }) => act === 'signExtension' || act === 'dropExtension')
      expect(new Set(back.map(({ to }) => to.status))).toEqual(new Set([place.held]))
    }
  })

  it('delivers a result whatever its date: no way from a ready result but to the applicant', () => {
    const place = { status: 'resultReady', held: null } as const
    expect(steps(place)).toEqual([{ act: 'returnResult', to: { status: 'returned', held: null } }])
  })

  it('gives no way back before acceptance once a case is accepted', () => {
    for (const place of reachable().filter(({ status }) => status && !unacceptedStatuses.includes(status)))
      for (const { to } of steps(place)) expect(unacceptedStatuses).not.toContain(to.status)
  })

  it('lets an applicant withdraw only before the decision', () => {
    expect(isAllowedFrom('withdraw', 'approved')).toBe(false)
    expect(isAllowedFrom('withdraw', 'resultReady')).toBe(false)
    for (const status of openStatuses.filter((open) => open !== 'approved')) expect(isAllowedFrom('withdraw', status)).toBe(true)
  })

  it('stays inside whatever is tried', () => {
    const anyAct = fc.constantFrom(...acts)
    const anyStatus = fc.constantFrom(...caseStatuses)
    fc.assert(
      fc.property(fc.array(fc.tuple(anyAct, anyStatus), { maxLength: 60 }), (tries) => {
        let place: Place = { status: null, held: null }
        for (const [act, to] of tries) {
          const isWay = leadsTo(act, place.status, to, place.held)
          expect(isWay).toBe(steps(place).some((step) => step.act === act && step.to.status === to))
          if (isWay)
            place = { status: to, held: act === 'proposeExtension' ? place.status : to === 'extending' ? place.held : null }
        }
      }),
    )
  })

  it('maps every state to one of the ten national codes; an archived one keeps its own', () => {
    for (const code of Object.values(nationalCodes)) expect(code === null || (code >= 1 && code <= 10)).toBe(true)
    expect(nationalCodeOf('archived', 'withdrawn')).toBe(7)
    expect(nationalCodeOf('archived', 'returned')).toBe(10)
    expect(nationalCodeOf('supplementAfter', null)).toBe(5)
  })

  it('names a permission for everything', () => {
    for (const act of acts) expect(transitions[act].permissions.length).toBeGreaterThan(0)
  })
})
