// UserMenu: in the header, who is signed in and what only that person decides: password, look, locking, leaving.
import './user-menu.css'
import { useMutation } from '@tanstack/react-query'
import { ChevronDown, GraduationCap, KeyRound, Lock, LogOut, Palette, RotateCcw } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AppearanceDialog, ChangePasswordDialog } from '../app/further-screens.ts'
import { useSession, useStatus } from '../app/session.tsx'
import { api } from '../client.ts'
import { failureText } from '../failures.ts'
import { EnterTrainingDialog, ResetTrainingDialog } from '../training/lazy-dialogs.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Menu } from '../ui/menu.tsx'
import { useToast } from '../ui/toast.tsx'

/** The shell makes them work everywhere; here they are only shown. */
const lockKeys = 'Ctrl+L'

export function UserMenu() {
  const { t } = useTranslation('people')
  const { fullName, roles } = useSession()
  const { isTraining } = useStatus()
  const toast = useToast()
  const [dialog, setDialog] = useState<'password' | 'appearance' | 'enterTraining' | 'resetTraining' | null>(null)
  const close = () => setDialog(null)
  const onError = (error: unknown) => void toast.show({ tone: 'error', title: failureText(t, error) })
  const lock = useMutation({ mutationFn: () => api.people.lock({}), onError })
  const signOut = useMutation({ mutationFn: () => api.people.signOut({}), onError })
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button variant="quiet" className="user-menu">
            <span className="user-menu-words">
              <span>{fullName}</span>
              <span className="user-menu-roles">{roles.map((role) => t(`role.${role}`)).join(', ')}</span>
            </span>
            <Icon of={ChevronDown} />
          </Button>
        }
        items={[
          ...(isTraining
            ? []
            : [{ id: 'password', label: t('menu.changePassword'), icon: KeyRound, onSelect: () => setDialog('password') }]),
          { id: 'appearance', label: t('menu.appearance'), icon: Palette, onSelect: () => setDialog('appearance') },
          isTraining
            ? { id: 'training', label: t('training:reset.open'), icon: RotateCcw, onSelect: () => setDialog('resetTraining') }
            : {
                id: 'training',
                label: t('training:enter.open'),
                icon: GraduationCap,
                onSelect: () => setDialog('enterTraining'),
              },
          'separator',
          { id: 'lock', label: t('menu.lock'), icon: Lock, shortcut: lockKeys, onSelect: () => lock.mutate() },
          { id: 'signOut', label: t('menu.signOut'), icon: LogOut, onSelect: () => signOut.mutate() },
        ]}
      />
      <Suspense fallback={null}>
        {dialog === 'password' && <ChangePasswordDialog open onClose={close} />}
        {dialog === 'appearance' && <AppearanceDialog open onClose={close} />}
        {dialog === 'enterTraining' && <EnterTrainingDialog open onClose={close} />}
        {dialog === 'resetTraining' && <ResetTrainingDialog open onClose={close} />}
      </Suspense>
    </>
  )
}
