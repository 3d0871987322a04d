// What is recorded about sheets, each by its name:
//   PostDialog     { sheets, places, start, onPosted, onClose }   put up: where, when, by whom
//   RemoveDialog   { postings, onClose }                 taken down
//   UndoDialog     { postings, onClose }                 they were not taken down after all
//   StrikeDialog   { postings, onClose }                 an entry made in error
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Posting, type SheetRow, type SheetSize, sheetSizes } from '../../electron/api/disclosure.ts'
import { useSession } from '../app/session.tsx'
import { api } from '../client.ts'
import { today } from '../conformity/today.ts'
import { staleDocuments } from '../documents/document-queries.ts'
import { SuggestInput } from '../ui/combobox.tsx'
import { DateInput } from '../ui/date-input.tsx'
import { Field, FormGrid } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { TextArea, TextInput } from '../ui/text-input.tsx'
import { useStalePostings } from './disclosure-queries.ts'

/** How sheets were printed: what the entry about their posting begins with. */
export interface PrintedHow {
  readonly size: SheetSize
  readonly place: string
}

export const sourcesOf = (sheets: readonly SheetRow[]) =>
  sheets.map(({ procedureVersionId, versionId }) => ({ procedureVersionId, versionId }))

interface PostDialogProps {
  sheets: readonly SheetRow[]
  places: string[]
  start: PrintedHow
  /** Told how they were posted, once they are. */
  onPosted: (how: PrintedHow) => void
  onClose: () => void
}

export function PostDialog({ sheets, places, start, onPosted, onClose }: PostDialogProps) {
  const { t } = useTranslation('disclosure')
  const { fullName } = useSession()
  const stale = useStalePostings()
  const [size, setSize] = useState<SheetSize>(start.size)
  const [place, setPlace] = useState(start.place)
  const [postedOn, setPostedOn] = useState(today)
  const [postedBy, setPostedBy] = useState(fullName)
  return (
    <FormDialog
      stale={staleDocuments}
      title={t('post.title', { count: sheets.length })}
      description={<SheetNames names={sheets.map(({ name }) => name)} />}
      confirm={t('post.confirm')}
      done={t('post.done', { count: sheets.length })}
      act={() => api.disclosure.post({ sheets: sourcesOf(sheets), size, place, postedOn, postedBy })}
      onDone={() => {
        onPosted({ size, place })
        stale()
      }}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('field.place')} hint={t('field.placeHint')} error={errors.place} span={8} required>
            <SuggestInput
              items={places}
              itemKey={(known) => known}
              itemLabel={(known) => known}
              value={place}
              onValueChange={setPlace}
            />
          </Field>
          <Field group label={t('field.size')} span={4}>
            <SizeChoice value={size} onChange={setSize} />
          </Field>
          <Field label={t('field.postedOn')} error={errors.postedOn} span={6} required>
            <DateInput value={postedOn} onValueChange={setPostedOn} />
          </Field>
          <Field label={t('field.postedBy')} error={errors.postedBy} span={6} required>
            <TextInput maxLength={200} value={postedBy} onValueChange={setPostedBy} />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}

export function SizeChoice({ value, onChange }: { value: SheetSize; onChange: (size: SheetSize) => void }) {
  const { t } = useTranslation('disclosure')
  return (
    <RadioGroup<SheetSize>
      look="segmented"
      options={sheetSizes.map((size) => ({ value: size, label: t(`size.${size}`) }))}
      value={value}
      onValueChange={onChange}
    />
  )
}

const namesShown = 3

function SheetNames({ names }: { names: readonly string[] }) {
  const { t } = useTranslation('disclosure')
  const more = names.length - namesShown
  const first = names.slice(0, namesShown).join('; ')
  return more > 0 ? t('andMore', { names: first, count: more }) : first
}

interface PostingsDialogProps {
  postings: readonly Posting[]
  onClose: () => void
}

const namesOf = (postings: readonly Posting[]) => postings.map(({ name, place }) => `${name} – ${place}`)
const idsOf = (postings: readonly Posting[]) => postings.map(({ id }) => id)

export function RemoveDialog({ postings, onClose }: PostingsDialogProps) {
  const { t } = useTranslation('disclosure')
  const { fullName } = useSession()
  const stale = useStalePostings()
  const [removedOn, setRemovedOn] = useState(today)
  const [removedBy, setRemovedBy] = useState(fullName)
  return (
    <FormDialog
      stale={staleDocuments}
      title={t('remove.title', { count: postings.length })}
      description={<SheetNames names={namesOf(postings)} />}
      confirm={t('remove.confirm')}
      done={t('remove.done', { count: postings.length })}
      act={() => api.disclosure.remove({ postingIds: idsOf(postings), removedOn, removedBy })}
      onDone={stale}
      onClose={onClose}
    >
      {(errors) => (
        <FormGrid>
          <Field label={t('field.removedOn')} error={errors.removedOn} span={6} required>
            <DateInput value={removedOn} onValueChange={setRemovedOn} />
          </Field>
          <Field label={t('field.removedBy')} error={errors.removedBy} span={6} required>
            <TextInput maxLength={200} value={removedBy} onValueChange={setRemovedBy} />
          </Field>
        </FormGrid>
      )}
    </FormDialog>
  )
}

export function UndoDialog({ postings, onClose }: PostingsDialogProps) {
  const { t } = useTranslation('disclosure')
  const stale = useStalePostings()
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      stale={staleDocuments}
      title={t('undo.title')}
      description={<SheetNames names={namesOf(postings)} />}
      confirm={t('undo.confirm')}
      done={t('undo.done')}
      act={() => api.disclosure.undoRemoval({ postingIds: idsOf(postings), reason })}
      onDone={stale}
      onClose={onClose}
    >
      {(errors) => (
        <Field label={t('field.reason')} error={errors.reason}>
          <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
        </Field>
      )}
    </FormDialog>
  )
}

export function StrikeDialog({ postings, onClose }: PostingsDialogProps) {
  const { t } = useTranslation('disclosure')
  const stale = useStalePostings()
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      stale={staleDocuments}
      title={t('strike.title')}
      description={<SheetNames names={namesOf(postings)} />}
      confirm={t('strike.confirm')}
      danger
      done={t('strike.done')}
      act={() => api.disclosure.strike({ postingIds: idsOf(postings), reason })}
      onDone={stale}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <p>{t('strike.text')}</p>
          <Field label={t('field.reason')} error={errors.reason} required>
            <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
          </Field>
        </>
      )}
    </FormDialog>
  )
}
