// Backs the office up over and over, until it is killed; names each backup once it is whole.
import { backUpOffice } from '../../db/backup/copy.ts'
import { systemClock } from '../../db/model/clock.ts'
import { openReader } from '../../db/store/open.ts'

const [folder = ''] = process.argv.slice(2)
const { connection } = openReader(folder)
for (;;) process.stdout.write(`${(await backUpOffice(connection, folder, 'manual', systemClock)).name}\n`)
