import { describe, expect, it } from 'vitest'
import { setUpInput } from '../../../../electron/api/people.ts'
import {
  emptyValues,
  type FirstRunValues,
  fieldOfPath,
  firstRunIssues,
  sampleCode,
  stepOfField,
  toSetUpInput,
} from '../../../../renderer/people/first-run/first-run-model.ts'

const complete: FirstRunValues = {
  ...emptyValues('Huế'),
  listCode: '19789',
  deskName: 'Trung tâm Phục vụ hành chính công phường Thuận Hóa',
  administrator: {
    fullName: 'Nguyễn Thị Duyên',
    positionTitle: '',
    signInName: 'duyennt',
    password: 'hoa sen trang',
    alsoDeskOfficer: true,
  },
  passwordRepeat: 'hoa sen trang',
}
const pathsOf = (changed: Partial<FirstRunValues>) => firstRunIssues({ ...complete, ...changed }).map(({ path }) => path)

describe('the first run', () => {
  it('accepts a complete form, which the call accepts too', () => {
    expect(firstRunIssues(complete)).toEqual([])
    expect(setUpInput.safeParse(toSetUpInput(complete)).success).toBe(true)
  })

  it('keeps both ways of naming the office and sends the chosen one', () => {
    const values = { ...complete, ownCode: ' h46.12 ', ownName: 'Sở Xây dựng' }
    expect(toSetUpInput(values).office).toEqual({ source: 'list', code: '19789' })
    expect(toSetUpInput({ ...values, isOwn: true }).office).toEqual({ source: 'own', code: 'H46.12', name: 'Sở Xây dựng' })
  })

  it('names the field of every complaint', () => {
    expect(pathsOf({ listCode: '' })).toEqual(['listCode'])
    expect(pathsOf({ isOwn: true })).toEqual(['ownCode', 'ownName'])
    expect(pathsOf({ deskName: ' ', place: '' })).toEqual(['deskName', 'place'])
    expect(pathsOf({ deviceCode: '1A' })).toEqual(['deviceCode'])
    expect(pathsOf({ passwordRepeat: 'hoa sen' })).toEqual(['passwordRepeat'])
    expect(pathsOf({ hours: [{ start: '11:30', end: '07:30' }] })).toEqual(['hours.0.end'])
    const administrator = { ...complete.administrator, signInName: 'Duyên', password: 'ngan' }
    expect(pathsOf({ administrator, passwordRepeat: 'ngan' })).toEqual(['administrator.signInName', 'administrator.password'])
  })

  it('refuses an own code that could not stand in a provisional case code', () => {
    expect(pathsOf({ isOwn: true, ownName: 'Sở Xây dựng', ownCode: 'SỞ-XD' })).toEqual(['ownCode'])
    expect(sampleCode('SỞ-XD', 'A')).toBeUndefined()
    expect(sampleCode('19789', 'b2')).toBe('TAM-19789-B2-261123-0001')
  })

  it('leads a refusal of the call to the step of its field', () => {
    const stepOfPath = (path: string) => stepOfField(fieldOfPath(path, false))
    expect(stepOfPath('office.code')).toBe('office')
    expect(stepOfPath('hours')).toBe('desk')
    expect(stepOfPath('hours.1.end')).toBe('desk')
    expect(stepOfPath('deviceCode')).toBe('device')
    expect(stepOfPath('administrator.signInName')).toBe('administrator')
    expect(fieldOfPath('office.code', true)).toBe('ownCode')
  })
})
