import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as oldFiles from '../../../../db/archive/commands.ts'
import { setBoardDays } from '../../../../db/board/commands.ts'
import { recordBundles } from '../../../../db/bundles/commands.ts'
import { importCalendar } from '../../../../db/calendar/commands.ts'
import {
  discardDraft,
  presentCase,
  receiveCase,
  recordPrint,
  saveDraft,
  setOfficialCode,
  switchProcess,
} from '../../../../db/cases/commands.ts'
import { correctCase } from '../../../../db/cases/correct.ts'
import { checkCells, correctCells } from '../../../../db/cases/correct-cells.ts'
import { setClockRule } from '../../../../db/cases/life/commands.ts'
import * as conformity from '../../../../db/conformity/commands.ts'
import * as conversion from '../../../../db/conversion/commands.ts'
import * as copies from '../../../../db/copies/commands.ts'
import * as disclosure from '../../../../db/disclosure/commands.ts'
import * as documents from '../../../../db/documents/commands.ts'
import { handOverDuties } from '../../../../db/duties/commands.ts'
import type { Actor } from '../../../../db/event.ts'
import { issueFormVersion, recordFormPrint } from '../../../../db/forms/commands.ts'
import * as laws from '../../../../db/laws/commands.ts'
import { mergeEvents, settleClash } from '../../../../db/merge/commands.ts'
import { systemClock } from '../../../../db/model/clock.ts'
import { newId } from '../../../../db/model/ids.ts'
import * as originals from '../../../../db/originals/commands.ts'
import * as packKeys from '../../../../db/pack-keys/commands.ts'
import * as packs from '../../../../db/packs/commands.ts'
import * as papers from '../../../../db/papers/commands.ts'
import { addStaff, changeOffice, changeStaff, resetPassword } from '../../../../db/people/commands.ts'
import { type Permission, permissions, permissionsOf, type Role, roles } from '../../../../db/people/rules.ts'
import * as personal from '../../../../db/personal/commands.ts'
import { keepPersonsApart, mergePersons, unmergePersons } from '../../../../db/persons/commands.ts'
import * as printQueue from '../../../../db/print-queue/commands.ts'
import { enterList, publishList, strikeList } from '../../../../db/procedure-lists/commands.ts'
import { importCatalogue, previewCatalogue } from '../../../../db/procedures/commands.ts'
import { emptyProcessContent } from '../../../../db/processes/content.ts'
import { recordUpdate } from '../../../../db/program/commands.ts'
import * as readings from '../../../../db/readings/commands.ts'
import * as register from '../../../../db/register/commands.ts'
import * as retention from '../../../../db/retention/commands.ts'
import * as stubs from '../../../../db/stubs/commands.ts'
import { issueTrust, takeTrust } from '../../../../db/trust/commands.ts'
import { changeDepartment, changeOwnOffice } from '../../../../db/units/commands.ts'
import { formsOf, readClauseMap } from '../../../../electron/worker/brought-files.ts'
import { dumpTables } from '../../../fixtures/dump.ts'
import { openTestOffice, resources, sampleIntake, samplePerson, starterData, type TestOffice } from '../../../fixtures/office.ts'

// The whole table, written out: to give a role another permission is a decision, not a slip.
const granted: Readonly<Record<Role, readonly Permission[]>> = {
  deskOfficer: [
    'case.read',
    'case.receive',
    'case.print',
    'case.setOfficialCode',
    'register.manage',
    'paper.write',
    'oldFile.write',
    'personal.reveal',
    'procedure.read',
    'document.read',
    'disclosure.manage',
    'bundle.exchange',
    'person.merge',
    'backup.create',
  ],
  handler: [
    'case.read',
    'case.print',
    'case.work',
    'paper.write',
    'oldFile.write',
    'personal.reveal',
    'procedure.read',
    'document.read',
    'document.write',
  ],
  head: [
    'case.read',
    'case.print',
    'case.switchProcess',
    'case.work',
    'case.decide',
    'case.setClockRule',
    'form.manage',
    'register.manage',
    'register.lock',
    'paper.write',
    'oldFile.write',
    'personal.reveal',
    'personal.audit',
    'personal.export',
    'retention.manage',
    'procedure.read',
    'document.read',
    'document.write',
    'document.review',
    'document.approve',
    'document.enter',
    'law.manage',
    'conformity.manage',
    'disclosure.manage',
    'pack.make',
    'pack.take',
    'bundle.exchange',
    'person.merge',
    'duty.manage',
    'backup.create',
  ],
  qualitySecretary: [
    'case.read',
    'case.setClockRule',
    'form.manage',
    'procedure.read',
    'procedure.import',
    'calendar.import',
    'document.read',
    'document.write',
    'document.review',
    'document.enter',
    'law.manage',
    'conformity.manage',
    'disclosure.manage',
    'pack.make',
    'pack.take',
    'bundle.exchange',
    'backup.create',
  ],
  auditor: ['case.read', 'personal.audit', 'procedure.read', 'document.read'],
  administrator: [
    'case.read',
    'form.manage',
    'procedure.read',
    'procedure.import',
    'calendar.import',
    'document.read',
    'pack.take',
    'bundle.exchange',
    'duty.manage',
    'staff.manage',
    'office.configure',
    'backup.create',
    'backup.restore',
    'program.update',
  ],
  viewer: ['case.read', 'procedure.read', 'document.read'],
}

