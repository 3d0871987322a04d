// Restores the same backup over and over, until it is killed.
import { restoreBackup } from '../../db/backup/restore.ts'
import { systemClock } from '../../db/model/clock.ts'
import { lockFolder } from '../../db/store/open.ts'

const [folder = '', backup = ''] = process.argv.slice(2)
const lock = lockFolder(folder)
for (;;) process.stdout.write(`${await restoreBackup(lock.folder, backup, systemClock)}\n`)
