// CommandSearch { onClose, actions }: Ctrl+K, shown while it is mounted. One box over cases, procedures and the program's own actions; ↑ ↓ Enter. A receipt
// scanned into it opens its case. Enter never takes what an earlier text had found: typed ahead of the answer, it waits for it.
import './search/command-search.css'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { ArchiveRestore, BookOpen, FileText, Search, UserRound } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { parseCaseCode } from '../../db/model/identity.ts'
import { routes } from '../app/routes.ts'
import { api } from '../client.ts'
import { failureText } from '../failures.ts'
import { formatDate } from '../format.ts'
import { personFacts } from '../personal/person-facts.ts'
import { whereText } from '../personal/where-text.ts'
import { useUnknownCode } from '../training/use-unknown-code.ts'
import { Banner } from '../ui/banner.tsx'
import { cx } from '../ui/cx.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Icon, type IconType } from '../ui/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { CaseBrief } from './case-parts.tsx'
import { type CommandAction, type Entry, groupEntries } from './search/search-entries.ts'
import { useNow } from './use-now.ts'

export type { CommandAction } from './search/search-entries.ts'

interface CommandSearchProps {
  onClose: () => void
  actions: readonly CommandAction[]
}

const debounceMs = 60
const caseLimit = 12
const personLimit = 4
const oldFileLimit = 3
/** Fewer letters stand in every old file. */
const oldFileLetters = 3
const procedureLimit = 5

export function CommandSearch({ onClose, actions }: CommandSearchProps) {
  const { t } = useTranslation('cases')
  return (
    <Dialog open onClose={onClose} title={t('search.title')}>
      <SearchBox onClose={onClose} actions={actions} />
    </Dialog>
  )
}

function SearchBox({ onClose, actions }: CommandSearchProps) {
  const { t } = useTranslation('cases')
  const listId = useId()
  const [, navigate] = useLocation()
  const [typed, setTyped] = useState('')
  const [activeId, setActiveId] = useState<string>()
  const [waits, setWaits] = useState(false)
  const text = typed.trim()
  const found = useFound(text)
  const unknownCode = useUnknownCode()
  const groups = groupEntries(text, found, actions)
  const entries = groups.flatMap((group) => group.entries)
  const active = entries.find(({ id }) => id === activeId) ?? entries[0]

  const openCase = (caseId: string) => {
    onClose()
    navigate(routes.case(caseId))
  }
  const byCode = useMutation({
    mutationFn: (code: string) => api.cases.findByCode({ code }),
    onSuccess: (hit) => hit && openCase(hit.caseId),
  })

  function choose(entry: Entry | undefined) {
    if (!entry) return
    if (entry.kind === 'case') return openCase(entry.row.id)
    onClose()
    if (entry.kind === 'person') navigate(routes.person(entry.person.id))
    else if (entry.kind === 'oldFile') navigate(routes.oldFiles)
    else if (entry.kind === 'procedure') navigate(routes.procedure(entry.procedure.id))
    else entry.action.run()
  }

  useEffect(() => {
    if (!waits || found.isStale) return
    setWaits(false)
    choose(entries[0])
  })

  function type(next: string) {
    setTyped(next)
    setActiveId(undefined)
    setWaits(false)
    byCode.reset()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      const index = active ? entries.indexOf(active) : -1
      const next = entries[(index + step + entries.length) % entries.length]
      setActiveId(next?.id)
      if (next) document.getElementById(`${listId}${next.id}`)?.scrollIntoView({ block: 'nearest' })
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      if (parseCaseCode(text) !== null) byCode.mutate(text)
      else if (found.isStale) setWaits(true)
      else choose(active)
    }
  }

  const error = byCode.error ?? found.error
  const otherData = unknownCode.explain(text)
  const isNothing = entries.length === 0 && text !== ''
  const isMissing = byCode.data === null || (isNothing && !found.isStale && parseCaseCode(text) !== null)
  const lookedFor = found.isStale ? <Spinner /> : t('search.nothing')
  return (
    <>
      <TextInput
        icon={Search}
        role="combobox"
        aria-label={t('search.title')}
        aria-expanded={entries.length > 0}
        aria-controls={listId}
        aria-activedescendant={active && `${listId}${active.id}`}
        placeholder={t('search.placeholder')}
        maxLength={200}
        value={typed}
        onValueChange={type}
        onClear={() => type('')}
        onKeyDown={onKeyDown}
      />
      <div className="search-found">
        {otherData && <Banner tone="info">{otherData}</Banner>}
        <div className="search-results" id={listId} role="listbox" aria-label={t('search.results')} aria-busy={found.isStale}>
          {groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a list box
            <div key={group.key} role="group" aria-labelledby={`${listId}${group.key}`} className="search-group">
              <p id={`${listId}${group.key}`} className="search-heading">
                {t(`search.group.${group.key}`)}
              </p>
              {group.entries.map((entry) => (
                <EntryLine
                  key={entry.id}
                  id={`${listId}${entry.id}`}
                  entry={entry}
                  active={entry === active}
                  onActive={() => setActiveId(entry.id)}
                  onChoose={() => choose(entry)}
                />
              ))}
            </div>
          ))}
        </div>
      </div>
      <p className="search-note" role="status">
        {error !== null && failureText(t, error)}
        {error === null && !otherData && (isMissing ? t('search.codeNotFound', { code: text }) : isNothing && lookedFor)}
        {text === '' && t('search.hint')}
      </p>
    </>
  )
}

