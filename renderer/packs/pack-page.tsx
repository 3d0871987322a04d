// One pack: what a proposal would do here, entry by entry, until the head approves or rejects it; what an applied one did, and what stands in
// the way of taking it back.
import './packs.css'
import '../documents/document-page.css'
import { useQuery } from '@tanstack/react-query'
import { Check, Undo2, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { OutputOf } from '../../electron/api/contract.ts'
import { type EntryChoice, type PackEntry, packParts } from '../../electron/api/packs.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { staleDocuments } from '../documents/document-queries.ts'
import { formatDate, formatInstant, formatNumber } from '../format.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { DescriptionList } from '../ui/description-list.tsx'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Page } from '../ui/page.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { TextArea } from '../ui/text-input.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { PackEntryItem } from './pack-entry.tsx'
import { packQuery, spellKeyId } from './pack-queries.ts'
import { PackStatusBadge, useCountsText, useRefusalText } from './pack-words.tsx'

type Opened = OutputOf<'packs.get'>
type Choices = Readonly<Record<string, EntryChoice>>

export function PackPage({ packId }: { packId: string }) {
  const { t } = useTranslation('packs')
  const [, navigate] = useLocation()
  const opened = useQuery(packQuery(packId))
  const back = () => navigate(routes.packs)
  useShortcut('packs.back', 'Alt+Left', back, { labelKey: 'packs:shortcut.back' })
  const breadcrumbs = [{ label: t('list.title'), onSelect: back }]
  if (opened.data) return <LoadedPack opened={opened.data} breadcrumbs={breadcrumbs} />
  return (
    <Page title={t('page.one')} breadcrumbs={breadcrumbs}>
      {opened.isError ? <QueryFailure error={opened.error} onRetry={() => opened.refetch()} /> : <Spinner />}
    </Page>
  )
}

interface LoadedPackProps {
  opened: Opened
  breadcrumbs: { label: string; onSelect: () => void }[]
}

function LoadedPack({ opened, breadcrumbs }: LoadedPackProps) {
  const { t } = useTranslation('packs')
  const { pack, entries, cases, obstacles } = opened
  const mayApprove = usePermission('document.approve')
  const [choices, setChoices] = useState<Choices>({})
  const [dialog, setDialog] = useState<'approve' | 'reject' | 'rollBack' | null>(null)
  const sheet = useRef<HTMLDivElement>(null)
  // So that PgDn and the arrows read on at once.
  useEffect(() => sheet.current?.focus({ preventScroll: true }), [])
  const isProposed = pack.status === 'proposed'
  const open = entries.filter(({ id, conflict, canTake }) => conflict !== null && canTake && choices[id] === undefined).length
  const mayDecide = mayApprove && isProposed && pack.refusal === null
  useShortcut('packs.approve', 'Ctrl+S', () => setDialog('approve'), {
    labelKey: 'packs:shortcut.approve',
    enabled: mayDecide && open === 0,
  })
  return (
    <Page
      title={pack.title || pack.fileName}
      description={
        pack.number === null ? undefined : t('page.numberOf', { number: formatNumber(pack.number), issuer: pack.issuerName })
      }
      breadcrumbs={breadcrumbs}
      badge={<PackStatusBadge status={pack.status} />}
      actions={
        mayApprove && (
          <>
            {isProposed && (
              <>
                <Button icon={X} onClick={() => setDialog('reject')}>
                  {t('page.reject')}
                </Button>
                <Button
                  variant="primary"
                  icon={Check}
                  shortcut="Ctrl+S"
                  aria-disabled={open > 0 || pack.refusal !== null}
                  onClick={() => setDialog('approve')}
                >
                  {t('page.approve')}
                </Button>
              </>
            )}
            {pack.status === 'applied' && (
              <Button icon={Undo2} aria-disabled={obstacles.length > 0} onClick={() => setDialog('rollBack')}>
                {t('page.rollBack')}
              </Button>
            )}
          </>
        )
      }
    >
      <div className="packs-page" ref={sheet} tabIndex={-1}>
        <State opened={opened} open={open} mayApprove={mayApprove} />
        <Facts opened={opened} />
        {packParts.map((part) => {
          const own = entries.filter((entry) => entry.part === part)
          if (own.length === 0) return null
          return (
            <Part
              key={part}
              title={t('page.part', { part: t(`part.${part}`), number: formatNumber(own.length) })}
              entries={own}
              isMade={pack.status === 'made'}
              mayChoose={mayDecide}
              choices={choices}
              onChoose={(id, choice) => setChoices({ ...choices, [id]: choice })}
            />
          )
        })}
        {cases.length > 0 && <Cases cases={cases} />}
      </div>
      {dialog === 'approve' && (
        <ReasonDialog
          kind="approve"
          act={(reason) => api.packs.approve({ packId: pack.id, choices, reason })}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'reject' && (
        <ReasonDialog
          kind="reject"
          act={(reason) => api.packs.reject({ packId: pack.id, reason })}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'rollBack' && (
        <ReasonDialog
          kind="rollBack"
          act={(reason) => api.packs.rollBack({ packId: pack.id, reason })}
          onClose={() => setDialog(null)}
        />
      )}
    </Page>
  )
}

interface PartProps {
  title: string
  entries: readonly PackEntry[]
  /** The office made it itself: nothing is compared with anything. */
  isMade: boolean
  mayChoose: boolean
  choices: Choices
  onChoose: (id: string, choice: EntryChoice) => void
}

/** The entries of one part; those that change nothing here are shown when they are asked for. */
function Part({ title, entries, isMade, mayChoose, choices, onChoose }: PartProps) {
  const { t } = useTranslation('packs')
  const [showsAll, setShowsAll] = useState(false)
  const telling = entries.filter(({ kind }) => kind !== 'same' && kind !== 'absent')
  const silent = entries.length - telling.length
  return (
    <Card
      flush
      title={title}
      actions={
        silent > 0 && (
          <Button size="small" aria-pressed={showsAll} onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? t('page.hideSame') : t('page.showSame', { number: formatNumber(silent) })}
          </Button>
        )
      }
    >
      <ul className="packs-entries">
        {telling.length === 0 && !showsAll && <li className="packs-entry">{t('page.allSame')}</li>}
        {(showsAll ? entries : telling).map((entry) => (
          <PackEntryItem
            key={entry.id}
            entry={entry}
            isMade={isMade}
            mayChoose={mayChoose}
            choice={choices[entry.id]}
            onChoose={(choice) => onChoose(entry.id, choice)}
          />
        ))}
      </ul>
    </Card>
  )
}

/** What a person must know before anything else: what waits, why it was refused, what forbids taking it back. */
function State({ opened, open, mayApprove }: { opened: Opened; open: number; mayApprove: boolean }) {
  const { t } = useTranslation('packs')
  const refusalText = useRefusalText()
  const { pack, obstacles } = opened
  if (pack.refusal) {
    return (
      <Banner tone="error" title={t('list.refused')}>
        {refusalText(pack.refusal)}
      </Banner>
    )
  }
  if (pack.status === 'proposed') {
    return (
      <>
        <Banner tone="info" title={t('page.nothingYet')}>
          {mayApprove ? t('page.nothingYetText') : t('page.waitsForHead')}
        </Banner>
        {open > 0 && mayApprove && <Banner tone="warn">{t('page.choicesOpen', { number: formatNumber(open) })}</Banner>}
      </>
    )
  }
  if (pack.status !== 'applied' || obstacles.length === 0) return null
  return (
    <Banner tone="info" title={t('page.cannotRollBack')}>
      <ul className="packs-lines">
        {obstacles.map(({ kind, part, code, examples, count }) => (
          <li key={`${kind} ${part} ${code}`}>
            {t(`obstacle.${kind}`, { code, count: formatNumber(count), examples: examples.join(', ') })}
          </li>
        ))}
      </ul>
    </Banner>
  )
}

function Facts({ opened: { pack } }: { opened: Opened }) {
  const { t } = useTranslation('packs')
  const countsText = useCountsText()
  const decided = pack.decidedAt === null ? '' : `${pack.decidedBy}, ${formatInstant(pack.decidedAt)}`
  const file = [{ label: t('field.file'), value: pack.fileName }]
  // Not one word of a refused file is believed, so there is nothing else to show.
  if (pack.status === 'refused') {
    const tried = { label: t('field.tried'), value: `${pack.recordedBy}, ${formatInstant(pack.recordedAt)}` }
    return (
      <Card title={t('page.refusedFacts')}>
        <DescriptionList columns={2} items={[...file, tried]} />
      </Card>
    )
  }
  return (
    <Card title={t('page.facts')}>
      <DescriptionList
        columns={2}
        items={[
          { label: t('field.issuer'), value: pack.issuerName && `${pack.issuerName} (${pack.issuerCode})` },
          { label: t('field.decision'), value: pack.decision },
          { label: t('field.madeOn'), value: pack.madeOn && formatDate(pack.madeOn) },
          { label: t('field.validFrom'), value: pack.validFrom && formatDate(pack.validFrom) },
          { label: t('field.counts'), value: countsText(pack.counts) },
          { label: t('field.offices'), value: pack.offices === null ? t('page.allOffices') : pack.offices.join(', ') },
          { label: t('field.key'), value: <span className="tabular">{spellKeyId(pack.keyId)}</span> },
          ...file,
          { label: t('field.recorded'), value: `${pack.recordedBy}, ${formatInstant(pack.recordedAt)}` },
          ...(pack.status === 'made'
            ? []
            : [
                { label: t('field.decided'), value: decided },
                { label: t('field.reason'), value: pack.reason },
              ]),
        ]}
      />
    </Card>
  )
}

function Cases({ cases }: { cases: Opened['cases'] }) {
  const { t } = useTranslation('packs')
  const [, navigate] = useLocation()
  return (
    <Card flush title={t('cases.title', { number: formatNumber(cases.length) })}>
      <ul className="packs-entries">
        <li className="packs-entry">{t('cases.text')}</li>
        {cases.map(({ caseId, code, applicantName, dueAt, procedureName }) => (
          <li key={caseId} className="packs-entry">
            <span className="packs-entry-head">
              <Button size="small" variant="quiet" onClick={() => navigate(routes.case(caseId))}>
                {code}
              </Button>
              <span className="packs-entry-name">{`${applicantName} · ${procedureName}`}</span>
              <span className="tabular">{dueAt ? t('cases.due', { at: formatInstant(dueAt) }) : ''}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

interface ReasonDialogProps {
  kind: 'approve' | 'reject' | 'rollBack'
  act: (reason: string) => Promise<unknown>
  onClose: () => void
}

function ReasonDialog({ kind, act, onClose }: ReasonDialogProps) {
  const { t } = useTranslation('packs')
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      stale={staleDocuments}
      title={t(`act.${kind}.title`)}
      description={t(`act.${kind}.text`)}
      confirm={t(`act.${kind}.confirm`)}
      danger={kind === 'rollBack'}
      done={t(`act.${kind}.done`)}
      act={() => act(reason)}
      onClose={onClose}
    >
      {(errors) => (
        <Field label={t('field.reason')} hint={t(`act.${kind}.hint`)} error={errors.reason} required>
          <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
        </Field>
      )}
    </FormDialog>
  )
}
