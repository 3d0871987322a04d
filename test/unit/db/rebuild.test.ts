// Events are the truth: every row can be made again from them alone. What could not would be lost in an exchange between offices.

import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordBackupMade, recordCarried, recordDrill } from '../../../db/backup/commands.ts'
import { createBackup } from '../../../db/backup/copy.ts'
import { restoreBackup } from '../../../db/backup/restore.ts'
import { backupFolder } from '../../../db/backup/shelf.ts'
import { importCalendar } from '../../../db/calendar/commands.ts'
import { receiveCase, recordPrint, setOfficialCode } from '../../../db/cases/commands.ts'
import { searchCases } from '../../../db/cases/search.ts'
import { AppError } from '../../../db/model/errors.ts'
import { addStaff, changeOffice, changeStaff, resetPassword } from '../../../db/people/commands.ts'
import { findPersons, getOfficeSettings, listStaff } from '../../../db/people/queries.ts'
import { type Role, roles } from '../../../db/people/rules.ts'
import { importCatalogue } from '../../../db/procedures/commands.ts'
import { recordUpdate } from '../../../db/program/commands.ts'
import { projectedTables, rebuildProjections } from '../../../db/record.ts'
import { checkStore } from '../../../db/store/check.ts'
import { dumpTables } from '../../fixtures/dump.ts'
import { makeFolder, openTestOffice, sampleIntake, samplePerson, starterData, type TestOffice } from '../../fixtures/office.ts'

const names = ['Nguyễn Thị Duyên', 'Trần Văn Hải', 'Đặng Ánh', 'Lê Hùng', 'Công ty Sông Hương']
const procedures = ['KS', 'HKD', 'CMC', 'CT']
const queries = ['nguyen', 'Đặng', 'hkd', 'H57.10.12', 'dang ky', '0905123456', '0461900']

const receive = async (office: TestOffice, name: number, procedure: number, extra: object = {}): Promise<string> => {
  const fullName = names[name % names.length] ?? ''
  const applicant = samplePerson({
    fullName,
    idNumber: `04619000${String(1_000 + name)}`,
    ...(name % 5 === 4 && { kind: 'organisation', idNumber: '', taxNumber: '3300100113' }),
  })
  const intake = sampleIntake({
    procedureId: await office.procedureId(procedures[procedure % procedures.length] ?? ''),
    applicant,
    ...extra,
  })
  return (await receiveCase(office.db, office.actor, intake, office.formKeyOn)).caseId
}
const changeEntry = (index: number, text: string) => {
  const { catalogue } = starterData()
  const at = index % catalogue.procedures.length
  return {
    ...catalogue,
    procedures: catalogue.procedures.map((entry, i) =>
      i === at ? { ...entry, fee_text: text, name: `${entry.name} ${text}` } : entry,
    ),
  }
}
const calendarNamed = (name: string) => ({ ...starterData().calendar, name })

/** Rows, and what a person finds, before and after: the same. */
async function expectSameAfterRebuild(office: TestOffice): Promise<void> {
  const state = async () => ({
    rows: await dumpTables(office.db, projectedTables),
    found: await Promise.all(
      queries.map(async (query) => (await searchCases(office.db, query, 100)).map(({ id }) => id).toSorted()),
    ),
    people: await Promise.all(queries.map(async (query) => (await findPersons(office.db, query, null)).map(({ id }) => id))),
    indexed: ['case_search', 'person_search'].map((index) =>
      office.office.store.connection.prepare(`SELECT count(*) FROM ${index}`).pluck().get(),
    ),
  })
  const before = await state()
  await rebuildProjections(office.db)
  expect(await state()).toEqual(before)
  await checkStore(office.office.store)
}

