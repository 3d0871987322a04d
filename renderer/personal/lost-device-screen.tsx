// When a computer or a stick is lost: what the records tell of it, and what is to be done, step by step. Printed it has room for who did what
// and when, which is the written record that the law wants.
import './personal.css'
import { useQuery } from '@tanstack/react-query'
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { routes } from '../app/routes.ts'
import { usePermission, useStatus } from '../app/session.tsx'
import { QueryFailure } from '../cases/case-parts.tsx'
import { api } from '../client.ts'
import { formatInstant, formatNumber } from '../format.ts'
import { PaperDialog } from '../print/paper-dialog.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { DescriptionList } from '../ui/description-list.tsx'
import { Page } from '../ui/page.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { useShortcut } from '../ui/use-shortcuts.ts'

const steps = ['tell', 'close', 'count', 'disk', 'stick', 'report', 'restore', 'retype', 'look', 'record'] as const
const placeOf = { close: 'staff', restore: 'backups', look: 'looks' } as const

export function LostDeviceScreen() {
  const { t } = useTranslation('personal')
  const { isTraining } = useStatus()
  const mayBackup = usePermission('backup.create') && !isTraining
  const may = { staff: usePermission('staff.manage'), backups: mayBackup, looks: usePermission('personal.audit') }
  const [isPrinting, setPrinting] = useState(false)
  const device = useQuery({ queryKey: ['personal.getDeviceFacts'], queryFn: () => api.personal.getDeviceFacts({}) })
  const backup = useQuery({ queryKey: ['backup.getState'], queryFn: () => api.backup.getState({}), enabled: mayBackup })
  useShortcut('personal.print', 'Ctrl+P', () => setPrinting(true), {
    labelKey: 'personal:lost.print',
    enabled: device.data !== undefined,
  })
  const { devices = [], people = 0, cases = 0, scans = 0, accounts = 0, carried = null } = device.data ?? {}
  const last = backup.data?.last ?? null
  const facts = [
    ...devices.map(({ code, isCurrent, firstAt, lastAt, lastUsers }) => ({
      label: t(isCurrent ? 'lost.thisDevice' : 'lost.device', { code }),
      value: [
        t('lost.wrote', { first: formatInstant(firstAt), last: formatInstant(lastAt) }),
        ...(lastUsers.length === 0
          ? []
          : [t('lost.users', { names: lastUsers.map(({ name, at }) => `${name} (${formatInstant(at)})`).join(', ') })]),
      ].join(' '),
    })),
    {
      label: t('lost.held'),
      value: t('lost.counts', {
        people: formatNumber(people),
        cases: formatNumber(cases),
        scans: formatNumber(scans),
        accounts: formatNumber(accounts),
      }),
    },
    {
      label: t('lost.lastBackup'),
      value: last ? t('lost.backupAt', { at: formatInstant(last.createdAt) }) : t(mayBackup ? 'lost.noBackup' : 'lost.askBackup'),
    },
    {
      label: t('lost.carried'),
      value: carried
        ? t(carried.isSealed ? 'lost.sealed' : 'lost.unsealed', { at: formatInstant(carried.at), name: carried.name })
        : t('lost.notCarried'),
    },
    { label: t('lost.encryption'), value: t('lost.encryptionText') },
  ]
  const sheet = {
    title: t('lost.title'),
    factsTitle: t('lost.facts'),
    stepsTitle: t('lost.steps'),
    facts,
    steps: steps.map((step) => ({ name: t(`lost.step.${step}.name`), text: t(`lost.step.${step}.text`) })),
    heads: {
      number: t('lost.head.number'),
      step: t('lost.head.step'),
      done: t('lost.head.done'),
      who: t('lost.head.who'),
      signed: t('lost.head.signed'),
    },
  }
  return (
    <Page
      title={t('lost.title')}
      description={t('lost.description')}
      actions={
        device.data && (
          <Button variant="primary" icon={Printer} shortcut="Ctrl+P" onClick={() => setPrinting(true)}>
            {t('lost.print')}
          </Button>
        )
      }
    >
      <div className="person-page">
        <Card title={t('lost.facts')}>
          {device.isError && <QueryFailure error={device.error} onRetry={() => device.refetch()} />}
          {device.isPending ? <Spinner /> : device.data && <DescriptionList items={facts} />}
        </Card>
        <Card title={t('lost.steps')} flush>
          <ol className="person-list">
            {steps.map((step, index) => {
              const place = step in placeOf ? placeOf[step as keyof typeof placeOf] : null
              return (
                <li key={step} className="person-line">
                  <div className="person-main">
                    <strong>{`${index + 1}. ${t(`lost.step.${step}.name`)}`}</strong>
                    <span className="person-faint">{t(`lost.step.${step}.text`)}</span>
                  </div>
                  {place !== null && may[place] && <Link href={routes[place]}>{t(`common:place.${place}`)}</Link>}
                </li>
              )
            })}
          </ol>
        </Card>
      </div>
      {isPrinting && (
        <PaperDialog
          title={t('lost.print')}
          previewTitle={t('lost.title')}
          paperKey={sheet}
          preview={() => api.print.previewLostDevice(sheet)}
          print={(printer) => api.print.printLostDevice({ ...sheet, printer })}
          save={() => api.print.saveLostDevice(sheet)}
          onClose={() => setPrinting(false)}
        />
      )}
    </Page>
  )
}
