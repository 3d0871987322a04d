// Remembers size and place of the window. A broken or foreign file counts as none; a place outside all screens as well.

import { mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type BrowserWindow, screen } from 'electron'
import { z } from 'zod'
import { writeWhole } from './write-whole.ts'

const windowState = z.object({
  bounds: z.object({
    x: z.number().int().optional(),
    y: z.number().int().optional(),
    width: z.number().int().min(640),
    height: z.number().int().min(480),
  }),
  isMaximized: z.boolean(),
})
export type WindowState = z.infer<typeof windowState>

const saveDelayMs = 500

export function readWindowState(file: string): WindowState {
  const { workAreaSize } = screen.getPrimaryDisplay()
  const usual: WindowState = {
    bounds: { width: Math.min(1366, workAreaSize.width), height: Math.min(768, workAreaSize.height) },
    isMaximized: workAreaSize.width <= 1366,
  }
  try {
    const state = windowState.parse(JSON.parse(readFileSync(file, 'utf8')))
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
