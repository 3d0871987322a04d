// What a schema complains of, as the codes beside the fields.
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fieldIssuesOf } from '../../../../db/model/zod-issues.ts'
import { isoDate } from '../../../../electron/api/call.ts'

const complaint = (day: unknown) => {
  const { error } = z.object({ day: isoDate }).safeParse({ day }, { reportInput: true })
  return error && fieldIssuesOf(error)
}

describe('the complaint about a date', () => {
  it('tells a box that was left empty from a wrong value', () => {
    for (const empty of ['', undefined]) expect(complaint(empty)).toEqual([{ path: 'day', code: 'required', params: {} }])
    for (const wrong of ['31/12/2026', 7]) expect(complaint(wrong)).toEqual([{ path: 'day', code: 'invalid', params: {} }])
    expect(complaint('2026-12-31')).toBeUndefined()
  })
})
