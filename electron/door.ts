// Where the page's calls come in; the only user of ipcMain. It stands before the page does, so that the page's scripts need not wait for
// the program that answers: a call that comes early waits here.
import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron'
import type { Reply } from './api/call.ts'
import type { CallName } from './api/contract.ts'
import { isTrusted, pageOrigin } from './page.ts'

/** Written in by the build, as in the preload script. */
declare const __CALL_NAMES__: readonly CallName[]

export interface Asked {
  readonly name: CallName
  readonly input: unknown
  readonly sender: WebContents
  /** Whether it came from the main frame of a page of ours, at the moment when it came. */
  readonly isOurs: boolean
}
/** Never throws. */
export type Answer = (asked: Asked) => Promise<Reply<unknown>>

function isOurs(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame === event.sender.mainFrame && frame.origin === pageOrigin && isTrusted(event.sender)
}

/** Takes every call of the contract from now on; returns the way to say who answers them. */
export function openDoor(): (answer: Answer) => void {
  let answerWith: (answer: Answer) => void = () => {}
  const whenAnswered = new Promise<Answer>((resolve) => {
    answerWith = resolve
  })
  for (const name of __CALL_NAMES__) {
    ipcMain.handle(name, async (event, input: unknown) => {
      const asked = { name, input, sender: event.sender, isOurs: isOurs(event) }
      return (await whenAnswered)(asked)
    })
  }
  return answerWith
}
