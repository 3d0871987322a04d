// What the main process and a database worker say to each other. Contract calls go by their name; what the main process alone
// may ask has its own list here and cannot be reached from a page.

import type { ListComplaint } from '../../db/archive/list-file.ts'
import type { BackupHistory } from '../../db/backup/queries.ts'
import type { BackupReason, DrillResult } from '../../db/backup/rules.ts'
import type { BackupFile } from '../../db/backup/shelf.ts'
import type { BlobCopies } from '../../db/blobs/check.ts'
import type { BlobKind } from '../../db/blobs/rules.ts'
import type { Answered } from '../../db/bundles/answer.ts'
import type { Exported, ExportedBundle } from '../../db/bundles/export.ts'
import type { ExportChoice } from '../../db/bundles/rules.ts'
import type { SheetSource } from '../../db/disclosure/queries.ts'
import type { DocumentPrintMethod } from '../../db/documents/rules.ts'
import type { NewFormVersion, PrintedPaper } from '../../db/forms/commands.ts'
import type { FormFields } from '../../db/forms/form.ts'
import type { FormKind, PrintMethod } from '../../db/model/forms.ts'
import type { BroughtFile, MadePack, PackApproval } from '../../db/packs/commands.ts'
import type { MakeInput } from '../../db/packs/make.ts'
import type { Attachment } from '../../db/papers/commands.ts'
import type { PrintJob } from '../../db/print-queue/queries.ts'
import type { PrintWork } from '../../db/print-queue/rules.ts'
import type { Complaint } from '../../db/processes/workbook/row-reader.ts'
import type { SheetRows } from '../../db/processes/workbook/sheets.ts'
import type { ProgramUpdate } from '../../db/program/commands.ts'
import type { DataKind, PragmaValues } from '../../db/store/sqlite.ts'
import type { StubPrint } from '../../db/stubs/commands.ts'
import type { TrustChange } from '../../db/trust/changes.ts'
import type { Enrolment } from '../../db/trust/list.ts'
import type { ListedBundle } from '../api/bundles.ts'
import type { Failure, Reply } from '../api/call.ts'
import type { CallsRunBy, InputOf, OutputOf } from '../api/contract.ts'
import type { Session } from '../api/people.ts'
import type { CasePaper } from '../print/case-paper.ts'
import type { CitizenCase, CitizenOffice } from '../print/citizen-page.ts'
import type { ControlPaper } from '../print/control-paper.ts'
import type { DocumentList } from '../print/document-list.ts'
import type { GapListPaper } from '../print/gap-list.ts'
import type { SheetsPaper } from '../print/notice-sheet.ts'
import type { ProcessPaperData } from '../print/process-paper.ts'
import type { WrittenSheet } from '../workbook/write-file.ts'
import type { ErrandName } from './errands.ts'
import type { HubName, HubProvince } from './hub-protocol.ts'

/** The workers that have the database open. */
export type StoreRole = 'writer' | 'reader'
/**
 * `errand`: lives for one question and opens no office, so that it also answers where none opens. `hub`, `hubReader`: have the store of
 * what a province's offices sent open, and not the office.
 */
type WorkerRole = StoreRole | 'errand' | 'hub' | 'hubReader'

export interface WorkerSettings {
  readonly role: WorkerRole
  readonly folder: string
  /** What the folder holds; a file of the other kind is refused. */
  readonly kind: DataKind
  readonly resources: string
  readonly binding: string | null
  readonly logFile: string
  /** Of the program, for the labels of backups. */
  readonly version?: string
  /** A newer version may have migrated the database and never come up: then the copy from before is put back. */
  readonly mayUndoMigration: boolean
  /** One Int32: the id of the request that a person has called off, 0 for none. Shared, since a busy worker reads no messages. */
  readonly cancelled: SharedArrayBuffer
}