/** What the database finds; while it looks for a new text, what it had found for the one before. */
function useFound(text: string) {
  const query = useDebounced(text)
  const enabled = query !== ''
  const caseInput = { query, limit: caseLimit }
  const cases = useQuery({
    queryKey: ['cases.search', caseInput],
    queryFn: () => api.cases.search(caseInput),
    enabled,
    placeholderData: keepPreviousData,
  })
  const personInput = { query, limit: personLimit }
  const people = useQuery({
    queryKey: ['personal.find', personInput],
    queryFn: () => api.personal.find(personInput),
    enabled,
    placeholderData: keepPreviousData,
  })
  const fileInput = { query, show: 'all' as const, limit: oldFileLimit }
  const oldFiles = useQuery({
    queryKey: ['archive.find', fileInput],
    queryFn: () => api.archive.find(fileInput),
    enabled: query.length >= oldFileLetters,
  })
  const procedureInput = { query, field: null, limit: procedureLimit }
  const procedures = useQuery({
    queryKey: ['procedures.list', procedureInput],
    queryFn: () => api.procedures.list(procedureInput),
    enabled,
    placeholderData: keepPreviousData,
  })
  const isWaiting = [cases, people, procedures].some(({ isPending, isPlaceholderData }) => isPending || isPlaceholderData)
  return {
    cases: cases.data ?? [],
    people: people.data ?? [],
    oldFiles: oldFiles.data?.rows ?? [],
    procedures: procedures.data?.rows ?? [],
    isStale: text !== query || (enabled && isWaiting),
    error: cases.error ?? people.error ?? procedures.error,
  }
}

function useDebounced(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), debounceMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

interface EntryLineProps {
  id: string
  entry: Entry
  active: boolean
  onActive: () => void
  onChoose: () => void
}

// biome-ignore-start lint/a11y/useFocusableInteractive: the focus stays in the box, which names the active line
// biome-ignore-start lint/a11y/useKeyWithClickEvents: the box handles the keys
function EntryLine({ id, entry, active, onActive, onChoose }: EntryLineProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      className={cx('search-entry', active && 'search-active')}
      onPointerMove={onActive}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <Icon of={iconOf(entry)} />
      <EntryWords entry={entry} />
    </div>
  )
}
// biome-ignore-end lint/a11y/useFocusableInteractive: see above
// biome-ignore-end lint/a11y/useKeyWithClickEvents: see above

function iconOf(entry: Entry): IconType {
  if (entry.kind === 'case') return FileText
  if (entry.kind === 'person') return UserRound
  if (entry.kind === 'oldFile') return ArchiveRestore
  return entry.kind === 'procedure' ? BookOpen : (entry.action.icon ?? Search)
}

function EntryWords({ entry }: { entry: Entry }) {
  const nowMs = useNow()
  const { t } = useTranslation('personal')
  if (entry.kind === 'case')
    return (
      <span className="search-words">
        <CaseBrief row={entry.row} nowMs={nowMs} />
        {entry.row.whereabouts && <span className="search-where">{whereText(t, entry.row.whereabouts)}</span>}
      </span>
    )
  if (entry.kind === 'person')
    return (
      <span className="search-words">
        {entry.person.fullName} <span className="search-where tabular">{personFacts(entry.person)}</span>
        <span className="search-where">{t('search.casesOf', { count: entry.person.caseCount })}</span>
      </span>
    )
  if (entry.kind === 'oldFile') {
    const { title, person, year, shelf, box, loan } = entry.file
    return (
      <span className="search-words">
        {[title, person, year].filter(Boolean).join(' – ')}
        <span className="search-where">
          {loan
            ? t('oldFileLent', { holder: loan.borrower, since: formatDate(loan.lentOn) })
            : t('oldFileIn', { where: [shelf, box].filter(Boolean).join(', ') || t('unknownShelf') })}
        </span>
      </span>
    )
  }
  if (entry.kind === 'procedure')
    return <span className="search-words">{`${entry.procedure.shortCode} – ${entry.procedure.name}`}</span>
  return (
    <>
      <span className="search-words">{entry.action.label}</span>
      {entry.action.shortcut && <Kbd keys={entry.action.shortcut} />}
    </>
  )
}
