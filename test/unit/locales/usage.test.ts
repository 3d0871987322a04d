import { describe, expect, it } from 'vitest'
import { backupReasons, carriedStates, drillFailures, drillStates } from '../../../db/backup/rules.ts'
import { calendarDayKinds, limitUnits } from '../../../db/calendar/rules.ts'
import { caseEvents } from '../../../db/cases/events.ts'
import { channels, returnMethods } from '../../../db/cases/rules.ts'
import { copyEvents } from '../../../db/copies/events.ts'
import { documentEvents } from '../../../db/documents/events.ts'
import { documentKinds, processGroups, versionStates } from '../../../db/documents/rules.ts'
import { lawStates, updateStates } from '../../../db/laws/rules.ts'
import { caseStatuses } from '../../../db/model/case-status.ts'
import { cardDamages, cardWarningCodes } from '../../../db/model/citizen-card.ts'
import {
  diagnosticFacts,
  diagnosticFindings,
  diagnosticSkips,
  diagnosticStepIds,
  diagnosticVerdicts,
  lockStates,
} from '../../../db/model/diagnostic-text.ts'
import { errorCodes, issueCodes } from '../../../db/model/errors.ts'
import { formKinds, formLayouts, printMethods } from '../../../db/model/forms.ts'
import { identityWarningCodes } from '../../../db/model/identity.ts'
import { conflictKinds, entryKinds, obstacleKinds, packParts, packStatuses } from '../../../db/packs/content.ts'
import { idKinds, receiptLayouts, roles } from '../../../db/people/rules.ts'
import { confidences } from '../../../db/procedures/content.ts'
import { authorities } from '../../../db/processes/content.ts'
import { lintGrounds, lintRules } from '../../../db/processes/lint.ts'
import { readingEvents } from '../../../db/readings/events.ts'
import { readSources } from '../tree/source.ts'
import { type Asked, askedKey, asksOf, namespaces, readTexts } from './locales.ts'

const sources = readSources(['db', 'electron', 'renderer'], /\.tsx?$/)
const uses = sources.map(asksOf)
const keysOf = new Map(
  namespaces.map((namespace) => [namespace, [...new Set(Object.keys(readTexts('vi', namespace)).map(askedKey))]]),
)
const fits = ({ candidates, pattern }: Asked, namespace: string, key: string): boolean =>
  candidates.includes(namespace) && pattern.test(key)
const isFound = (ask: Asked): boolean =>
  ask.candidates.some((namespace) => keysOf.get(namespace)?.some((key) => fits(ask, namespace, key)))

/** Keys that no text of the code contains, with who makes them. */
const computed: ReadonlyArray<readonly [namespace: string, key: RegExp, by: string]> = [
  ['calendar', /^(explanation|warning)\./, 'deadlineSentence in db/model/deadline-text.ts'],
]

describe('every text', () => {
  it('that the code asks for exists', () => {
    const missing = uses.flatMap(({ asked }) => asked.filter((ask) => !isFound(ask)))
    expect(
      missing.map(
        ({ path, line, shown, candidates }) => `${path}:${line}: ${shown} (${candidates.length > 3 ? 'anywhere' : candidates})`,
      ),
    ).toEqual([])
  })

  it('is used somewhere', () => {
    const asks = uses.flatMap(({ asked, mentioned }) => [...asked, ...mentioned])
    const unused = namespaces.flatMap((namespace) =>
      (keysOf.get(namespace) ?? [])
        .filter((key) => !computed.some(([space, pattern]) => space === namespace && pattern.test(key)))
        .filter((key) => !asks.some((ask) => fits(ask, namespace, key)))
        .map((key) => `${namespace}:${key}`),
    )
    expect(unused).toEqual([])
  })
})

/** A print has a sentence for each way of printing. */
const historyKeys = (type: string): string[] => {
  const key = type.replaceAll('.', '_')
  return type === 'case.formPrinted' ? printMethods.map((method) => `${key}_${method}`) : [key]
}