/** What a paper is made from. */
export interface FormPaper {
  readonly kind: FormKind
  readonly documentId: string
  readonly formKey: string
  /** The office's words for the form. */
  readonly versionId: string | null
  readonly texts: Readonly<Record<string, string>>
  /** Its Word template as base64. */
  readonly docx: string | null
  readonly fields: FormFields
  readonly code: string
  readonly isProvisional: boolean
  readonly copyNumber: number
  /** Said by the database that holds the case: the paper then tells everybody that it is worth nothing. */
  readonly isTraining: boolean
}

/** What pages of the register are made from. */
export interface RegisterPaper extends Pick<FormPaper, 'formKey' | 'versionId' | 'texts' | 'fields' | 'code' | 'isTraining'> {
  /** Which book and days, as words for the log. */
  readonly about: string
  readonly lineCount: number
}

/** Blank receipts of a block, by their numbers, both included. */
export interface StubSheets {
  readonly blockId: string
  readonly from: number
  readonly to: number
}

/** What they are made from. */
export interface StubPaper extends Pick<FormPaper, 'formKey' | 'texts' | 'isTraining'> {
  readonly sheets: ReadonlyArray<Pick<FormPaper, 'fields' | 'code' | 'isProvisional'>>
}

interface AskedPaper {
  readonly caseId: string
  readonly kind: FormKind
  readonly documentId: string
}

/** A file that a person chose, by its path, or what was dropped or pasted. */
export interface ChosenContent {
  readonly file: string
  readonly content: Uint8Array | null
}

/** What the printed register of documents is made from. */
export interface DocumentListPaper {
  readonly list: DocumentList
  readonly isTraining: boolean
}

