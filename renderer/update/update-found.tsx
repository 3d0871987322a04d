// A line above the screens for who may install it: the policy's folder holds a newer version.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { routes } from '../app/routes.ts'
import { usePermission, useStatus } from '../app/session.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'

export function UpdateFound() {
  const { t } = useTranslation('update')
  const { offeredVersion } = useStatus().update
  const mayUpdate = usePermission('program.update')
  const [location, navigate] = useLocation()
  const [isHidden, setHidden] = useState(false)
  if (!offeredVersion || !mayUpdate || isHidden || location.startsWith(routes.update)) return null
  return (
    <Banner
      tone="info"
      title={t('found.title', { version: offeredVersion })}
      action={<Button onClick={() => navigate(routes.update)}>{t('found.open')}</Button>}
      onClose={() => setHidden(true)}
    />
  )
}
