// The page's entry.
import './app/app.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './i18n.ts'
import { App } from './app/app.tsx'
import { readStatus } from './app/status.ts'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root element')
// Nothing is drawn without it, and drawing twice takes longer than waiting.
await readStatus()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