describe('permissionsOf', () => {
  it.each(roles)('gives %s exactly what the table says', (role) => expect(permissionsOf([role])).toEqual(granted[role]))

  it('adds up over several roles, in one order and without repeats', () => {
    fc.assert(
      fc.property(fc.subarray([...roles]), (held) => {
        const expected = permissions.filter((permission) => held.some((role) => granted[role].includes(permission)))
        expect(permissionsOf(held)).toEqual(expected)
      }),
    )
  })
})

type Run = (office: TestOffice, actor: Actor) => Promise<unknown>
const nobody = '00000000-0000-7000-8000-000000000000'
const oldFile = { title: 'x', person: '', year: null, book: '', page: '', shelf: '', box: '', note: '' }
const processBody = { kind: 'process' as const, content: { ...emptyProcessContent, name: 'x' } }
const aLaw = {
  number: '1/2026/TT-X',
  title: 'x',
  issuer: '',
  issuedOn: null,
  effectiveFrom: null,
  effectiveTo: null,
  replacedBy: '',
  amends: [],
  note: '',
  source: '',
}
const profile = { fullName: 'Ai Đó', positionTitle: '', roles: ['viewer'] as Role[] }
const instrumentEnding = { instrumentId: nobody, from: '2026-11-01', reason: 'x' }
const aPrint = {
  ...{ caseId: nobody, kind: 'controlSlip' as const, documentId: '', formKey: 'x', versionId: null },
  ...{ method: 'pdf' as const, printer: '', reason: '' },
}
const formWords = { field: '', instrument: '', texts: {}, docx: null, docxName: '', note: '' }
const aGroup = { code: 'HT', name: 'Hộ tịch', fields: ['Hộ tịch'] }
const commands: Readonly<Record<string, { permission: Permission; run: Run }>> = {
  mergeEvents: {
    permission: 'bundle.exchange',
    run: ({ db }, actor) => mergeEvents(db, actor, { bundleId: nobody, device: { id: nobody, code: 'A' }, heads: [] }, []),
  },
  settleClash: {
    permission: 'bundle.exchange',
    run: ({ db }, actor) => settleClash(db, actor, { eventId: nobody, choice: 'keep', note: '' }),
  },
  issueTrust: { permission: 'office.configure', run: ({ db }, actor) => issueTrust(db, actor, { changes: [], passphrase: 'x' }) },
  recordBundles: { permission: 'bundle.exchange', run: ({ db }, actor) => recordBundles(db, actor, []) },
  takeTrust: {
    permission: 'office.configure',
    run: ({ db }, actor) => takeTrust(db, actor, { text: '', fileName: 'x', isCompared: false, policyKeys: [] }),
  },
  mergePersons: {
    permission: 'person.merge',
    run: ({ db }, actor) => mergePersons(db, actor, { keptId: nobody, mergedId: nobody, details: samplePerson() }),
  },
  unmergePersons: { permission: 'person.merge', run: ({ db }, actor) => unmergePersons(db, actor, { mergeId: nobody }) },
  keepPersonsApart: {
    permission: 'person.merge',
    run: ({ db }, actor) => keepPersonsApart(db, actor, { oneId: nobody, otherId: nobody }),
  },
  changeDepartment: {
    permission: 'office.configure',
    run: ({ db }, actor) =>
      changeDepartment(db, actor, { kind: 'renamed', on: '2026-11-01', ground: 'x', from: ['A'], to: ['B'], moves: [] }),
  },
  changeOwnOffice: {
    permission: 'office.configure',
    run: ({ db }, actor) =>
      changeOwnOffice(db, actor, {
        ...{ kind: 'renamed', on: '2026-11-01', ground: 'x', code: '', others: [], movesOpen: false },
        heading: { name: 'A', governingBody: '', deskName: 'B', place: 'C' },
      }),
  },
  handOverDuties: {
    permission: 'duty.manage',
    run: ({ db }, actor) =>
      handOverDuties(db, actor, {
        ...{ staffId: nobody, on: '2026-11-01', reason: 'x', further: 'x', witness: '', lines: [], closesAccount: false },
      }),
  },
  makeKey: { permission: 'office.configure', run: ({ db }, actor) => packKeys.makeKey(db, actor, '') },
  trustKey: {
    permission: 'office.configure',
    run: ({ db }, actor) => packKeys.trustKey(db, actor, { text: '', isCompared: true }),
  },
  revokeKey: {
    permission: 'office.configure',
    run: ({ db }, actor) => packKeys.revokeKey(db, actor, { keyId: '', reason: '' }),
  },
  makePack: {
    permission: 'pack.make',
    run: ({ db }, actor) =>
      packs.makePack(db, actor, {
        ...{ title: '', decision: '', validFrom: '2026-12-01', offices: null, passphrase: '', years: [], lawIds: [] },
        ...{
          documentIds: [],
          procedureIds: [],
          withdrawnDocumentIds: [],
          withdrawnProcedureIds: [],
          unitCodes: [],
          withdrawnUnitCodes: [],
        },
      }),
  },
  recordMade: { permission: 'pack.make', run: ({ db }, actor) => packs.recordMade(db, actor, {} as never) },
  proposePack: {
    permission: 'pack.take',
    run: ({ db }, actor) => packs.proposePack(db, actor, { bytes: new Uint8Array(), fileName: 'x', policyKeys: [] }),
  },
  rejectPack: {
    permission: 'document.approve',
    run: ({ db }, actor) => packs.rejectPack(db, actor, { packId: nobody, reason: '' }),
  },
  approvePack: {
    permission: 'document.approve',
    run: ({ db }, actor) => packs.approvePack(db, actor, { packId: nobody, choices: {}, reason: '', policyKeys: [] }),
  },
  rollBackPack: {
    permission: 'document.approve',
    run: ({ db }, actor) => packs.rollBackPack(db, actor, { packId: nobody, reason: '' }),
  },
  addStaff: {
    permission: 'staff.manage',
    run: ({ db }, actor) => addStaff(db, actor, { ...profile, signInName: 'binhtt', password: 'mat-khau-moi' }),
  },
  changeStaff: {
    permission: 'staff.manage',
    run: ({ db }, actor) => changeStaff(db, actor, { ...profile, staffId: nobody, isActive: true }),
  },
  resetPassword: { permission: 'staff.manage', run: ({ db }, actor) => resetPassword(db, actor, nobody, 'mat-khau-moi') },
  changeOffice: {
    permission: 'office.configure',
    run: async ({ db }, actor) => {
      const rows = await db.selectFrom('office_setting').selectAll().execute()
      await changeOffice(db, actor, Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(value)])) as never)
    },
  },
  receiveCase: {
    permission: 'case.receive',
    run: async ({ db, procedureId, formKeyOn }, actor) =>
      receiveCase(db, actor, sampleIntake({ procedureId: await procedureId('KS') }), formKeyOn),
  },
  correctCase: {
    permission: 'case.receive',
    run: ({ db }, actor) =>
      correctCase(db, actor, {
        caseId: nobody,
        reason: 'x',
        to: {
          receivedAt: '2026-11-23T08:00',
          applicant: samplePerson(),
          summary: 'x',
          note: '',
          channel: 'inPerson',
          returnMethod: 'desk',
          returnPlace: '',
          setCount: 1,
        },
      }),
  },
  correctCells: {
    permission: 'case.receive',
    run: ({ db }, actor) =>
      correctCells(db, actor, { reason: 'x', edits: [{ caseId: nobody, column: 'note', from: '', to: 'x' }] }),
  },
  checkCells: {
    permission: 'case.receive',
    run: ({ db }, actor) => checkCells(db, actor, [{ caseId: nobody, column: 'note', from: '', to: 'x' }]),
  },
  setOfficialCode: {
    permission: 'case.setOfficialCode',
    run: ({ db }, actor) => setOfficialCode(db, actor, nobody, 'H57.10-261123-0001'),
  },
  presentCase: {
    permission: 'case.receive',
    run: async ({ db, procedureId, formKeyOn }, actor) =>
      presentCase(db, actor, sampleIntake({ procedureId: await procedureId('KS') }), formKeyOn, { act: 'refuse', reason: 'x' }),
  },
  setClockRule: {
    permission: 'case.setClockRule',
    run: ({ db }, actor) =>
      setClockRule(db, actor, nobody, {
        validFrom: '2026-11-01',
        supplement: 'restart',
        supplementGround: 'x',
        payment: 'continue',
        paymentGround: '',
      }),
  },
  switchProcess: {
    permission: 'case.switchProcess',
    run: ({ db }, actor) => switchProcess(db, actor, { caseId: nobody, legalGround: 'x', variant: null }),
  },
  recordPrint: { permission: 'case.print', run: ({ db }, actor) => recordPrint(db, actor, nobody, 'printer') },
  recordFormPrint: { permission: 'case.print', run: ({ db }, actor) => recordFormPrint(db, actor, aPrint) },
  issueFormVersion: {
    permission: 'form.manage',
    run: ({ db, office }, actor) => issueFormVersion(db, actor, formsOf(office)[0] as never, { ...formWords, fromDate: 'x' }),
  },
  configureRegister: {
    permission: 'register.manage',
    run: ({ db }, actor) => register.configureRegister(db, actor, { isAutomatic: false, groups: [aGroup, aGroup] }),
  },
  openBook: { permission: 'register.manage', run: ({ db }, actor) => register.openBook(db, actor, { year: 2026, group: 'X' }) },
  lockBook: {
    permission: 'register.lock',
    run: ({ db }, actor) => register.lockBook(db, actor, { year: 2026, book: 'X', headName: 'Lê An', lockedOn: '2026-11-01' }),
  },
  recordRegisterPrint: {
    permission: 'case.print',
    run: ({ db }, actor) =>
      register.recordRegisterPrint(db, actor, { year: 2026, book: '01', formKey: 'x', method: 'pdf', printer: '', about: 'x' }),
  },
  saveDraft: { permission: 'case.receive', run: ({ db }, actor) => saveDraft(db, actor, '{}') },
  discardDraft: { permission: 'case.receive', run: ({ db }, actor) => discardDraft(db, actor) },
  previewCatalogue: {
    permission: 'procedure.import',
    run: ({ db }, actor) => previewCatalogue(db, actor, starterData().catalogue),
  },
  importCatalogue: {
    permission: 'procedure.import',
    run: ({ db }, actor) => importCatalogue(db, actor, starterData().catalogue),
  },
  recordUpdate: {
    permission: 'program.update',
    run: ({ db }, actor) => recordUpdate(db, actor, { from: '0.1.0', to: '0.2.0', keyId: '0123456789abcdef' }),
  },
  registerDocument: {
    permission: 'document.write',
    run: ({ db }, actor) =>
      documents.registerDocument(db, actor, { kind: 'process', group: 'office', code: newId(systemClock.nowMs()), name: 'x' }),
  },
  renumberDocument: {
    permission: 'document.approve',
    run: ({ db }, actor) =>
      documents.renumberDocument(db, actor, { documentId: nobody, code: 'QT.01', group: 'office', reason: 'x' }),
  },
  keepVersionDraft: { permission: 'document.write', run: ({ db }, actor) => documents.keepVersionDraft(db, actor, nobody, '{}') },
  dropVersionDraft: { permission: 'document.write', run: ({ db }, actor) => documents.dropVersionDraft(db, actor, nobody) },
  draftVersion: {
    permission: 'document.write',
    run: ({ db }, actor) => documents.draftVersion(db, actor, { documentId: nobody, change: 'issue', reason: '' }),
  },
  saveVersion: {
    permission: 'document.write',
    run: ({ db }, actor) =>
      documents.saveVersion(db, actor, { versionId: nobody, body: processBody, change: 'issue', reason: '', basedOnHash: '' }),
  },
  submitVersion: {
    permission: 'document.write',
    run: ({ db }, actor) => documents.submitVersion(db, actor, { versionId: nobody }),
  },
  reviewVersion: {
    permission: 'document.review',
    run: ({ db }, actor) => documents.reviewVersion(db, actor, { versionId: nobody, note: '' }),
  },
  returnVersion: {
    permission: 'document.review',
    run: ({ db }, actor) => documents.returnVersion(db, actor, { versionId: nobody, reason: 'x' }),
  },
  discardVersion: {
    permission: 'document.write',
    run: ({ db }, actor) => documents.discardVersion(db, actor, { versionId: nobody, reason: '' }),
  },
  approveVersion: {
    permission: 'document.approve',
    run: ({ db }, actor) =>
      documents.approveVersion(db, actor, {
        versionId: nobody,
        effectiveFrom: '2026-12-01',
        reviewDueOn: null,
        approverName: '',
        exceptionReason: '',
        justifications: {},
      }),
  },
  enterVersion: {
    permission: 'document.enter',
    run: ({ db }, actor) =>
      documents.enterVersion(db, actor, {
        document: { id: nobody },
        body: processBody,
        issue: 1,
        revision: 0,
        reason: '',
        approvedOn: '2026-01-05',
        effectiveFrom: '2026-01-10',
        reviewDueOn: null,
        approverName: '',
      }),
  },
  enterDraft: {
    permission: 'document.enter',
    run: ({ db }, actor) =>
      documents.enterDraft(db, actor, {
        versionId: nobody,
        issue: 1,
        revision: 0,
        approvedOn: '2026-01-05',
        effectiveFrom: '2026-01-10',
        reviewDueOn: null,
        approverName: '',
      }),
  },
  recordDocumentPrint: {
    permission: 'document.read',
    run: ({ db }, actor) => copies.recordDocumentPrint(db, actor, { versionId: nobody, method: 'printer' }),
  },
  withdrawDocument: {
    permission: 'document.approve',
    run: ({ db }, actor) => documents.withdrawDocument(db, actor, { documentId: nobody, from: '2026-12-01', reason: 'x' }),
  },
  handOutCopies: {
    permission: 'document.enter',
    run: ({ db }, actor) => copies.handOutCopies(db, actor, { versionId: nobody, on: '2026-11-01', by: 'x', copies: [] }),
  },
  recallCopies: {
    permission: 'document.enter',
    run: ({ db }, actor) =>
      copies.recallCopies(db, actor, { copyIds: [nobody], outcome: 'returned', on: '2026-11-01', note: '' }),
  },
  reopenCopy: {
    permission: 'document.enter',
    run: ({ db }, actor) => copies.reopenCopy(db, actor, { copyId: nobody, reason: 'x' }),
  },
  strikeCopy: {
    permission: 'document.enter',
    run: ({ db }, actor) => copies.strikeCopy(db, actor, { copyId: nobody, reason: 'x' }),
  },
  nameReaders: {
    permission: 'document.enter',
    run: ({ db }, actor) => readings.nameReaders(db, actor, { versionId: nobody, readers: [] }),
  },
  confirmReading: {
    permission: 'document.read',
    run: ({ db }, actor) => readings.confirmReading(db, actor, { versionId: nobody }),
  },
  recordSheet: {
    permission: 'document.enter',
    run: ({ db }, actor) => readings.recordSheet(db, actor, { versionId: nobody, readerIds: [], on: '2026-11-01', note: 'x' }),
  },
  strikeReading: {
    permission: 'document.enter',
    run: ({ db }, actor) => readings.strikeReading(db, actor, { readerId: nobody, reason: 'x' }),
  },
  releaseReader: {
    permission: 'document.enter',
    run: ({ db }, actor) => readings.releaseReader(db, actor, { readerId: nobody, reason: 'x' }),
  },
  recordLaw: { permission: 'law.manage', run: ({ db }, actor) => laws.recordLaw(db, actor, aLaw) },
  changeLaw: { permission: 'law.manage', run: ({ db }, actor) => laws.changeLaw(db, actor, { ...aLaw, lawId: nobody }) },
  replaceLaw: {
    permission: 'law.manage',
    run: ({ db }, actor) => laws.replaceLaw(db, actor, { lawId: nobody, by: '1/2026/TT', from: '2026-12-01', note: '' }),
  },
  importStarterLaws: {
    permission: 'law.manage',
    run: ({ db }, actor) => laws.importStarterLaws(db, actor, starterData().laws),
  },
  openConversion: {
    permission: 'conformity.manage',
    run: ({ db }, actor) =>
      conversion.openConversion(db, actor, {
        instrumentId: nobody,
        fromEdition: '2008',
        toEdition: '2015',
        responsible: 'x',
        begunOn: '2026-11-01',
        plannedEnd: '2026-12-31',
        reason: 'x',
      }),
  },
  changeConversion: {
    permission: 'conformity.manage',
    run: ({ db }, actor) =>
      conversion.changeConversion(db, actor, {
        conversionId: nobody,
        responsible: 'x',
        plannedEnd: '2026-12-31',
        reason: 'x',
      }),
  },
  assessClause: {
    permission: 'conformity.manage',
    run: ({ db }, actor) =>
      conversion.assessClause(db, actor, readClauseMap(resources), {
        conversionId: nobody,
        clause: '4.1',
        verdict: 'met',
        note: 'x',
        action: '',
        responsible: '',
        dueOn: null,
        documentIds: [],
      }),
  },
  linkOldClause: {
    permission: 'conformity.manage',
    run: ({ db }, actor) =>
      conversion.linkOldClause(db, actor, readClauseMap(resources), { conversionId: nobody, clause: '4.1', documentIds: [] }),
  },
  takeProposals: {
    permission: 'conformity.manage',
    run: ({ db }, actor) => conversion.takeProposals(db, actor, readClauseMap(resources), { conversionId: nobody }),
  },
  exemptDocument: {
    permission: 'conformity.manage',
    run: ({ db }, actor) => conversion.exemptDocument(db, actor, { conversionId: nobody, documentId: nobody, reason: 'x' }),
  },
  draftNewIssues: {
    permission: 'document.write',
    run: ({ db }, actor) => conversion.draftNewIssues(db, actor, { conversionId: nobody, documentIds: [nobody], reason: 'x' }),
  },
  recordStep: {
    permission: 'conformity.manage',
    run: ({ db }, actor) =>
      conversion.recordStep(db, actor, readClauseMap(resources), {
        conversionId: nobody,
        step: 'audit',
        on: '2026-11-02',
        number: 'x',
        conclusion: 'x',
        file: '',
        actId: null,
        justification: '',
      }),
  },
  draftReplacement: {
    permission: 'conformity.manage',
    run: ({ db }, actor) => conversion.draftReplacement(db, actor, { conversionId: nobody, kind: 'declaration', title: 'x' }),
  },
  closeConversion: {
    permission: 'conformity.manage',
    run: ({ db }, actor) => conversion.closeConversion(db, actor, readClauseMap(resources), { conversionId: nobody, reason: '' }),
  },
  giveUpConversion: {
    permission: 'conformity.manage',
    run: ({ db }, actor) => conversion.giveUpConversion(db, actor, { conversionId: nobody, reason: 'x' }),
  },
  draftInstrument: {
    permission: 'conformity.manage',
    run: ({ db }, actor) =>
      conformity.draftInstrument(db, actor, {
        kind: 'certificate',
        title: 'x',
        after: { instrumentId: nobody, relation: 'replaces' },
      }),
  },
  saveInstrument: {
    permission: 'conformity.manage',
    run: ({ db }, actor) =>
      conformity.saveInstrument(db, actor, { instrumentId: nobody, details: {} as never, lines: [], basedOnHash: '' }),
  },
  discardInstrument: {
    permission: 'conformity.manage',
    run: ({ db }, actor) => conformity.discardInstrument(db, actor, { instrumentId: nobody, reason: '' }),
  },
  issueInstrument: {
    permission: 'document.approve',
    run: ({ db }, actor) => conformity.issueInstrument(db, actor, { instrumentId: nobody, reason: '' }),
  },
  suspendInstrument: {
    permission: 'document.approve',
    run: ({ db }, actor) => conformity.suspendInstrument(db, actor, instrumentEnding),
  },
  resumeInstrument: {
    permission: 'document.approve',
    run: ({ db }, actor) => conformity.resumeInstrument(db, actor, instrumentEnding),
  },
  withdrawInstrument: {
    permission: 'document.approve',
    run: ({ db }, actor) => conformity.withdrawInstrument(db, actor, instrumentEnding),
  },
  proveInstrument: {
    permission: 'conformity.manage',
    run: ({ db }, actor) =>
      conformity.proveInstrument(db, actor, { instrumentId: nobody, proof: 'notice', on: '2026-11-01', note: '' }),
  },
  recordAct: {
    permission: 'conformity.manage',
    run: ({ db }, actor) => conformity.recordAct(db, actor, { kind: 'audit', on: '2026-11-01', note: '' }),
  },
  strikeAct: {
    permission: 'conformity.manage',
    run: ({ db }, actor) => conformity.strikeAct(db, actor, { actId: nobody, reason: 'x' }),
  },
  enterList: {
    permission: 'conformity.manage',
    run: ({ db }, actor) => enterList(db, actor, { title: '', decision: '', signedOn: '', source: '', note: '', entries: [] }),
  },
  publishList: {
    permission: 'conformity.manage',
    run: ({ db }, actor) => publishList(db, actor, { listId: nobody, on: '2026-11-02' }),
  },
  strikeList: {
    permission: 'conformity.manage',
    run: ({ db }, actor) => strikeList(db, actor, { listId: nobody, reason: 'x' }),
  },
  postSheets: {
    permission: 'disclosure.manage',
    run: ({ db }, actor) =>
      disclosure.postSheets(db, actor, {
        sheets: [{ procedureVersionId: nobody, versionId: null }],
        size: 'a4',
        place: 'x',
        postedOn: '2026-11-01',
        postedBy: 'x',
      }),
  },
  removePostings: {
    permission: 'disclosure.manage',
    run: ({ db }, actor) =>
      disclosure.removePostings(db, actor, { postingIds: [nobody], removedOn: '2026-11-01', removedBy: 'x' }),
  },
  undoRemoval: {
    permission: 'disclosure.manage',
    run: ({ db }, actor) => disclosure.undoRemoval(db, actor, { postingIds: [nobody], reason: '' }),
  },
  strikePostings: {
    permission: 'disclosure.manage',
    run: ({ db }, actor) => disclosure.strikePostings(db, actor, { postingIds: [nobody], reason: 'x' }),
  },
  recordSite: {
    permission: 'disclosure.manage',
    run: ({ db }, actor) => disclosure.recordSite(db, actor, { pageCount: 1, fingerprint: 'x' }),
  },
  attachScan: {
    permission: 'paper.write',
    run: ({ db }, actor) =>
      papers.attachScan(db, actor, {
        ...{ caseId: nobody, component: 0, fileName: 'a.pdf', source: 'file', title: '', issuedOn: null, validUntil: null },
        blob: { sha256: 'a'.repeat(64), kind: 'pdf', sizeBytes: 1 },
      }),
  },
  describeScan: {
    permission: 'paper.write',
    run: ({ db }, actor) => papers.describeScan(db, actor, { scanId: nobody, title: 'x', issuedOn: null, validUntil: null }),
  },
  takeScanOff: {
    permission: 'paper.write',
    run: ({ db }, actor) => papers.takeScanOff(db, actor, { scanId: nobody, reason: 'x' }),
  },
  reuseScan: {
    permission: 'paper.write',
    run: ({ db }, actor) => papers.reuseScan(db, actor, { caseId: nobody, component: 1, scanId: nobody, reason: '' }),
  },
  markNotScanned: {
    permission: 'paper.write',
    run: ({ db }, actor) => papers.markNotScanned(db, actor, { caseId: nobody, component: 1, reason: 'secret' }),
  },
  setBoardDays: {
    permission: 'office.configure',
    run: ({ db }, actor) => setBoardDays(db, actor, { waiting: 10, uncollected: 5 }),
  },
  changePaperSettings: {
    permission: 'office.configure',
    run: ({ db }, actor) => papers.changePaperSettings(db, actor, { limitMegabytes: 20 }),
  },
  keepOriginal: {
    permission: 'paper.write',
    run: ({ db }, actor) =>
      originals.keepOriginal(db, actor, { caseId: nobody, component: 1, title: 'x', count: 1, keptOn: '2026-11-01' }),
  },
  giveBackOriginals: {
    permission: 'paper.write',
    run: ({ db }, actor) =>
      originals.giveBackOriginals(db, actor, { originalIds: [nobody], on: '2026-11-01', to: 'x', note: '' }),
  },
  reopenOriginal: {
    permission: 'paper.write',
    run: ({ db }, actor) => originals.reopenOriginal(db, actor, { originalId: nobody, reason: 'x' }),
  },
  strikeOriginal: {
    permission: 'paper.write',
    run: ({ db }, actor) => originals.strikeOriginal(db, actor, { originalId: nobody, reason: 'x' }),
  },
  reserveStubs: {
    permission: 'case.receive',
    run: ({ db }, actor) => stubs.reserveStubs(db, actor, { count: 0 }, { formKey: 'x', versionId: null }),
  },
  recordStubsPrint: {
    permission: 'case.print',
    run: ({ db }, actor) =>
      stubs.recordStubsPrint(db, actor, { blockId: nobody, from: 1, to: 1, method: 'pdf', printer: '', reason: '' }),
  },
  spoilStub: { permission: 'case.receive', run: ({ db }, actor) => stubs.spoilStub(db, actor, { stub: '1', reason: 'x' }) },
  keyInStub: {
    permission: 'case.receive',
    run: ({ db, formKeyOn }, actor) =>
      stubs.keyInStub(db, actor, { stub: '1', intake: sampleIntake({ procedureId: nobody }) }, formKeyOn),
  },
  saveStubDraft: { permission: 'case.receive', run: ({ db }, actor) => stubs.saveStubDraft(db, actor, '{}') },
  discardStubDraft: { permission: 'case.receive', run: ({ db }, actor) => stubs.discardStubDraft(db, actor) },
  openPrintJobs: { permission: 'case.print', run: ({ db }, actor) => printQueue.openPrintJobs(db, actor, []) },
  markPrintSent: { permission: 'case.print', run: ({ db }, actor) => printQueue.markPrintSent(db, actor, nobody) },
  closePrintJob: {
    permission: 'case.print',
    run: ({ db }, actor) => printQueue.closePrintJob(db, actor, { jobId: nobody, isPrinted: true, reason: '' }),
  },
  addOldFile: { permission: 'oldFile.write', run: ({ db }, actor) => oldFiles.addOldFile(db, actor, { ...oldFile, title: '' }) },
  checkOldFileList: {
    permission: 'oldFile.write',
    run: ({ db }, actor) => oldFiles.checkOldFileList(db, actor, { fileName: 'x', entries: [] }),
  },
  importOldFiles: {
    permission: 'oldFile.write',
    run: ({ db }, actor) => oldFiles.importOldFiles(db, actor, { fileName: 'x', entries: [] }),
  },
  changeOldFile: {
    permission: 'oldFile.write',
    run: ({ db }, actor) => oldFiles.changeOldFile(db, actor, { fileId: nobody, ...oldFile }),
  },
  strikeOldFile: {
    permission: 'oldFile.write',
    run: ({ db }, actor) => oldFiles.strikeOldFile(db, actor, { fileId: nobody, reason: 'x' }),
  },
  lendOldFile: {
    permission: 'oldFile.write',
    run: ({ db }, actor) =>
      oldFiles.lendOldFile(db, actor, {
        ...{ fileId: nobody, borrower: 'x', purpose: '', lentOn: '2026-11-01', dueOn: '2026-11-08' },
      }),
  },
  takeOldFileBack: {
    permission: 'oldFile.write',
    run: ({ db }, actor) => oldFiles.takeOldFileBack(db, actor, { fileId: nobody, on: '2026-11-01', note: '' }),
  },
  setRetentionRule: {
    permission: 'retention.manage',
    run: ({ db }, actor) => retention.setRetentionRule(db, actor, { scope: 'all', value: '', years: 0, ground: '' }),
  },
  dropRetentionRule: {
    permission: 'retention.manage',
    run: ({ db }, actor) => retention.dropRetentionRule(db, actor, { ruleId: nobody, reason: 'x' }),
  },
  decideRetention: {
    permission: 'retention.manage',
    run: ({ db }, actor) =>
      retention.decideRetention(db, actor, {
        ...{ caseIds: [nobody], decision: 'destroy' as const, keepUntil: '', recordNumber: '01/BB', reason: 'x' },
      }),
  },
  recordLook: {
    permission: 'case.read',
    run: ({ db }, actor) => personal.recordLook(db, actor, { personId: nobody, kind: 'history', caseId: null, purpose: '' }),
  },
  showPersonNumbers: {
    permission: 'personal.reveal',
    run: ({ db }, actor) => personal.showPersonNumbers(db, actor, { personId: nobody, purpose: 'x' }),
  },
  showCaseNumbers: { permission: 'personal.reveal', run: ({ db }, actor) => personal.showCaseNumbers(db, actor, nobody) },
  checkExport: {
    permission: 'personal.export',
    run: ({ db }, actor) => personal.checkExport(db, actor, { personId: nobody, ground: '' }),
  },
  recordExport: {
    permission: 'personal.export',
    run: ({ db }, actor) => personal.recordExport(db, actor, { personId: nobody, ground: '' }),
  },
  importCalendar: { permission: 'calendar.import', run: ({ db }, actor) => importCalendar(db, actor, starterData().calendar) },
}

