// The bridge: one function for each call of the contract, nothing else. The build writes the calls' names in, so that neither this script
// nor whoever opens the window waits for the contract's schemas; ipcRenderer itself never reaches the page.
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import { noticeChannel } from './api/wire.ts'

declare const __CALL_NAMES__: readonly string[]

function onNotice(name: string, listener: (value: unknown) => void): () => void {
  const forward = (_event: IpcRendererEvent, sent: string, value: unknown) => {
    if (sent === name) listener(value)
  }
  ipcRenderer.on(noticeChannel, forward)
  return () => ipcRenderer.off(noticeChannel, forward)
}

const subjects: Record<string, Record<string, (input: unknown) => Promise<unknown>>> = {}
for (const name of __CALL_NAMES__) {
  const [subject = '', verb = ''] = name.split('.')
  subjects[subject] = { ...subjects[subject], [verb]: (input) => ipcRenderer.invoke(name, input) }
}

contextBridge.exposeInMainWorld('motcua', { ...subjects, onNotice })
