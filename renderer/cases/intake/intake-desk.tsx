// The intake form of one clerk: keeps the draft, and turns to the next citizen when a case is received or the screen is cleared. Each
// citizen has a case id of their own, made here, so that a repeated save can never give two cases.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { FormProvider, useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { OfficeSettings } from '../../../electron/api/people.ts'
import { routes } from '../../app/routes.ts'
import { api } from '../../client.ts'
import { useToast } from '../../ui/toast.tsx'
import { fieldNameOf, focusField, reveal } from './focus.ts'
import { IntakeContext } from './intake-context.ts'
import { IntakeForm } from './intake-form.tsx'
import type { IntakeScreenProps, Received } from './intake-screen.tsx'
import type { Desk, TakenIn } from './model/desk.ts'
import { encodeDraft, findDraft } from './model/draft.ts'
import { DraftKeeper } from './model/draft-keeper.ts'
import { findHabits, habitsKey, toHabitsText } from './model/habits.ts'
import { type Habits, type IntakeValues, isWorthKeeping } from './model/values.ts'
import { type FoundDraftProps, RestoredNotice, UnreadableNotice } from './side/draft-line.tsx'
import { ReceivedNotice } from './side/received-notice.tsx'

/** Frames to wait for a field that is about to appear. */
const framesToWait = 20

/** Whether a dialog has the keyboard: one that was opened while this screen was still being read keeps it. */
const isAsked = (): boolean => document.activeElement?.closest('.dialog[data-open]') != null

interface IntakeDeskProps extends IntakeScreenProps {
  desk: Desk
  settings: OfficeSettings
  firstHabits: Habits
  found: { payload: string; updatedAt: string } | null
  /** The procedure on whose page the clerk chose to receive a case. */
  askedProcedure: string | null
}

