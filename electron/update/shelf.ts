// The shelf: program versions that this person has taken from update files, one folder each, and what became of starting them.
// It needs no administrator rights. The installed program stays as it is and is what everything falls back on. Its state is checked by
// hand: every start reads it before anything else, and must not wait for a library of schemas.
import { randomUUID } from 'node:crypto'
import { isAbsolute, join, relative } from 'node:path'
import { syncFolder } from '../../db/backup/files.ts'
import { writeWhole } from '../write-whole.ts'
import { realFs } from './real-fs.ts'
import { isSafePath } from './safe-path.ts'
import { outdatedVersions, type ShelvedVersion } from './start-decision.ts'
import { isVersion } from './version.ts'

const stateName = 'state.json'
const incomingPrefix = '.incoming-'
const reportPrefix = '.start-'
/** A start that still goes on has reported within seconds; the report of one that lost its power stays as it is. */
const deadReportMs = 60 * 60_000

const isText = (value: unknown): value is string => typeof value === 'string'

function parseVersion(value: unknown): ShelvedVersion {
  const { version, executable, keyId, acceptedAt, provenAt, failures } = value as Record<keyof ShelvedVersion, unknown>
  const isRight =
    isText(version) &&
    isVersion(version) &&
    isText(executable) &&
    isSafePath(executable) &&
    isText(keyId) &&
    isText(acceptedAt) &&
    (provenAt === null || isText(provenAt)) &&
    Number.isInteger(failures) &&
    Number(failures) >= 0
  if (!isRight) throw new RangeError('not a version of the shelf')
  return { version, executable, keyId, acceptedAt, provenAt, failures: Number(failures) }
}

/** The versions that a state's text names. Throws when one of them is none. */
const parseState = (text: string): ShelvedVersion[] => (JSON.parse(text) as { versions: unknown[] }).versions.map(parseVersion)

export class Shelf {
  readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  /** The versions on it whose program is there. A state that cannot be read is an empty shelf: the installed program runs. */
  list(): ShelvedVersion[] {
    try {
      const versions = parseState(realFs.readFileSync(join(this.folder, stateName), 'utf8'))
      return versions.filter((one) => realFs.existsSync(this.programOf(one)))
    } catch {
      return []
    }
  }

  find(version: string): ShelvedVersion | undefined {
    return this.list().find((one) => one.version === version)
  }

  programOf({ version, executable }: Pick<ShelvedVersion, 'version' | 'executable'>): string {
    return join(this.folder, version, ...executable.split('/'))
  }

  /** Whether a program lies on the shelf; otherwise it is an installed one. */
  holds(program: string): boolean {
    const inside = relative(this.folder, program)
    return inside !== '' && !inside.startsWith('..') && !isAbsolute(inside)
  }

  /** A folder of its own for what is being unpacked, on the same disk, so that it can be renamed into its place. */
  incomingFolder(): string {
    return join(this.folder, `${incomingPrefix}${randomUUID()}`)
  }

  /** Where a version that is being started reports. The token comes from the command line: it can name no other place. */
  reportFile(token: string): string {
    if (!/^[0-9a-f-]{36}$/.test(token)) throw new RangeError('not a token')
    return join(this.folder, `${reportPrefix}${token}`)
  }

  /** Puts an unpacked program in its place. It is not started before `accept`. */
  place(incoming: string, version: string): void {
    const target = join(this.folder, version)
    this.#write(this.list().filter((one) => one.version !== version))
    realFs.rmSync(target, { recursive: true, force: true })
    realFs.renameSync(incoming, target)
    syncFolder(target)
  }

  /** From now on the next start takes it. */
  accept(accepted: Pick<ShelvedVersion, 'version' | 'executable' | 'keyId' | 'acceptedAt'>): void {
    const others = this.list().filter((one) => one.version !== accepted.version)
    const { version, executable, keyId, acceptedAt } = accepted
    this.#write([...others, { version, executable, keyId, acceptedAt, provenAt: null, failures: 0 }])
  }

  remove(version: string): void {
    this.#write(this.list().filter((one) => one.version !== version))
    realFs.rmSync(join(this.folder, version), { recursive: true, force: true })
  }

  noteStarted(version: string, at: string): void {
    this.#change(version, (one) => ({ ...one, provenAt: one.provenAt ?? at, failures: 0 }))
  }

  noteFailed(version: string): void {
    this.#change(version, (one) => ({ ...one, failures: one.failures + 1 }))
  }

  /** At a person's wish: it may be tried again. */
  forgive(version: string): void {
    this.#change(version, (one) => ({ ...one, failures: 0 }))
  }

  /** Removes versions that are of no more use, and what an interrupted unpacking or start has left. Whatever cannot be removed waits. */
  tidy(running: string, isInstalled: boolean, nowMs: number): void {
    if (!realFs.existsSync(this.folder)) return
    for (const version of outdatedVersions(running, isInstalled, this.list())) quietly(() => this.remove(version))
    const listed = new Set(this.list().map(({ version }) => version))
    for (const name of realFs.readdirSync(this.folder)) {
      const isOrphan = isVersion(name) && !listed.has(name) && name !== running
      if (isOrphan || name.startsWith(incomingPrefix) || (name.startsWith(reportPrefix) && this.#isDead(name, nowMs)))
        quietly(() => realFs.rmSync(join(this.folder, name), { recursive: true, force: true }))
    }
  }

  /** A start beside this one may be under way: its report is what another program waits for. */
  #isDead(report: string, nowMs: number): boolean {
    const stat = realFs.statSync(join(this.folder, report), { throwIfNoEntry: false })
    return stat !== undefined && stat.mtimeMs < nowMs - deadReportMs
  }

  #change(version: string, change: (one: ShelvedVersion) => ShelvedVersion): void {
    const before = this.list()
    if (before.some((one) => one.version === version))
      this.#write(before.map((one) => (one.version === version ? change(one) : one)))
  }

  #write(versions: readonly ShelvedVersion[]): void {
    realFs.mkdirSync(this.folder, { recursive: true })
    writeWhole(join(this.folder, stateName), `${JSON.stringify({ versions }, null, 2)}\n`)
  }
}

function quietly(step: () => void): void {
  try {
    step()
  } catch {
    // A program still running, a virus scanner: the next start tries again.
  }
}
