// The first run of an office, of device K, then nothing until it is killed. Says when it begins.
import { systemClock } from '../../db/model/clock.ts'
import { setUpOffice } from '../../db/people/commands.ts'
import { openOffice } from '../../electron/worker/office.ts'
import { firstRun, resources, starterData } from '../fixtures/office.ts'

process.stdout.write('loaded\n')
const { office } = await openOffice(process.argv[2] ?? '', resources, systemClock, {})
await setUpOffice(office.store.db, systemClock, starterData(), { ...firstRun, deviceCode: 'K' })
setInterval(() => {}, 60_000)
