// The page's entry.
import './app/app.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './i18n.ts'
import { App } from './app/app.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root element')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
