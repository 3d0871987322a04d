// uploadFile(file, source): brings a dropped or pasted file to the main process in parts, which gives it a token. A page cannot name a path,
// and one call carries only so much.

import { systemClock } from '../../db/model/clock.ts'
import { newId } from '../../db/model/ids.ts'
import { type ChosenFile, uploadPartCharacters } from '../../electron/api/papers.ts'
import { api } from '../client.ts'

/** Bytes of one part; a multiple of three, so that no part ends in padding. */
const partBytes = Math.floor(uploadPartCharacters / 4) * 3

function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

export async function uploadFile(file: File, fileName: string, source: 'drop' | 'paste'): Promise<ChosenFile> {
  const uploadId = newId(systemClock.nowMs())
  for (let index = 0, at = 0; ; index += 1, at += partBytes) {
    const part = new Uint8Array(await file.slice(at, at + partBytes).arrayBuffer())
    const isLast = at + partBytes >= file.size
    const reply = await api.papers.upload({ uploadId, fileName, source, index, data: base64Of(part), isLast })
    if (reply.file) return reply.file
  }
}

/** Files of a drop or of the clipboard; a screenshot among them has no name of its own. */
export function filesOf(transfer: DataTransfer | null): File[] {
  return transfer ? [...transfer.files] : []
}
