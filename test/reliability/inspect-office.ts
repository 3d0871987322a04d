// Prints what the office of a folder holds and what does not fit together in it, as JSON: for the tests of the window, which do not run
// where the package's own database binding loads.
import { openTestOffice } from '../fixtures/office.ts'
import { findIncoherence, readHolding } from './holding.ts'

const { office, close } = await openTestOffice({ folder: process.argv[2] ?? '' })
const { cases } = await readHolding(office.store)
const faults = await findIncoherence(office.store)
await close()
process.stdout.write(JSON.stringify({ cases: [...cases], faults }))
