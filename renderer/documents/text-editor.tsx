// TextEditor { versionId }: a draft of a manual, policy, form or instruction: headed sections of plain text. Saving never submits. It saves by
// itself when nobody has typed for a while and when the screen is left; what is typed between two saves is kept as a draft within two
// seconds, so that a power cut takes no more.
import './text-editor.css'
import { useQuery } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, Plus, Save, Trash2 } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { OutputOf } from '../../electron/api/contract.ts'
import { type TextContent, type VersionChange, versionChanges } from '../../electron/api/documents.ts'
import { routes } from '../app/routes.ts'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { failureOf, failureText, issueText } from '../failures.ts'
import { formatInstant } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { TextArea, TextInput } from '../ui/text-input.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { useDocumentMutation, versionQuery } from './document-queries.ts'
import { DraftState } from './draft-state.tsx'
import { encodeText, findText, type TypedText } from './text-draft.ts'
import { useVersionDraft } from './use-version-draft.ts'

type Version = OutputOf<'documents.getVersion'>

const saveKeys = 'Ctrl+S'
const saveAfterIdleMs = 15_000

export function TextEditor({ documentId, versionId }: { documentId: string; versionId: string }) {
  const { t } = useTranslation('documents')
  const [, navigate] = useLocation()
  // Read once: what comes later is this screen's own saving.
  const version = useQuery({ ...versionQuery(versionId), staleTime: Number.POSITIVE_INFINITY })
  const [openedAs] = useState(() => crypto.randomUUID())
  const draft = useQuery({
    queryKey: ['editor.getDraft', versionId, openedAs],
    queryFn: () => api.documents.getDraft({ versionId }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [first, setFirst] = useState<Version>()
  if (version.data && !version.isFetching && !first) setFirst(version.data)
  const breadcrumbs = [
    { label: t('list.title'), onSelect: () => navigate(routes.documents) },
    { label: first?.code ?? '…', onSelect: () => navigate(routes.document(documentId)) },
  ]
  if (first && draft.data !== undefined && first.body.kind !== 'process') {
    const { kind, content } = first.body
    return <LoadedEditor first={first} kind={kind} firstContent={content} found={draft.data} breadcrumbs={breadcrumbs} />
  }
  const failed = [version, draft].find((query) => query.isError)
  return (
    <Page title={t('text.title')} breadcrumbs={breadcrumbs}>
      {failed ? <QueryFailure error={failed.error} onRetry={() => failed.refetch()} /> : <Spinner />}
    </Page>
  )
}

interface LoadedEditorProps {
  first: Version
  kind: Exclude<Version['body']['kind'], 'process'>
  firstContent: TextContent
  found: { payload: string; updatedAt: string } | null
  breadcrumbs: { label: string; onSelect: () => void }[]
}

function LoadedEditor({ first, kind, firstContent, found, breadcrumbs }: LoadedEditorProps) {
  const { t } = useTranslation('documents')
  const { id: versionId, basedOn, revision, reason } = first.version
  const isDraft = first.version.status === 'draft'
  const [stored] = useState<TypedText>({ content: firstContent, change: revision === 0 ? 'issue' : 'revision', reason })
  const [draft] = useState(() => (found && isDraft ? findText(found.payload) : undefined))
  const [typed, setTyped] = useState<TypedText>(draft?.typed ?? stored)
  const [saved, setSaved] = useState(stored)
  const [showsRestored, setShowsRestored] = useState(draft !== undefined)
  const hash = useRef(draft?.basedOnHash ?? first.version.hash)
  const now = useRef({ typed, saved })
  now.current = { typed, saved }
  const isDirty = typed !== saved

  const send = async ({ content, change, reason: why }: TypedText) => {
    const body = { kind, content }
    const done = await api.documents.save({ versionId, body, change, reason: why, basedOnHash: hash.current })
    hash.current = done.hash
    await api.documents.dropDraft({ versionId }).catch(() => undefined) // the next draft replaces it
    return done
  }
  const keeper = useVersionDraft({
    versionId,
    read: () => encodeText({ basedOnHash: hash.current, typed: now.current.typed }),
    isChanged: () => now.current.typed !== now.current.saved,
    found: draft ? found : null,
    onLeave: async (leaving) => {
      // First the draft: a version that cannot be saved any more loses nothing.
      await leaving.stop()
      if (isDirty && isDraft) await send(typed).catch(() => undefined)
    },
  })
  useEffect(() => {
    if (typed !== saved && isDraft) keeper.touch()
  }, [typed, saved, isDraft, keeper])
  const save = useDocumentMutation(
    async (sent: TypedText) => {
      await keeper.hold()
      return send(sent)
    },
    (_, sent) => {
      keeper.forget()
      setShowsRestored(false)
      setSaved(sent)
      if (now.current.typed !== sent) keeper.touch()
    },
  )
  const start = () => {
    if (!isDirty || !isDraft || save.isPending) return
    const onError = () => {
      keeper.start()
      keeper.touch()
    }
    save.mutate(typed, { onError })
  }
  useShortcut('documents.save', saveKeys, start, { labelKey: 'documents:shortcut.save', enabled: isDraft })
  const discard = async () => {
    await keeper.hold()
    await api.documents.dropDraft({ versionId }).catch(() => undefined)
    keeper.forget()
    hash.current = first.version.hash
    setTyped(saved)
    setShowsRestored(false)
  }

  const saveIdle = useEffectEvent(start)
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of what is typed begins the wait anew
  useEffect(() => {
    const timer = setTimeout(() => saveIdle(), saveAfterIdleMs)
    return () => clearTimeout(timer)
  }, [typed])

  const change = (next: Partial<TextContent>) => setTyped({ ...typed, content: { ...typed.content, ...next } })
  const { sections } = typed.content
  const changeSection = (at: number, next: Partial<TextContent['sections'][number]>) =>
    change({ sections: sections.map((section, index) => (index === at ? { ...section, ...next } : section)) })
  const moveSection = (from: number, to: number) => {
    const moved = sections[from]
    if (moved && to >= 0 && to < sections.length) change({ sections: sections.toSpliced(from, 1).toSpliced(to, 0, moved) })
  }
  const issues = save.error ? failureOf(save.error).issues : []
  const errors = Object.fromEntries(issues.map((issue) => [issue.path, issueText(t, issue)]))
  const content = typed.content

  return (
    <Page
      title={t('text.titleOf', { code: first.code })}
      breadcrumbs={breadcrumbs}
      badge={isDirty ? undefined : <Badge tone="success">{t('text.saved')}</Badge>}
      actions={
        <>
          {isDirty && <DraftState keeper={keeper} />}
          <Button onClick={breadcrumbs[1]?.onSelect}>{t('text.back')}</Button>
          <Button
            variant="primary"
            icon={Save}
            shortcut={saveKeys}
            busy={save.isPending}
            disabled={!isDirty || !isDraft}
            onClick={start}
          >
            {t('text.save')}
          </Button>
        </>
      }
    >
      <div className="text-editor">
        {!isDraft && <Banner tone="warn">{t('text.notDraft')}</Banner>}
        {showsRestored && found && (
          <Banner
            tone="info"
            title={t('process-editor:draft.restored', { at: formatInstant(found.updatedAt) })}
            onClose={() => setShowsRestored(false)}
          >
            <Button size="small" onClick={() => void discard()}>
              {t('process-editor:draft.discard')}
            </Button>
          </Banner>
        )}
        {save.error && <Banner tone="error">{failureText(t, save.error)}</Banner>}
        <Card title={t('text.facts')}>
          <FormGrid>
            <Field label={t('field.name')} error={errors['body.content.name']} required>
              <TextInput autoFocus maxLength={500} value={content.name} onValueChange={(name) => change({ name })} />
            </Field>
            <Field label={t('field.field')} span={6}>
              <TextInput maxLength={200} value={content.field} onValueChange={(field) => change({ field })} />
            </Field>
            <Field label={t('field.ownerUnit')} span={6}>
              <TextInput maxLength={200} value={content.ownerUnit} onValueChange={(ownerUnit) => change({ ownerUnit })} />
            </Field>
            {basedOn !== null && (
              <>
                <Field group label={t('draft.change')}>
                  <RadioGroup<VersionChange>
                    options={versionChanges.map((value) => ({ value, label: t(`change.${value}`) }))}
                    value={typed.change}
                    onValueChange={(next) => setTyped({ ...typed, change: next })}
                  />
                </Field>
                <Field label={t('draft.reason')} error={errors.reason} required>
                  <TextArea
                    rows={2}
                    maxLength={1_000}
                    value={typed.reason}
                    onValueChange={(why) => setTyped({ ...typed, reason: why })}
                  />
                </Field>
              </>
            )}
          </FormGrid>
        </Card>
        {sections.map((section, at) => (
          <Card
            // biome-ignore lint/suspicious/noArrayIndexKey: a section is its place; moving one moves what is typed
            key={at}
            title={t('text.section', { number: at + 1 })}
            actions={
              <>
                <IconButton
                  size="small"
                  icon={ArrowUp}
                  label={t('text.up', { number: at + 1 })}
                  disabled={at === 0}
                  onClick={() => moveSection(at, at - 1)}
                />
                <IconButton
                  size="small"
                  icon={ArrowDown}
                  label={t('text.down', { number: at + 1 })}
                  disabled={at === sections.length - 1}
                  onClick={() => moveSection(at, at + 1)}
                />
                <IconButton
                  size="small"
                  icon={Trash2}
                  label={t('text.remove', { number: at + 1 })}
                  onClick={() => change({ sections: sections.toSpliced(at, 1) })}
                />
              </>
            }
          >
            <div className="text-editor">
              <Field label={t('text.heading')}>
                <TextInput maxLength={300} value={section.heading} onValueChange={(heading) => changeSection(at, { heading })} />
              </Field>
              <Field label={t('text.body')}>
                <TextArea
                  rows={5}
                  maxLength={60_000}
                  value={section.body}
                  onValueChange={(body) => changeSection(at, { body })}
                />
              </Field>
            </div>
          </Card>
        ))}
        <p>
          <Button
            icon={Plus}
            disabled={sections.length >= 100}
            onClick={() => change({ sections: [...sections, { heading: '', body: '' }] })}
          >
            {t('text.add')}
          </Button>
        </p>
      </div>
    </Page>
  )
}
