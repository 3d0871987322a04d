// ActDialog { caseId, life, act, runId?, onClose }: what an act on a case asks for. A consequence that a person should know before
// (a limit that starts anew, somebody else's step) stands above the fields.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseAct, LifeOfCase } from '../../../electron/api/life.ts'
import { useSession } from '../../app/session.tsx'
import { api } from '../../client.ts'
import { today } from '../../documents/control/days.ts'
import { Banner } from '../../ui/banner.tsx'
import { FormGrid } from '../../ui/field.tsx'
import { type FieldErrors, FormDialog } from '../../ui/form-dialog.tsx'
import { ActFields } from './act-fields.tsx'
import { emptyTyped, fieldsOf, inputOf, type Typed } from './act-input.ts'
import { staleLife } from './life-queries.ts'
import { stepName } from './life-words.ts'

interface ActDialogProps {
  caseId: string
  life: LifeOfCase
  act: CaseAct
  /** Of a consultation or a task. */
  runId?: string | null
  onClose: () => void
}

const dangerous: readonly CaseAct[] = ['refuse', 'stop', 'withdraw', 'findIneligible', 'callOffTask']
const wide: readonly CaseAct[] = ['askBefore', 'askAfter', 'consult', 'refer']

/** Complaints about the call's shape name the input first, those of the office's rules do not. */
const ownPaths = (errors: FieldErrors): FieldErrors =>
  Object.fromEntries(Object.entries(errors).map(([path, text]) => [path.replace(/^input\./, ''), text]))

export function ActDialog({ caseId, life, act, runId = null, onClose }: ActDialogProps) {
  const { t } = useTranslation('life')
  const { staffId } = useSession()
  const [typed, setTyped] = useState<Typed>(() => emptyTyped(today()))
  const holder = life.runs.find(({ id }) => id === life.currentRunId)
  const isOthers = holder !== undefined && holder.staffId !== null && holder.staffId !== staffId
  const asksOwner =
    (['forward', 'askAfter', 'askPayment', 'sendBack', 'findIneligible'] as const).includes(act as 'forward') && isOthers
  const shown = fieldsOf(act, life)
  const word = act === 'forward' && life.next ? life.next.act : act
  return (
    <FormDialog
      stale={staleLife}
      title={t(`title.${word}`, { step: life.next ? stepName(t, life.next) : '' })}
      description={t(`text.${word}`)}
      confirm={t(`confirm.${word}`)}
      done={t(`done.${word}`)}
      danger={dangerous.includes(act)}
      size={wide.includes(act) ? 'wide' : 'normal'}
      act={() => api.life.act({ caseId, input: inputOf(act, typed, { onBehalf: asksOwner, runId, closesAt: life.closesAt }) })}
      onClose={onClose}
    >
      {(errors) => (
        <>
          {asksOwner && <Banner tone="warn">{t('onBehalf', { name: holder?.staffName })}</Banner>}
          {act === 'askAfter' && <Banner tone="info">{t(`supplementRule.${life.rule.supplement}`)}</Banner>}
          {act === 'askPayment' && <Banner tone="info">{t(`paymentRule.${life.rule.payment}`)}</Banner>}
          {shown.includes('late') && <Banner tone="warn">{t('lateText')}</Banner>}
          <FormGrid>
            <ActFields
              act={act}
              shown={shown}
              life={life}
              errors={ownPaths(errors)}
              typed={typed}
              onType={(next) => setTyped({ ...typed, ...next })}
            />
          </FormGrid>
        </>
      )}
    </FormDialog>
  )
}
