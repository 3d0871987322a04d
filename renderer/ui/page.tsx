// Page { title, description?, breadcrumbs?: {label, onSelect}[], badge?, actions?, fill?, children }
// The frame of every screen: where am I, what is it, what can I do, and below it the content, which alone scrolls. fill: the content
// takes the whole height and scrolls inside itself (a DataTable). The window's title is not set here.
import './page.css'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'

interface PageProps {
  title: ReactNode
  description?: ReactNode
  breadcrumbs?: { label: string; onSelect: () => void }[]
  badge?: ReactNode
  actions?: ReactNode
  fill?: boolean
  children: ReactNode
}

export function Page({ title, description, breadcrumbs, badge, actions, fill, children }: PageProps) {
  const { t } = useTranslation('ui')
  return (
    <main className="page">
      <header className="page-head">
        <div className="page-words">
          {breadcrumbs && (
            <nav aria-label={t('breadcrumbs')}>
              <ol className="page-crumbs">
                {breadcrumbs.map((crumb) => (
                  <li key={crumb.label}>
                    <button type="button" onClick={crumb.onSelect}>
                      {crumb.label}
                    </button>
                    <Icon of={ChevronRight} />
                  </li>
                ))}
              </ol>
            </nav>
          )}
          <div className="page-title">
            <h1>{title}</h1>
            {badge}
          </div>
          {description && <p className="page-description">{description}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </header>
      <div className={cx('page-body', fill && 'page-fill')}>{children}</div>
    </main>
  )
}
