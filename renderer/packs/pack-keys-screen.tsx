// Keys: whose packs this office takes, and the key with which it signs its own. A key is let in once its fingerprint was read over the telephone.
import './packs.css'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Ban, FileDown, KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { OutputOf } from '../../electron/api/contract.ts'
import { routes } from '../app/routes.ts'
import { usePermission } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api, CallError } from '../client.ts'
import { staleDocuments } from '../documents/document-queries.ts'
import { failureText } from '../failures.ts'
import { formatInstantDate } from '../format.ts'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Page } from '../ui/page.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { TextArea, TextInput } from '../ui/text-input.tsx'
import { useToast } from '../ui/toast.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'
import { packKeysQuery, spellKeyId } from './pack-queries.ts'

type Keys = OutputOf<'packs.getKeys'>
type Key = Keys['keys'][number]

export function PackKeysScreen() {
  const { t } = useTranslation('packs')
  const [, navigate] = useLocation()
  const mayTrust = usePermission('office.configure')
  const keys = useQuery(packKeysQuery)
  const [dialog, setDialog] = useState<'make' | 'trust' | null>(null)
  const [revoked, setRevoked] = useState<Key | null>(null)
  const back = () => navigate(routes.packs)
  useShortcut('packs.back', 'Alt+Left', back, { labelKey: 'packs:shortcut.back' })
  useShortcut('packs.trust', 'Ctrl+Shift+N', () => setDialog('trust'), { labelKey: 'packs:shortcut.trust', enabled: mayTrust })
  const own = keys.data?.keys.find(({ isOwn, revokedAt }) => isOwn && revokedAt === null)
  const others = keys.data?.keys.filter(({ isOwn }) => !isOwn) ?? []
  return (
    <Page
      title={t('keys.title')}
      description={mayTrust ? t('keys.description') : t('keys.readOnly')}
      breadcrumbs={[{ label: t('list.title'), onSelect: back }]}
      actions={
        mayTrust && (
          <Button variant="primary" icon={Plus} shortcut="Ctrl+Shift+N" onClick={() => setDialog('trust')}>
            {t('keys.trust')}
          </Button>
        )
      }
    >
      {keys.isError && <QueryFailure error={keys.error} onRetry={() => keys.refetch()} />}
      {keys.isPending && <Spinner />}
      {keys.data && (
        <div className="packs-page">
          <Card flush title={t('keys.trusted')}>
            {others.length + keys.data.policyKeys.length === 0 ? (
              <EmptyState icon={KeyRound} title={t('keys.none')}>
                {t('keys.noneText')}
              </EmptyState>
            ) : (
              <ul className="packs-entries">
                {keys.data.policyKeys.map((key) => (
                  <li key={key.keyId} className="packs-entry">
                    <KeyHead name={key.issuerName} code={key.issuerCode} keyId={key.keyId} />
                    <span className="document-soft">{t('keys.fromPolicy')}</span>
                  </li>
                ))}
                {others.map((key) => (
                  <li key={key.keyId} className="packs-entry">
                    <div className="packs-entry-head">
                      <KeyHead name={key.issuerName} code={key.issuerCode} keyId={key.keyId} />
                      {key.revokedAt !== null && <Badge tone="error">{t('keys.revoked')}</Badge>}
                      {mayTrust && key.revokedAt === null && (
                        <Button size="small" icon={Ban} onClick={() => setRevoked(key)}>
                          {t('keys.revoke')}
                        </Button>
                      )}
                    </div>
                    <span className="document-soft">
                      {key.revokedAt === null
                        ? t('keys.since', { date: formatInstantDate(key.addedAt) })
                        : t('keys.revokedText', { date: formatInstantDate(key.revokedAt), reason: key.reason })}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </Card>
          <OwnKey own={own} mayMake={mayTrust} onMake={() => setDialog('make')} />
        </div>
      )}
      {dialog === 'make' && <MakeKeyDialog hasOne={own !== undefined} onClose={() => setDialog(null)} />}
      {dialog === 'trust' && <TrustDialog onClose={() => setDialog(null)} />}
      {revoked && <RevokeDialog of={revoked} onClose={() => setRevoked(null)} />}
    </Page>
  )
}

function KeyHead({ name, code, keyId }: { name: string; code: string; keyId: string }) {
  return (
    <>
      <span className="packs-entry-name">{`${name} (${code})`}</span>
      <span className="packs-key tabular">{spellKeyId(keyId)}</span>
    </>
  )
}

function OwnKey({ own, mayMake, onMake }: { own: Key | undefined; mayMake: boolean; onMake: () => void }) {
  const { t } = useTranslation('packs')
  const toast = useToast()
  const save = useMutation({
    mutationFn: (text: string) => api.packs.saveKey({ text }),
    onSuccess: ({ fileName }) => fileName && toast.show({ title: t('keys.saved', { fileName }) }),
    onError: (error) => toast.show({ title: failureText(t, error), tone: 'error' }),
  })
  return (
    <Card
      title={t('keys.own')}
      footer={
        <>
          {own && (
            <Button icon={FileDown} busy={save.isPending} onClick={() => save.mutate(own.text)}>
              {t('keys.save')}
            </Button>
          )}
          {mayMake && (
            <Button icon={KeyRound} onClick={onMake}>
              {own ? t('keys.makeAnother') : t('keys.make')}
            </Button>
          )}
        </>
      }
    >
      {own ? (
        <div className="packs-page">
          <p>{t('keys.ownText')}</p>
          <p className="packs-key tabular">{spellKeyId(own.keyId)}</p>
          <code className="packs-key-line">{own.text}</code>
        </div>
      ) : (
        <p>{t('keys.noOwn')}</p>
      )}
    </Card>
  )
}

function MakeKeyDialog({ hasOne, onClose }: { hasOne: boolean; onClose: () => void }) {
  const { t } = useTranslation('packs')
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  return (
    <FormDialog
      stale={staleDocuments}
      title={t('keys.make')}
      description={hasOne ? t('keys.makeAnotherText') : t('keys.makeText')}
      confirm={t('keys.make')}
      done={t('keys.made')}
      act={async () => {
        if (again === passphrase) return api.packs.makeKey({ passphrase })
        const issues = [{ path: 'again', code: 'passwordMismatch' as const }]
        throw new CallError({ code: 'input.invalid', params: {}, issues, incident: null })
      }}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Field label={t('keys.passphrase')} hint={t('keys.passphraseHint')} error={errors.passphrase} required>
            <TextInput type="password" maxLength={200} value={passphrase} onValueChange={setPassphrase} />
          </Field>
          <Field label={t('keys.again')} error={errors.again} required>
            <TextInput type="password" maxLength={200} value={again} onValueChange={setAgain} />
          </Field>
        </>
      )}
    </FormDialog>
  )
}

function TrustDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('packs')
  const [text, setText] = useState('')
  const [isCompared, setCompared] = useState(false)
  const line = text.trim()
  const judged = useQuery({
    queryKey: ['packs.judgeKey', line],
    queryFn: () => api.packs.judgeKey({ text: line }),
    enabled: line !== '',
    retry: false,
  })
  return (
    <FormDialog
      stale={staleDocuments}
      title={t('keys.trust')}
      description={t('keys.trustText')}
      confirm={t('keys.trustConfirm')}
      done={t('keys.trustDone')}
      act={() => api.packs.trustKey({ text: line, isCompared })}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Field
            label={t('keys.line')}
            hint={t('keys.lineHint')}
            error={errors.text ?? (judged.isError ? failureText(t, judged.error) : undefined)}
            required
          >
            <TextArea
              rows={3}
              maxLength={2_000}
              value={text}
              onValueChange={(value) => {
                setText(value)
                setCompared(false)
              }}
            />
          </Field>
          {judged.data && (
            <>
              <Banner tone="warn" title={t('keys.compare', { name: judged.data.issuerName, code: judged.data.issuerCode })}>
                <span className="packs-key tabular">{spellKeyId(judged.data.keyId)}</span>
              </Banner>
              <Field label={t('keys.comparison')} hideLabel group error={errors.isCompared}>
                <Checkbox label={t('keys.isCompared')} checked={isCompared} onCheckedChange={setCompared} />
              </Field>
            </>
          )}
        </>
      )}
    </FormDialog>
  )
}

function RevokeDialog({ of, onClose }: { of: Key; onClose: () => void }) {
  const { t } = useTranslation('packs')
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      stale={staleDocuments}
      title={t('keys.revokeTitle', { name: of.issuerName })}
      description={t('keys.revokeText')}
      confirm={t('keys.revoke')}
      danger
      done={t('keys.revokeDone')}
      act={() => api.packs.revokeKey({ keyId: of.keyId, reason })}
      onClose={onClose}
    >
      {(errors) => (
        <Field label={t('field.reason')} error={errors.reason} required>
          <TextArea rows={2} maxLength={1_000} value={reason} onValueChange={setReason} />
        </Field>
      )}
    </FormDialog>
  )
}
