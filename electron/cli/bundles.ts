// The commands about bundles where the offices' work comes together: looking into one, taking them in, answering.
import { readdirSync, statSync } from 'node:fs'
import { basename, extname, resolve } from 'node:path'
import type { ImportOptions, ImportResult } from '../../db/hub/import.ts'
import { officeOfDevice, requireSender } from '../../db/hub/judge.ts'
import { isPostgresUrl, openHub } from '../../db/hub/open.ts'
import { importQueue, listQueue } from '../../db/hub/queue.ts'
import { spokenReceipts, writeReceipt } from '../../db/hub/receipt.ts'
import type { HubStore } from '../../db/hub/store.ts'
import { toInstant } from '../../db/model/clock.ts'
import { AppError } from '../../db/model/errors.ts'
import { spokenFingerprint } from '../../db/model/spoken-code.ts'
import { getCurrentDevice, getOfficeProfile } from '../../db/people/queries.ts'
import { migrations } from '../../db/store/migrations/index.ts'
import { isBlobChunk, isEventsChunk } from '../../db/sync/bundle/manifest.ts'
import { type OpenBundle, openBundle } from '../../db/sync/bundle/read.ts'
import { findDeviceKey, keyFolder, openDeviceKey } from '../../db/sync/device-key.ts'
import { findDeviceOf, type TrustList } from '../../db/trust/list.ts'
import { findTrust } from '../../db/trust/queries.ts'
import { failureOf } from '../failure.ts'
import type { Office } from '../worker/office.ts'
import { type Commands, getArgument, getFile, type Invocation, sqliteOf, UsageError, withOffice } from './invocation.ts'
import { type ExitCode, type Output, showFailure, timeText } from './output.ts'

/** What the province's computer knows and can open: every key that lies in its folder, of earlier installations too. */
async function readStanding({ store, clock }: Office) {
  const device = await getCurrentDevice(store.db)
  const now = toInstant(clock.nowMs())
  const key = await openDeviceKey(store.folder, device.id, now)
  const names = readdirSync(keyFolder(store.folder)).filter((name) => extname(name) === '.json')
  const identities = names.flatMap((name) => findDeviceKey(store.folder, basename(name, '.json'))?.identity ?? [])
  const { code, name } = await getOfficeProfile(store.db)
  return {
    device: { id: device.id, code: device.code, key },
    identities,
    office: { code, name },
    now,
    trust: await findTrust(store.db),
  }
}

function requireTrust(trust: TrustList | undefined): TrustList {
  if (!trust) throw new AppError('bundle.noRecipients', {})
  return trust
}

async function withHub<T>(invocation: Invocation, office: Office, use: (hub: HubStore) => Promise<T>): Promise<T> {
  if (invocation.store !== undefined && !isPostgresUrl(invocation.store)) throw new UsageError()
  const hub = await openHub(office.store.folder, invocation.store, sqliteOf(invocation))
  try {
    return await use(hub)
  } finally {
    await hub.close()
  }
}

async function withBundle<T>(file: string, identities: readonly string[], use: (bundle: OpenBundle) => Promise<T>): Promise<T> {
  const bundle = await openBundle(file, identities)
  try {
    return await use(bundle)
  } finally {
    await bundle.close()
  }
}

/** How the signer stands in the trust list. */
function standingOf(trust: TrustList | undefined, keyId: string): 'trusted' | 'revoked' | 'unknown' {
  const known = trust && findDeviceOf(trust, keyId)
  if (!known) return 'unknown'
  return known.device.revokedAt === null ? 'trusted' : 'revoked'
}

function describe({ manifest, keyId, manifestSha256, sizeBytes, damaged, isWhole }: OpenBundle, trust: TrustList | undefined) {
  const { chunks, recipients, device, ...about } = manifest
  return {
    ...about,
    device: { id: device.id, code: device.code },
    signer: { keyId, code: spokenFingerprint(keyId), standing: standingOf(trust, keyId) },
    manifestSha256,
    sizeBytes,
    isWhole: isWhole && damaged.length === 0,
    damaged,
    recipients: recipients.length,
    chunks: chunks.map((chunk) => ({
      kind: chunk.kind,
      size: chunk.size,
      ...(isEventsChunk(chunk) && { device: chunk.device, from: chunk.from, to: chunk.to, events: chunk.events }),
      ...(isBlobChunk(chunk) && { blob: chunk.blob, offset: chunk.offset }),
    })),
  }
}

/** Opens every chunk. Returns the places of those that are not what was signed. */
async function findUnsound(bundle: OpenBundle): Promise<number[]> {
  const unsound: number[] = []
  for (const [position, chunk] of bundle.manifest.chunks.entries()) {
    try {
      await (isEventsChunk(chunk) ? bundle.readEvents(position) : bundle.readChunk(position))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      unsound.push(position)
    }
  }
  return unsound
}

