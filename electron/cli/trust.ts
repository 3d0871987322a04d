// `motcua trust`: this computer's code, requests and lists without a window. Passphrases come from the environment or from the standard
// input, never from the arguments, which every user of the computer can read.
import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { AppError } from '../../db/model/errors.ts'
import { spokenFingerprint } from '../../db/model/spoken-code.ts'
import { getOfficeProfile } from '../../db/people/queries.ts'
import { makeEscrow } from '../../db/sync/escrow.ts'
import type { TrustChange } from '../../db/trust/changes.ts'
import { issueTrust, takeTrust } from '../../db/trust/commands.ts'
import { describeOwnDevice, makeEnrolment } from '../../db/trust/enrol.ts'
import { readEnrolment } from '../../db/trust/list.ts'
import { findTrust } from '../../db/trust/queries.ts'
import { readDataFile } from '../worker/brought-files.ts'
import { writeWhole } from '../write-whole.ts'
import { type Commands, findOption, getCommandLineActor, getFile, type Invocation, UsageError, withOffice } from './invocation.ts'
import { readPassphrase } from './recovery.ts'

const escrowVariable = 'MOTCUA_ESCROW_PASSPHRASE'

function getOut(invocation: Invocation): string {
  const out = findOption(invocation, 'out')
  if (out === undefined) throw new UsageError()
  return resolve(out)
}

export const trustCommands: Commands = {
  'trust show': (invocation) =>
    withOffice(invocation, async ({ store, clock }) => {
      const { t, result } = invocation.output
      const own = await describeOwnDevice(store.db, store.folder, clock)
      const list = (await findTrust(store.db)) ?? null
      result({ own, list }, () => [
        t('trustOwn', { device: own.deviceCode, code: own.code, state: t(`bundles:trust.ownState.${own.state}`) }),
        ...(list
          ? [
              t('trustList', { serial: list.serial, issuer: list.issuer.officeName }),
              ...list.recipients.map(({ name, recipient }) => t('trustRecipient', { name, recipient })),
              ...list.offices.flatMap(({ code, name, devices }) =>
                devices.map((device) =>
                  t('trustDevice', {
                    office: name,
                    code,
                    device: device.code,
                    spoken: spokenFingerprint(device.keyId),
                    state: t(`bundles:trust.ownState.${device.revokedAt === null ? 'admitted' : 'revoked'}`),
                  }),
                ),
              ),
            ]
          : [t('trustNone')]),
      ])
    }),

  'trust enrol': (invocation) =>
    withOffice(invocation, async ({ store, clock }) => {
      const { output } = invocation
      const file = getOut(invocation)
      const { code } = await describeOwnDevice(store.db, store.folder, clock)
      writeWhole(file, (await makeEnrolment(store.db, store.folder, clock)).text)
      output.result({ file, code }, () => [output.t('trustEnrolled', { file, code })])
    }),

  'trust take': (invocation) =>
    withOffice(invocation, async (office) => {
      const { output, typed } = invocation
      const file = getFile(invocation)
      const list = { text: readDataFile(file), fileName: basename(file) }
      const about = { isCompared: typed.compared === true, policyKeys: [] }
      const { serial } = await takeTrust(office.store.db, await getCommandLineActor(office), { ...list, ...about })
      output.result({ serial }, () => [output.t('trustTaken', { serial })])
    }),

  // The first list names this computer as the province's recipient, and the escrow key that is made for it.
  'trust issue': (invocation) =>
    withOffice(invocation, async (office) => {
      const { output } = invocation
      const { db, folder } = office.store
      const out = getOut(invocation)
      const [admitted, revoked, escrow] = [
        findOption(invocation, 'admit'),
        findOption(invocation, 'revoke'),
        findOption(invocation, 'escrow'),
      ]
      const changes: TrustChange[] = []
      if (escrow !== undefined) {
        const file = resolve(escrow)
        if (existsSync(file)) throw new AppError('file.unwritable', { file })
        const made = await makeEscrow((process.env[escrowVariable] ?? '').normalize('NFC'))
        writeWhole(file, Buffer.from(made.sealed))
        const { recipient } = await describeOwnDevice(db, folder, office.clock)
        const { name } = await getOfficeProfile(db)
        changes.push(
          { kind: 'addRecipient', name, purpose: 'province', recipient },
          { kind: 'addRecipient', name: basename(file), purpose: 'escrow', recipient: made.recipient },
        )
      }
      if (admitted !== undefined) {
        const { request } = readEnrolment(readDataFile(resolve(admitted)), basename(admitted))
        changes.push({ kind: 'admit', request, code: findOption(invocation, 'code') ?? '' })
      }
      if (revoked !== undefined) {
        changes.push({ kind: 'revoke', deviceId: revoked, reason: findOption(invocation, 'reason') ?? '' })
      }
      const actor = await getCommandLineActor(office)
      const { serial, text } = await issueTrust(db, actor, { changes, passphrase: await readPassphrase(output) })
      writeWhole(out, text)
      output.result({ serial, file: out }, () => [output.t('trustIssued', { serial, file: out })])
    }),
}
