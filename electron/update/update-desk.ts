// Taking an update: the file a person has picked, opened with the program or left in the policy's folder, from the first look to a
// version on the shelf that the next start takes. Every step that can refuse comes before anything is changed.
import { randomUUID } from 'node:crypto'
import { basename, join } from 'node:path'
import type { OnProgress } from '../../db/backup/files.ts'
import { type Clock, toInstant } from '../../db/model/clock.ts'
import { AppError } from '../../db/model/errors.ts'
import { findStoreFailure } from '../../db/store/failures.ts'
import type { UpdateOffer } from '../api/program.ts'
import type { MachinePolicy } from '../policy/machine-policy.ts'
import { unpackedBytes } from './manifest.ts'
import { realFs } from './real-fs.ts'
import type { Shelf } from './shelf.ts'
import { findFailed } from './start-decision.ts'
import { readTrustedKeys, type TrustedKey } from './trusted-keys.ts'
import { unpackUpdate } from './unpack.ts'
import { type RunningProgram, readUpdateFile, refuseUnfit, type UpdateHead } from './update-file.ts'
import { compareVersions, isNewer, updateExtension } from './version.ts'

export /** Files of the policy's folder that are looked at: it is for one program, not an archive. */
const folderLimit = 50
/** What must stay free beside the program: room for the office to go on working until somebody notices. */
const spareBytes = 200 * 1_048_576
/** Progress is counted in thousandths: unpacking, then the backup. */
const unpackingShare = 700
const progressWhole = 1_000

interface UpdateDeskParts {
  readonly running: RunningProgram
  readonly shelf: Shelf
  readonly policy: MachinePolicy
  readonly keysFile: string
  readonly clock: Clock
  /** Backs the database up, verified; throws when it cannot. */
  readonly backUp: (staffId: string | null, onProgress: OnProgress) => Promise<void>
  /** Writes down who took which version. */
  readonly record: (staffId: string | null, update: { from: string; to: string; keyId: string }) => Promise<void>
  /** Called when what the window shows of updates may have changed. */
  readonly onChange: () => void
}

export class UpdateDesk {
  readonly #parts: UpdateDeskParts
  readonly #keys: readonly TrustedKey[]
  /** The one file under consideration. */
  #offered: { token: string; file: string } | undefined
  #openedFile: string | undefined
  #folderFile: { file: string; version: string } | undefined
  #readyVersion: string | undefined
  #isInstalling = false

  constructor(parts: UpdateDeskParts) {
    this.#parts = parts
    this.#keys = readTrustedKeys(parts.keysFile, parts.policy.updateKeys)
  }

  get state() {
    const { running, policy } = this.#parts
    const updates = policy.updates === 'off' ? 'off' : this.#keys.length === 0 ? 'noKeys' : 'allow'
    return {
      version: running.version,
      updates: updates as 'allow' | 'off' | 'noKeys',
      readyVersion: this.#readyVersion ?? null,
      keyIds: this.#keys.map(({ id }) => id),
      updateFolder: policy.updateFolder,
    }
  }

  /** What every screen may know, also before sign-in. */
  get summary() {
    const { running, shelf, policy } = this.#parts
    const failed = !policy.startsTaken ? undefined : findFailed(running.version, shelf.list())
    return {
      failedVersion: failed?.version ?? null,
      offeredVersion: this.#readyVersion ? null : (this.#folderFile?.version ?? null),
      isFileOpened: this.#openedFile !== undefined,
    }
  }

  /** A file was opened with the program: it waits until somebody who may looks at it. */
  open(file: string): void {
    this.#openedFile = file
    this.#parts.onChange()
  }

