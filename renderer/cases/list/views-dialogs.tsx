// The dialogs of the named views.
//   SaveViewDialog    { names, first, onSave(name), onClose }
//   ManageViewsDialog { views, onChange(views), onClose }   renames in place, takes away with an undo
import { Trash2 } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../../ui/button.tsx'
import { CancelButton, Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { type CaseView, nameLimit } from './case-views.ts'

interface SaveViewProps {
  names: readonly string[]
  first: string
  onSave: (name: string) => void
  onClose: () => void
}

export function SaveViewDialog({ names, first, onSave, onClose }: SaveViewProps) {
  const { t } = useTranslation('caselist')
  const [name, setName] = useState(first)
  const [isMissing, setMissing] = useState(false)
  const form = useId()
  const clean = name.trim().replace(/\s+/g, ' ')
  function save(event: FormEvent) {
    event.preventDefault()
    if (clean === '') return setMissing(true)
    onSave(clean)
  }
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={t('views.save')}
      description={t('views.saveText')}
      footer={
        <>
          <CancelButton />
          <Button variant="primary" type="submit" form={form}>
            {t(names.includes(clean) ? 'views.replace' : 'views.confirm')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={save}>
        <Field label={t('views.name')} required error={isMissing && clean === '' ? t('views.nameMissing') : undefined}>
          <TextInput value={name} maxLength={nameLimit} onValueChange={setName} />
        </Field>
      </form>
    </Dialog>
  )
}

interface ManageViewsProps {
  views: readonly CaseView[]
  onChange: (views: readonly CaseView[]) => void
  onDelete: (view: CaseView) => void
  onClose: () => void
}

export function ManageViewsDialog({ views, onChange, onDelete, onClose }: ManageViewsProps) {
  const { t } = useTranslation('caselist')
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('views.manage')}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('columns.done')}
        </Button>
      }
    >
      <ul className="views-list">
        {views.map((view) => (
          <li key={view.name}>
            <NameBox
              name={view.name}
              taken={views.map(({ name }) => name)}
              onRename={(name) => onChange(views.map((other) => (other === view ? { ...view, name } : other)))}
            />
            <IconButton icon={Trash2} label={t('views.delete', { name: view.name })} onClick={() => onDelete(view)} />
          </li>
        ))}
        {views.length === 0 && <li>{t('views.none')}</li>}
      </ul>
    </Dialog>
  )
}

/** Takes the new name with Enter or on leaving; an empty or taken one gives way to the old. */
function NameBox({ name, taken, onRename }: { name: string; taken: readonly string[]; onRename: (name: string) => void }) {
  const { t } = useTranslation('caselist')
  const [typed, setTyped] = useState(name)
  function settle() {
    const next = typed.trim().replace(/\s+/g, ' ')
    if (next === '' || (next !== name && taken.includes(next))) setTyped(name)
    else if (next !== name) onRename(next)
  }
  return (
    <TextInput
      aria-label={t('views.rename', { name })}
      value={typed}
      maxLength={nameLimit}
      onValueChange={setTyped}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle()
      }}
    />
  )
}
