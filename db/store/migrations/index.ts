// Every migration, in order. A static map: nothing is read from the disk at run time, so it works inside the package too.
import type { Migration } from 'kysely/migration'
import * as createCore from './0001_create_core.ts'
import * as createBackupRecord from './0002_create_backup_record.ts'
import * as widenIndexes from './0003_widen_indexes.ts'
import * as createDocument from './0004_create_document.ts'
import * as pinProcessVersion from './0005_pin_process_version.ts'
import * as createLaw from './0006_create_law.ts'
import * as createConformity from './0007_create_conformity.ts'
import * as indexPeople from './0008_index_people.ts'
import * as createPosting from './0009_create_posting.ts'
import * as createPack from './0010_create_pack.ts'
import * as createCopy from './0011_create_copy.ts'
import * as createConversion from './0012_create_conversion.ts'
import * as indexEffective from './0013_index_effective.ts'
import * as createCaseLife from './0014_create_case_life.ts'
import * as extendCasePrint from './0015_extend_case_print.ts'
import * as createPaper from './0016_create_paper.ts'
import * as createDuty from './0017_create_duty.ts'
import * as createStub from './0018_create_stub.ts'
import * as createPersonLook from './0019_create_person_look.ts'
import * as createBundle from './0020_create_bundle.ts'
import * as createClash from './0021_create_clash.ts'
import * as createDestruction from './0022_create_destruction.ts'
import * as createAddendum from './0023_create_addendum.ts'

export const migrations: Readonly<Record<string, Migration>> = {
  '0001_create_core': createCore,
  '0002_create_backup_record': createBackupRecord,
  '0003_widen_indexes': widenIndexes,
  '0004_create_document': createDocument,
  '0005_pin_process_version': pinProcessVersion,
  '0006_create_law': createLaw,
  '0007_create_conformity': createConformity,
  '0008_index_people': indexPeople,
  '0009_create_posting': createPosting,
  '0010_create_pack': createPack,
  '0011_create_copy': createCopy,
  '0012_create_conversion': createConversion,
  '0013_index_effective': indexEffective,
  '0014_create_case_life': createCaseLife,
  '0015_extend_case_print': extendCasePrint,
  '0016_create_paper': createPaper,
  '0017_create_duty': createDuty,
  '0018_create_stub': createStub,
  '0019_create_person_look': createPersonLook,
  '0020_create_bundle': createBundle,
  '0021_create_clash': createClash,
  '0022_create_destruction': createDestruction,
  '0023_create_addendum': createAddendum,
}

/** The number of the newest migration; a file with a higher one comes from a newer program. */
export const latestVersion = Math.max(...Object.keys(migrations).map((name) => Number(name.slice(0, 4))))