/**
 * Every person may change the own password; it asks for the present one instead of a permission. What happens to a case needs the
 * permission of the act (test/unit/db/cases/life).
 */
const ofEverybody = ['changeOwnPassword', 'act', 'actOnMany']

describe('every command', () => {
  let office: TestOffice
  beforeAll(async () => {
    office = await openTestOffice()
  })
  afterAll(() => office.close())

  it('that takes an actor is in this list', () => {
    const db = join(import.meta.dirname, '../../../../db')
    const source = readdirSync(db, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && readdirSync(join(db, entry.name)).includes('commands.ts'))
      .map(({ name }) => readFileSync(join(db, name, 'commands.ts'), 'utf8'))
      .concat(
        ['cases/life/commands.ts', 'cases/correct.ts', 'cases/correct-cells.ts'].map((file) =>
          readFileSync(join(db, file), 'utf8'),
        ),
      )
      .join('\n')
    const found = [...source.matchAll(/^export (?:async function (\w+)\(|const (\w+) = async \()[^)]*\bactor: Actor\b/gm)].map(
      ([, ofFunction, ofConstant]) => ofFunction ?? ofConstant ?? '',
    )
    const listed = [...Object.keys(commands), ...ofEverybody]
    expect(found.filter((name) => !name.endsWith('InTx')).toSorted()).toEqual(listed.toSorted())
  })

  it('is refused without its permission, whoever asks, and then changes nothing', async () => {
    const before = await dumpTables(office.db, ['event', 'draft', 'credential'])
    for (const [name, { permission, run }] of Object.entries(commands)) {
      for (const role of roles) {
        if (granted[role].includes(permission)) continue
        const actor = { ...office.actor, permissions: permissionsOf([role]) }
        const outcome = await run(office, actor).catch((error) => error)
        expect(outcome, `${name} by ${role}`).toMatchObject({ code: 'access.denied', params: { permission } })
      }
      const outcome = await run(office, {
        ...office.actor,
        permissions: permissions.filter((other) => other !== permission),
      }).catch((error) => error)
      expect(outcome, `${name} with every other permission`).toMatchObject({ code: 'access.denied' })
    }
    expect(await dumpTables(office.db, ['event', 'draft', 'credential'])).toEqual(before)
  })

  it('is not stopped for want of a permission when it has the one it needs', async () => {
    for (const [name, { permission, run }] of Object.entries(commands)) {
      const outcome = await run(office, { ...office.actor, permissions: [permission] }).catch((error) => error.code)
      expect(outcome, name).not.toBe('access.denied')
    }
  })
})
