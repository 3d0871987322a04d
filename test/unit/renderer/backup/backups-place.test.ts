import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { backupFolder } from '../../../../db/backup/shelf.ts'
import { backupsPlace } from '../../../../renderer/backup/backups-place.ts'

test('names the folder that the program writes to', () => {
  expect(basename(backupsPlace('/home/huong/motcua'))).toBe(basename(backupFolder('/home/huong/motcua')))
  expect(backupsPlace('/home/huong/motcua/')).toBe('/home/huong/motcua/backups')
})

test('on Windows the way of Windows', () => {
  expect(backupsPlace('C:\\Users\\Hương\\AppData\\Roaming\\motcua')).toBe('C:\\Users\\Hương\\AppData\\Roaming\\motcua\\backups')
})