describe('rebuilding the rows from the events', () => {
  it('gives the same rows after a year of everything', async () => {
    const office = await openTestOffice()
    const { db, actor, clock } = office
    const caseIds: string[] = []
    for (let number = 0; number < 12; number += 1) {
      const other = {
        person: samplePerson({ fullName: 'Phạm Thị Hoa', idNumber: '046191000222' }),
        authorisation: 'Giấy ủy quyền',
      }
      caseIds.push(
        await receive(office, number, number, {
          submitter: number % 3 === 0 ? other : null,
          book: '01',
          serial: number + 1,
          manualDueAt: '2027-06-01T17:00',
        }),
      )
      clock.advance({ days: number % 4, minutes: 7 })
    }
    const [first = '', second = '', third = ''] = caseIds
    await setOfficialCode(db, actor, first, 'H57.10.12-261123-0001')
    await setOfficialCode(db, actor, second, 'H57.10.12-261123-0002')
    for (const caseId of [first, first, third]) await recordPrint(db, actor, caseId, 'printer')
    const clerk = await addStaff(db, actor, {
      signInName: 'haitv',
      fullName: 'Trần Văn Hải',
      positionTitle: '',
      roles: ['viewer'],
      password: 'lan-dau-tien',
    })
    await changeStaff(db, actor, {
      staffId: clerk.id,
      fullName: 'Trần Văn Hải',
      positionTitle: 'Phó',
      roles: ['head'],
      isActive: false,
    })
    await resetPassword(db, actor, clerk.id, 'mat-khau-moi')
    await changeOffice(db, actor, { ...(await getOfficeSettings(db)), deskName: 'Bộ phận Một cửa' })
    await importCatalogue(db, actor, changeEntry(0, 'bản mới'))
    await importCalendar(db, actor, calendarNamed('Lịch mới'))
    const backup = { name: 'motcua-20261123T020000Z-manual.db', sizeBytes: 1, events: 1, cases: 1 }
    await recordBackupMade(db, actor, { ...backup, createdAt: '2026-11-23T02:00:00.000Z', reason: 'manual' })
    await recordDrill(db, actor, { ...backup, failure: 'chain', damaged: 2 })
    await recordCarried(db, actor, { ...backup, isSealed: true })
    await recordUpdate(db, actor, { from: '0.1.0', to: '0.2.0', keyId: '0123456789abcdef' })
    await receive(office, 0, 0)
    await setOfficialCode(db, actor, third, 'H57.10.12-261123-0003')
    await expectSameAfterRebuild(office)
    await expectSameAfterRebuild(office)
    await office.close()
  })

  it('gives the same rows when an office was restored on a computer whose clock stands years behind', async () => {
    const { folder, remove } = makeFolder()
    const before = await openTestOffice({ folder })
    await receive(before, 0, 0)
    const { name } = await createBackup(before.office.store.connection, backupFolder(folder), 'manual', before.clock)
    await before.close()
    before.clock.setLocal('2025-10-01T08:00')
    await restoreBackup(folder, join(backupFolder(folder), name), before.clock)
    const after = await openTestOffice({ folder, clock: before.clock })
    await receive(after, 1, 1)
    await importCatalogue(after.db, after.actor, changeEntry(0, 'bản mới'))
    await expectSameAfterRebuild(after)
    await after.close()
    remove()
  })

  it('gives the same rows after any sequence of commands', async () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.record({ do: fc.constant('receive' as const), name: fc.nat(9), procedure: fc.nat(3) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('official' as const), which: fc.nat(20), number: fc.nat(5) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('print' as const), which: fc.nat(20) }) },
      {
        weight: 2,
        arbitrary: fc.record({ do: fc.constant('clock' as const), minutes: fc.integer({ min: -600_000, max: 600_000 }) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          do: fc.constant('catalogue' as const),
          index: fc.nat(500),
          text: fc.constantFrom('đổi', 'mới', 'cũ'),
        }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('calendar' as const), name: fc.constantFrom('Lịch A', 'Lịch B') }) },
      {
        weight: 1,
        arbitrary: fc.record({
          do: fc.constant('staff' as const),
          role: fc.constantFrom<Role>(...roles),
          which: fc.nat(5),
          isActive: fc.boolean(),
        }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('settings' as const), minutes: fc.integer({ min: 1, max: 240 }) }) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const office = await openTestOffice()
        const { db, actor, clock } = office
        const caseIds: string[] = []
        const at = <T>(list: readonly T[], index: number) => list[index % Math.max(1, list.length)]
        for (const one of steps) {
          try {
            if (one.do === 'receive') caseIds.push(await receive(office, one.name, one.procedure))
            if (one.do === 'official')
              await setOfficialCode(db, actor, at(caseIds, one.which) ?? '', `H57.10.12-261123-000${one.number}`)
            if (one.do === 'print') await recordPrint(db, actor, at(caseIds, one.which) ?? '', 'pdf')
            if (one.do === 'clock') clock.advance({ minutes: one.minutes })
            if (one.do === 'catalogue') await importCatalogue(db, actor, changeEntry(one.index, one.text))
            if (one.do === 'calendar') await importCalendar(db, actor, calendarNamed(one.name))
            if (one.do === 'staff') {
              const { id, fullName, positionTitle } = at(await listStaff(db), one.which) ?? {
                id: '',
                fullName: '',
                positionTitle: '',
              }
              await changeStaff(db, actor, { staffId: id, fullName, positionTitle, roles: [one.role], isActive: one.isActive })
            }
            if (one.do === 'settings')
              await changeOffice(db, actor, { ...(await getOfficeSettings(db)), lockMinutes: one.minutes })
          } catch (error) {
            if (!(error instanceof AppError)) throw error // a refusal is part of the life of an office
          }
        }
        await expectSameAfterRebuild(office)
        await office.close()
      }),
      { numRuns: 12 },
    )
  }, 60_000)
})
