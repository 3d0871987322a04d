// What no page may do, whatever it is: ask for permissions, go elsewhere, open windows, embed foreign contents, use the network.
// Follows Electron's security checklist; the numbers are its.
import { app, type Session, type WebContents } from 'electron'

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

const withoutHash = (url: string): string => url.split('#', 1)[0] ?? ''

/** Our page begun anew by its own button. Electron calls that a navigation too. */
const isReload = (contents: WebContents, url: string): boolean =>
  url.startsWith(`${ownScheme}//app/`) && withoutHash(url) === withoutHash(contents.getURL())

/** For every contents that is ever made: ours, a print window, or one that an attack would make. */
export function hardenContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    // 13
    contents.on('will-navigate', (event) => {
      if (!isReload(contents, event.url)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => {
      const isAllowed = event.isMainFrame ? isReload(contents, event.url) : event.url.startsWith('motcua://print/')
      if (!isAllowed) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault()) // 11, 12
    contents.setWindowOpenHandler(() => ({ action: 'deny' })) // 14
  })
}
