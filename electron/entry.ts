// What Electron loads first. It tells a command from a window. A program that cannot even be loaded (a file damaged or missing) ends at once: started by another
// version it gives way to that one without a word, started by a person it says so; it never hangs with an error of Electron's own.
import { app, dialog } from 'electron'
import { findCommand } from './cli/find-command.ts'
import { mainText } from './main-text.ts'
import { findStartToken } from './update/hand-over.ts'

const command = app.isPackaged ? findCommand(process.argv.slice(1)) : undefined

if (command) void import('./command-mode.ts').then(({ runAsCommand }) => runAsCommand(command))
else {
  import('./main.ts').catch((error: unknown) => {
    console.error(error)
    if (findStartToken(process.argv) === undefined) dialog.showErrorBox(mainText('failedTitle'), mainText('failedText'))
    app.exit(1)
  })
}
