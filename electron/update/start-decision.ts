// Which version of the program starts. Pure: what is installed, what lies in the shelf, what became of it before.
import { compareVersions, isNewer } from './version.ts'

export interface ShelvedVersion {
  readonly version: string
  /** Of the file that is started, from the root of the version's folder. */
  readonly executable: string
  readonly keyId: string
  readonly acceptedAt: string
  /** When it first came up whole; null as long as it never has. */
  readonly provenAt: string | null
  /** Starts in a row that came to nothing. */
  readonly failures: number
}

/**
 * Failed starts after which a version is left alone. One that has never worked gets no second chance by itself; one that has
 * worked may have met a virus scanner or a slow morning.
 */
const failureLimit = ({ provenAt }: ShelvedVersion): number => (provenAt === null ? 1 : 3)
const isGivenUp = (shelved: ShelvedVersion): boolean => shelved.failures >= failureLimit(shelved)

/** The newest usable version newer than `running`; undefined when the running one is to open the window itself. */
export function chooseVersion(running: string, shelved: readonly ShelvedVersion[]): ShelvedVersion | undefined {
  return shelved
    .filter((one) => isNewer(one.version, running) && !isGivenUp(one))
    .toSorted((a, b) => compareVersions(b.version, a.version))[0]
}

/** The newest version that is newer than the running one and did not come up, for the person who must know. */
export function findFailed(running: string, shelved: readonly ShelvedVersion[]): ShelvedVersion | undefined {
  return shelved
    .filter((one) => isNewer(one.version, running) && one.failures > 0)
    .toSorted((a, b) => compareVersions(b.version, a.version))[0]
}

/**
 * Whether a database that is too new for the running version may be one that a failed update has migrated, and nobody has worked
 * in since: only when no newer version has ever come up.
 */
export function mayUndoMigration(running: string, shelved: readonly ShelvedVersion[]): boolean {
  const newer = shelved.filter((one) => isNewer(one.version, running))
  return newer.some((one) => one.failures > 0) && newer.every((one) => one.provenAt === null)
}

/** Versions older than the running one that are kept to fall back on, where the running one is itself in the shelf. */
const keptOlder = 2

/** Versions that nobody needs any more. `isInstalled`: the running one is the installed base, beside which no older one is of use. */
export function outdatedVersions(running: string, isInstalled: boolean, shelved: readonly ShelvedVersion[]): string[] {
  const older = shelved
    .filter((one) => !isNewer(one.version, running) && one.version !== running)
    .toSorted((a, b) => compareVersions(b.version, a.version))
  if (isInstalled)
    return [...older.map(({ version }) => version), ...shelved.filter((one) => one.version === running).map((one) => one.version)]
  const kept = older.filter((one) => one.provenAt !== null && !isGivenUp(one)).slice(0, keptOlder)
  return older.filter((one) => !kept.includes(one)).map(({ version }) => version)
}
