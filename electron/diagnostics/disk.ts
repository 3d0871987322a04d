// The step about the disk under the data: may it hold a database, is there room, may we write, and how long does the disk take to
// say that something is really on it. A slow or failing disk is the commonest reason why a program on an old computer seems slow.
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { findStoreFailure } from '../../db/store/failures.ts'
import { findFolderRefusal, isNetworkPath } from '../../db/store/folder.ts'
import { databaseName } from '../../db/store/open.ts'
import type { DiagnosticParts } from './parts.ts'
import type { StepNotes } from './step.ts'

/** statfs magic numbers of Linux; other systems give none that means something. */
const fileSystems: ReadonlyMap<number, string> = new Map([
  [0xef53, 'ext4'],
  [0x58465342, 'xfs'],
  [0x9123683e, 'btrfs'],
  [0x2fc12fc1, 'zfs'],
  [0xf2f52010, 'f2fs'],
  [0x794c7630, 'overlay'],
  [0x01021994, 'tmpfs'],
  [0x4d44, 'vfat'],
  [0x2011bab0, 'exfat'],
  [0x5346544e, 'ntfs'],
  [0x7366746e, 'ntfs3'],
  [0x65735546, 'fuse'],
])
/** The file itself, a backup of it, and the copy beside it while a backup or a restore is checked. */
const roomForCopies = 3
const smallestRoomBytes = 200 * 1_048_576
/** A receipt is one such write; above this a clerk waits for every case. */
const slowWriteMs = 250
const writeTries = 5
const writeBytes = 4_096

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

export function lookAtDisk(notes: StepNotes, { folder, usualFolder }: DiagnosticParts): void {
  notes.fact('isUsualFolder', resolve(folder) === resolve(usualFolder))
  if (isNetworkPath(folder)) return void notes.find('networkFolder', 'fault')
  let existing = resolve(folder)
  while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing)
  const real = realpathSync.native(existing)
  const refusal = findFolderRefusal(real)
  if (refusal) notes.find(refusal === 'store.cloudFolder' ? 'cloudFolder' : 'networkFolder', 'fault')
  lookAtRoom(notes, real, folder)
  if (existing !== resolve(folder)) notes.find('folderMissing', 'attention')
  else tryWriting(notes, real)
}

function lookAtRoom(notes: StepNotes, real: string, folder: string): void {
  const { type, bsize, bavail, blocks } = statfsSync(real)
  const file = join(folder, databaseName)
  const databaseBytes = sizeOf(file) + sizeOf(`${file}-wal`)
  const neededBytes = Math.max(databaseBytes * roomForCopies, smallestRoomBytes)
  if (process.platform === 'linux') notes.fact('fileSystem', fileSystems.get(type) ?? `0x${type.toString(16)}`)
  if (fileSystems.get(type) === 'tmpfs' && process.platform === 'linux') notes.find('memoryDisk', 'attention')
  notes.fact('freeBytes', bavail * bsize)
  notes.fact('diskBytes', blocks * bsize)
  notes.fact('databaseBytes', databaseBytes)
  notes.fact('neededBytes', neededBytes)
  if (bavail * bsize < neededBytes) notes.find('lowSpace', 'attention')
}

/** Writes a small file a few times, each time to the disk itself, reads it back and takes it away. */
function tryWriting(notes: StepNotes, folder: string): void {
  const file = join(folder, 'motcua-write-test.tmp')
  const written = Buffer.alloc(writeBytes, 'motcua')
  try {
    const times: number[] = []
    const descriptor = openSync(file, 'w')
    try {
      for (let n = 0; n < writeTries; n += 1) {
        const startMs = performance.now()
        writeSync(descriptor, written)
        fsyncSync(descriptor)
        times.push(performance.now() - startMs)
      }
    } finally {
      closeSync(descriptor)
    }
    const median = times.toSorted((a, b) => a - b)[Math.floor(writeTries / 2)] ?? 0
    const writeMs = Math.round(median * 10) / 10
    notes.fact('canWrite', true)
    notes.fact('writeMs', writeMs)
    if (writeMs > slowWriteMs) notes.find('slowDisk', 'attention')
    const read = readFileSync(file)
    if (!read.equals(Buffer.concat(Array(writeTries).fill(written)))) notes.find('unsteadyDisk', 'fault')
  } catch (error) {
    const failure = findStoreFailure(error, '')
    if (!failure) throw error
    notes.fact('canWrite', false)
    notes.find(failure.code === 'store.diskFull' ? 'diskFull' : 'notWritable', 'fault')
  } finally {
    rmSync(file, { force: true })
  }
}
