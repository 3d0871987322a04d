// What Electron loads first. A program that cannot even be loaded (a file damaged or missing) ends at once: started by another
// version it gives way to that one without a word, started by a person it says so; it never hangs with an error of Electron's own.
import { app, dialog } from 'electron'
import { mainText } from './main-text.ts'
import { findStartToken } from './update/hand-over.ts'

import('./main.ts').catch((error: unknown) => {
  console.error(error)
  if (findStartToken(process.argv) === undefined) dialog.showErrorBox(mainText('failedTitle'), mainText('failedText'))
  app.exit(1)
})
