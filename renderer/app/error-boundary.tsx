// The last net under a defect of the page: says what to do in words, keeps the drafts (they are in the database already), and
// offers to load the page anew.
import { Component, type ReactNode } from 'react'
import { i18next } from '../i18n.ts'
import { Button } from '../ui/button.tsx'

export class ErrorBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children
    return (
      <main className="app-message" role="alert">
        <div className="app-message-body">
          <h1>{i18next.t('common:pageFailed.title')}</h1>
          <p>{i18next.t('common:pageFailed.text')}</p>
          <Button variant="primary" onClick={() => window.location.reload()}>
            {i18next.t('common:pageFailed.reload')}
          </Button>
        </div>
      </main>
    )
  }
}
