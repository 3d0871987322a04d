// The bridge: one function for each call of the contract, nothing else. The names come from the main process as an argument of
// the page's process, since a sandboxed preload script cannot import them; ipcRenderer itself never reaches the page.
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import { callsArgument, noticeChannel } from './api/wire.ts'

const names = (process.argv.find((argument) => argument.startsWith(callsArgument)) ?? callsArgument)
  .slice(callsArgument.length)
  .split(',')

function onNotice(name: string, listener: (value: unknown) => void): () => void {
  const forward = (_event: IpcRendererEvent, sent: string, value: unknown) => {
    if (sent === name) listener(value)
  }
  ipcRenderer.on(noticeChannel, forward)
  return () => ipcRenderer.off(noticeChannel, forward)
}

const subjects: Record<string, Record<string, (input: unknown) => Promise<unknown>>> = {}
for (const name of names) {
  const [subject = '', verb = ''] = name.split('.')
  subjects[subject] = { ...subjects[subject], [verb]: (input) => ipcRenderer.invoke(name, input) }
}

contextBridge.exposeInMainWorld('motcua', { ...subjects, onNotice })