  /** Looks into the policy's folder for the newest fitting file. A folder that is not there, and files that do not fit, are no matter. */
  async lookIntoFolder(): Promise<void> {
    const { updateFolder, updates } = this.#parts.policy
    if (updateFolder === null || updates === 'off') return
    const names = await realFs.promises.readdir(updateFolder).catch((): string[] => [])
    for (const name of names.filter((one) => one.endsWith(`.${updateExtension}`)).slice(0, folderLimit)) {
      const file = join(updateFolder, name)
      const head = await this.#judge(file).catch(() => undefined)
      const best = this.#folderFile?.version
      if (head && (best === undefined || isNewer(head.manifest.version, best))) {
        this.#folderFile = { file, version: head.manifest.version }
      }
    }
    if (this.#folderFile) this.#parts.onChange()
  }

  /** Judges a file that a person has picked. Throws update.*, file.*. */
  async offer(file: string): Promise<UpdateOffer> {
    const { manifest, keyId } = await this.#judge(file)
    const token = randomUUID()
    this.#offered = { token, file }
    const { version, createdAt, notes } = manifest
    return { token, fileName: basename(file), version, createdAt, notes, keyId }
  }

  /** The file that was opened with the program, else the newest of the folder. Throws what is wrong with the opened one. */
  async findOffer(): Promise<UpdateOffer | null> {
    const opened = this.#openedFile
    this.#openedFile = undefined
    if (opened !== undefined) {
      this.#parts.onChange()
      return this.offer(opened)
    }
    return this.#folderFile && !this.#readyVersion ? this.offer(this.#folderFile.file) : null
  }

  async #judge(file: string): Promise<UpdateHead> {
    const { policy, running } = this.#parts
    if (policy.updates === 'off') throw new AppError('update.off')
    const head = await readUpdateFile(file, this.#keys)
    refuseUnfit(head.manifest, running)
    return head
  }

  /**
   * Checks the file anew, unpacks it, backs up, records, and puts the version on the shelf. Nothing is changed unless all succeed.
   * `staffId` is who asked, even when the window locks meanwhile.
   * Throws update.*, file.*, store.diskFull, what the backup throws, app.cancelled by `onProgress`.
   */
  async install(token: string, staffId: string | null, onProgress: OnProgress): Promise<string> {
    if (this.#offered?.token !== token || this.#isInstalling) throw new AppError('entity.notFound', { entity: 'file' })
    this.#isInstalling = true
    try {
      return await this.#install(this.#offered.file, staffId, onProgress)
    } finally {
      this.#isInstalling = false
    }
  }

  async #install(file: string, staffId: string | null, onProgress: OnProgress): Promise<string> {
    const { shelf, running, clock, backUp, record } = this.#parts
    const head = await this.#judge(file)
    const { version, executable } = head.manifest
    this.#requireSpace(unpackedBytes(head.manifest))
    const incoming = shelf.incomingFolder()
    await unpackUpdate(file, head, incoming, (done, total) => onProgress((done / total) * unpackingShare, progressWhole))
    try {
      await backUp(staffId, (done, total) => {
        const share = total === 0 ? 0 : Math.min(1, done / total)
        onProgress(unpackingShare + share * (progressWhole - unpackingShare), progressWhole)
      })
      onProgress(progressWhole, progressWhole) // the last moment to call it off
      shelf.place(incoming, version)
      await record(staffId, { from: running.version, to: version, keyId: head.keyId })
      shelf.accept({ version, executable, keyId: head.keyId, acceptedAt: toInstant(clock.nowMs()) })
    } catch (error) {
      await realFs.promises.rm(incoming, { recursive: true, force: true })
      throw findStoreFailure(error, shelf.folder) ?? error
    }
    this.#readyVersion = this.#readyVersion && compareVersions(this.#readyVersion, version) > 0 ? this.#readyVersion : version
    this.#offered = undefined
    this.#parts.onChange()
    return version
  }

  /** Throws update.noSpace with what is needed and what there is, in megabytes. */
  #requireSpace(bytes: number): void {
    const { folder } = this.#parts.shelf
    realFs.mkdirSync(folder, { recursive: true })
    const { bavail, bsize } = realFs.statfsSync(folder)
    const free = bavail * bsize
    const needed = bytes + spareBytes
    if (free >= needed) return
    const megabytes = (count: number) => Math.ceil(count / 1_048_576)
    throw new AppError('update.noSpace', { needed: megabytes(needed), free: megabytes(free) })
  }

  /** Gives the version that a person has named another chance. Throws recovery.notNow for one that did not fail, or may not start. */
  forgive(version: string): void {
    const { shelf, running, policy } = this.#parts
    const failures = isNewer(version, running.version) ? (shelf.find(version)?.failures ?? 0) : 0
    if (failures === 0 || !policy.startsTaken) throw new AppError('recovery.notNow')
    shelf.forgive(version)
  }
}
