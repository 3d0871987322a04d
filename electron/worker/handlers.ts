// What each call does in the database workers. Typed by the contract: a call without a handler does not compile.
import { getProgramActor, recordBackupMade, recordCarried, recordDrill } from '../../db/backup/commands.ts'
import { backUpOffice, copyScans, verifyBackup } from '../../db/backup/copy.ts'
import { runDrill } from '../../db/backup/drill.ts'
import type { OnProgress } from '../../db/backup/files.ts'
import { backupFolder, isBackedUp } from '../../db/backup/shelf.ts'
import { setBoardDays } from '../../db/board/commands.ts'
import { importCalendar } from '../../db/calendar/commands.ts'
import { getCalendar, getCurrentCalendarId } from '../../db/calendar/queries.ts'
import { toReasons } from '../../db/calendar/reasons.ts'
import { computeDeadline, type DeadlineCalendar, parseCalendar, parseOfficeHours } from '../../db/calendar/rules.ts'
import * as cases from '../../db/cases/commands.ts'
import { correctCase } from '../../db/cases/correct.ts'
import { checkCells, correctCells } from '../../db/cases/correct-cells.ts'
import { deadlineFor, findClockRemark, localNow } from '../../db/cases/intake-deadline.ts'
import { listMovedByCalendar } from '../../db/cases/life/moved-by-calendar.ts'
import {
  chooseVariant,
  findNewerProcess,
  findProcessInForce,
  limitInForce,
  listAskedComponents,
  listCasesLeftBehind,
} from '../../db/cases/process-version.ts'
import { findCaseByCode, findDuplicates, getCase } from '../../db/cases/queries.ts'
import { intakeDraft } from '../../db/cases/rules.ts'
import { searchCases } from '../../db/cases/search.ts'
import { readWhereabouts } from '../../db/cases/whereabouts.ts'
import { recordDocumentPrint } from '../../db/copies/commands.ts'
import { recordSite } from '../../db/disclosure/commands.ts'
import { importWorkbook, planWorkbook } from '../../db/documents/workbook.ts'
import { findDraft } from '../../db/draft.ts'
import { type Actor, authorise } from '../../db/event.ts'
import { AppError } from '../../db/model/errors.ts'
import { addStaff, changeOffice, changeOwnPassword, changeStaff, resetPassword, setUpOffice } from '../../db/people/commands.ts'
import * as people from '../../db/people/queries.ts'
import { receiptLayouts } from '../../db/people/rules.ts'
import { openPerson } from '../../db/personal/commands.ts'
import { maskParties } from '../../db/personal/rules.ts'
import { parseCatalogue } from '../../db/procedures/catalogue-file.ts'
import { importCatalogue, previewCatalogue } from '../../db/procedures/commands.ts'
import { getCurrentVersion, getProcedure, listProcedures } from '../../db/procedures/queries.ts'
import { recordUpdate } from '../../db/program/commands.ts'
import { getRegisterSettings } from '../../db/register/queries.ts'
import { checkStructure } from '../../db/store/check.ts'
import { readPragmas } from '../../db/store/sqlite.ts'
import { signInToTrain } from '../../db/training/commands.ts'
import type { CallsRunBy, InputOf, OutputOf } from '../api/contract.ts'
import { readDataFile, readStarterData, receiptFormKey } from './brought-files.ts'
import { bundleHandlers, internalBundleHandlers, keepDeviceKey } from './bundle-handlers.ts'
import { countCaseList, writeCaseList } from './case-list-file.ts'
import { casePaperData } from './case-paper-data.ts'
import { citizenCase } from './citizen-data.ts'
import { conformityHandlers } from './conformity-handlers.ts'
import { controlPaperData } from './control-paper-data.ts'
import { conversionHandlers, gapListOf } from './conversion-handlers.ts'
import { copyHandlers } from './copy-handlers.ts'
import { disclosureHandlers, sheetsPaperOf, siteOf } from './disclosure-handlers.ts'
import { documentHandlers } from './document-handlers.ts'
import { documentListOf } from './document-list-data.ts'
import { dutyHandlers } from './duty-handlers.ts'
import { firstHandlers, internalFirstHandlers, lockMinutesAtFirst } from './first-handlers.ts'
import { formHandlers, internalFormHandlers } from './form-handlers.ts'
import { hubHandlers, internalHubHandlers } from './hub-handlers.ts'
import { intakeRowHandlers } from './intake-row-handlers.ts'
import { lawHandlers } from './law-handlers.ts'
import { lifeHandlers } from './life-handlers.ts'
import { internalMergeHandlers, mergeHandlers } from './merge-handlers.ts'
import { backupPath, type Office } from './office.ts'
import { internalPackHandlers, packHandlers } from './pack-handlers.ts'
import { internalPaperHandlers, paperHandlers } from './paper-handlers.ts'
import { personHandlers } from './person-handlers.ts'
import { internalPersonalHandlers, personalHandlers } from './personal-handlers.ts'
import { processPaperData } from './process-paper-data.ts'
import type { InternalCalls, StoreRole } from './protocol.ts'
import { retentionHandlers } from './retention-handlers.ts'
import { internalStubHandlers, stubHandlers } from './stub-handlers.ts'
import { unitHandlers } from './unit-handlers.ts'
import { workbookOf } from './workbook-data.ts'

