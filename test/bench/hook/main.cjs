// Starts the program under measurement, the product or the bare window alike, as Electron itself would, after putting a watcher beside
// its page; then does what the bench asks over the process channel, as a person at the keyboard would. The program knows nothing of
// it. BENCH_PROGRAM is its folder.
const { scrypt } = require('node:crypto')
const { readFileSync, writeFileSync } = require('node:fs')
const loader = require('node:module')
const { join } = require('node:path')
const { promisify } = require('node:util')
const { app, BrowserWindow, dialog, ipcMain, session } = require('electron')

const tell = (message) => process.send?.(message)
const slowdown = Number(process.env.BENCH_SLOWDOWN ?? '1')
const mainWindow = () => BrowserWindow.getAllWindows().find((window) => window.isVisible()) ?? BrowserWindow.getAllWindows()[0]

ipcMain.on('bench:seen', (_event, selector, atMs) => tell({ kind: 'seen', selector, atMs }))
ipcMain.on('bench:typed', (_event, ms) => tell({ kind: 'typed', ms }))

app.whenReady().then(() => session.defaultSession.setPreloads([join(__dirname, 'watch.cjs')]))

let first = true
app.on('web-contents-created', (_event, contents) => {
  if (!first) return
  first = false
  contents.on('dom-ready', () => {
    for (const selector of JSON.parse(process.env.BENCH_AWAIT ?? '[]')) contents.send('bench:await', selector)
  })
  if (slowdown > 1) {
    contents.debugger.attach('1.3')
    contents.debugger.sendCommand('Emulation.setCPUThrottlingRate', { rate: slowdown })
  }
})

const answers = {
  quit: async () => app.quit(),
  /** What the product's password check costs in this very program: the waiting that security asks for. */
  scrypt: async ({ cost }) => {
    const startMs = performance.now()
    await promisify(scrypt)('mua-xuan-2026', Buffer.alloc(16), 32, { N: cost, r: 8, maxmem: 256 * cost * 8 })
    return performance.now() - startMs
  },
  await: async ({ selector }) => mainWindow().webContents.send('bench:await', selector),
  /** Keys as the keyboard sends them; a whole text at once is what a person's fingers do over time. */
  type: async ({ text, pauseMs }) => {
    mainWindow().webContents.focus()
    for (const character of text) {
      mainWindow().webContents.sendInputEvent({ type: 'keyDown', keyCode: character })
      mainWindow().webContents.sendInputEvent({ type: 'char', keyCode: character })
      mainWindow().webContents.sendInputEvent({ type: 'keyUp', keyCode: character })
      await new Promise((done) => setTimeout(done, pauseMs))
    }
  },
  press: async ({ key }) => {
    mainWindow().webContents.sendInputEvent({ type: 'keyDown', keyCode: key })
    if (key === 'Enter') mainWindow().webContents.sendInputEvent({ type: 'char', keyCode: '\r' })
    mainWindow().webContents.sendInputEvent({ type: 'keyUp', keyCode: key })
  },
  evaluate: async ({ code }) => mainWindow().webContents.executeJavaScript(code),
  /** Where the product's save dialog would ask. */
  saveTo: async ({ file }) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: file })
  },
  /** An empty page, printed as the product prints: a hidden window of its own, the same options, the file written. */
  printEmpty: async ({ file }) => {
    const startMs = performance.now()
    const window = new BrowserWindow({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
    })
    await window.loadURL('data:text/html;charset=utf-8,<!doctype html><title>.</title>')
    const options = { preferCSSPageSize: true, printBackground: true, generateTaggedPDF: true }
    writeFileSync(file, await window.webContents.printToPDF(options))
    window.destroy()
    return performance.now() - startMs
  },
}
process.on('message', async ({ id, name, input }) => {
  try {
    tell({ kind: 'answer', id, value: await answers[name](input) })
  } catch (error) {
    tell({ kind: 'answer', id, error: String(error) })
  }
})
process.on('disconnect', () => process.exit(1))

const folder = process.env.BENCH_PROGRAM
const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
app.setName(description.name)
if (description.version) app.setVersion(description.version)
app.setAppPath(folder)
loader._load(join(folder, description.main), null, true)
