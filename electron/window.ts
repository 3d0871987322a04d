// The one factory of windows that show our page. Nothing else creates a BrowserWindow with a preload script.

import { join } from 'node:path'
import { BrowserWindow } from 'electron'
import { pageOrigin, trustContents } from './page.ts'
import type { WindowState } from './window-state.ts'

/** Times that a page which died is loaded again. */
const reloadLimit = 3
const smallestSize = { width: 1024, height: 640 }

/** @param icon the picture for the task bar on Linux; Windows and macOS take it from the program's own file */
export function openMainWindow(state: WindowState, icon: string): BrowserWindow {
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    show: false,
    // A page that is drawn waits, with all its scripts, for Chromium's drawing process, which starts beside it. Until it is shown it reads,
    // compiles and asks instead.
    paintWhenInitiallyHidden: false,
    title: 'Một Cửa',
    autoHideMenuBar: true,
    backgroundColor: '#f6f5f1',
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      v8CacheOptions: 'bypassHeatCheck',
      spellcheck: false, // its dictionaries would come from the internet
    },
  })
  window.removeMenu()
  trustContents(window.webContents)
  if (state.isMaximized) window.maximize()
  window.webContents.once('dom-ready', () => {
    window.show()
    if (process.platform === 'linux') window.setIcon(icon) // reading it takes longer than making the window
  })
  const load = () => void window.loadURL(`${pageOrigin}/index.html`)
  let reloads = 0
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    // Drafts are in the database: a page that ran out of memory comes back with what was typed.
    reloads += 1
    if (reason !== 'clean-exit' && reloads <= reloadLimit) load()
  })
  load()
  return window
}
