// Somebody else saved the same version: what both changed stands side by side, and the person chooses, part by part. Nothing typed is lost
// by closing this: it stays on the screen and in the draft.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProcessContent } from '../../../electron/api/documents.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { type ContentPart, compareEdits, partLines, takeParts } from './model/merge.ts'
import { sectionOf } from './model/sections.ts'

export interface MergeDialogProps {
  base: ProcessContent | null
  mine: ProcessContent
  theirs: ProcessContent
  onClose: () => void
  onMerged: (content: ProcessContent) => void
}

export function MergeDialog({ base, mine, theirs, onClose, onMerged }: MergeDialogProps) {
  const { t } = useTranslation('process-editor')
  const [{ conflicts, theirs: onlyTheirs }] = useState(() => compareEdits(base, mine, theirs))
  const [taken, setTaken] = useState<ReadonlySet<ContentPart>>(new Set())
  const nameOf = (part: ContentPart) => t(`section.${sectionOf(part)}`)
  const choose = (part: ContentPart, whose: 'mine' | 'theirs') => {
    const next = new Set(taken)
    if (whose === 'theirs') next.add(part)
    else next.delete(part)
    setTaken(next)
  }
  return (
    <Dialog
      open
      size="wide"
      onClose={onClose}
      title={t('merge.title')}
      description={t('merge.text')}
      footer={
        <>
          <Button onClick={onClose}>{t('merge.later')}</Button>
          <Button variant="primary" onClick={() => onMerged(takeParts(mine, theirs, [...onlyTheirs, ...taken]))}>
            {t('merge.save')}
          </Button>
        </>
      }
    >
      {onlyTheirs.length > 0 && <p>{t('merge.theirs', { parts: [...new Set(onlyTheirs.map(nameOf))].join(', ') })}</p>}
      {conflicts.length === 0 && <p>{t('merge.noConflict')}</p>}
      {conflicts.map((part) => (
        <section key={part} className="merge-part">
          <header>
            <h3>{nameOf(part)}</h3>
            <RadioGroup
              look="segmented"
              label={nameOf(part)}
              options={[
                { value: 'mine', label: t('merge.takeMine') },
                { value: 'theirs', label: t('merge.takeTheirs') },
              ]}
              value={taken.has(part) ? 'theirs' : 'mine'}
              onValueChange={(whose) => choose(part, whose)}
            />
          </header>
          <div className="merge-sides">
            <Side title={t('merge.mine')} lines={partLines(mine[part])} others={partLines(theirs[part])} />
            <Side title={t('merge.saved')} lines={partLines(theirs[part])} others={partLines(mine[part])} />
          </div>
        </section>
      ))}
    </Dialog>
  )
}

function Side({ title, lines, others }: { title: string; lines: readonly string[]; others: readonly string[] }) {
  const known = new Set(others)
  return (
    <div className="merge-side">
      <h4>{title}</h4>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text have no identity but their place
        <p key={index} className={known.has(line) ? undefined : 'merge-differs'}>
          {line}
        </p>
      ))}
    </div>
  )
}
