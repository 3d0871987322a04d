// The editor: sections on the left, the fields of one section beside them, below what the linter found. Saving is asked for (Ctrl+S); until
// then a draft is kept on this machine.
import './editor.css'
import { useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { ListChecks } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { FormProvider, useForm, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { ProcessContent, VersionChange } from '../../../electron/api/documents.ts'
import { useLeaveGuard } from '../../app/leave-guard.ts'
import { routes } from '../../app/routes.ts'
import { api } from '../../client.ts'
import { DraftState } from '../../documents/draft-state.tsx'
import { useVersionDraft } from '../../documents/use-version-draft.ts'
import { failureOf, failureText } from '../../failures.ts'
import { formatInstant } from '../../format.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Page } from '../../ui/page.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useShortcut } from '../../ui/use-shortcuts.ts'
import { EditorContext } from './editor-context.ts'
import { FindingList } from './finding-list.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { encodeDraft, findDraft } from './model/draft.ts'
import { type SectionId, sectionIds, sectionOf, sectionsOf } from './model/sections.ts'
import { type EditorValues, isSame, problemsOf, toContent, toValues } from './model/values.ts'
import { SectionNav } from './section-nav.tsx'
import { SectionBody } from './sections/section-body.tsx'
import { complaintsOf, useFindings } from './use-findings.ts'

export interface EditorProps {
  documentId: string
  versionId: string
  code: string
  number: { issue: number; revision: number }
  /** No version before it: nothing is changed, so no reason is asked. */
  isFirst: boolean
  change: VersionChange
  reason: string
  hash: string
  content: ProcessContent
  found: { payload: string; updatedAt: string } | null
}

export function Editor(props: EditorProps) {
  const [draft] = useState(() => (props.found ? findDraft(props.found.payload) : undefined))
  const [saved] = useState(() => toValues(props.content, props.change, props.reason))
  const form = useForm<EditorValues>({ defaultValues: draft ? structuredClone(draft.values) : structuredClone(saved) })
  return (
    <FormProvider {...form}>
      <EditorDesk {...props} form={form} draft={draft} saved={saved} />
    </FormProvider>
  )
}

interface DeskProps extends EditorProps {
  form: ReturnType<typeof useForm<EditorValues>>
  draft: ReturnType<typeof findDraft>
  /** As the version is stored. */
  saved: EditorValues
}

/** What the texts on the screen were typed over; `content` null: not known any more, after a crash and a save of somebody else. */
interface Base {
  readonly hash: string
  readonly content: ProcessContent | null
}

/** What is typed into a cell becomes its value when the cell is left. Returns what had the keyboard. */
function leaveField(): HTMLElement | null {
  const focused = document.activeElement
  if (!(focused instanceof HTMLElement)) return null
  focused.blur()
  return focused
}

const isSection = (id: string | undefined): id is SectionId => (sectionIds as readonly string[]).includes(id ?? '')

function EditorDesk({ documentId, versionId, code, number, isFirst, hash, content, found, form, draft, saved }: DeskProps) {
  const { t } = useTranslation('process-editor')
  const toast = useToast()
  const queries = useQueryClient()
  const [, navigate] = useLocation()
  const root = useRef<HTMLDivElement>(null)
  const [section, setSection] = useState<SectionId>(isSection(draft?.section) ? draft.section : 'general')
  const [target, setTarget] = useState<{ readonly path: string } | null>(null)
  const [showsFindings, setShowsFindings] = useState(false)
  const [showsRestored, setShowsRestored] = useState(draft !== undefined)
  const [isSaving, setSaving] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [other, setOther] = useState<{ readonly hash: string; readonly content: ProcessContent } | null>(null)
  const [leaving, setLeaving] = useState<(() => void) | null>(null)
  /** Begins the fields anew after the whole content was replaced. */
  const [turn, setTurn] = useState(0)
  const base = useRef<Base>(draft && draft.basedOnHash !== hash ? { hash: draft.basedOnHash, content: null } : { hash, content })
  const stored = useRef(saved)
  const shown = useRef(section)
  shown.current = section

  const isChanged = () => !isSame(form.getValues(), stored.current)
  const keeper = useVersionDraft({
    versionId,
    read: () => encodeDraft({ basedOnHash: base.current.hash, section: shown.current, values: form.getValues() }),
    isChanged,
    found: draft ? found : null,
  })
  useEffect(() => form.subscribe({ formState: { values: true }, callback: () => keeper.touch() }), [form, keeper])
  const { checkNow, ...checked } = useFindings()

  const goTo = useCallback((path: string) => {
    setSection(sectionOf(path))
    setTarget({ path })
  }, [])
  // Fields that are no table are found by their path, once their section stands there.
  useEffect(() => {
    if (!target) return
    const field = root.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(target.path)}"]`)
    field?.querySelector<HTMLElement>('input, textarea, button')?.focus()
  }, [target])

  const begin = (values: EditorValues) => {
    form.reset(structuredClone(values))
    setTurn((before) => before + 1)
    setShowsRestored(false)
    checkNow()
  }

  const store = async (values: EditorValues): Promise<boolean> => {
    setSaving(true)
    setFailure(null)
    await keeper.hold()
    try {
      const next = toContent(values)
      const input = { versionId, body: { kind: 'process' as const, content: next }, change: values.change, reason: values.reason }
      const done = await api.documents.save({ ...input, basedOnHash: base.current.hash })
      base.current = { hash: done.hash, content: next }
      stored.current = structuredClone(values)
      await api.documents.dropDraft({ versionId }).catch(() => undefined) // the next draft replaces it
      keeper.forget()
      // What was typed while it was saved is a change again.
      if (isChanged()) keeper.touch()
      setShowsRestored(false)
      void queries.invalidateQueries({ predicate: ({ queryKey: [name] }) => String(name).startsWith('documents.') })
      toast.show({ title: t('saved') })
      return true
    } catch (error) {
      keeper.start()
      keeper.touch()
      await refuse(error)
      return false
    } finally {
      setSaving(false)
    }
  }

  const refuse = async (error: unknown) => {
    if (failureOf(error).code === 'document.changedMeanwhile') {
      const { version, body } = await api.documents.getVersion({ versionId })
      if (body.kind === 'process') return setOther({ hash: version.hash, content: body.content })
    }
    const [first] = complaintsOf(t as TFunction, error)
    if (first) {
      checkNow()
      goTo(first.path)
    }
    setFailure(failureText(t as TFunction, error))
  }

  /** Saves what stands on the screen; false when it could not. */
  const save = async (): Promise<boolean> => {
    if (isSaving) return false
    const focused = leaveField()
    const values = structuredClone(form.getValues())
    const [problem] = problemsOf(values)
    if (problem) {
      setFailure(t(`problem.${problem.code}`, problem.params))
      checkNow()
      goTo(problem.path)
      return false
    }
    const isDone = await store(values)
    if (isDone && focused?.isConnected) focused.focus()
    return isDone
  }

  const merge = async (merged: ProcessContent) => {
    if (!other) return
    base.current = other
    setOther(null)
    const { change, reason } = form.getValues()
    const values = toValues(merged, change, reason)
    begin(values)
    await store(values)
  }

  const discard = async () => {
    const before = structuredClone(form.getValues())
    const { current: typedOver } = base
    await keeper.hold()
    await api.documents.dropDraft({ versionId }).catch(() => undefined)
    keeper.forget()
    base.current = { hash, content }
    begin(stored.current)
    toast.show({
      tone: 'info',
      title: t('draft.discarded'),
      action: {
        label: t('undo'),
        onAction: () => {
          base.current = typedOver
          begin(before)
          keeper.touch()
        },
      },
    })
  }

  useLeaveGuard((go) => {
    leaveField()
    if (!isChanged()) return false
    setLeaving(() => go)
    return true
  })
  useShortcut('editor.save', 'Ctrl+S', () => void save(), { labelKey: 'process-editor:shortcut.save' })
  const order = () => {
    const { printed, further } = sectionsOf(form.getValues('skeleton'))
    return [...printed, ...further]
  }
  const step = (by: number) => {
    const next = order()[order().indexOf(section) + by]
    if (!next) return
    leaveField()
    setSection(next)
    setTarget(null)
    requestAnimationFrame(() => root.current?.querySelector<HTMLElement>('.editor-fields :is(input, textarea, button)')?.focus())
  }
  useShortcut('editor.next', 'Ctrl+PageDown', () => step(1), { labelKey: 'process-editor:shortcut.next' })
  useShortcut('editor.previous', 'Ctrl+PageUp', () => step(-1), { labelKey: 'process-editor:shortcut.previous' })
  const lastFinding = useRef(-1)
  const nextFinding = () => {
    const places = [...checked.findings, ...checked.unknownLaws]
    if (places.length === 0) return
    lastFinding.current = (lastFinding.current + 1) % places.length
    setShowsFindings(true)
    goTo(places[lastFinding.current]?.path ?? '')
  }
  useShortcut('editor.finding', 'F8', nextFinding, { labelKey: 'process-editor:shortcut.finding' })

  const context = useMemo(() => ({ marks: checked.marks, target }), [checked.marks, target])
  const errors = checked.findings.filter(({ severity }) => severity === 'error').length
  const hasUnknown = checked.unknownLaws.length > 0
  const warnings = checked.findings.length - errors + (hasUnknown ? 1 : 0)
  return (
    <EditorContext value={context}>
      <Page
        title={code}
        description={
          <>
            {t('description', number)} <ProcessName />
          </>
        }
        breadcrumbs={[
          { label: t('breadcrumb'), onSelect: () => navigate(routes.processes) },
          { label: code, onSelect: () => navigate(routes.process(documentId)) },
        ]}
        fill
        actions={
          <>
            <DraftState keeper={keeper} />
            <Button variant="primary" shortcut="Ctrl+S" busy={isSaving} onClick={() => void save()}>
              {t('save')}
            </Button>
          </>
        }
      >
        <div className="editor" ref={root}>
          <SectionNav
            shown={section}
            onShow={(id) => {
              setSection(id)
              setTarget(null)
            }}
            checked={checked}
          />
          <div className="editor-main">
            {showsRestored && found && (
              <Banner
                tone="info"
                title={t('draft.restored', { at: formatInstant(found.updatedAt) })}
                onClose={() => setShowsRestored(false)}
              >
                <Button size="small" onClick={() => void discard()}>
                  {t('draft.discard')}
                </Button>
              </Banner>
            )}
            {failure && (
              <Banner tone="error" title={t('notSaved')} onClose={() => setFailure(null)}>
                {failure}
              </Banner>
            )}
            <section className="editor-fields" key={`${turn} ${section}`} aria-labelledby="editor-section">
              <h2 id="editor-section">{t(`section.${section}`)}</h2>
              <SectionBody id={section} isFirst={isFirst} />
            </section>
          </div>
          <section className="editor-findings" aria-label={t('findings.label')}>
            <button
              type="button"
              className="editor-findings-head"
              aria-expanded={showsFindings}
              onClick={() => setShowsFindings(!showsFindings)}
            >
              <ListChecks className="icon" aria-hidden />
              {errors + warnings === 0 ? t('findings.none') : t('findings.count', { errors, warnings })}
            </button>
            {showsFindings && errors + warnings > 0 && (
              <FindingList findings={checked.findings} unknownLaws={checked.unknownLaws} onOpen={goTo} onRecorded={checkNow} />
            )}
          </section>
        </div>
      </Page>
      {other && (
        <MergeDialog
          base={base.current.content}
          mine={toContent(form.getValues())}
          theirs={other.content}
          onClose={() => setOther(null)}
          onMerged={(merged) => void merge(merged)}
        />
      )}
      {leaving && (
        <LeaveDialog
          isSaving={isSaving}
          onStay={() => setLeaving(null)}
          onLeave={() => {
            setLeaving(null)
            leaving()
          }}
          onSave={async () => {
            const isDone = await save()
            setLeaving(null)
            if (isDone) leaving()
          }}
        />
      )}
    </EditorContext>
  )
}

interface LeaveDialogProps {
  isSaving: boolean
  onStay: () => void
  onLeave: () => void
  onSave: () => void
}

function LeaveDialog({ isSaving, onStay, onLeave, onSave }: LeaveDialogProps) {
  const { t } = useTranslation('process-editor')
  const first = useRef<HTMLButtonElement>(null)
  return (
    <Dialog
      open
      size="small"
      onClose={onStay}
      title={t('leave.title')}
      initialFocus={first}
      footer={
        <>
          <Button onClick={onStay}>{t('leave.stay')}</Button>
          <Button onClick={onLeave}>{t('leave.leave')}</Button>
          <Button ref={first} variant="primary" busy={isSaving} onClick={onSave}>
            {t('leave.save')}
          </Button>
        </>
      }
    >
      {t('leave.text')}
    </Dialog>
  )
}

/** As it stands in the form, drawn by itself. */
function ProcessName() {
  const name = useWatch<EditorValues, 'name'>({ name: 'name' })
  return name.trim() === '' ? null : <>· {name}</>
}
