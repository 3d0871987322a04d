// The closed set of what can go wrong, as codes. Texts stand in resources/locales/*/errors.json, never here: a code travels
// from the database to the window, where a person reads a sentence.

/** Refusals of a whole call. `area.reason`. */
export const errorCodes = [
  'app.unexpected',
  'app.cancelled',
  'input.invalid',
  'access.signedOut',
  'access.denied',
  'access.untrustedSender',
  'access.alreadySetUp',
  'signIn.wrong',
  'signIn.wait',
  'signIn.inactive',
  'store.fromFuture',
  'store.notADatabase',
  'store.damaged',
  'store.inUse',
  'store.networkFolder',
  'store.cloudFolder',
  'store.readOnly',
  'store.diskFull',
  'store.cannotOpen',
  'store.chainBroken',
  'store.restarting',
  'store.migrationFailed',
  'store.notSetUp',
  'store.noFolder',
  'store.missing',
  'store.vanished',
  'store.trainingData',
  'store.realData',
  'entity.notFound',
  'case.closed',
  'case.processUnchanged',
  'document.wrongState',
  'document.alreadyDrafted',
  'document.isWithdrawn',
  'document.changedMeanwhile',
  'document.nothingChanged',
  'document.ownApproval',
  'document.findingsOpen',
  'conformity.isIssued',
  'conformity.notIssued',
  'conformity.notValid',
  'conformity.notSuspended',
  'conformity.changedMeanwhile',
  'conformity.stepsMissing',
  'conversion.ended',
  'conversion.notReplaced',
  'conversion.stepsMissing',
  'backup.invalid',
  'backup.noChecksum',
  'backup.notWritten',
  'backup.wrongPassphrase',
  'backup.nothingToSalvage',
  'recovery.notNow',
  'training.notHere',
  'file.invalid',
  'file.unreadable',
  'file.unwritable',
  'file.tooLarge',
  'file.notAWorkbook',
  'update.notAnUpdate',
  'update.untrusted',
  'update.damaged',
  'update.otherSystem',
  'update.notNewer',
  'update.tooFar',
  'update.noSpace',
  'update.off',
  'print.noPrinter',
  'print.failed',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** Complaints about one field. The text stands beside the field. */
export const issueCodes = [
  'required',
  'invalid',
  'tooLong',
  'tooShort',
  'tooSmall',
  'tooLarge',
  'notADate',
  'notATime',
  'inFuture',
  'notUnique',
  'notFound',
  'passwordTooShort',
  'passwordMismatch',
  'passwordUnchanged',
  'idNumberDigits',
  'taxNumberShape',
  'officialCodeShape',
  'serialTaken',
  'lastAdministrator',
  'beforeReceipt',
  'clockBehind',
  'noLetters',
  'signInNameShape',
  'deviceCodeShape',
  'officeCodeShape',
  'alreadySet',
  'malformed',
  'notAllowed',
  'notAscending',
  'oneDayOnly',
  'shortCodeShape',
  'outsideYear',
  'notWeeklyRest',
  'onWeeklyRest',
  'notWhole',
  'notWholeMinutes',
  'timesOverlap',
  'endBeforeStart',
  'beforeApproval',
  'beforeLastVersion',
  'beforeEffect',
  'numberNotLater',
  'codePattern',
  'beforeIssue',
  'notAfterEffect',
  'lawKnown',
  'notRegistered',
  'replacesItself',
  'replacedInCircle',
  'notThatDate',
  'circular',
  'listedTwice',
  'notIssuedYet',
  'alreadyReplaced',
  'editionNotNewer',
  'endBeforeBegin',
  'conversionOpen',
  'beforeProject',
  'beforeForerunner',
  'sheetMissing',
  'columnMissing',
  'columnUnknown',
  'columnTwice',
  'rowTwice',
  'processUnknown',
  'formUnknown',
  'dateInText',
  'formulaFailed',
  'notANumber',
  'notPositive',
  'timeUnreadable',
  'timeAndGroup',
  'notEarlierStep',
  'tooManyRows',
  'codeRenumbered',
  'otherKind',
  'otherGroup',
  'documentWithdrawn',
  'versionUnderWay',
  'otherContent',
] as const
export type IssueCode = (typeof issueCodes)[number]

export type ErrorParams = Readonly<Record<string, string | number>>

/** One field's complaint: `path` is the field's dotted name in the call's input, for a file the place in the file. */
export interface FieldIssue {
  readonly path: string
  readonly code: IssueCode
  readonly params?: ErrorParams
}

/** A refusal with a reason that a user can act on. Anything else thrown is a defect and becomes `app.unexpected`. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly params: ErrorParams
  readonly issues: readonly FieldIssue[]

  constructor(code: ErrorCode, params: ErrorParams = {}, issues: readonly FieldIssue[] = []) {
    super(code)
    this.code = code
    this.params = params
    this.issues = issues
  }
}

/** Refuses a call because of its fields; does nothing when there are no issues. */
export function refuseFields(issues: readonly FieldIssue[]): void {
  if (issues.length > 0) throw new AppError('input.invalid', {}, issues)
}