describe('every word of a closed set', () => {
  const sets: ReadonlyArray<readonly [namespace: string, group: string, words: readonly string[]]> = [
    ['errors', 'issue', issueCodes],
    ['lint', 'ground', lintGrounds],
    ['laws', 'state', lawStates],
    ['laws', 'update', updateStates],
    ['identity', 'warning', [...identityWarningCodes, ...cardWarningCodes]],
    ['identity', 'damage', cardDamages],
    ['calendar', 'unit', limitUnits],
    ['calendar', 'kind', [...calendarDayKinds, 'weeklyRest']],
    ['cases', 'status', caseStatuses],
    ['cases', 'channel', channels],
    ['cases', 'returnMethod', returnMethods],
    ['cases', 'idKind', idKinds],
    ['cases', 'prints', printMethods],
    ['cases', 'history', [...Object.keys(caseEvents), 'case.formPrinted'].flatMap(historyKeys)],
    ['forms', 'kind', formKinds],
    ['forms', 'layout', formLayouts],
    ['forms', 'method', printMethods],
    ['intake', 'channel', channels],
    ['intake', 'returnMethod', returnMethods],
    ['intake', 'idKind', idKinds],
    ['people', 'role', roles],
    ['people', 'roleMeans', roles],
    ['print', 'layout', receiptLayouts],
    ['backup', 'reason', backupReasons],
    ['backup', 'drill', drillStates],
    ['backup', 'drillText', drillStates],
    ['backup', 'drillFailure', drillFailures],
    ['backup', 'carried', carriedStates],
    ['catalogue', 'confidence', confidences],
    ['catalogue', 'timeLimit', limitUnits],
    ['documents', 'state', versionStates],
    ['documents', 'kind', documentKinds],
    ['documents', 'group', processGroups],
    ['documents', 'authority', authorities],
    ['documents', 'history', Object.keys(documentEvents).map((type) => type.slice('document.'.length))],
    ['packs', 'status', packStatuses],
    ['packs', 'kind', entryKinds],
    ['packs', 'conflict', conflictKinds],
    ['packs', 'obstacle', obstacleKinds],
    ['packs', 'part', [...packParts, 'manifest']],
    ['packs', 'counts', packParts],
    [
      'documents',
      'history',
      Object.keys({ ...documentEvents, ...copyEvents, ...readingEvents }).map((type) => type.slice('document.'.length)),
    ],
    ['lint', 'rule', lintRules],
    ['diagnostics', 'step', diagnosticStepIds],
    ['diagnostics', 'fine', diagnosticStepIds],
    ['diagnostics', 'verdict', diagnosticVerdicts],
    ['diagnostics', 'finding', diagnosticFindings],
    ['diagnostics', 'advice', diagnosticFindings.filter((code) => code !== 'databaseRefused')],
    ['diagnostics', 'skip', diagnosticSkips],
    ['diagnostics', 'fact', diagnosticFacts],
    ['diagnostics', 'lock', lockStates],
  ]
  it.each(sets)('of %s:%s has a text', (namespace, group, words) => {
    const texts = readTexts('vi', namespace)
    expect(words.filter((word) => texts[`${group}.${word}`] === undefined)).toEqual([])
  })

  it('of the refusals has a text, and no text is of a refusal that does not exist', () => {
    const keys = Object.keys(readTexts('vi', 'errors')).filter((key) => !key.startsWith('issue.'))
    expect(keys.toSorted()).toEqual([...errorCodes].toSorted())
    const issues = Object.keys(readTexts('vi', 'errors')).filter((key) => key.startsWith('issue.'))
    expect(issues.toSorted()).toEqual(issueCodes.map((code) => `issue.${code}`).toSorted())
  })
})

describe('the search for keys', () => {
  // `errors` is compared with the codes above.
  it.each(namespaces.filter((namespace) => namespace !== 'errors'))(
    'would notice a text of %s that nobody asks for',
    (namespace) => {
      for (const key of ['nobody', 'nobody.asks', 'screen.nobodyAsks', 'nobody.asks.for_this']) {
        const takers = uses.flatMap(({ asked, mentioned }) => [...asked, ...mentioned]).filter((ask) => fits(ask, namespace, key))
        expect(takers.map(({ path, line, shown }) => `${path}:${line}: ${shown}`)).toEqual([])
      }
    },
  )

  const ask = (text: string, path = 'renderer/a.tsx') => asksOf({ path, text }).asked
  const shown = (text: string) =>
    ask(text).map(({ shown: key, candidates }) => [key, candidates.length > 3 ? 'any' : candidates.join()])

  it('understands the ways in which the code asks', () => {
    expect(
      shown(`
        const { t } = useTranslation('cases')
        const { t: other } = useTranslation()
        const fixed = i18next.getFixedT('vi', 'people')
        function a(handed: TFunction<'print'>, any: TFunction) { return [handed('a.b'), any('c.d')] }
        t('list.title'); t('people:role.head'); t(\`status.\${x}\`, { a: 1 }); t(isNew ? 'one' : 'two')
        other('search'); fixed('office.name'); i18next.t('common:x'); t(variable)
      `),
    ).toEqual([
      ['a.b', 'print'],
      ['c.d', 'any'],
      ['list.title', 'cases'],
      ['people:role.head', 'people'],
      ['status.…', 'cases'],
      ['one', 'cases'],
      ['two', 'cases'],
      ['search', 'common'],
      ['office.name', 'people'],
      ['common:x', 'common'],
    ])
  })

  it('finds a key that does not exist, also one of which a part is computed', () => {
    const computedKey = (group: string) => `t(\`${group}.\${x}\`)`
    const missing = (text: string) => ask(`const { t } = useTranslation('cases'); ${text}`).filter((one) => !isFound(one)).length
    expect(missing("t('status.received')")).toBe(0)
    expect(missing(computedKey('status'))).toBe(0)
    expect(missing("t('status.recieved')")).toBe(1)
    expect(missing(computedKey('statuses'))).toBe(1)
    expect(missing("t('cases:nothing.of.this')")).toBe(1)
  })
})
