import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { receiveCase, setOfficialCode } from '../../../../db/cases/commands.ts'
import { findCaseByCode, getCase } from '../../../../db/cases/queries.ts'
import { newId } from '../../../../db/model/ids.ts'
import { openTestOffice, sampleIntake, type TestOffice } from '../../../fixtures/office.ts'

const official = 'H57.10.12-261123-0001'
let office: TestOffice
let caseId: string
let provisional: string
beforeEach(async () => {
  office = await openTestOffice()
  ;({ caseId, provisional } = await receive())
})
afterEach(() => office.close())

async function receive() {
  const intake = sampleIntake({ procedureId: await office.procedureId('KS') })
  const { provisionalCode } = await receiveCase(office.db, office.actor, intake, office.formKeyOn)
  return { caseId: intake.caseId, provisional: provisionalCode }
}
const set = (code: string, id = caseId) => setOfficialCode(office.db, office.actor, id, code)
const refusal = (code: string, params?: object) => ({
  code: 'input.invalid',
  issues: [{ path: 'officialCode', code, ...(params && { params }) }],
})

describe('the official code', () => {
  it('stands beside the provisional one, and the case is found by both, however they are written', async () => {
    await set(` ${official.toLowerCase().replaceAll('-', '–')} `)
    expect((await getCase(office.db, caseId)).row).toMatchObject({ officialCode: official, provisionalCode: provisional })
    for (const code of [official, provisional, provisional.toLowerCase(), ` ${official.replaceAll('-', ' - ')}`]) {
      expect(await findCaseByCode(office.db, code), code).toEqual({ caseId })
    }
    expect(await findCaseByCode(office.db, 'H57.10.12-261123-0002')).toBeNull()
    expect(await findCaseByCode(office.db, '')).toBeNull()
  })

  it('is set once and never changes', async () => {
    await set(official)
    await expect(set('H57.10.12-261123-0002')).rejects.toMatchObject(refusal('alreadySet', { code: official }))
    await expect(set(official)).rejects.toMatchObject(refusal('alreadySet'))
    expect((await getCase(office.db, caseId)).row.officialCode).toBe(official)
  })

  it.each(['', '   ', 'H57', '261123-0001', 'H57.10-269923-0001', 'TAM-19777-A-261123-0001'])(
    'is refused in the shape %j',
    async (code) => {
      await expect(set(code)).rejects.toMatchObject(refusal(code.trim() === '' ? 'required' : 'officialCodeShape'))
    },
  )

  it('belongs to one case only', async () => {
    await set(official)
    const second = await receive()
    await expect(set(official, second.caseId)).rejects.toMatchObject(refusal('notUnique', { code: provisional }))
    expect((await getCase(office.db, second.caseId)).row.officialCode).toBeNull()
  })

  it('goes to a case that exists', async () => {
    await expect(set(official, newId(0))).rejects.toMatchObject({ code: 'entity.notFound' })
  })
})
