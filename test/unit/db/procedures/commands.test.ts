import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { getCase } from '../../../../db/cases/queries.ts'
import type { CatalogueFile } from '../../../../db/procedures/catalogue-file.ts'
import { importCatalogue, previewCatalogue } from '../../../../db/procedures/commands.ts'
import { getProcedure } from '../../../../db/procedures/queries.ts'
import { openTestOffice, sampleIntake, starterData, type TestOffice } from '../../../fixtures/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

type Entry = CatalogueFile['procedures'][number]
const shipped = () => starterData().catalogue
const total = () => shipped().procedures.length
const entryOf = (shortCode: string): Entry => {
  const found = shipped().procedures.find((entry) => entry.short_code === shortCode)
  if (!found) throw new Error(shortCode)
  return found
}
/** The shipped catalogue with some entries changed or added. */
const withEntries = (...entries: Entry[]): CatalogueFile => {
  const changed = new Map(entries.map((entry) => [entry.local_id, entry]))
  const kept = shipped().procedures.map((entry) => changed.get(entry.local_id) ?? entry)
  const known = new Set(kept.map((entry) => entry.local_id))
  return { ...shipped(), procedures: [...kept, ...entries.filter((entry) => !known.has(entry.local_id))] }
}
const only = (...entries: Entry[]): CatalogueFile => ({ ...shipped(), procedures: entries })
const publish = (file: CatalogueFile) => importCatalogue(office.db, office.actor, file)
const shortCodes = async () =>
  Object.fromEntries(
    (await office.db.selectFrom('procedure').select(['local_key', 'short_code']).execute()).map((row) => [
      row.local_key,
      row.short_code,
    ]),
  )

describe('importing a catalogue', () => {
  it('again changes nothing at all', async () => {
    const before = await office.db.selectFrom('event').select('id').execute()
    const codes = await shortCodes()
    expect(await publish(shipped())).toEqual({ added: 0, changed: 0, unchanged: total() })
    expect(await office.db.selectFrom('event').select('id').execute()).toEqual(before)
    expect(await shortCodes()).toEqual(codes)
  })

  it('says beforehand what it would do, and then does just that', async () => {
    const file = withEntries(
      { ...entryOf('KS'), fee_text: 'Miễn phí' },
      { ...entryOf('HKD'), local_id: 'moi.1', code: null, short_code: null, name: 'Thủ tục hoàn toàn mới' },
    )
    const expected = { added: 1, changed: 1, unchanged: total() - 1 }
    expect(await previewCatalogue(office.db, office.actor, file)).toEqual(expected)
    expect(await getProcedure(office.db, await office.procedureId('KS'))).toMatchObject({ versionNumber: 1 })
    expect(await publish(file)).toEqual(expected)
    expect(await getProcedure(office.db, await office.procedureId('KS'))).toMatchObject({
      versionNumber: 2,
      content: { feeText: 'Miễn phí' },
    })
  })

  it('leaves entries alone that the new file does not name', async () => {
    expect(await publish(only({ ...entryOf('KS'), fee_text: 'Miễn phí' }))).toEqual({ added: 0, changed: 1, unchanged: 0 })
    expect(Object.keys(await shortCodes())).toHaveLength(total())
  })

  it('is all or nothing', async () => {
    const before = await shortCodes()
    const broken = { ...entryOf('HKD'), local_id: 'moi.1', short_code: 'ZZ', time_limit: { value: 0, unit: 'day' } } as Entry
    await expect(publish(withEntries({ ...entryOf('KS'), fee_text: 'x' }, broken))).rejects.toThrow()
    expect(await shortCodes()).toEqual(before)
    expect(await getProcedure(office.db, await office.procedureId('KS'))).toMatchObject({ versionNumber: 1 })
  })
})

describe('short codes', () => {
  it('stay when a later file leaves them out', async () => {
    const before = await shortCodes()
    await publish(withEntries(...shipped().procedures.map((entry) => ({ ...entry, short_code: null, fee_text: 'đổi' }))))
    expect(await shortCodes()).toEqual(before)
  })

  it('follow the file when the new one is free', async () => {
    await publish(withEntries({ ...entryOf('KS'), short_code: 'ZK' }))
    expect(await office.procedureId('ZK')).toBeDefined()
    await expect(office.procedureId('KS')).rejects.toThrow()
  })

  it('are never taken from the procedure that has them', async () => {
    const before = await shortCodes()
    await publish(
      only(
        { ...entryOf('KS'), short_code: 'HKD', fee_text: 'x' },
        { ...entryOf('KH'), local_id: 'moi.1', code: null, short_code: 'KH' },
      ),
    )
    const { 'moi.1': suggested, ...known } = await shortCodes()
    expect(known).toEqual(before)
    expect(Object.values(before)).not.toContain(suggested)
  })

  it('that two procedures exchange in the file stay where they are', async () => {
    const before = await shortCodes()
    await publish(withEntries({ ...entryOf('KS'), short_code: 'KH' }, { ...entryOf('KH'), short_code: 'KS' }))
    expect(await shortCodes()).toEqual(before)
  })

  it('are suggested alike for the same entries, whatever else the office has', async () => {
    const added = ['Cấp phép xây dựng', 'Xác nhận cư trú', 'Cấp phép xây dựng tạm'].map((name, index) => ({
      ...entryOf('HKD'),
      local_id: `moi.${index}`,
      code: null,
      short_code: null,
      name,
    }))
    await publish(withEntries(...added))
    const first = await shortCodes()
    await publish(withEntries(...added.map((entry) => ({ ...entry, fee_text: 'đổi' }))))
    expect(await shortCodes()).toEqual(first)
    expect(new Set(Object.values(first)).size).toBe(total() + 3)
  })
})

describe('the version of a procedure that a case was received under', () => {
  it('stays with the case when the procedure is published anew', async () => {
    const procedureId = await office.procedureId('HKD')
    const receive = async () => {
      const { caseId } = await receiveCase(office.db, office.actor, sampleIntake({ procedureId }), office.formKeyOn)
      return caseId
    }
    const early = await receive()
    const before = await getCase(office.db, early)
    const slower = { value: 10, unit: 'working_day' as const }
    await publish(withEntries({ ...entryOf('HKD'), time_limit: slower, time_limit_text: '10 ngày làm việc' }))
    const late = await getCase(office.db, await receive())
    expect(await getCase(office.db, early)).toMatchObject({
      procedureVersionNumber: 1,
      timeLimitText: before.timeLimitText,
      deadline: before.deadline,
    })
    expect(late).toMatchObject({ procedureVersionNumber: 2, timeLimitText: '10 ngày làm việc' })
    expect(late.row.dueAt?.slice(0, 10)).toBe('2026-12-08')
    expect((await getProcedure(office.db, procedureId)).openCases).toBe(2)
  })
})
