// StaffScreen: everybody who may sign in, for the administrator. Nobody is ever deleted: who leaves becomes inactive, and what that
// person did stays under the name.
import { useQuery } from '@tanstack/react-query'
import { ClipboardCheck, KeyRound, Pencil, UserPlus, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { StaffMember } from '../../../electron/api/people.ts'
import { routes } from '../../app/routes.ts'
import { api } from '../../client.ts'
import { failureText } from '../../failures.ts'
import { Badge } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import { useShortcut } from '../../ui/use-shortcuts.ts'
import { ResetPasswordDialog } from './reset-password-dialog.tsx'
import { StaffDialog } from './staff-dialog.tsx'

const addKeys = 'Ctrl+Shift+N'

export function StaffScreen() {
  const { t } = useTranslation('people')
  const [, navigate] = useLocation()
  const listed = useQuery({ queryKey: ['people.listStaff'], queryFn: () => api.people.listStaff({}) })
  const [selectedId, setSelectedId] = useState<string | null>(null)
  const [dialog, setDialog] = useState<'add' | 'edit' | 'password' | null>(null)
  const staff = listed.data ?? []
  const selected = staff.find(({ id }) => id === selectedId)
  const close = () => setDialog(null)
  useShortcut('staff.add', addKeys, () => setDialog('add'), { labelKey: 'people:staff.add' })

  const columns: Column<StaffMember>[] = [
    { id: 'fullName', header: t('staff.fullName'), grow: 2, minWidth: 11, render: (row) => row.fullName },
    { id: 'signInName', header: t('staff.signInName'), width: 10, render: (row) => row.signInName },
    { id: 'positionTitle', header: t('staff.positionTitle'), grow: 2, minWidth: 10, render: (row) => row.positionTitle },
    {
      id: 'roles',
      header: t('staff.roles'),
      grow: 2,
      minWidth: 10,
      render: (row) => row.roles.map((role) => t(`role.${role}`)).join(', '),
    },
    {
      id: 'isActive',
      header: t('staff.status'),
      width: 9,
      render: (row) => (
        <Badge tone={row.isActive ? 'success' : 'neutral'}>{row.isActive ? t('staff.active') : t('staff.inactive')}</Badge>
      ),
    },
  ]

  return (
    <Page
      title={t('staff.title')}
      description={t('staff.description')}
      fill
      actions={
        <>
          <Button icon={ClipboardCheck} disabled={!selected} onClick={() => navigate(routes.handover(selectedId ?? ''))}>
            {t('staff.handOver')}
          </Button>
          <Button icon={KeyRound} disabled={!selected} onClick={() => setDialog('password')}>
            {t('staff.resetPassword')}
          </Button>
          <Button icon={Pencil} disabled={!selected} onClick={() => setDialog('edit')}>
            {t('staff.edit')}
          </Button>
          <Button variant="primary" icon={UserPlus} shortcut={addKeys} onClick={() => setDialog('add')}>
            {t('staff.add')}
          </Button>
        </>
      }
    >
      {listed.error && <Banner tone="error">{failureText(t, listed.error)}</Banner>}
      <DataTable
        label={t('staff.title')}
        columns={columns}
        rows={staff}
        rowKey={(row) => row.id}
        lines={2}
        loading={listed.isPending}
        selectedKey={selectedId}
        onSelect={(row) => setSelectedId(row.id)}
        onOpen={(row) => {
          setSelectedId(row.id)
          setDialog('edit')
        }}
        empty={
          <EmptyState icon={UsersRound} title={t('staff.empty')}>
            {t('staff.emptyText')}
          </EmptyState>
        }
      />
      <StaffDialog open={dialog === 'add'} onClose={close} staff={undefined} taken={staff.map(({ signInName }) => signInName)} />
      {selected && (
        <>
          <StaffDialog key={`edit${selected.id}`} open={dialog === 'edit'} onClose={close} staff={selected} taken={[]} />
          <ResetPasswordDialog key={`password${selected.id}`} open={dialog === 'password'} onClose={close} staff={selected} />
        </>
      )}
    </Page>
  )
}
