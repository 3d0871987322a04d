// States of an instrument on any day, the chain, and the order of steps before a declaration (Decision 19/2014/QD-TTg, Article 4).
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkOrder,
  type DatedInstrument,
  leadsBack,
  lineKey,
  type OrderFacts,
  stateOn,
} from '../../../../db/conformity/rules.ts'

const certificate: DatedInstrument = {
  status: 'issued',
  inForceFrom: '2007-12-27',
  expiresOn: '2010-12-26',
  replacedFrom: null,
  withdrawnFrom: null,
  suspensions: [],
}
const on = (date: string, extra: Partial<DatedInstrument> = {}) => stateOn({ ...certificate, ...extra }, date)

describe('the state of an instrument', () => {
  it('follows from its dates; the last day is a valid one', () => {
    expect(on('2007-12-26')).toBe('notYet')
    expect(on('2007-12-27')).toBe('inForce')
    expect(on('2010-09-26')).toBe('inForce')
    expect(on('2010-09-27')).toBe('expiringSoon')
    expect(on('2010-12-26')).toBe('expiringSoon')
    expect(on('2010-12-27')).toBe('expired')
  })

  it('has no end for a declaration until something ends it', () => {
    expect(on('2099-01-01', { expiresOn: null })).toBe('inForce')
    expect(on('2099-01-01', { expiresOn: null, replacedFrom: '2020-01-01' })).toBe('replaced')
    expect(on('2099-01-01', { expiresOn: null, withdrawnFrom: '2020-01-01' })).toBe('withdrawn')
  })

  it('is what ended it first', () => {
    expect(on('2012-01-01', { replacedFrom: '2011-01-04' })).toBe('expired')
    expect(on('2012-01-01', { replacedFrom: '2009-01-04', withdrawnFrom: '2010-01-01' })).toBe('replaced')
  })

  it('is suspended between two days and valid again after', () => {
    const suspensions = [{ from: '2008-03-01', to: '2008-06-01' }]
    expect(on('2008-02-29', { suspensions })).toBe('inForce')
    expect(on('2008-03-01', { suspensions })).toBe('suspended')
    expect(on('2008-06-01', { suspensions })).toBe('inForce')
    expect(on('2009-01-01', { suspensions: [{ from: '2008-03-01', to: null }] })).toBe('suspended')
    expect(on('2011-01-01', { suspensions: [{ from: '2008-03-01', to: null }] })).toBe('expired')
  })

  it('never comes back to force after it ended', () => {
    const day = fc
      .integer({ min: 0, max: 4_000 })
      .map((n) => new Date(Date.UTC(2007, 11, 20) + n * 86_400_000).toISOString().slice(0, 10))
    fc.assert(
      fc.property(fc.option(day, { nil: null }), fc.option(day, { nil: null }), day, day, (replacedFrom, withdrawnFrom, a, b) => {
        const [early = '', late = ''] = [a, b].toSorted()
        const ended = ['expired', 'replaced', 'withdrawn']
        const before = on(early, { replacedFrom, withdrawnFrom })
        if (ended.includes(before)) expect(on(late, { replacedFrom, withdrawnFrom })).toBe(before)
      }),
    )
  })
})

describe('the chain', () => {
  const links: Readonly<Record<string, readonly string[]>> = { b: ['a'], c: ['b'], d: ['c', 'a'] }
  const linksOf = (id: string) => links[id] ?? []
  it('refuses itself and every way round', () => {
    expect(leadsBack('a', ['a'], linksOf)).toBe(true)
    expect(leadsBack('a', ['d'], linksOf)).toBe(true)
    expect(leadsBack('d', ['c', 'b', 'a'], linksOf)).toBe(false)
  })
  it('comes to an end among instruments that already go in a circle', () => {
    expect(leadsBack('x', ['a'], (id) => (id === 'a' ? ['b'] : ['a']))).toBe(false)
  })
})

describe('an activity', () => {
  const line = { group: 'office', text: 'Quản lý văn bản', documentId: null, procedureKey: null }
  it('is the same by its process, whatever it is called', () => {
    expect(lineKey({ ...line, documentId: 'd' })).toBe(lineKey({ ...line, documentId: 'd', text: 'Tên cũ', group: 'leadership' }))
    expect(lineKey({ ...line, documentId: 'd' })).not.toBe(lineKey({ ...line, documentId: 'd', procedureKey: 'p' }))
  })
  it('is the same by its text and group when it names nothing', () => {
    expect(lineKey(line)).toBe(lineKey({ ...line, text: 'QUẢN LÝ VĂN BẢN' }))
    expect(lineKey(line)).not.toBe(lineKey({ ...line, group: 'leadership' }))
  })
})

describe('the order before a declaration', () => {
  const facts: OrderFacts = {
    signedOn: '2016-06-30',
    previousOn: '2013-07-11',
    processes: [{ approvedOn: '2012-06-18', effectiveFrom: '2012-07-02' }],
    acts: [
      { kind: 'audit', on: '2016-05-10' },
      { kind: 'correction', on: '2016-05-25' },
      { kind: 'review', on: '2016-06-10' },
      { kind: 'confirmation', on: '2016-06-20' },
    ],
  }
  const missing = (extra: Partial<OrderFacts> = {}) =>
    checkOrder({ ...facts, ...extra })
      .filter(({ state }) => state === 'missing')
      .map(({ step }) => step)
  const without = (kind: string) => ({ acts: facts.acts.filter((act) => act.kind !== kind) })
  const moved = (kind: string, to: string) => ({ acts: facts.acts.map((act) => (act.kind === kind ? { ...act, on: to } : act)) })

  it('is kept by approval, application, audit, correction, review, confirmation', () => {
    expect(checkOrder(facts)).toEqual([
      { step: 'approval', on: '2012-06-18', state: 'done' },
      { step: 'application', on: '2012-07-02', state: 'done' },
      { step: 'audit', on: '2016-05-10', state: 'done' },
      { step: 'correction', on: '2016-05-25', state: 'done' },
      { step: 'review', on: '2016-06-10', state: 'done' },
      { step: 'confirmation', on: '2016-06-20', state: 'done' },
    ])
  })

  it.each(['audit', 'review', 'confirmation'])('lacks the %s that was not recorded', (kind) => {
    expect(missing(without(kind))).toEqual([kind])
  })
  it('can do without a correction', () => expect(missing(without('correction'))).toEqual([]))
  it('does not take an act after the signature', () =>
    expect(missing(moved('confirmation', '2016-07-01'))).toEqual(['confirmation']))
  it('does not take a review after the confirmation, nor an audit after the review', () => {
    expect(missing(moved('review', '2016-06-25'))).toEqual(['review'])
    expect(missing(moved('audit', '2016-06-15'))).toEqual(['audit'])
  })
  it('does not take the audit that an earlier instrument rested on', () => {
    expect(missing(moved('audit', '2013-05-10'))).toEqual(['audit'])
  })
  it('does not take an audit from before the last process was applied', () => {
    const processes = [...facts.processes, { approvedOn: '2016-05-20', effectiveFrom: '2016-06-01' }]
    expect(missing({ processes })).toEqual(['audit'])
  })
  it('lacks approval and application for a process that is not in effect', () => {
    expect(missing({ processes: [{ approvedOn: null, effectiveFrom: null }] })).toEqual(['approval', 'application'])
    expect(missing({ processes: [{ approvedOn: '2016-06-01', effectiveFrom: null }] })).toEqual(['application'])
  })
  it('asks no process of a scope that names none', () => expect(missing({ processes: [] })).toEqual([]))
})
