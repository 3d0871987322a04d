// The acts of trust that ask for a few words first. A passphrase lives in its field and in one call, nowhere else.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../client.ts'
import { Banner } from '../ui/banner.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { TextArea, TextInput } from '../ui/text-input.tsx'
import { useToast } from '../ui/toast.tsx'
import { staleBundles } from './bundle-queries.ts'
import type { Request, TrustedDevice } from './trust-screen.tsx'

interface PassphraseProps {
  error: string | undefined
  value: string
  onValueChange: (value: string) => void
}

function Passphrase({ error, value, onValueChange }: PassphraseProps) {
  const { t } = useTranslation('bundles')
  return (
    <Field label={t('trust.passphrase')} hint={t('trust.passphraseHint')} error={error} required>
      <TextInput type="password" autoComplete="off" maxLength={200} value={value} onValueChange={onValueChange} />
    </Field>
  )
}

export function CompareDialog({ of, onClose }: { of: { token: string; keyId: string }; onClose: () => void }) {
  const { t } = useTranslation('bundles')
  const [isCompared, setCompared] = useState(false)
  return (
    <FormDialog
      stale={staleBundles}
      title={t('trust.compare.title')}
      description={t('trust.compare.text')}
      confirm={t('trust.compare.confirm')}
      mayConfirm={isCompared}
      done={t('trust.compare.done')}
      act={() => api.trust.takeCompared({ token: of.token })}
      onClose={onClose}
    >
      {() => (
        <>
          <p className="bundles-code tabular">{of.keyId}</p>
          <Checkbox label={t('trust.compare.isCompared')} checked={isCompared} onCheckedChange={setCompared} />
        </>
      )}
    </FormDialog>
  )
}

export function BeginDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('bundles')
  const toast = useToast()
  const [escrowName, setEscrowName] = useState('')
  const [escrowPassphrase, setEscrowPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const differs = again !== '' && again !== escrowPassphrase
  return (
    <FormDialog
      stale={staleBundles}
      title={t('trust.begin.title')}
      description={t('trust.begin.text')}
      confirm={t('trust.begin.confirm')}
      mayConfirm={again === escrowPassphrase}
      act={() => api.trust.begin({ escrowName, escrowPassphrase, passphrase })}
      onDone={({ fileName }) => fileName && toast.show({ title: t('trust.begin.done', { fileName }) })}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Field label={t('trust.begin.escrowName')} hint={t('trust.begin.escrowNameHint')}>
            <TextInput maxLength={200} value={escrowName} onValueChange={setEscrowName} />
          </Field>
          <Field
            label={t('trust.begin.escrowPassphrase')}
            hint={t('trust.begin.escrowHint')}
            error={errors.escrowPassphrase}
            required
          >
            <TextInput
              type="password"
              autoComplete="off"
              maxLength={200}
              value={escrowPassphrase}
              onValueChange={setEscrowPassphrase}
            />
          </Field>
          <Field label={t('trust.begin.again')} error={differs ? t('trust.begin.differs') : undefined} required>
            <TextInput type="password" autoComplete="off" maxLength={200} value={again} onValueChange={setAgain} />
          </Field>
          <Passphrase error={errors.passphrase} value={passphrase} onValueChange={setPassphrase} />
        </>
      )}
    </FormDialog>
  )
}

export function AdmitDialog({ of, onClose }: { of: Request; onClose: () => void }) {
  const { t } = useTranslation('bundles')
  const [code, setCode] = useState('')
  const [passphrase, setPassphrase] = useState('')
  return (
    <FormDialog
      stale={staleBundles}
      title={t('trust.admit.title', { device: of.deviceCode, office: of.officeName, code: of.officeCode })}
      description={t('trust.admit.text')}
      confirm={t('trust.admit.confirm')}
      done={t('trust.admit.done')}
      act={() => api.trust.admit({ token: of.token, code, passphrase })}
      onClose={onClose}
    >
      {(errors) => (
        <>
          {of.isKnownDevice && <Banner tone="info" title={t('trust.admit.known')} />}
          <Field label={t('trust.admit.code')} hint={t('trust.admit.codeHint')} error={errors.code} required>
            <TextInput maxLength={20} autoComplete="off" value={code} onValueChange={setCode} />
          </Field>
          <Passphrase error={errors.passphrase} value={passphrase} onValueChange={setPassphrase} />
        </>
      )}
    </FormDialog>
  )
}

export function RevokeDialog({ of, onClose }: { of: TrustedDevice; onClose: () => void }) {
  const { t } = useTranslation('bundles')
  const [reason, setReason] = useState('')
  const [passphrase, setPassphrase] = useState('')
  return (
    <FormDialog
      stale={staleBundles}
      title={t('trust.revoke.title', { device: of.code })}
      description={t('trust.revoke.text')}
      confirm={t('trust.revoke.open')}
      danger
      done={t('trust.revoke.done')}
      act={() => api.trust.revoke({ deviceId: of.deviceId, reason, passphrase })}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Field label={t('trust.revoke.reason')} error={errors.reason} required>
            <TextArea rows={2} maxLength={500} value={reason} onValueChange={setReason} />
          </Field>
          <Passphrase error={errors.passphrase} value={passphrase} onValueChange={setPassphrase} />
        </>
      )}
    </FormDialog>
  )
}
