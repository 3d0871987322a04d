// The one script of the public site. It is written into the index as text and runs in whatever browser the lobby has, so both functions
// below lean on nothing but their arguments and the page.
import { fold } from '../../db/model/text.ts'

/** Hides what was not asked for: the list stands in the page without this script. */
function searchList(foldText: (text: string) => string): void {
  const box = document.getElementById('query') as HTMLInputElement
  const found = document.getElementById('found') as HTMLElement
  const fields = document.getElementById('fields') as HTMLElement
  const rows = [...document.querySelectorAll<HTMLElement>('[data-words]')]
  const sections = [...document.querySelectorAll<HTMLElement>('section')]
  const search = () => {
    const words = foldText(box.value).split(/\s+/).filter(Boolean)
    let count = 0
    for (const row of rows) {
      row.hidden = !words.every((word) => (row.dataset.words ?? '').includes(word))
      if (!row.hidden) count += 1
    }
    for (const section of sections) section.hidden = !section.querySelector('li:not([hidden])')
    fields.hidden = words.length > 0
    const told = count === 0 ? 'Không tìm thấy thủ tục nào.' : `Tìm thấy ${count} thủ tục.`
    found.textContent = words.length === 0 ? '' : told
  }
  const part = document.getElementById('search') as HTMLElement
  part.hidden = false
  box.addEventListener('input', search)
  // A browser that goes back to this page puts the typed words into the box again.
  window.addEventListener('pageshow', search)
}

/** The script as text. It folds as the program does, being the program's own function. */
export const searchScript = (): string => `(${searchList.toString()})(${fold.toString()})`
