// PostingsTab { of }: the log of what hangs and hung where, or only what must come down, with the reasons.
import { useQuery } from '@tanstack/react-query'
import { CircleCheck, ClipboardList, Trash2, Undo2 } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Posting, PostingState } from '../../electron/api/disclosure.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { formatDate, formatNumber } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { ChoiceKeys, choiceColumn, useChoice } from '../ui/choosing.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { matchesQuery } from '../ui/matches-query.ts'
import { TextInput } from '../ui/text-input.tsx'
import type { Tone } from '../ui/tones.ts'
import { Toolbar, ToolbarSpace } from '../ui/toolbar.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { disclosureAddress } from './addresses.ts'
import { postingsQuery } from './disclosure-queries.ts'
import { RemoveDialog, StrikeDialog, UndoDialog } from './posting-dialogs.tsx'

const tones: Readonly<Record<PostingState, Tone | 'neutral'>> = {
  hanging: 'success',
  outdated: 'error',
  removed: 'neutral',
  struck: 'neutral',
}
const hangs = ({ state }: Posting): boolean => state === 'hanging' || state === 'outdated'

export function PostingsTab({ of }: { of: 'log' | 'takeDown' }) {
  const { t } = useTranslation('disclosure')
  const [, navigate] = useLocation()
  const mayManage = usePermission('disclosure.manage')
  const postings = useQuery(postingsQuery)
  const [typed, setTyped] = useState('')
  const [selected, setSelected] = useState<string | null>(null)
  const [dialog, setDialog] = useState<'remove' | 'undo' | 'strike' | null>(null)
  const query = useDeferredValue(typed)
  const rows = useMemo(
    () =>
      (postings.data?.rows ?? []).filter(
        (row) =>
          (of === 'log' || row.state === 'outdated') &&
          matchesQuery(`${row.code} ${row.name} ${row.place} ${row.postedBy}`, query),
      ),
    [postings.data, of, query],
  )
  const choice = useChoice(useMemo(() => rows.map(({ id }) => id), [rows]))
  const meant = choice.chosen.length > 0 ? choice.chosen : selected === null ? [] : [selected]
  const chosen = rows.filter(({ id }) => meant.includes(id))
  const mayRemove = chosen.length > 0 && chosen.every(hangs)
  const mayUndo = chosen.length > 0 && chosen.every(({ state }) => state === 'removed')
  const mayStrike = chosen.length > 0 && chosen.every(({ state }) => state !== 'struck')
  const openRemove = () => mayRemove && setDialog('remove')
  useShortcut('disclosure.remove', 'Ctrl+Shift+G', openRemove, { labelKey: 'disclosure:shortcut.remove', enabled: mayManage })

  const columns: Column<Posting>[] = [
    ...(mayManage
      ? [
          choiceColumn<Posting>(
            choice,
            t('column.choice'),
            ({ id }) => id,
            ({ name, place }) => t('chooseAt', { name, place }),
          ),
        ]
      : []),
    { id: 'name', header: t('column.sheet'), grow: 2.5, minWidth: 9.5, render: (row) => row.name },
    {
      id: 'version',
      header: t('column.version'),
      grow: 1,
      minWidth: 7,
      render: (row) => t('printedVersion', { code: row.code, version: row.version, size: t(`size.${row.size}`) }),
    },
    { id: 'place', header: t('column.place'), grow: 1.5, minWidth: 7, render: (row) => row.place },
    {
      id: 'posted',
      header: t('column.posted'),
      grow: 1.3,
      minWidth: 8.5,
      render: (row) => t('dayAndName', { date: formatDate(row.postedOn), name: row.postedBy }),
    },
    {
      id: 'state',
      header: of === 'takeDown' ? t('column.why') : t('column.state'),
      grow: 2,
      minWidth: 10,
      render: (row) =>
        row.state === 'outdated' ? (
          <span className="disclosure-why">
            {of === 'log' && <Badge tone="error">{t('state.outdated')}</Badge>}{' '}
            {row.reasons.map((why) => t(`why.${why}`)).join('; ')}
          </span>
        ) : (
          <>
            <Badge tone={tones[row.state]}>{t(`state.${row.state}`)}</Badge>{' '}
            {row.state === 'removed' && t('dayAndName', { date: formatDate(row.removedOn ?? ''), name: row.removedBy })}
            {row.state === 'struck' && row.struckReason}
          </>
        ),
    },
  ]

  if (postings.isError) return <QueryFailure error={postings.error} onRetry={() => postings.refetch()} />
  const hasAny = (postings.data?.rows.length ?? 0) > 0
  return (
    <div className="disclosure-tab">
      {hasAny && (
        <Toolbar label={t('filter')}>
          <TextInput
            type="search"
            className="disclosure-search"
            aria-label={t('searchLog')}
            placeholder={t('searchLog')}
            value={typed}
            onValueChange={setTyped}
            onClear={() => setTyped('')}
          />
          {mayManage && (
            <Checkbox
              label={t('chooseShown', { number: formatNumber(rows.length) })}
              checked={choice.all}
              indeterminate={!choice.all && choice.chosen.length > 0}
              disabled={rows.length === 0}
              onCheckedChange={choice.setAll}
            />
          )}
          <ToolbarSpace />
          {mayManage && (
            <>
              {of === 'log' && (
                <>
                  <Button icon={Undo2} aria-disabled={!mayUndo} onClick={() => mayUndo && setDialog('undo')}>
                    {t('undo.open')}
                  </Button>
                  <Button icon={Trash2} aria-disabled={!mayStrike} onClick={() => mayStrike && setDialog('strike')}>
                    {t('strike.open')}
                  </Button>
                </>
              )}
              <Button
                variant="primary"
                icon={CircleCheck}
                shortcut="Ctrl+Shift+G"
                aria-disabled={!mayRemove}
                onClick={openRemove}
              >
                {t('remove.open')}
              </Button>
            </>
          )}
        </Toolbar>
      )}
      <ChoiceKeys rowKey={selected} onToggle={choice.toggle}>
        <Card flush className="disclosure-sheet">
          <DataTable
            label={t(`tab.${of}`)}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            selectedKey={selected}
            onSelect={({ id }) => setSelected(id)}
            loading={postings.isPending}
            lines="all"
            empty={
              of === 'takeDown' ? (
                <EmptyState icon={CircleCheck} title={t('nothingToTakeDown')}>
                  {t('nothingToTakeDownText')}
                </EmptyState>
              ) : (
                <EmptyState
                  icon={ClipboardList}
                  title={t(hasAny ? 'nothingFound' : 'noPostings')}
                  action={!hasAny && <Button onClick={() => navigate(disclosureAddress('sheets'))}>{t('toSheets')}</Button>}
                >
                  {t(hasAny ? 'nothingFoundText' : 'noPostingsText')}
                </EmptyState>
              )
            }
          />
        </Card>
      </ChoiceKeys>
      {dialog === 'remove' && <RemoveDialog postings={chosen} onClose={() => setDialog(null)} />}
      {dialog === 'undo' && <UndoDialog postings={chosen} onClose={() => setDialog(null)} />}
      {dialog === 'strike' && <StrikeDialog postings={chosen} onClose={() => setDialog(null)} />}
    </div>
  )
}
