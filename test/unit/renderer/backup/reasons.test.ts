import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { backupReasons } from '../../../../db/backup/rules.ts'

test.each(['vi', 'en'])('every reason for a backup has words (%s)', (language) => {
  const file = new URL(`../../../../resources/locales/${language}/backup.json`, import.meta.url)
  const { reason }: { reason: object } = JSON.parse(readFileSync(file, 'utf8'))
  expect(Object.keys(reason).toSorted()).toEqual([...backupReasons, 'other'].toSorted())
})
