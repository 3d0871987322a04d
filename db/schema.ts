// The tables of the database, composed from the subjects.

import type { OldFileTables } from './archive/schema.ts'
import type { BackupTables } from './backup/schema.ts'
import type { BundleTables } from './bundles/schema.ts'
import type { CalendarTables } from './calendar/schema.ts'
import type { CaseTables } from './cases/schema.ts'
import type { ConformityTables } from './conformity/schema.ts'
import type { ConversionTables } from './conversion/schema.ts'
import type { CopyTables } from './copies/schema.ts'
import type { DestructionTables } from './destruction/schema.ts'
import type { DisclosureTables } from './disclosure/schema.ts'
import type { DocumentTables } from './documents/schema.ts'
import type { DutyTables } from './duties/schema.ts'
import type { FormTables } from './forms/schema.ts'
import type { LawTables } from './laws/schema.ts'
import type { MergeTables } from './merge/schema.ts'
import type { OriginalTables } from './originals/schema.ts'
import type { PackTables } from './packs/schema.ts'
import type { PaperTables } from './papers/schema.ts'
import type { PeopleTables } from './people/schema.ts'
import type { PersonalTables } from './personal/schema.ts'
import type { PersonTables } from './persons/schema.ts'
import type { PrintQueueTables } from './print-queue/schema.ts'
import type { ProcedureListTables } from './procedure-lists/schema.ts'
import type { ProcedureTables } from './procedures/schema.ts'
import type { ReadingTables } from './readings/schema.ts'
import type { RegisterTables } from './register/schema.ts'
import type { RetentionTables } from './retention/schema.ts'
import type { SearchTables } from './search/schema.ts'
import type { StoreTables } from './store/schema.ts'
import type { StubTables } from './stubs/schema.ts'
import type { TrustTables } from './trust/schema.ts'
import type { UnitTables } from './units/schema.ts'

export interface Tables
  extends StoreTables,
    PeopleTables,
    CalendarTables,
    ProcedureTables,
    CaseTables,
    FormTables,
    RegisterTables,
    SearchTables,
    DocumentTables,
    CopyTables,
    ReadingTables,
    DutyTables,
    PersonTables,
    UnitTables,
    LawTables,
    ConformityTables,
    ConversionTables,
    ProcedureListTables,
    DisclosureTables,
    PackTables,
    PaperTables,
    OriginalTables,
    OldFileTables,
    PrintQueueTables,
    StubTables,
    PersonalTables,
    RetentionTables,
    BackupTables,
    TrustTables,
    BundleTables,
    MergeTables,
    DestructionTables {}
