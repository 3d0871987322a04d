// What the calls about people and the looks at them do in the database worker.
import { toInstant } from '../../db/model/clock.ts'
import { instantToLocal } from '../../db/model/local-time.ts'
import * as personal from '../../db/personal/commands.ts'
import { getDeviceFacts } from '../../db/personal/devices.ts'
import { getPersonHistory, historyLimit, listCasesOf, searchPeople } from '../../db/personal/history.ts'
import { listLooks, listViewers } from '../../db/personal/queries.ts'
import type { Context, InternalHandlers, WorkerHandlers } from './handlers.ts'
import { writePersonExport } from './person-export.ts'

const todayOf = ({ office }: Context): string => instantToLocal(toInstant(office.clock.nowMs())).slice(0, 10)

type Names = Extract<keyof WorkerHandlers, `personal.${string}`>

export const personalHandlers: Pick<WorkerHandlers, Names> = {
  'personal.find': ({ office }, { query, limit }) => searchPeople(office.store.db, query, limit),
  'personal.get': async (context, { personId }) => {
    const { db } = context.office.store
    await personal.recordLook(db, await context.actor(), { personId, kind: 'history', caseId: null, purpose: '' })
    return getPersonHistory(db, personId, todayOf(context))
  },
  'personal.listCases': async ({ office }, { personId, after }) => ({
    rows: await listCasesOf(office.store.db, personId, historyLimit, after),
  }),
  'personal.showNumbers': async ({ office, actor }, input) => personal.showPersonNumbers(office.store.db, await actor(), input),
  'personal.showCaseNumbers': async ({ office, actor }, { caseId }) =>
    personal.showCaseNumbers(office.store.db, await actor(), caseId),
  'personal.listLooks': ({ office }, { filter, cursor, limit }) => listLooks(office.store.db, filter, cursor, limit),
  'personal.getDeviceFacts': async ({ office }) => {
    const { devices, ...rest } = await getDeviceFacts(office.store.db)
    return { ...rest, devices: [...devices] }
  },
  'personal.listViewers': ({ office }) => listViewers(office.store.db),
}

type InternalNames = 'internal.recordPersonExport' | 'internal.writePersonExport'

export const internalPersonalHandlers: Pick<InternalHandlers, InternalNames> = {
  'internal.recordPersonExport': async (context, { personId, ground, isRecorded }) => {
    const { store } = context.office
    const actor = await context.actor()
    if (isRecorded) await personal.recordExport(store.db, actor, { personId, ground })
    else await personal.checkExport(store.db, actor, { personId, ground })
    return { date: todayOf(context), isTraining: store.kind === 'training' }
  },
  'internal.writePersonExport': writePersonExport,
}
