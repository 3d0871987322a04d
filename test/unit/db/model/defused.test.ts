import { expect, it } from 'vitest'
import { defused } from '../../../../db/model/defused.ts'

it.each(['=1+1', ' =HYPERLINK("http://x","y")', '@SUM(A1)', '+cmd|x', '-2+3+cmd', '\t=1', '+84=1'])(
  '%j is no formula any more',
  (text) => expect(defused(text)).toBe(`'${text}`),
)

it.each(['', 'Nguyễn Văn An', '-', '-12', '+84 905 123 456', '+84 (905) 123-456', 'a=b', "'=1"])('%j stays as it is', (text) =>
  expect(defused(text)).toBe(text),
)
