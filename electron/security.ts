// What no page may do, whatever it is: ask for permissions, go elsewhere, open windows, embed foreign contents, use the network.
// Follows Electron's security checklist; the numbers are its.
import { app, type Session } from 'electron'

const ownScheme = 'motcua:'
/** Never leaves the machine: our pages, and what Chromium builds by itself. */
const localProtocols: ReadonlySet<string> = new Set([ownScheme, 'devtools:', 'data:', 'blob:', 'chrome:'])

/** Before `ready`: no background traffic of Chromium's own, and no name is ever looked up. */
export function switchOffNetwork(): void {
  app.commandLine.appendSwitch('disable-background-networking')
  app.commandLine.appendSwitch('disable-component-update')
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.commandLine.appendSwitch('disable-features', 'NetworkTimeServiceQuerying,OptimizationHints,MediaRouter')
}

export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false)) // 5
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  // Languages first: a spell checker that is switched off has fetched its dictionary already.
  session.setSpellCheckerLanguages([])
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !localProtocols.has(new URL(details.url).protocol) }))
}

/** For every contents that is ever made: ours, a print window, or one that an attack would make. */
export function hardenContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault()) // 13
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => {
      if (!event.url.startsWith('motcua://print/')) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault()) // 11, 12
    contents.setWindowOpenHandler(() => ({ action: 'deny' })) // 14
  })
}
