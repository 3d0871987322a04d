// Receives cases for as long as it lives, and says of each that it is received only when the command has returned.
import { receiveCase } from '../../db/cases/commands.ts'
import { openTestOffice, sampleIntake } from '../fixtures/office.ts'

const { db, actor, procedureId, formKeyOn } = await openTestOffice({ folder: process.argv[2] ?? '' })
const id = await procedureId('KS')
for (;;) {
  const { caseId, provisionalCode } = await receiveCase(db, actor, sampleIntake({ procedureId: id, book: '01' }), formKeyOn)
  process.stdout.write(`${caseId} ${provisionalCode}\n`)
}