const resultLines = ({ t }: Output, result: ImportResult): string[] => [
  t(result.isRepeat ? 'bundleRepeated' : 'bundleTaken', { ...result }),
  ...result.missing.flatMap(({ code, ranges }) => ranges.map(({ from, to }) => t('bundleMissing', { code, from, to }))),
  ...(result.rejected > 0 ? [t('bundleRejected', { ...result })] : []),
  ...(result.pending > 0 ? [t('bundlePending', { ...result })] : []),
  ...(result.lacking.length > 0
    ? [t('bundleLacking', { chunks: result.lacking.map((position) => position + 1).join(', ') })]
    : []),
]

const quietLog = { info: () => {}, incident: (_event: string, error: unknown) => (error instanceof Error ? error.name : 'error') }

/** A file or a folder of files; each is told of when it is done. */
async function importAll(hub: HubStore, files: readonly string[], options: ImportOptions, output: Output): Promise<ExitCode> {
  let refused = 0
  await importQueue(hub, files, options, (file, outcome) => {
    if ('result' in outcome) {
      output.result(outcome.result, () => resultLines(output, outcome.result))
      return
    }
    refused += 1
    const failure = failureOf(outcome.error, quietLog, 'cli')
    if (output.isJson) output.line(JSON.stringify({ file: basename(file), error: failure }))
    showFailure({ ...output, isJson: false }, failure)
  })
  if (files.length !== 1 && !output.isJson) output.line(output.t('bundlesTaken', { taken: files.length - refused, refused }))
  return refused > 0 ? 1 : 0
}

export const bundleCommands: Commands = {
  'bundle inspect': (invocation) => {
    const file = getFile(invocation)
    return withOffice(invocation, async (office) => {
      const { identities, trust } = await readStanding(office)
      const { t, result } = invocation.output
      await withBundle(file, identities, async (bundle) => {
        const about = describe(bundle, trust)
        const { officeName } = bundle.manifest.from
        result(about, () => [
          t('bundleAbout', {
            ...about,
            file: basename(file),
            office: officeName,
            device: about.device.code,
            made: timeText(about.madeAt),
          }),
          t('bundleCounts', { ...about.counts, chunks: about.chunks.length }),
          t(`bundleSigner.${about.signer.standing}`, { code: about.signer.code }),
          ...(about.isWhole
            ? []
            : [t('bundleDamaged', { chunks: about.damaged.map((position) => position + 1).join(', ') || '-' })]),
        ])
      })
    })
  },

  'bundle verify': (invocation) => {
    const file = getFile(invocation)
    return withOffice(invocation, async (office) => {
      const { identities, trust, office: own } = await readStanding(office)
      return withBundle(file, identities, async (bundle): Promise<ExitCode> => {
        requireSender(bundle, file, requireTrust(trust), own.code)
        const foreign = officeOfDevice(requireTrust(trust))
        const damaged = await findUnsound(bundle)
        for (const chunk of bundle.manifest.chunks)
          if (
            isEventsChunk(chunk) &&
            (foreign(chunk.device) ?? bundle.manifest.from.officeCode) !== bundle.manifest.from.officeCode
          )
            throw new AppError('bundle.signerOfOther', {
              file: basename(file),
              device: chunk.device,
              office: bundle.manifest.from.officeName,
            })
        const isWhole = bundle.isWhole && damaged.length === 0
        const { t, result } = invocation.output
        result({ file, isWhole, damaged, ...bundle.manifest.counts, manifestSha256: bundle.manifestSha256 }, () => [
          isWhole
            ? t('bundleVerified', { file: basename(file), ...bundle.manifest.counts })
            : t('bundleDamaged', { chunks: damaged.map((position) => position + 1).join(', ') || '-' }),
        ])
        return isWhole ? 0 : 1
      })
    })
  },

  'bundle import': (invocation) => {
    const place = getFile(invocation)
    const isFolder = statSync(place).isDirectory()
    return withOffice(invocation, async (office) => {
      const { identities, trust, office: own, now } = await readStanding(office)
      const options = {
        identities,
        trust: requireTrust(trust),
        ownOfficeCode: own.code,
        now,
        salvage: invocation.isSalvage,
      }
      return withHub(invocation, office, (hub) =>
        importAll(hub, isFolder ? listQueue(place) : [place], options, invocation.output),
      )
    })
  },

  'bundle receipt': (invocation) => {
    const code = getArgument(invocation, 0)
    const file = resolve(invocation.out ?? `bien-nhan-${code.replace(/[^\w.-]/g, '_')}.mcbundle`)
    return withOffice(invocation, async (office) => {
      const { device, office: own, now, trust } = await readStanding(office)
      const { output, parts } = invocation
      const answering = {
        ...{ trust: requireTrust(trust), device, office: own, program: parts.version, now },
        schema: Object.keys(migrations).at(-1) ?? '',
        nowMs: office.clock.nowMs(),
      }
      const receipt = await withHub(invocation, office, (hub) => writeReceipt(hub, code, file, answering))
      const spoken = spokenReceipts(receipt)
      output.result({ file, receipt, spoken }, () => [
        output.t('receiptWritten', { file }),
        ...spoken.map((one) => output.t('receiptSpoken', { code: one.code, seq: one.seq, spoken: one.spoken })),
      ])
    })
  },
}