export function IntakeDesk({ desk, settings, firstHabits, found, askedProcedure, onReceived }: IntakeDeskProps) {
  const [, navigate] = useLocation()
  const { t } = useTranslation('intake')
  const toast = useToast()
  const queries = useQueryClient()
  const root = useRef<HTMLDivElement>(null)
  const [restored] = useState(() => (found ? findDraft(found.payload) : undefined))
  const [habits, setHabits] = useState(firstHabits)
  const undoClear = useRef<string>(null)
  const [last, setLast] = useState<Received | null>(null)
  const [showsFound, setShowsFound] = useState(found !== null)
  /** The citizen in turn: everything on the screen begins anew with another number. */
  const [turn, setTurn] = useState(0)
  const caseId = useRef(restored?.caseId ?? crypto.randomUUID())
  const lastField = useRef(restored?.field ?? '')
  const form = useForm<IntakeValues>({ mode: 'onChange', defaultValues: restored?.values ?? desk.next(firstHabits, null) })

  // The day of a pile of stubs stays from one to the next.
  const isWorth = useCallback(
    (values: IntakeValues) => isWorthKeeping(desk.isStub ? { ...values, receivedAt: null } : values),
    [desk],
  )
  const [keeper] = useState(
    () =>
      new DraftKeeper({
        read: () => encodeDraft({ caseId: caseId.current, field: lastField.current, values: form.getValues() }),
        isWorthKeeping: () => isWorth(form.getValues()),
        save: async (payload) => (await desk.saveDraft(payload)).updatedAt,
      }),
  )

  /** Only the latest wish counts: whoever jumps on before a field has appeared is not pulled back to it. */
  const wish = useRef(0)
  const goTo = useCallback((field: string) => {
    wish.current += 1
    const own = wish.current
    const look = (isFound: boolean, framesLeft: number) => {
      // Found, but gone with this rendering: the field is another one now.
      const isLost = document.activeElement === document.body
      if (own !== wish.current || (!isFound && isAsked())) return
      if (isFound && !isLost) return reveal(document.activeElement) // a complaint may have appeared under it
      const found = focusField(root.current, field)
      if (framesLeft > 0 && !found) requestAnimationFrame(() => look(found, framesLeft - 1))
    }
    const isFound = focusField(root.current, field)
    requestAnimationFrame(() => look(isFound, framesToWait))
  }, [])

  useEffect(() => {
    if (found && restored) keeper.adopt(found.payload, found.updatedAt)
    let frame = 0
    const begin = () => {
      if (isAsked()) frame = requestAnimationFrame(begin)
      else goTo(restored?.field || desk.firstField)
    }
    begin()
    return () => cancelAnimationFrame(frame)
  }, [found, restored, keeper, goTo, desk])

  useEffect(() => {
    if (askedProcedure === null) return
    form.setValue('componentsOf', '')
    form.setValue('procedureId', askedProcedure)
    keeper.touch()
    goTo('procedureId') // until the check list stands there
    navigate(`${routes.intake}?`, { replace: true })
  }, [askedProcedure, form, keeper, goTo, navigate])

  useEffect(() => {
    const screen = root.current
    const changed = () => {
      keeper.touch()
      // What is typed now must not be replaced by what was cleared.
      if (undoClear.current === null || !isWorth(form.getValues())) return
      toast.close(undoClear.current)
      undoClear.current = null
    }
    const stopListening = form.subscribe({ formState: { values: true }, callback: changed })
    const flush = () => void keeper.flush()
    const onFocusIn = (event: FocusEvent) => {
      const field = fieldNameOf(event.target instanceof Element ? event.target : null)
      if (field === '' || field === lastField.current) return
      lastField.current = field
      if (keeper.state.kind !== 'none') keeper.touch()
    }
    const onFocusOut = (event: FocusEvent) => {
      if (!(event.relatedTarget instanceof Node && screen?.contains(event.relatedTarget))) flush()
    }
    keeper.start()
    screen?.addEventListener('focusin', onFocusIn)
    screen?.addEventListener('focusout', onFocusOut)
    window.addEventListener('blur', flush)
    window.addEventListener('beforeunload', flush)
    document.addEventListener('visibilitychange', flush)
    return () => {
      stopListening()
      screen?.removeEventListener('focusin', onFocusIn)
      screen?.removeEventListener('focusout', onFocusOut)
      window.removeEventListener('blur', flush)
      window.removeEventListener('beforeunload', flush)
      document.removeEventListener('visibilitychange', flush)
      void keeper.stop()
    }
  }, [form, keeper, toast, isWorth])

  const begin = (values: IntakeValues, id: string, field: string) => {
    caseId.current = id
    lastField.current = field
    // At once, so that whoever opens a dialog next gives the keyboard back to this field and not to one that is gone.
    flushSync(() => {
      form.reset(values)
      setTurn((before) => before + 1)
      setShowsFound(false)
    })
    if (!focusField(root.current, field)) goTo(field)
  }

  const receivedCase = (received: Received, values: IntakeValues, taken: TakenIn) => {
    const text = toHabitsText(values, settings)
    const next = findHabits(text, settings)
    setHabits(next)
    queries.setQueryData<Record<string, string>>(['people.getPreferences'], (before) => ({ ...before, [habitsKey]: text }))
    void api.people.setPreference({ key: habitsKey, value: text }).catch(() => undefined) // a habit not kept costs one choice
    keeper.forget()
    begin(desk.next(next, { values, taken }), crypto.randomUUID(), desk.firstField)
    setLast(received)
    onReceived(received)
  }

  const clear = async () => {
    const before = { id: caseId.current, field: lastField.current, values: structuredClone(form.getValues()) }
    await keeper.hold()
    await desk.discardDraft().catch(() => undefined) // the next save replaces it
    keeper.forget()
    begin(desk.next(habits, null), crypto.randomUUID(), desk.firstField)
    undoClear.current = toast.show({
      title: t('cleared'),
      tone: 'info',
      action: {
        label: t('undoClear'),
        onAction: () => {
          undoClear.current = null
          begin(before.values, before.id, before.field)
          keeper.touch()
        },
      },
    })
  }

  const context = useMemo(() => ({ desk, settings, habits, keeper, goTo }), [desk, settings, habits, keeper, goTo])
  const notice: FoundDraftProps | null =
    found && showsFound ? { updatedAt: found.updatedAt, onDiscard: clear, onClose: () => setShowsFound(false) } : null
  return (
    <FormProvider {...form}>
      <IntakeContext value={context}>
        <div className="intake" ref={root}>
          <IntakeForm
            key={turn}
            root={root}
            caseId={caseId}
            onReceived={receivedCase}
            onClear={() => void clear()}
            notices={
              <>
                {notice && restored && <RestoredNotice {...notice} />}
                {notice && !restored && <UnreadableNotice {...notice} payload={found?.payload ?? ''} />}
                {last && <ReceivedNotice received={last} onClose={() => setLast(null)} />}
              </>
            }
          />
        </div>
      </IntakeContext>
    </FormProvider>
  )
}
