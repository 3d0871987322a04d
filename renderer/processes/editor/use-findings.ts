// What is wrong with what stands on the screen: the linter's findings and the server's complaints, some moments after the last change; and
// which sections are empty. Nothing here slows typing down: it reads the form when it has been quiet.
import type { TFunction } from 'i18next'
import { useEffect, useRef, useState } from 'react'
import { useFormContext } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../electron/api/documents.ts'
import { api } from '../../client.ts'
import { findingText, unknownLawsOf } from '../../documents/findings-list.tsx'
import { failureOf, issueText } from '../../failures.ts'
import type { NamedLaw } from '../../laws/unknown-laws.tsx'
import type { CellMark } from '../../ui/sheet/cell-box.tsx'
import type { ListedFinding } from './finding-list.tsx'
import { isSectionEmpty, type SectionId, sectionIds, sectionOf } from './model/sections.ts'
import { type EditorValues, isSame, problemsOf, toContent } from './model/values.ts'

const quietMs = 600

export interface Checked {
  /** Without the laws that the register does not know. */
  readonly findings: readonly ListedFinding[]
  readonly unknownLaws: readonly NamedLaw[]
  readonly marks: ReadonlyMap<string, CellMark>
  readonly empty: ReadonlySet<SectionId>
}

interface Read {
  readonly found: readonly Finding[]
  /** Complaints of the contract (too long, not a number …) by path in the content. */
  readonly issues: ReadonlyArray<{ readonly path: string; readonly text: string }>
}

/** The cell in which a path lies: what is wrong with one of its entries is shown in it. */
const markedPath = (path: string): string =>
  path
    .split('.')
    .slice(0, path.startsWith('variants.') ? 5 : 3)
    .join('.')

const prefix = /^body\.content\./

/** What the server says of a content: findings, or why it would not even take it. */
async function check(t: TFunction, values: EditorValues): Promise<Read> {
  try {
    const { findings } = await api.documents.check({ body: { kind: 'process', content: toContent(values) }, date: null })
    return { found: findings, issues: [] }
  } catch (error) {
    return { found: [], issues: complaintsOf(t, error) }
  }
}

/** The complaints of a refused call that are about the content. */
export const complaintsOf = (t: TFunction, error: unknown): Read['issues'] =>
  failureOf(error)
    .issues.filter(({ path }) => prefix.test(path))
    .map((issue) => ({ path: issue.path.replace(prefix, ''), text: issueText(t, issue) }))

export function useFindings(): Checked & { readonly checkNow: () => void } {
  const { t } = useTranslation('process-editor')
  const { getValues, subscribe } = useFormContext<EditorValues>()
  const [checked, setChecked] = useState<Checked>({ findings: [], unknownLaws: [], marks: new Map(), empty: new Set() })
  const run = useRef(0)
  const start = useRef<() => void>(() => undefined)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      run.current += 1
      const own = run.current
      const values = getValues()
      const read = await check(t as TFunction, values)
      if (own !== run.current) return
      const problems = problemsOf(values).map(({ path, code, params }) => ({ path, text: t(`problem.${code}`, params) }))
      const wrong = [...problems, ...read.issues]
      const listed: ListedFinding[] = [
        ...wrong.map(({ path, text }) => ({ key: `${path} ${text}`, severity: 'error' as const, text, path })),
        ...read.found.map((found) => ({
          key: found.key,
          severity: found.severity,
          text: findingText(t as TFunction, found),
          path: found.path,
        })),
      ].map((one) => ({ ...one, place: t(`section.${sectionOf(one.path)}`) }))
      const marks = new Map<string, CellMark>()
      for (const { path, severity, text } of listed.toReversed()) marks.set(markedPath(path), { tone: severity, text })
      const isLaw = new Set(read.found.filter(({ rule }) => rule === 'lawUnknown').map(({ key }) => key))
      const findings = listed.filter(({ key }) => !isLaw.has(key))
      const unknownLaws = unknownLawsOf(read.found, values.legalGrounds)
      const empty = new Set(sectionIds.filter((id) => isSectionEmpty(id, values)))
      setChecked((before) =>
        isSame([before.findings, before.unknownLaws, [...before.empty]], [findings, unknownLaws, [...empty]])
          ? before
          : { findings, unknownLaws, marks, empty },
      )
    }
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(() => void look(), quietMs)
    }
    start.current = () => void look()
    const stop = subscribe({ formState: { values: true }, callback: later })
    void look()
    return () => {
      stop()
      clearTimeout(timer)
      run.current += 1
    }
  }, [getValues, subscribe, t])

  return { ...checked, checkNow: start.current }
}
