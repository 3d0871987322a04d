// Where a key moves the focus in a list or table.

/** The index a key moves the focus to, or undefined when the key is not for moving or there is nothing to move to. */
export function moveFocus(key: string, index: number, count: number, pageRows: number): number | undefined {
  const steps: Record<string, number> = {
    ArrowUp: index - 1,
    ArrowDown: index + 1,
    PageUp: index - pageRows,
    PageDown: index + pageRows,
    Home: 0,
    End: count - 1,
  }
  const wanted = steps[key]
  if (wanted === undefined || count === 0) return undefined
  return Math.min(count - 1, Math.max(0, wanted))
}
