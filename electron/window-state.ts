// Remembers size and place of the window. A broken or foreign file counts as none; a place outside all screens as well. Checked by hand:
// the window must not wait for a library of schemas.

import { mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type BrowserWindow, type Rectangle, screen } from 'electron'
import { writeWhole } from './write-whole.ts'

export interface WindowState {
  readonly bounds: Pick<Rectangle, 'width' | 'height'> & Partial<Rectangle>
  readonly isMaximized: boolean
}

/** The state that a file's text holds. Throws when it holds none. */
function parseState(text: string): WindowState {
  const { bounds, isMaximized } = JSON.parse(text) as WindowState
  const { x, y, width, height } = bounds
  const isRight = Number.isInteger(width) && width >= 640 && Number.isInteger(height) && height >= 480
  if (!isRight || ![x, y].every((at) => at === undefined || Number.isInteger(at))) throw new RangeError('not a window')
  return { bounds: { x, y, width, height }, isMaximized: isMaximized === true }
}

const saveDelayMs = 500

export function readWindowState(file: string): WindowState {
  const { workAreaSize } = screen.getPrimaryDisplay()
  const usual: WindowState = {
    bounds: { width: Math.min(1366, workAreaSize.width), height: Math.min(768, workAreaSize.height) },
    isMaximized: workAreaSize.width <= 1366,
  }
  try {
    const state = parseState(readFileSync(file, 'utf8'))
    const { x, y } = state.bounds
    const isVisible = screen
      .getAllDisplays()
      .some(
        ({ workArea: area }) =>
          x !== undefined &&
          y !== undefined &&
          x >= area.x - 50 &&
          y >= area.y - 50 &&
          x < area.x + area.width - 100 &&
          y < area.y + area.height - 100,
      )
    return isVisible ? state : { ...usual, isMaximized: state.isMaximized }
  } catch {
    return usual
  }
}

/** Writes shortly after the last change and at closing: to a temporary file, then renamed. */
export function rememberWindow(window: BrowserWindow, file: string): void {
  const save = () => {
    const state: WindowState = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }
    try {
      mkdirSync(dirname(file), { recursive: true })
      writeWhole(file, JSON.stringify(state))
    } catch {
      // A forgotten window size is not worth a message.
    }
  }
  let timer: NodeJS.Timeout | undefined
  const saveSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(save, saveDelayMs)
  }
  window.on('resize', saveSoon)
  window.on('move', saveSoon)
  window.on('close', () => {
    clearTimeout(timer)
    save()
  })
}