export interface Context {
  readonly office: Office
  /** The signed-in person; throws access.signedOut when there is none. */
  readonly actor: () => Promise<Actor>
  /** Whether nobody asked: the program acts by itself. */
  readonly isProgram: boolean
  /** Tells the page how far a long step has come. Throws app.cancelled when the person has called it off. */
  readonly onProgress: OnProgress
}

export type WorkerHandlers = {
  readonly [Name in CallsRunBy<StoreRole>]: (context: Context, input: InputOf<Name>) => Promise<OutputOf<Name>>
}

const yearsOf = (calendar: DeadlineCalendar): number[] => Object.keys(calendar.years).map(Number)

export const handlers: WorkerHandlers = {
  ...documentHandlers,
  ...copyHandlers,
  ...lawHandlers,
  ...lifeHandlers,
  ...formHandlers,
  ...conformityHandlers,
  ...disclosureHandlers,
  ...packHandlers,
  ...conversionHandlers,
  ...paperHandlers,
  ...dutyHandlers,
  ...mergeHandlers,
  ...unitHandlers,
  ...personHandlers,
  ...stubHandlers,
  ...intakeRowHandlers,
  ...personalHandlers,
  ...retentionHandlers,
  ...hubHandlers,
  ...bundleHandlers,
  ...firstHandlers,
  'people.getFirstRunChoices': async ({ office }) => {
    if (await people.isSetUp(office.store.db)) throw new AppError('access.alreadySetUp')
    const { units, catalogue, calendar } = readStarterData(office.resources)
    return {
      province: units.province,
      units: units.units.map(({ code, name, type }) => ({ code, name, kind: type })),
      source: units.source,
      procedureCount: catalogue.procedures.length,
      catalogueAsOf: catalogue.meta.as_of ?? '',
      calendarYears: yearsOf(calendar),
    }
  },
  'people.setUp': async ({ office }, input) => {
    const { db } = office.store
    const { governingBody, deskName, place, hours } = input
    const staffId = await setUpOffice(db, office.clock, readStarterData(office.resources), {
      ...input,
      settings: {
        governingBody,
        deskName,
        place,
        hours,
        lockMinutes: lockMinutesAtFirst,
        receiptNumberSuffix: '',
        receiptLayout: receiptLayouts[0],
        book: '01',
      },
    })
    await keepDeviceKey(office)
    return people.getSession(db, staffId)
  },
  'people.changeOwnPassword': async ({ office, actor }, { current, next }) =>
    changeOwnPassword(office.store.db, await actor(), current, next),
  'people.listStaff': ({ office }) => people.listStaff(office.store.db),
  'people.addStaff': async ({ office, actor }, input) => addStaff(office.store.db, await actor(), input),
  'people.changeStaff': async ({ office, actor }, input) => changeStaff(office.store.db, await actor(), input),
  'people.resetPassword': async ({ office, actor }, { staffId, password }) => {
    await resetPassword(office.store.db, await actor(), staffId, password)
    return {}
  },
  'people.getOffice': ({ office }) => people.getOfficeProfile(office.store.db),
  'people.changeOffice': async ({ office, actor }, settings) => {
    const { officeId } = await people.getOfficeSettings(office.store.db)
    await changeOffice(office.store.db, await actor(), { ...settings, officeId })
    return people.getOfficeProfile(office.store.db)
  },
  'people.openPerson': async ({ office, actor }, { personId }) => openPerson(office.store.db, await actor(), personId),
  'people.findPersons': ({ office }, { query, kind }) => people.findPersons(office.store.db, query, kind),

  'calendar.listMovedCases': ({ office, onProgress }) =>
    listMovedByCalendar(office.store.db, { most: 500, onProgress: (cases, total) => onProgress(cases, total) }),
  'calendar.getCurrent': async ({ office }) => {
    const id = await getCurrentCalendarId(office.store.db)
    const row = await office.store.db.selectFrom('calendar').select('published_at').where('id', '=', id).executeTakeFirstOrThrow()
    const { name, version, weeklyRest, years } = await getCalendar(office.store.db, id)
    return {
      id,
      weeklyRest,
      name,
      version,
      publishedAt: row.published_at,
      years: Object.entries(years).map(([year, content]) => ({ year: Number(year), ...content })),
    }
  },
  'calendar.compute': async ({ office }, { limit, unit, receivedAt, cutoff }) => {
    const { db } = office.store
    const { hours } = await people.getOfficeSettings(db)
    const calendar = await getCalendar(db, await getCurrentCalendarId(db))
    const spans = parseOfficeHours(hours.map(({ start, end }) => `${start}-${end}`))
    const { dueDate, dueAt, explanation, warnings } = computeDeadline({
      limit,
      unit,
      receivedAt,
      cutoff: cutoff ?? undefined,
      hours: spans,
      calendar,
    })
    return { dueDate, dueAt, explanation: toReasons(explanation), warnings: toReasons(warnings) }
  },

  'procedures.list': ({ office }, { query, field, limit }) => listProcedures(office.store.db, query, field, limit),
  'procedures.get': ({ office }, { procedureId }) => getProcedure(office.store.db, procedureId),

  'cases.previewDeadline': async ({ office }, { procedureId, receivedAt, variant: key }) => {
    const { content } = await getCurrentVersion(office.store.db, procedureId)
    const received = receivedAt ?? localNow(office.clock)
    const process = await findProcessInForce(office.store.db, procedureId, received.slice(0, 10))
    const isChosen = key !== null && process?.variants.some((variant) => variant.key === key)
    const mustChoose = process !== null && process.variants.length > 1 && !isChosen
    const limits = mustChoose ? { timeLimit: null, cutoff: null } : limitInForce(content, chooseVariant(process, key))
    const settings = await people.getOfficeSettings(office.store.db)
    const due = await deadlineFor(office.store.db, limits, received, settings)
    const remarks = receivedAt === null ? await findClockRemark(office.store.db, office.clock) : []
    return {
      ...due,
      warnings: [...remarks, ...due.warnings],
      receivedAt: received,
      process: process && { ...process, variants: [...process.variants] },
    }
  },
  'cases.listComponents': async ({ office }, { procedureId, date }) => {
    const asked = await listAskedComponents(office.store.db, { procedureId, date: date ?? localNow(office.clock).slice(0, 10) })
    return { ...asked, components: [...asked.components] }
  },
  'cases.findDuplicates': ({ office }, input) => findDuplicates(office.store.db, office.clock, input),
  'cases.suggestSerial': async ({ office }, { book, receivedAt }) => {
    const year = Number((receivedAt ?? localNow(office.clock)).slice(0, 4))
    const { isAutomatic } = await getRegisterSettings(office.store.db)
    return { year, serial: isAutomatic ? null : await cases.nextSerial(office.store.db, year, book), isAutomatic }
  },
  'cases.getDraft': async ({ office, actor }) => findDraft(office.store.db, (await actor()).staffId, intakeDraft),
  'cases.saveDraft': async ({ office, actor }, { payload }) => ({
    updatedAt: await cases.saveDraft(office.store.db, await actor(), payload),
  }),
  'cases.discardDraft': async ({ office, actor }) => {
    await cases.discardDraft(office.store.db, await actor())
    return {}
  },
  'cases.receive': async ({ office, actor }, input) =>
    cases.receiveCase(office.store.db, await actor(), input, (date) => receiptFormKey(office, date)),
  'cases.search': async ({ office }, { query, limit }) => {
    const rows = await searchCases(office.store.db, query, limit)
    const places = await readWhereabouts(
      office.store.db,
      rows.map(({ id }) => id),
    )
    return rows.map((row) => ({ ...row, whereabouts: places.get(row.id) ?? null }))
  },
  'cases.findByCode': ({ office }, { code }) => findCaseByCode(office.store.db, code),
  'cases.get': async ({ office }, { caseId }) => {
    const { db } = office.store
    const details = await getCase(db, caseId)
    const newer = await findNewerProcess(db, details, localNow(office.clock).slice(0, 10))
    return { ...maskParties(details), newerProcess: newer && { ...newer, variants: [...newer.variants] } }
  },
  'cases.switchProcess': async ({ office, actor }, input) => {
    await cases.switchProcess(office.store.db, await actor(), input)
    return {}
  },
  'cases.correct': async ({ office, actor }, input) => {
    await correctCase(office.store.db, await actor(), input)
    return {}
  },
  'cases.listLeftBehind': ({ office }, { documentId }) =>
    listCasesLeftBehind(office.store.db, documentId, localNow(office.clock).slice(0, 10)),
  'cases.setOfficialCode': async ({ office, actor }, { caseId, officialCode }) => {
    await cases.setOfficialCode(office.store.db, await actor(), caseId, officialCode)
    return {}
  },
  'cases.checkCells': async ({ office, actor }, { edits }) => ({
    issues: [...(await checkCells(office.store.db, await actor(), edits))],
  }),
  'cases.correctCells': async ({ office, actor }, input) => correctCells(office.store.db, await actor(), input),
  'cases.setBoardDays': async ({ office, actor }, days) => {
    await setBoardDays(office.store.db, await actor(), days)
    return {}
  },

  'backup.verify': ({ office, onProgress }, { name }) => verifyBackup(backupPath(office, name), office.sqlite, onProgress),

  'training.signIn': ({ office }, { signInName }) => signInToTrain(office.store, signInName),
}

