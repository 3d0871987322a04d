// The page as the main process knows it: where it comes from, whose messages are listened to, what it is told. Apart from the router,
// so that the window stands before the contract is read.
import type { WebContents } from 'electron'
import type { Notices } from './api/contract.ts'
import { noticeChannel } from './api/wire.ts'

/** The one origin that our page has. */
export const pageOrigin = 'motcua://app'

const trusted = new Set<number>()

/** Makes a window's contents a sender that is listened to, as long as they live. */
export function trustContents(contents: WebContents): void {
  trusted.add(contents.id)
  contents.once('destroyed', () => trusted.delete(contents.id))
}

export const isTrusted = (contents: WebContents): boolean => trusted.has(contents.id)

export function notify<Name extends keyof Notices>(contents: WebContents, name: Name, value: Notices[Name]): void {
  if (!contents.isDestroyed()) contents.send(noticeChannel, name, value)
}
