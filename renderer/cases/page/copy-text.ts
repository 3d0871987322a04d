// Copying a code for the official system's web form. The clipboard interface of the page asks for a permission, and the window grants
// none, so the text goes by way of a copy command, which a key press or click allows by itself.

/** Puts the text on the clipboard; must run inside a press of a key or button. False when the system refused. */
export function copyText(text: string): boolean {
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
  }
  document.addEventListener('copy', fill)
  try {
    return document.execCommand('copy')
  } finally {
    document.removeEventListener('copy', fill)
  }
}
