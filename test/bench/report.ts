// The table that a person reads and the line that the history keeps.
import { execFileSync } from 'node:child_process'
import { appendFileSync, readFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { type Figure, passes, ratioOf } from './measure.ts'

const root = resolve(import.meta.dirname, '..', '..')
const historyFile = join(import.meta.dirname, 'history.jsonl')

const amount = (value: number, unit: Figure['unit']): string => `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`

/** Aligned columns: figure, measured, yardstick, its measure, ratio, bar, verdict. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.title,
    amount(figure.product, figure.unit),
    figure.yardstick,
    amount(figure.reference, figure.unit),
    ratioOf(figure).toFixed(2),
    figure.bar === null ? '' : `≤ ${figure.bar}`,
    figure.bar === null ? '' : passes(figure) ? 'pass' : 'MISS',
    figure.note ?? '',
  ])
  const all = [['figure', 'measured', 'yardstick', 'yardstick takes', 'ratio', 'bar', '', ''], ...rows]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length))) ?? []
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function commit(): string {
  try {
    const hash = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
    const isClean = execFileSync('git', ['status', '--porcelain', '-uno'], { cwd: root, encoding: 'utf8' }).trim() === ''
    return isClean ? hash : `${hash}+`
  } catch {
    return ''
  }
}

/** Adds this run's ratios to the history, with what may explain them and no name of machine or person. */
export function appendHistory(figures: readonly Figure[], electron: string, date: string): void {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const machine = {
    system: `${process.platform} ${process.arch} ${release()}`,
    processors: cpus().length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    electron,
  }
  const ratios = Object.fromEntries(figures.map((figure) => [figure.id, Number(ratioOf(figure).toFixed(3))]))
  const missed = figures.filter((figure) => !passes(figure)).map(({ id }) => id)
  appendFileSync(historyFile, `${JSON.stringify({ date, version, commit: commit(), machine, ratios, missed })}\n`)
}
