import { describe, expect, it } from 'vitest'
import { growthOf } from '../../bench/data.ts'
import { type Figure, median, passes, quantile, ratioOf, takeTurns } from '../../bench/measure.ts'
import { tableOf } from '../../bench/report.ts'

const figure = (id: string, product: number, reference: number, bar: number | null): Figure => ({
  id,
  title: id,
  yardstick: 'the same by hand',
  unit: 'ms',
  product,
  reference,
  bar,
})

describe('measuring', () => {
  it('lets product and yardstick take turns, changes who begins, and throws the first rounds away', async () => {
    const order: string[] = []
    const side = (name: string) => async (round: number) => {
      order.push(`${name}${round}`)
      return round
    }
    const turns = await takeTurns(2, side('p'), side('r'), 1)
    expect(order).toEqual(['p0', 'r0', 'r1', 'p1', 'p2', 'r2'])
    expect(turns).toEqual({ product: [1, 2], reference: [1, 2] })
  })

  it('takes the middle, so that one hiccup moves nothing', () => {
    expect(median([1, 2, 1_000])).toBe(2)
    expect(quantile([5, 1, 4, 2, 3], 0.95)).toBe(5)
  })

  it('passes up to the bar and with it; without a bar always', () => {
    expect(passes(figure('a', 4, 1, 4))).toBe(true)
    expect(passes(figure('a', 4.01, 1, 4))).toBe(false)
    expect(passes(figure('a', 99, 1, null))).toBe(true)
    expect(ratioOf(figure('a', 3, 2, null))).toBe(1.5)
  })

  it('compares the largest office with the smallest, figure by figure', () => {
    const figures = [figure('list.10', 1, 1, 3), figure('list.50', 2, 1, 3), figure('list.90', 3, 1, 3), figure('start', 9, 9, 1)]
    expect(growthOf(figures, 10, 90)).toMatchObject([{ id: 'growth.list', product: 3, reference: 1, bar: 2 }])
  })

  it('names the misses in the table', () => {
    const lines = tableOf([figure('good', 1, 1, 2), figure('bad', 9, 1, 2), figure('told', 9, 1, null)]).split('\n')
    expect(lines).toHaveLength(4)
    expect(lines[1]).toMatch(/good .* 1\.00 .* pass$/)
    expect(lines[2]).toMatch(/bad .* 9\.00 .* MISS$/)
    expect(lines[3]).not.toMatch(/pass|MISS/)
  })
})
