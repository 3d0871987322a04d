// Runs beside the page, in the preload scripts' own world: tells when something is on the screen and can be used, and how long
// after a key its letter is. "Painted" is the task after the frame in which it was drawn.
const { ipcRenderer } = require('electron')

const wallMs = () => performance.timeOrigin + performance.now()
const afterPaint = (tell) =>
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => tell(wallMs())
    port2.postMessage(null)
  })

/** Selectors that the bench waits for, each told once. */
const awaited = new Set()
function look() {
  for (const selector of awaited) {
    if (!document.querySelector(selector)) continue
    awaited.delete(selector)
    // The second frame: the first one may have been under way when it appeared.
    requestAnimationFrame(() => afterPaint((atMs) => ipcRenderer.send('bench:seen', selector, atMs)))
  }
}
new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true })
document.addEventListener('focusin', look)

ipcRenderer.on('bench:await', (_event, selector) => {
  awaited.add(selector)
  look()
})
document.addEventListener(
  'keydown',
  (event) => {
    const pressedMs = performance.timeOrigin + event.timeStamp
    afterPaint((atMs) => ipcRenderer.send('bench:typed', atMs - pressedMs))
  },
  true,
)
