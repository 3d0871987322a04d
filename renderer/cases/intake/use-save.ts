// Receiving the case: everything that can be checked here first, then the server, then the next citizen. A refusal leaves the screen as it
// is, with the complaints under their fields and the keyboard in the first.
import { useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { type RefObject, useRef, useState } from 'react'
import { type Path, useFormContext } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { systemClock, toInstant } from '../../../db/model/clock.ts'
import { instantToLocal } from '../../../db/model/local-time.ts'
import { api } from '../../client.ts'
import { failureOf, failureText, issueText, showIssues } from '../../failures.ts'
import { useIntake } from './intake-context.ts'
import type { Received } from './intake-screen.tsx'
import type { Desk, TakenIn } from './model/desk.ts'
import { intakeIssues, stubIssues, toReceiveInput } from './model/receive-input.ts'
import { summaryOf } from './model/summary.ts'
import type { IntakeValues } from './model/values.ts'
import type { Answer } from './present-dialog.tsx'

/** Paths at which the screen can show a complaint. */
const fieldsWithErrors =
  /^(stub|procedureId|variant|summary|note|returnPlace|setCount|book|serial|receivedAt|manualDueAt|applicant\.\w+|(submitter|collector)\.(authorisation|person\.\w+))$/

const nowLocal = (): string => instantToLocal(toInstant(systemClock.nowMs()))

/** Sends the case; where the book's number was only suggested and has been taken meanwhile, takes the next one. */
async function receiveCase(desk: Desk, caseId: string, values: IntakeValues) {
  try {
    return await desk.receive(toReceiveInput(caseId, values), values)
  } catch (error) {
    const next = failureOf(error).issues.find((issue) => issue.code === 'serialTaken')?.params?.next
    if (values.serialIsOwn || typeof next !== 'number') throw error
    return await desk.receive(toReceiveInput(caseId, { ...values, serial: next }), values)
  }
}

interface SaveOptions {
  caseId: RefObject<string>
  onReceived: (received: Received, values: IntakeValues, taken: TakenIn) => void
}

export function useSave({ caseId, onReceived }: SaveOptions) {
  const { t } = useTranslation('intake')
  const form = useFormContext<IntakeValues>()
  const queries = useQueryClient()
  const { desk, keeper, goTo } = useIntake()
  const [isSaving, setSaving] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const running = useRef(false)

  /** A made summary follows the name a moment later; who saves at once must not lose the last letters. */
  function finishSummary(): void {
    const { procedureId, summaryIsOwn, applicant } = form.getValues()
    const procedure = queries.getQueryData<Awaited<ReturnType<typeof api.procedures.get>>>(['procedures.get', { procedureId }])
    const made = summaryOf(procedure?.content.name ?? '', applicant.fullName)
    if (!summaryIsOwn && made !== '') form.setValue('summary', made)
  }

  /** What is on the screen, when nothing of it is at fault; else the complaints stand under their fields. */
  function check(): IntakeValues | null {
    const focused = document.activeElement
    // A half-typed date becomes a value only when its field is left.
    if (focused instanceof HTMLElement) focused.blur()
    setFailure(null)
    form.clearErrors()
    finishSummary()
    const values = structuredClone(form.getValues())
    const issues = [...(desk.isStub ? stubIssues(values) : []), ...intakeIssues(values, nowLocal())]
    if (issues.length > 0) {
      for (const issue of issues) form.setError(issue.path as Path<IntakeValues>, { message: issueText(t as TFunction, issue) })
      goTo(issues[0]?.path ?? '')
      return null
    }
    return values
  }

  function refresh(): void {
    queries.removeQueries({ queryKey: ['cases.suggestSerial'] })
    void queries.invalidateQueries({
      // Not the draft: what this screen began with is past, and reading it again would begin anew.
      predicate: ({ queryKey: [name] }) => /^(stubs$|cases\.(?!getDraft)|people\.findPersons|procedures\.get)/.test(String(name)),
    })
  }

  async function save(print: boolean): Promise<void> {
    if (running.current) return
    const focused = document.activeElement
    const values = check()
    if (values === null) return
    running.current = true
    setSaving(true)
    await keeper.hold()
    try {
      const taken = await receiveCase(desk, caseId.current, values)
      const { provisionalCode, dueAt, wasOverdue = false } = taken
      refresh()
      onReceived({ caseId: taken.caseId, provisionalCode, dueAt, wasOverdue, print, answer: null }, values, taken)
    } catch (error) {
      keeper.start()
      keeper.touch()
      if (showIssues(t as TFunction, error, form.setError, (path) => fieldsWithErrors.test(path))) {
        goTo(failureOf(error).issues.find(({ path }) => fieldsWithErrors.test(path))?.path ?? '')
      } else {
        setFailure(failureText(t as TFunction, error))
        if (focused instanceof HTMLElement) focused.focus()
      }
    } finally {
      running.current = false
      setSaving(false)
    }
  }

  /** Keeps the file with what is said to the applicant, instead of accepting it. Throws what the call refuses. */
  async function present(values: IntakeValues, answer: Answer): Promise<Received> {
    await keeper.hold()
    try {
      const presented = await api.life.present({ intake: toReceiveInput(caseId.current, values), answer })
      refresh()
      return { ...presented, print: false, answer: answer.act }
    } catch (error) {
      keeper.start()
      keeper.touch()
      throw error
    }
  }

  return { save, check, present, isSaving, failure }
}
