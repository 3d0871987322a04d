// ScanNotice { note, onClose }         what the last scan did, or why it did nothing
// ClashDialog { clash, onSettle }      card and register side by side; the clerk says who it is, nothing is ticked in advance

import type { TFunction } from 'i18next'
import { Undo2 } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { identityWarningCodes } from '../../../../db/model/identity.ts'
import { maskNumber } from '../../../../db/model/mask.ts'
import { failureText } from '../../../failures.ts'
import { formatDate, formatInstantDate } from '../../../format.ts'
import { useUnknownCode } from '../../../training/use-unknown-code.ts'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { useShortcut } from '../../../ui/use-shortcuts.ts'
import type { NameClash, ScanNote } from './use-card-scan.ts'

export function ScanNotice({ note, onClose }: { note: ScanNote; onClose: () => void }) {
  const { t } = useTranslation('intake')
  const unknownCode = useUnknownCode()
  switch (note.kind) {
    case 'filled':
      return <FilledNotice note={note} onClose={onClose} />
    case 'damaged':
      return (
        <Banner tone="error" onClose={onClose}>
          {t(`identity:damage.${note.reason}`)}
        </Banner>
      )
    case 'other':
      return (
        <Banner tone="warn" onClose={onClose}>
          {t('identity:otherCode')}
        </Banner>
      )
    case 'unknownCode':
      return (
        <Banner tone="warn" onClose={onClose}>
          {unknownCode.textOf(note.code, t('scan.unknownCode', { code: note.code }))}
        </Banner>
      )
    case 'failed':
      return (
        <Banner tone="error" onClose={onClose}>
          {failureText(t as TFunction, note.error)}
        </Banner>
      )
  }
}

const isShownBesideField = (code: string): boolean => identityWarningCodes.some((known) => known === code)

function FilledNotice({ note, onClose }: { note: Extract<ScanNote, { kind: 'filled' }>; onClose: () => void }) {
  const { t } = useTranslation('intake')
  useShortcut('intake.undoScan', 'Alt+Z', note.undo, { labelKey: 'intake:shortcut.undoScan' })
  const fields = note.fields.map((field) => t(`scan.field.${field}`)).join(', ')
  const warnings = note.warnings.filter((warning) => !isShownBesideField(warning.code))
  return (
    <Banner tone={warnings.length > 0 ? 'warn' : 'success'} title={t(`scan.filled.${note.party}`)} onClose={onClose}>
      {fields === '' ? t('scan.nothingNew') : fields}
      {warnings.map(({ code }) => (
        <p key={code} className="intake-notice-line">
          {t(`identity:warning.${code}`)}
        </p>
      ))}
      <div className="intake-notice-actions">
        <Button size="small" icon={Undo2} shortcut="Alt+Z" onClick={note.undo}>
          {t('scan.undo')}
        </Button>
      </div>
    </Banner>
  )
}

interface ClashDialogProps {
  clash: NameClash
  onSettle: (choice: 'card' | 'register' | 'newPerson' | 'nothing') => void
}

export function ClashDialog({ clash: { card, found }, onSettle }: ClashDialogProps) {
  const { t } = useTranslation('intake')
  const table = useRef<HTMLTableElement>(null)
  const { person, lastCaseAt } = found
  const rows = [
    ['fullName', card.fullName, person.fullName],
    ['idNumber', maskNumber(card.idNumber), maskNumber(person.idNumber)],
    ['birthDate', formatDate(card.birthDate ?? String(card.birthYear)), formatDate(person.birthDate)],
    ['sex', t(`sex.${card.sex}`), person.sex === '' ? '' : t(`sex.${person.sex}`)],
    ['address', card.address, person.address],
    ['phone', '', maskNumber(person.phone)],
  ] as const
  return (
    <Dialog
      open
      size="wide"
      onClose={() => onSettle('nothing')}
      initialFocus={table}
      title={t('clash.title')}
      description={t('clash.text')}
      footer={
        <>
          <Button onClick={() => onSettle('newPerson')}>{t('clash.newPerson')}</Button>
          <Button onClick={() => onSettle('register')}>{t('clash.register')}</Button>
          <Button onClick={() => onSettle('card')}>{t('clash.card')}</Button>
        </>
      }
    >
      <table className="intake-clash" ref={table} tabIndex={-1}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('clash.onCard')}</th>
            <th scope="col">
              {t('clash.inRegister')}
              {lastCaseAt && <small>{t('known.lastCase', { date: formatInstantDate(lastCaseAt) })}</small>}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, onCard, inRegister]) => (
            <tr key={name} data-differs={onCard !== '' && onCard !== inRegister}>
              <th scope="row">{t(`scan.field.${name}`)}</th>
              <td>{onCard || '—'}</td>
              <td>{inRegister || '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  )
}
