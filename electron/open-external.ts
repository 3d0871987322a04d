// The one place that hands something to the system to open, and the only thing is a folder of our own: never an address, never a
// file that a page named.
import { shell } from 'electron'
import { AppError } from '../db/model/errors.ts'

/** Shows a folder in the system's file manager. Throws file.unreadable when the system cannot. */
export async function showFolder(folder: string): Promise<void> {
  if ((await shell.openPath(folder)) !== '') throw new AppError('file.unreadable', { file: folder })
}
