// What the provincial mode asks of the office's own database: whether this is the province, and whose bundles it trusts.
import { AppError } from '../../db/model/errors.ts'
import { getCurrentDevice, getOfficeProfile } from '../../db/people/queries.ts'
import { migrations } from '../../db/store/migrations/index.ts'
import { isTrustIssuer } from '../../db/trust/issuer.ts'
import { findTrustText } from '../../db/trust/queries.ts'
import type { InternalHandlers, WorkerHandlers } from './handlers.ts'

const schema = Object.keys(migrations).sort().at(-1) ?? ''

export const hubHandlers: Pick<WorkerHandlers, 'hub.getState'> = {
  'hub.getState': async ({ office }) => ({ isProvince: await isTrustIssuer(office.store.db) }),
}

export const internalHubHandlers: Pick<InternalHandlers, 'internal.getProvince'> = {
  'internal.getProvince': async ({ office: { store } }) => {
    const trust = await findTrustText(store.db)
    if (!trust || !(await isTrustIssuer(store.db))) throw new AppError('hub.notProvince')
    const { code: officeCode, name: officeName } = await getOfficeProfile(store.db)
    const { id: deviceId, code: deviceCode } = await getCurrentDevice(store.db)
    return { officeCode, officeName, deviceId, deviceCode, trustText: trust.text, schema }
  },
}
