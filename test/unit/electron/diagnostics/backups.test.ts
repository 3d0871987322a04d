// The step about backups, on real ones.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recordCarried, recordDrill } from '../../../../db/backup/commands.ts'
import { createBackup } from '../../../../db/backup/copy.ts'
import { backupFolder } from '../../../../db/backup/shelf.ts'
import { receiveCase } from '../../../../db/cases/commands.ts'
import { diagnoseFolder } from '../../../fixtures/diagnosis.ts'
import { openTestOffice, sampleIntake, type TestOffice } from '../../../fixtures/office.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const receive = async () =>
  receiveCase(office.db, office.actor, sampleIntake({ procedureId: await office.procedureId('KS') }), office.formKeyOn)
const backUp = () => createBackup(office.office.store.connection, backupFolder(office.folder), 'manual', office.clock)
const look = async () => {
  const { findings, step } = await diagnoseFolder(office.folder, { isOpenHere: true }, office.clock)
  return { findings: findings('backups'), facts: step('backups').facts }
}

describe('the step of backups', () => {
  it('asks for the first one, urgently once there is a case', async () => {
    expect((await look()).findings).toEqual({ noBackup: 'attention' })
    await receive()
    expect((await look()).findings).toEqual({ noBackup: 'fault' })
  })

  it('passes a fresh one and knows its age', async () => {
    await receive()
    const { createdAt, sizeBytes } = await backUp()
    office.clock.advance({ days: 2 })
    expect(await look()).toMatchObject({
      findings: {},
      facts: { backupCount: 1, newestBackupAt: createdAt, newestBackupBytes: sizeBytes, ageDays: 2, incompleteCount: 0 },
    })
  })

  it('tells an old one only when something was written since', async () => {
    await receive()
    await backUp()
    office.clock.advance({ days: 8 })
    expect((await look()).findings.backupOld).toBeUndefined()
    await receive()
    expect((await look()).findings.backupOld).toBe('attention')
    office.clock.advance({ days: 30 })
    expect((await look()).findings.backupOld).toBe('fault')
  })

  it('tells one that is dated in the future', async () => {
    await backUp()
    office.clock.advance({ minutes: -60 })
    expect((await look()).findings).toMatchObject({ backupFuture: 'attention' })
  })

  it('tells copies that were never finished or lost their sum', async () => {
    await backUp()
    office.clock.advance({ minutes: 5 })
    const { name } = await backUp()
    rmSync(join(backupFolder(office.folder), `${name}.sha256`))
    writeFileSync(join(backupFolder(office.folder), 'motcua-20261123T030000Z-hourly.db.tmp'), '')
    const { findings, facts } = await look()
    expect(findings).toEqual({ backupIncomplete: 'attention' })
    expect(facts).toMatchObject({ backupCount: 1, incompleteCount: 2 })
  })

  it('tells a drill that failed or is long ago, and a copy that was never carried away', async () => {
    const { name } = await backUp()
    const drilled = { name, damaged: 0, events: null, cases: null }
    await recordDrill(office.db, office.actor, { ...drilled, failure: 'chain' })
    expect(await look()).toMatchObject({ findings: { drillFailed: 'fault' }, facts: { drillFailure: 'chain' } })
    await recordDrill(office.db, office.actor, { ...drilled, failure: null })
    expect((await look()).findings).toEqual({})
    office.clock.advance({ days: 36 })
    expect((await look()).findings).toMatchObject({ drillOld: 'attention', carriedOld: 'attention' })
    await recordCarried(office.db, office.actor, { name, isSealed: true, sizeBytes: 1 })
    expect((await look()).findings).not.toHaveProperty('carriedOld')
  })
})
