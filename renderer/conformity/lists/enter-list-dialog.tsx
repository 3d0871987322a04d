// EnterListDialog { onClose, onEntered }: a list as it was signed, its entries pasted from Excel or Word.
import './enter-list-dialog.css'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../client.ts'
import { formatNumber } from '../../format.ts'
import { Banner } from '../../ui/banner.tsx'
import { DateInput } from '../../ui/date-input.tsx'
import { Field, FormGrid } from '../../ui/field.tsx'
import { type FieldErrors, FormDialog } from '../../ui/form-dialog.tsx'
import { TextArea, TextInput } from '../../ui/text-input.tsx'
import { staleConformity } from '../conformity-queries.ts'
import { pastedEntries } from '../pasted-rows.ts'

/** Nobody checks more by eye; the list's own page shows all. */
const shownEntries = 200

export function EnterListDialog({ onClose, onEntered }: { onClose: () => void; onEntered: (listId: string) => void }) {
  const { t } = useTranslation('conformity')
  const [title, setTitle] = useState('')
  const [decision, setDecision] = useState('')
  const [signedOn, setSignedOn] = useState('')
  const [source, setSource] = useState('')
  const [pasted, setPasted] = useState('')
  const entries = useMemo(() => pastedEntries(pasted), [pasted])
  return (
    <FormDialog
      stale={staleConformity}
      title={t('list.enter')}
      confirm={t('list.enterConfirm')}
      size="wide"
      done={t('list.entered')}
      fields={['title', 'signedOn', 'entries']}
      act={() => api.lists.enter({ title, decision, signedOn, source, note: '', entries })}
      onDone={({ listId }) => onEntered(listId)}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <FormGrid>
            <Field label={t('list.title')} error={errors.title} span={7} required>
              <TextInput maxLength={300} value={title} onValueChange={setTitle} />
            </Field>
            <Field label={t('list.decision')} span={5}>
              <TextInput maxLength={80} value={decision} onValueChange={setDecision} />
            </Field>
            <Field label={t('list.signedOn')} hint={t('list.signedHint')} error={errors.signedOn} span={5} required>
              <DateInput value={signedOn} onValueChange={setSignedOn} />
            </Field>
            <Field label={t('list.source')} span={7}>
              <TextInput maxLength={500} value={source} onValueChange={setSource} />
            </Field>
            <Field label={t('list.paste')} hint={t('list.pasteHint')} error={errors.entries} required>
              <TextArea rows={4} value={pasted} onValueChange={setPasted} />
            </Field>
          </FormGrid>
          {entries.length > 0 && <Preview entries={entries} errors={errors} />}
        </>
      )}
    </FormDialog>
  )
}

function Preview({ entries, errors }: { entries: ReturnType<typeof pastedEntries>; errors: FieldErrors }) {
  const { t } = useTranslation('conformity')
  const wrong = Object.keys(errors).filter((path) => path.startsWith('entries.')).length
  return (
    <>
      {wrong > 0 && <Banner tone="error">{t('list.wrongEntries', { count: wrong })}</Banner>}
      <p>{t('list.read', { number: formatNumber(entries.length) })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reached by keyboard */}
      <section className="enter-list-preview" aria-label={t('list.preview')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('list.order')}</th>
              <th scope="col">{t('list.key')}</th>
              <th scope="col">{t('list.name')}</th>
              <th scope="col">{t('field.field')}</th>
              <th scope="col">{t('list.authority')}</th>
            </tr>
          </thead>
          <tbody>
            {entries.slice(0, shownEntries).map((entry, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: pasted rows have no other name, and are replaced as a whole
              <tr key={index}>
                <td className="tabular">{index + 1}</td>
                <td className="tabular">{entry.key || '—'}</td>
                <td>{entry.name || '—'}</td>
                <td>{entry.field}</td>
                <td>{t(`authority.${entry.authority}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
