// What a person feels who scrolls through the list of a large office: the longest time for which the page did nothing else, told by the
// browser itself (long tasks, of which it tells none below 50 ms). Every step goes to the end of what is there, so that the next page is
// asked for, as fast as the wheel of a mouse does.
import { prepareWindow, startProduct } from './app.ts'
import type { Figure } from './measure.ts'

/** A stall that is felt. */
const stallMs = 50
const steps = 400
const stepMs = 40

interface Scrolled {
  readonly worstMs: number
  readonly stalls: number
  readonly rows: number
}

const scroll = `(async () => {
  const grid = document.querySelector('[role=grid]')
  const stalls = []
  const observer = new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) stalls.push(duration) })
  observer.observe({ type: 'longtask' })
  for (let step = 0; step < ${steps}; step += 1) {
    grid.scrollTop = grid.scrollHeight
    await new Promise((done) => setTimeout(done, ${stepMs}))
  }
  const shown = [...grid.querySelectorAll('[data-row]')].map((row) => Number(row.dataset.row))
  return { worstMs: Math.max(0, ...stalls), stalls: stalls.length, rows: Math.max(...shown) + 1 }
})()`

/** Scrolling through an office of so many cases. */
export async function measureScrolling(cases: number, say: (line: string) => void): Promise<Figure[]> {
  const folder = await prepareWindow({ cases, rounds: 1, say })
  const { window } = await startProduct(folder)
  await new Promise((done) => setTimeout(done, 3_000)) // the rest of the page's code is read meanwhile
  const { worstMs, stalls, rows } = await window.evaluate<Scrolled>(scroll)
  await window.stop()
  return [
    {
      id: 'scroll',
      title: `longest stall while scrolling over ${rows} of ${cases} cases`,
      yardstick: 'a stall that is felt',
      unit: 'ms',
      product: worstMs,
      reference: stallMs,
      bar: 1,
      note: `${stalls} of ${stallMs} ms or more`,
    },
  ]
}