/** What replaces the office itself or needs none; the worker's main file answers it. */
type Elsewhere = 'internal.restore' | 'internal.prepareTraining' | 'internal.diagnose'

export type InternalHandlers = {
  readonly [Name in Exclude<keyof InternalCalls, Elsewhere>]: (
    context: Context,
    input: InternalCalls[Name]['input'],
  ) => Promise<InternalCalls[Name]['output']>
}

export const internalHandlers: InternalHandlers = {
  ...internalFirstHandlers,
  ...internalPackHandlers,
  ...internalHubHandlers,
  ...internalMergeHandlers,
  ...internalBundleHandlers,
  ...internalFormHandlers,
  ...internalPaperHandlers,
  ...internalStubHandlers,
  'internal.previewCatalogue': async ({ office, actor }, { file }) => {
    const text = readDataFile(file)
    const catalogue = parseCatalogue(text)
    const counts = await previewCatalogue(office.store.db, await actor(), catalogue)
    return { title: catalogue.meta.title, asOf: catalogue.meta.as_of ?? '', ...counts, text }
  },
  'internal.importCatalogue': async ({ office, actor }, { text }) => {
    const { added, changed } = await importCatalogue(office.store.db, await actor(), parseCatalogue(text))
    return { added, changed }
  },
  'internal.previewCalendar': async (_, { file }) => {
    const text = readDataFile(file)
    const calendar = parseCalendar(text)
    return { name: calendar.name, version: calendar.version, years: yearsOf(calendar), text }
  },
  'internal.importCalendar': async ({ office, actor }, { text }) => {
    await importCalendar(office.store.db, await actor(), parseCalendar(text))
    return null
  },
  'internal.checkSoundness': async ({ office, onProgress }) => {
    checkStructure(office.store, onProgress)
    return null
  },
  'internal.readPragmas': async ({ office }) => readPragmas(office.store.connection, 'writer'),
  'internal.getProcessPaper': ({ office }, { versionId }) => processPaperData(office, versionId),
  'internal.getControlPaper': ({ office }, input) => controlPaperData(office, input.paper),
  'internal.getDocumentList': ({ office }, input) => documentListOf(office, input),
  'internal.checkWorkbook': async ({ office, actor }, { sheets, complaintLimit }) => {
    const { papers: _, complaints, ...counts } = await planWorkbook(office.store.db, await actor(), sheets)
    return { ...counts, complaintCount: complaints.length, complaints: complaints.slice(0, complaintLimit) }
  },
  'internal.importWorkbook': async ({ office, actor }, { sheets }) => importWorkbook(office.store.db, await actor(), sheets),
  'internal.getWorkbook': ({ office }, input) => workbookOf(office, input),
  'internal.getSheets': (context, { sheets }) => sheetsPaperOf(context, sheets),
  'internal.getSite': (context, { onlyServed }) => siteOf(context, onlyServed),
  'internal.recordSite': async ({ office, actor }, site) => {
    await recordSite(office.store.db, await actor(), site)
    return null
  },
  'internal.countCaseList': ({ office }, input) => countCaseList(office, input),
  'internal.writeCaseList': writeCaseList,
  'internal.getCasePaper': casePaperData,
  'internal.getCitizenCase': ({ office }, input) => citizenCase(office, input),
  ...internalPersonalHandlers,
  'internal.getGapList': ({ office }, input) => gapListOf(office, input),
  'internal.recordUpdate': async ({ office, actor }, update) => {
    await recordUpdate(office.store.db, await actor(), update)
    return null
  },
  'internal.recordDocumentPrint': async ({ office, actor }, print) => {
    await recordDocumentPrint(office.store.db, await actor(), print)
    return null
  },
  'internal.backUp': async ({ office, actor, onProgress }, { reason, onlyIfChanged }) => {
    const { connection, db, folder } = office.store
    if (reason === 'manual' || reason === 'carried') authorise(await actor(), 'backup.create')
    if (onlyIfChanged && !(await people.isSetUp(db))) return null
    if (onlyIfChanged && isBackedUp(connection, folder)) {
      await copyScans(connection, backupFolder(folder)) // those that found no room the last time
      return null
    }
    return backUpOffice(connection, folder, reason, office.clock, office.sqlite, onProgress)
  },
  'internal.recordBackup': async ({ office, actor }, made) => {
    await recordBackupMade(office.store.db, await actor(), made)
    return null
  },
  'internal.runDrill': async ({ office, actor, isProgram, onProgress }) => {
    if (!isProgram) authorise(await actor(), 'backup.create')
    return runDrill(office.store.folder, office.sqlite, onProgress)
  },
  'internal.recordDrill': async ({ office, actor, isProgram }, result) => {
    const { db } = office.store
    await recordDrill(db, isProgram ? await getProgramActor(db, office.clock) : await actor(), result)
    return null
  },
  'internal.recordCarried': async ({ office, actor }, copy) => {
    await recordCarried(office.store.db, await actor(), copy)
    return null
  },
}
