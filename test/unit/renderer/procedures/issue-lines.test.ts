import { readFileSync } from 'node:fs'
import i18next, { type TFunction } from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import { parseCalendar } from '../../../../db/calendar/rules.ts'
import { AppError } from '../../../../db/model/errors.ts'
import { issueLimit, parseCatalogue } from '../../../../db/procedures/catalogue-file.ts'
import type { Failure } from '../../../../electron/api/call.ts'
import { issueLines } from '../../../../renderer/procedures/issue-lines.ts'

const locale = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../../../resources/locales/vi/${name}.json`, import.meta.url), 'utf8'))
const starter: { meta: object; procedures: Record<string, unknown>[] } = JSON.parse(
  readFileSync(new URL('../../../../resources/catalogue/hue-starter.json', import.meta.url), 'utf8'),
)
let t: TFunction

beforeAll(async () => {
  t = await i18next.createInstance().init({
    lng: 'vi',
    ns: ['catalogue', 'errors'],
    resources: { vi: { catalogue: locale('catalogue'), errors: locale('errors') } },
    interpolation: { escapeValue: false },
  })
})

function refusal(read: () => unknown): Failure {
  try {
    read()
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, params: error.params, issues: error.issues, incident: null }
    throw error
  }
  throw new Error('the file was accepted')
}

const catalogueWith = (procedures: unknown[]) => JSON.stringify({ meta: starter.meta, procedures }, null, 1)

test('a line names the line of the file, the procedure, the field and what to do', () => {
  const wrong = { ...starter.procedures[0], field: 12 }
  const text = catalogueWith([wrong])
  const line = text.split('\n').findIndex((row) => row.includes('"field"')) + 1
  const reason = t('errors:issue.invalid')
  expect(reason).not.toContain('issue')
  expect(
    issueLines(
      t,
      refusal(() => parseCatalogue(text)),
    ),
  ).toEqual([`Dòng ${line}: 1.001193 (Thủ tục đăng ký khai sinh) › field – ${reason}`])
})

test('a file that is no JSON has a line and no place', () => {
  expect(
    issueLines(
      t,
      refusal(() => parseCalendar('{\n  "id": "vn",,\n}')),
    )[0],
  ).toMatch(/^Dòng 2 – ./)
})

test('complaints that were left out are counted on the last line', () => {
  const wrong = Array.from({ length: issueLimit + 5 }, (_, index) => ({
    ...starter.procedures[0],
    local_id: `X.${index}`,
    code: `X.${index}`,
    short_code: null,
    field: null,
  }))
  const lines = issueLines(
    t,
    refusal(() => parseCatalogue(catalogueWith(wrong))),
  )
  expect(lines).toHaveLength(issueLimit + 1)
  expect(lines.at(-1)).toBe('Còn 5 lỗi khác chưa liệt kê')
})