/** Questions of the main process itself: input and answer of each. */
export interface InternalCalls {
  'internal.isSetUp': { input: null; output: boolean }
  'internal.getSession': { input: { staffId: string }; output: Session | null }
  'internal.getOfficeLine': { input: null; output: { officeName: string; lockMinutes: number } }
  'internal.previewCatalogue': {
    input: { file: string }
    output: { title: string; asOf: string; added: number; changed: number; unchanged: number; text: string }
  }
  'internal.importCatalogue': { input: { text: string }; output: { added: number; changed: number } }
  'internal.previewCalendar': {
    input: { file: string }
    output: { name: string; version: string; years: number[]; text: string }
  }
  'internal.importCalendar': { input: { text: string }; output: null }
  'internal.getFormPaper': { input: AskedPaper; output: FormPaper }
  'internal.getFormPapers': { input: { papers: readonly AskedPaper[] }; output: FormPaper[] }
  'internal.getSampleForm': { input: { formKey: string; texts: Readonly<Record<string, string>> }; output: FormPaper }
  /** Null: the version has no template. */
  'internal.getFormDocx': { input: { versionId: string }; output: { docx: string; docxName: string } | null }
  'internal.recordFormPrint': { input: PrintedPaper; output: number }
  'internal.getStubPaper': { input: StubSheets; output: StubPaper }
  'internal.recordStubsPrint': { input: StubPrint; output: number }
  'internal.openPrintJobs': { input: { works: readonly PrintWork[] }; output: string[] }
  'internal.markPrintSent': { input: { jobId: string }; output: null }
  'internal.closePrintJob': { input: { jobId: string; isPrinted: boolean; reason: string }; output: number | null }
  'internal.listPrintJobs': { input: null; output: PrintJob[] }
  'internal.getPrintWork': { input: { jobId: string }; output: PrintWork }
  'internal.issueFormVersion': {
    input: Omit<NewFormVersion, 'docx' | 'docxName'> & {
      formKey: string
      docx: 'keep' | { docx: string; docxName: string } | null
    }
    output: string
  }
  'internal.getRegisterPaper': {
    input: { year: number; book: string; from: string | null; to: string | null }
    output: RegisterPaper
  }
  'internal.recordRegisterPrint': {
    input: { year: number; book: string; formKey: string; method: PrintMethod; printer: string; about: string }
    output: null
  }
  'internal.getProcessPaper': { input: { versionId: string }; output: ProcessPaperData }
  'internal.getControlPaper': {
    input: InputOf<'print.previewControlPaper'>
    output: { paper: ControlPaper; isTraining: boolean }
  }
  'internal.getDocumentList': {
    input: { documentIds: readonly string[]; date: string | null }
    output: DocumentListPaper
  }
  /** Checks the sheets of a workbook whole; at most `complaintLimit` complaints are told. */
  'internal.checkWorkbook': {
    input: { sheets: readonly SheetRows[]; complaintLimit: number }
    output: { added: number; changed: number; unchanged: number; complaintCount: number; complaints: Complaint[] }
  }
  'internal.importWorkbook': { input: { sheets: readonly SheetRows[] }; output: { added: number; changed: number } }
  /** Null: the template. */
  'internal.getWorkbook': {
    input: { documentIds: readonly string[] | null; date: string | null }
    output: { sheets: WrittenSheet[]; count: number; date: string; isTraining: boolean }
  }
  /** On the reader. */
  'internal.getSheets': { input: { sheets: readonly SheetSource[] }; output: SheetsPaper }
  'internal.getSite': { input: { onlyServed: boolean }; output: SheetsPaper & { fingerprint: string } }
  'internal.recordSite': { input: { pageCount: number; fingerprint: string }; output: null }
  'internal.getGapList': {
    input: { conversionId: string; clauses: readonly string[] }
    output: { sheets: WrittenSheet[]; paper: GapListPaper; edition: string; date: string; isTraining: boolean }
  }
  'internal.recordDocumentPrint': { input: { versionId: string; method: DocumentPrintMethod }; output: null }
  /** On the writer: checks what is asked, and records it when `isRecorded`. */
  'internal.recordPersonExport': {
    input: { personId: string; ground: string; isRecorded: boolean }
    output: { date: string; isTraining: boolean }
  }
  /** On the reader; with `file` chosen by the person. */
  'internal.writePersonExport': {
    input: { personId: string; words: Readonly<Record<string, string>>; file: string }
    output: { scans: number; missing: number }
  }
  /** On the writer: what waits for the search indexes is put into them, and the cases are counted where that is quick. */
  'internal.countCaseList': {
    input: Pick<InputOf<'cases.saveList'>, 'filter' | 'sort'>
    output: { total: number | null; date: string; isTraining: boolean }
  }
  /** On the reader; with `file` chosen by the person. */
  'internal.writeCaseList': {
    input: InputOf<'cases.saveList'> & { file: string; name: string; total: number | null }
    output: { count: number }
  }
  /** On the reader; `total` where it is known. */
  'internal.getCasePaper': {
    input: InputOf<'print.previewCasePaper'> & { total: number | null }
    output: { paper: CasePaper; isTraining: boolean }
  }
  /** Null: the greeting. */
  'internal.getCitizenCase': {
    input: { caseId: string | null }
    output: { office: CitizenOffice; isTraining: boolean; shown: CitizenCase | null }
  }
  /** Structure and references of the whole database; throws store.damaged. */
  'internal.checkSoundness': { input: null; output: null }
  'internal.readPragmas': { input: null; output: PragmaValues }
  'internal.restore': { input: { name: string }; output: null }
  /** On the reader, so that people go on writing. Null when a backup holds everything already and only changes were asked for. */
  'internal.backUp': { input: { reason: BackupReason; onlyIfChanged: boolean }; output: BackupFile | null }
  'internal.recordBackup': { input: BackupFile; output: null }
  /** On the reader. */
  'internal.runDrill': { input: null; output: DrillResult }
  'internal.recordDrill': { input: DrillResult; output: null }
  'internal.recordCarried': { input: { name: string; isSealed: boolean; sizeBytes: number }; output: null }
  /** Null before the first run. */
  'internal.getBackupHistory': { input: null; output: BackupHistory | null }
  'internal.getPackKeys': { input: { policyKeys: readonly string[] }; output: OutputOf<'packs.getKeys'> }
  'internal.makePack': { input: MakeInput; output: MadePack & { readonly isTraining: boolean } }
  'internal.recordPackMade': { input: MadePack & { readonly fileName: string }; output: null }
  'internal.proposePack': { input: BroughtFile; output: string }
  'internal.getPack': { input: { packId: string; policyKeys: readonly string[] }; output: OutputOf<'packs.get'> }
  'internal.approvePack': { input: PackApproval; output: null }
  'internal.rollBackPack': { input: { packId: string; reason: string }; output: null }
  'internal.takeSibling': { input: { file: string }; output: NonNullable<OutputOf<'merge.take'>> }
  /** A content is given where there is no file: it was dropped or pasted into the page. */
  'internal.attachScan': {
    input: Omit<Attachment, 'blob'> & ChosenContent
    output: { scanId: string; sizeBytes: number }
  }
  'internal.readScan': { input: { scanId: string }; output: { kind: BlobKind; content: Uint8Array } }
  'internal.readChosen': { input: ChosenContent & { fileName: string }; output: { kind: BlobKind; content: Uint8Array } }
  'internal.setScannerFolder': { input: { folder: string }; output: null }
  /** On the reader. */
  'internal.copyScansOut': { input: { folder: string }; output: BlobCopies }
  'internal.bringScansBack': { input: { folder: string }; output: BlobCopies }
  'internal.checkOldFileList': {
    input: { sheets: readonly SheetRows[]; fileName: string }
    output: { added: number; known: number; complaints: ListComplaint[] }
  }
  'internal.importOldFileList': {
    input: { sheets: readonly SheetRows[]; fileName: string }
    output: { added: number; known: number }
  }
  'internal.recordUpdate': { input: ProgramUpdate; output: null }
  /** Throws hub.notProvince. */
  'internal.getProvince': { input: null; output: HubProvince }
  /** On the reader. */
  'internal.readWaiting': { input: null; output: Omit<OutputOf<'bundles.getState'>, 'folder'> }
  /** On the reader; what it wrote is recorded by the next, or the files are taken away again. */
  'internal.writeBundles': { input: { choice: ExportChoice; folder: string }; output: Exported }
  'internal.recordBundles': { input: { bundles: readonly ExportedBundle[] }; output: ListedBundle[] }
  'internal.takeReceipt': { input: { file: string }; output: Answered }
  'internal.makeEnrolment': { input: null; output: { text: string; fileName: string } }
  /** `text` of a request; null where the file is a bundle. */
  'internal.readRequest': {
    input: { file: string; fileName: string; text: string | null }
    output: { request: Enrolment; isKnownDevice: boolean }
  }
  'internal.takeTrust': {
    input: { text: string; fileName: string; isCompared: boolean; policyKeys: readonly string[] }
    output: { serial: number }
  }
  'internal.issueTrust': {
    input: { changes: readonly TrustChange[]; passphrase: string }
    output: { serial: number; text: string }
  }
  'internal.getTrustText': { input: null; output: { serial: number; text: string } | null }
  'internal.getOwnRecipient': { input: null; output: { recipient: string; officeName: string } }
  /** Makes the samples of training mode unless fresh ones are there, or anew; refused for the office's own data. */
  'internal.prepareTraining': { input: { anew: boolean }; output: null }
}
export type InternalName = keyof InternalCalls

export type WorkerCallName = CallsRunBy<StoreRole> | InternalName | ErrandName | HubName

export interface WorkerRequest {
  readonly id: number
  readonly name: WorkerCallName | 'internal.close'
  readonly input: unknown
  /** The signed-in person; null before sign-in. */
  readonly staffId: string | null
}

export type WorkerMessage =
  | { readonly kind: 'opened'; readonly wasUnclean: boolean }
  | { readonly kind: 'failed'; readonly error: Failure }
  | { readonly kind: 'progress'; readonly id: number; readonly done: number; readonly total: number }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply<unknown> }
  | { readonly kind: 'closed' }
