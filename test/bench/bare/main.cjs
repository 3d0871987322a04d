// The least that Electron can be with our security: one hardened window of the product's size on a page with one field. What the
// product takes beyond this, in time and memory, is its own doing.
const { join } = require('node:path')
const { app, BrowserWindow } = require('electron')

if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()

app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: false,
    },
  })
  window.removeMenu()
  window.once('ready-to-show', () => window.show())
  window.loadFile(join(__dirname, 'index.html'))
})
app.on('window-all-closed', () => app.quit())
