// What the calls about bundles and trust do in the database workers. The device's key is read where it is used and stays there: neither
// the main process nor the page ever holds it.
import { recordBundles } from '../../db/bundles/commands.ts'
import { findDeliveries } from '../../db/bundles/delivery.ts'
import { listBundles, readWaiting } from '../../db/bundles/queries.ts'
import { countOpenClashes, countSiblings } from '../../db/merge/queries.ts'
import { AppError } from '../../db/model/errors.ts'
import { spokenFingerprint } from '../../db/model/spoken-code.ts'
import { getOwnKey } from '../../db/pack-keys/queries.ts'
import { getCurrentDevice, getOfficeProfile } from '../../db/people/queries.ts'
import { findPublicKey } from '../../db/sync/keys.ts'
import { issueTrust, takeTrust } from '../../db/trust/commands.ts'
import { describeOwnDevice, makeEnrolment, ownDeviceKey } from '../../db/trust/enrol.ts'
import { type Enrolment, findDeviceOf, readEnrolment } from '../../db/trust/list.ts'
import { findTrust, findTrustText } from '../../db/trust/queries.ts'
import type { InternalHandlers, WorkerHandlers } from './handlers.ts'
import type { Office } from './office.ts'

// Read when they are needed: a worker that only answers the desk does not carry them.
const loadAnswer = () => import('../../db/bundles/answer.ts')
const loadExport = () => import('../../db/bundles/export.ts')

const shownBundles = 200
const ownKey = ({ store, clock }: Office) => ownDeviceKey(store.db, store.folder, clock)

/** Made-up data go to no province. */
function requireReal({ store }: Office): void {
  if (store.kind === 'training') throw new AppError('training.notHere')
}

type Subjects = 'bundles' | 'trust'
export const bundleHandlers: Pick<WorkerHandlers, Extract<keyof WorkerHandlers, `${Subjects}.${string}`>> = {
  'bundles.list': async ({ office }) => ({ rows: await listBundles(office.store.db, shownBundles) }),
  'bundles.takeCode': async ({ office, actor }, { code }) =>
    (await loadAnswer()).takeReceiptCode(office.store.db, await actor(), code),
  'bundles.getDeliveries': async ({ office }, { caseIds }) => (await findDeliveries(office.store.db, caseIds)) ?? null,
  'trust.get': async ({ office }) => {
    const { db, folder } = office.store
    const { code: officeCode, name: officeName } = await getOfficeProfile(db)
    const list = await findTrust(db)
    const hasKey = await getOwnKey(db).then(
      () => true,
      () => false,
    )
    const { deviceCode, code, state } = await describeOwnDevice(db, folder, office.clock)
    return {
      officeCode,
      officeName,
      own: { deviceCode, code, state },
      canIssue: hasKey && (!list || list.issuer.officeCode === officeCode),
      list: list
        ? {
            serial: list.serial,
            issuedAt: list.issuedAt,
            issuerCode: list.issuer.officeCode,
            issuerName: list.issuer.officeName,
            recipients: list.recipients,
            offices: list.offices.map(({ code, name, devices }) => ({
              code,
              name,
              devices: devices.map((device) => ({ ...device, spoken: spokenFingerprint(device.keyId) })),
            })),
          }
        : null,
    }
  },
  'trust.revoke': async ({ office, actor }, { deviceId, reason, passphrase }) => {
    await issueTrust(office.store.db, await actor(), { changes: [{ kind: 'revoke', deviceId, reason }], passphrase })
    return {}
  },
}

type Internal =
  | 'readWaiting'
  | 'writeBundles'
  | 'recordBundles'
  | 'takeReceipt'
  | 'makeEnrolment'
  | 'readRequest'
  | 'takeTrust'
  | 'issueTrust'
  | 'getTrustText'
  | 'getOwnRecipient'

export const internalBundleHandlers: Pick<InternalHandlers, `internal.${Internal}`> = {
  'internal.readWaiting': async ({ office }) => {
    const { db, folder } = office.store
    const trust = await findTrust(db)
    const { state } = await describeOwnDevice(db, folder, office.clock)
    return {
      ...(await readWaiting(db)),
      province: trust?.issuer.officeName ?? null,
      isAdmitted: state === 'admitted',
      siblings: await countSiblings(db),
      clashes: await countOpenClashes(db),
    }
  },
  'internal.writeBundles': async ({ office, onProgress }, { choice, folder }) => {
    requireReal(office)
    const { store, clock, sqlite } = office
    const place = { db: store.db, dataFolder: store.folder, clock, program: sqlite.programVersion ?? '' }
    return (await loadExport()).writeBundles({ ...place, key: await ownKey(office) }, choice, folder, onProgress)
  },
  'internal.recordBundles': async ({ office, actor }, { bundles }) => {
    requireReal(office)
    const { db } = office.store
    await recordBundles(db, await actor(), bundles)
    return listBundles(
      db,
      bundles.length,
      bundles.map(({ bundleId }) => bundleId),
    )
  },
  'internal.takeReceipt': async ({ office, actor }, { file }) =>
    (await loadAnswer()).takeReceipt(office.store.db, await actor(), file, (await ownKey(office)).identity),
  'internal.makeEnrolment': async ({ office }) => makeEnrolment(office.store.db, office.store.folder, office.clock),
  'internal.readRequest': async ({ office }, { file, fileName, text }) => {
    const { db } = office.store
    const request = text === null ? await requestOfBundle(office, file) : readEnrolment(text, fileName).request
    const trust = await findTrust(db)
    const key = findPublicKey(request.publicKey)
    return { request, isKnownDevice: trust !== undefined && key !== undefined && findDeviceOf(trust, key.id) !== undefined }
  },
  'internal.takeTrust': async ({ office, actor }, input) => takeTrust(office.store.db, await actor(), input),
  'internal.issueTrust': async ({ office, actor }, input) => {
    requireReal(office)
    return issueTrust(office.store.db, await actor(), input)
  },
  'internal.getTrustText': async ({ office }) => (await findTrustText(office.store.db)) ?? null,
  'internal.getOwnRecipient': async ({ office }) => ({
    recipient: (await ownKey(office)).recipient,
    officeName: (await getOfficeProfile(office.store.db)).name,
  }),
}

/** A computer that is not on the list yet asks by what it sent: its key stands in the bundle, signed by itself. */
async function requestOfBundle(office: Office, file: string): Promise<Enrolment> {
  const { openBundle } = await import('../../db/sync/bundle/read.ts')
  const bundle = await openBundle(file, [(await ownKey(office)).identity])
  try {
    const { from, device, madeAt } = bundle.manifest
    return {
      officeCode: from.officeCode,
      officeName: from.officeName,
      deviceId: device.id,
      deviceCode: device.code,
      publicKey: device.publicKey,
      recipient: device.recipient,
      madeAt,
    }
  } finally {
    await bundle.close()
  }
}

/** The computer's key exists from the first run on, so that its code can be read out before anything is sent. */
export async function keepDeviceKey({ store, clock }: Office): Promise<void> {
  if (store.kind === 'training') return
  const device = await getCurrentDevice(store.db).catch(() => undefined)
  if (device) await ownDeviceKey(store.db, store.folder, clock)
}
