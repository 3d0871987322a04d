import { describe, expect, it } from 'vitest'
import { encodeDraft, findDraft, readableTexts } from '../../../../../renderer/cases/intake/model/draft.ts'
import { findHabits, toHabitsText } from '../../../../../renderer/cases/intake/model/habits.ts'
import { emptyPerson, freshValues, isWorthKeeping } from '../../../../../renderer/cases/intake/model/values.ts'

const fresh = freshValues({ deskName: 'Trung tâm', channel: 'post', book: '02' })
const kept = {
  caseId: '0193a1b2-0000-7000-8000-000000000001',
  field: 'applicant.phone',
  values: { ...fresh, applicant: { ...emptyPerson, fullName: 'Nguyễn Văn An', birthDate: '0102' }, receivedAt: '2026-11-2T8' },
}

describe('the draft', () => {
  it('comes back as it was, half-typed values too', () => {
    expect(findDraft(encodeDraft(kept))).toEqual(kept)
  })

  it.each([
    ['no JSON', '{"version":1,"caseId":'],
    ['another version', encodeDraft(kept).replace('"version":1', '"version":2')],
    ['a missing field', encodeDraft(kept).replace('"note":"",', '')],
    ['no case id', encodeDraft({ ...kept, caseId: 'x' })],
    ['something else', 'null'],
  ])('is undefined for %s', (_, payload) => expect(findDraft(payload)).toBeUndefined())

  it('that cannot be read still shows what was typed', () => {
    expect(readableTexts(encodeDraft(kept).replace('"version":1', '"version":2'))).toContain('Nguyễn Văn An')
    expect(readableTexts('{"fullName":"Nguyễn')).toBe('{"fullName":"Nguyễn')
  })

  it('is worth keeping from the first thing typed, not for what the screen fills in by itself', () => {
    expect(isWorthKeeping({ ...fresh, serial: 12, summary: 'tự ghi' })).toBe(false)
    expect(isWorthKeeping({ ...fresh, otherComponent: 'Ả' })).toBe(true)
    expect(isWorthKeeping({ ...fresh, applicant: { ...emptyPerson, phone: '0' } })).toBe(true)
    expect(isWorthKeeping(kept.values)).toBe(true)
  })
})

describe('habits', () => {
  const settings = { deskName: 'Trung tâm', book: '01' }

  it('remember channel and book', () => {
    expect(findHabits(toHabitsText({ channel: 'post', book: ' 02 ' }, settings), settings)).toEqual({
      deskName: 'Trung tâm',
      channel: 'post',
      book: '02',
    })
  })

  it('give way to a new book of the office', () => {
    const text = toHabitsText({ channel: 'post', book: '02' }, settings)
    expect(findHabits(text, { ...settings, book: '01/2027' }).book).toBe('01/2027')
  })

  it('are the usual ones when nothing or nonsense is remembered', () => {
    const usual = { deskName: 'Trung tâm', channel: 'inPerson', book: '01' }
    expect(findHabits(undefined, settings)).toEqual(usual)
    expect(findHabits('{"channel":"bồ câu"}', settings)).toEqual(usual)
  })
})
