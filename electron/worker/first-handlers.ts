// What the calls of every start do in the database workers: the program's state, the sign-in screen, the sign-in itself and what the
// screens that a day begins with are drawn from. Apart from all others, whose code is many times larger and is read while the person types.
import { getBackupHistory } from '../../db/backup/queries.ts'
import { countBoard } from '../../db/board/queries.ts'
import { prepareWords } from '../../db/cases/narrow.ts'
import { listCases } from '../../db/cases/queries.ts'
import {
  getOfficeProfile,
  getPreferences,
  getSession,
  getStaff,
  isSetUp,
  listSignIns,
  setPreference,
} from '../../db/people/queries.ts'
import { signIn } from '../../db/people/sign-in.ts'
import type { InternalHandlers, WorkerHandlers } from './handlers.ts'

export const lockMinutesAtFirst = 10

type Mine = `people.${'listSignIns' | 'signIn' | 'getPreferences' | 'setPreference'}` | `cases.${'list' | 'count'}`

export const firstHandlers: Pick<WorkerHandlers, Mine> = {
  'people.listSignIns': ({ office }) => listSignIns(office.store.db),
  'people.signIn': ({ office }, { signInName, password }) => signIn(office.store.db, office.clock, signInName, password),
  'people.getPreferences': async ({ office, actor }) => getPreferences(office.store.db, (await actor()).staffId),
  'people.setPreference': async ({ office, actor }, { key, value }) => {
    await setPreference(office.store.db, (await actor()).staffId, key, value)
    return {}
  },
  'cases.list': async ({ office }, { filter, sort, cursor, limit, withFacts }) => {
    await prepareWords(office.store.db, filter)
    return listCases(office.store.db, office.clock, filter, sort, cursor, limit, withFacts)
  },
  'cases.count': ({ office }) => countBoard(office.store.db, office.clock),
}

type MineInternal = `internal.${'isSetUp' | 'getSession' | 'getOfficeLine' | 'getBackupHistory'}`

export const internalFirstHandlers: Pick<InternalHandlers, MineInternal> = {
  'internal.isSetUp': ({ office }) => isSetUp(office.store.db),
  'internal.getSession': async ({ office }, { staffId }) => {
    const session = await getSession(office.store.db, staffId)
    return session.permissions.length > 0 && (await getStaff(office.store.db, staffId)).isActive ? session : null
  },
  'internal.getOfficeLine': async ({ office }) => {
    if (!(await isSetUp(office.store.db))) return { officeName: '', lockMinutes: lockMinutesAtFirst }
    const { name, settings } = await getOfficeProfile(office.store.db)
    return { officeName: name, lockMinutes: settings.lockMinutes }
  },
  'internal.getBackupHistory': async ({ office }) =>
    (await isSetUp(office.store.db)) ? getBackupHistory(office.store.db) : null,
}
